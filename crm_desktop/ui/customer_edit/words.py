"""The words of the form for changing a customer, and of what collides in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from crm_desktop.actions.address_edits import (
    USUAL_ADDRESS,
    KnownAddress,
    UsualAddress,
    address_of_field,
)
from crm_desktop.actions.customer_edits import phone_of_field
from crm_desktop.actions.customers import NewAddress, NewPhone
from crm_desktop.database.queries.card_changes import CardChange
from crm_desktop.domain.postal_code import postal_display
from crm_desktop.ui.conflict.state import ConflictField, ConflictState
from crm_desktop.ui.customer_edit.form_reading import COLUMNS, phone_text
from crm_desktop.ui.customer_edit.state import AddressLine, Collision, FieldNews
from crm_desktop.ui.new_customer.form_parts import ADDRESS_FIELDS
from crm_desktop.ui.new_customer.state import Field
from crm_desktop.ui.new_customer.words import field_label
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.one_line import one_line, shortened
from crm_desktop.ui.shared.person_words import address_kind_words, phone_kind_words, sex_words

translate = QCoreApplication.translate

_LONGEST_NEWS = 120


def name_of_field(name: str) -> str:
    """Return what a field of `customer_edits.fields_by_name` is called."""
    phone = phone_of_field(name)
    if phone is not None:
        number, extension = phone
        text = phone_text(NewPhone(number, phone_extension=extension))
        return filled(translate("customer_edit", "Number %1"), text)
    if name == USUAL_ADDRESS:
        return translate("customer_edit", "Usual address")
    if address_of_field(name) is not None:
        return translate("customer_edit", "Address")
    return field_label(next(which for which, column in COLUMNS.items() if column == name))


def value_words(name: str, value: object, formats: Formats) -> str:
    """Return a field's value as a person reads it; "" for nothing."""
    if phone_of_field(name) is not None:
        return phone_kind_words(value) if isinstance(value, str) else ""
    match value:
        case KnownAddress():
            return known_address_words(value)
        case UsualAddress():
            return address_words(value.parts)
        case date():
            return f"{value.year}/{value.month}/{value.day}  {formats.era_day(value)}"
        case str():
            return sex_words(value) if name == "sex" else value
        case _:
            return ""


def changed_by_words(change: CardChange | None, formats: Formats, now: datetime) -> str:
    """Return 佐伯 今日 10:32; "" when nobody knows."""
    if change is None:
        return ""
    when = formats.moment(change.changed_at, now=now)
    if change.is_me:
        return filled(translate("customer_edit", "you, elsewhere, %1"), when)
    who = one_line(change.staff_name) or translate("customer_edit", "an import")
    return filled(translate("customer_edit", "%1, %2"), who, when)


def news_words(name: str, news: FieldNews, formats: Formats, now: datetime) -> str:
    """Return that somebody else changed a field meanwhile, and to what."""
    value = shortened(one_line(value_words(name, news.value, formats)), _LONGEST_NEWS)
    value = value or translate("customer_edit", "taken away")
    who = changed_by_words(news.change, formats, now)
    if not who:
        return filled(translate("customer_edit", "Changed meanwhile: %1"), value)
    return filled(translate("customer_edit", "Changed meanwhile by %1: %2"), who, value)


def news_of_phones(news: Mapping[str, FieldNews], formats: Formats, now: datetime) -> Sequence[str]:
    """Return a line for each number that somebody else added, changed or took away."""
    lines = {name: one for name, one in news.items() if phone_of_field(name)}
    return [
        f"{name_of_field(name)}: {news_words(name, one, formats, now)}"
        for name, one in lines.items()
    ]


def news_of_addresses(
    news: Mapping[str, FieldNews], formats: Formats, now: datetime
) -> Sequence[str]:
    """Return a line for each address that somebody else changed, and for which is the usual one."""
    return [
        f"{name_of_field(name)}: {news_words(name, one, formats, now)}"
        for name, one in news.items()
        if name == USUAL_ADDRESS or address_of_field(name) is not None
    ]


def line_words(line: AddressLine) -> str:
    """Return an address as it is typed, with its kind."""
    texts = {which: line.fields[which].text for which in ADDRESS_FIELDS if which in line.fields}
    code, building = texts.pop(Field.POSTAL_CODE, ""), texts.pop(Field.BUILDING, "")
    told = " ".join(filter(None, [code and f"〒{code}", "".join(texts.values()), building]))
    told = one_line(told) or translate("customer_edit", "(empty)")
    return f"{address_kind_words(line.label)}  {told}"


def known_address_words(address: KnownAddress) -> str:
    """Return its kind and the address, and that it is put away."""
    words = address_words(address.parts) or translate("customer_edit", "(empty)")
    told = f"{address_kind_words(address.label)}  {words}"
    if not address.put_away:
        return told
    return filled(translate("customer_edit", "%1 (put away)"), told)


def conflict_of(collision: Collision, formats: Formats, now: datetime) -> ConflictState:
    """Return what is to be chosen after a collision."""
    by_field = {change.field: change for change in collision.changes if change.field}
    fields = tuple(
        ConflictField(
            name,
            name_of_field(name),
            value_words(name, collision.before[name], formats),
            value_words(name, collision.theirs[name], formats),
            value_words(name, collision.mine[name], formats),
            changed_by_words(by_field.get(name), formats, now),
        )
        for name in collision.fields
    )
    seen = collision.form.seen
    return ConflictState(f"{formats.person(seen.name)}  {collision.form.code}", fields)


def left_words(key: str) -> str:
    """Return that changes of this customer are typed and not saved."""
    words = translate("customer_edit", "You have changes of this customer that are not saved: %1")
    return filled(words, key_text(key))


def refused_words(name: str, key: str) -> str:
    """Return that changes which waited collide with somebody else's."""
    words = translate(
        "customer_edit",
        "Your change of %1 collides with somebody else's. It is kept: open the card, then %2.",
    )
    return filled(words, one_line(name), key_text(key))


def address_words(address: NewAddress) -> str:
    """Return 〒160-0023 東京都新宿区西新宿2-8-1 building; "" for an empty one."""
    code = f"〒{postal_display(address.postal_code)}" if address.postal_code else ""
    street = f"{address.prefecture}{address.city}{address.town}{address.block}"
    return " ".join(filter(None, [code, street, address.building]))
