"""Between what is stored of a customer and what the form shows and holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from crm_desktop.actions.address_edits import KnownAddress, stored_keys
from crm_desktop.actions.customer_edits import (
    CustomerFields,
    fields_by_name,
    in_stored_keys,
    phone_of_field,
)
from crm_desktop.actions.customers import NewAddress, NewPhone
from crm_desktop.database.queries.customer_card import CardAddress, CustomerCard
from crm_desktop.domain.phone_number import national_display, parse_phone_number
from crm_desktop.errors.text import BadPhoneNumber
from crm_desktop.ui.customer_edit.address_lines import (
    in_keys,
    lines_of,
    lines_over,
    texts_of,
    wanted_addresses,
    with_lines,
)
from crm_desktop.ui.customer_edit.state import EditForm, PhoneLine
from crm_desktop.ui.new_customer.field_reading import new_customer, read_field
from crm_desktop.ui.new_customer.state import Field, FieldState, NewCustomerState

COLUMNS = {
    Field.NAME: "name",
    Field.NAME_KANA: "name_kana",
    Field.BIRTHDAY: "birthday",
    Field.SEX: "sex",
    Field.EMAIL: "email",
    Field.MEMO: "attention_memo",
}


def seen_on(card: CustomerCard) -> CustomerFields:
    """Return what a card shows of what can be edited."""
    in_use = tuple(map(_address, card.addresses))
    put_away = tuple(replace(_address(one), put_away=True) for one in card.addresses_put_away)
    return CustomerFields(
        card.name,
        card.name_kana,
        card.birthday,
        card.sex,
        card.email,
        card.attention_memo,
        tuple(NewPhone(one.number, one.label, one.phone_extension) for one in card.phones),
        (*in_use, *put_away),
    )


def form_of(customer_id: int, code: str, seen: CustomerFields, draft_id: UUID) -> EditForm:
    """Return a form in which nobody has typed yet."""
    phones = tuple(_line(phone) for phone in seen.phones)
    lines = lines_of(seen.addresses)
    person = NewCustomerState(_stored_fields(seen))
    form = EditForm(customer_id, code, seen, draft_id, person, phones, lines, lines[0].key)
    return with_lines(form, lines, 0)


def wanted_by(form: EditForm) -> CustomerFields:
    """Return the customer of a form in which nothing is refused; untouched fields are as seen."""
    person = NewCustomerState({which: form.fields.of(which) for which in COLUMNS})
    typed, seen = new_customer(person), form.seen
    columns = {
        column: getattr(seen if form.fields.of(which).stored else typed, column)
        for which, column in COLUMNS.items()
    }
    phones = tuple(filter(None, map(_phone, form.phones)))
    return CustomerFields(**columns, phones=phones, addresses=wanted_addresses(form))


def touched(form: EditForm) -> bool:
    """Tell whether anything in the form is another text than what was seen."""
    fresh = form_of(form.customer_id, form.code, form.seen, form.draft_id)
    if any(form.fields.of(which).text != fresh.fields.of(which).text for which in COLUMNS):
        return True
    if texts_of(form) != texts_of(fresh):
        return True
    return [(line.text.text, line.label) for line in form.phones if line.text.text] != [
        (line.text.text, line.label) for line in fresh.phones
    ]


def checked_line(line: PhoneLine, text: str) -> PhoneLine:
    """Return the line once it is left with ``text``."""
    if line.text.stored and text == line.text.text:
        return line
    return replace(line, text=read_field(Field.PHONE, text))


def brought_up_to_date(form: EditForm, stored: CustomerFields, take: Collection[str]) -> EditForm:
    """Return the form over what is ``stored`` now; the fields in ``take`` show that too.

    All others keep what is typed.
    """
    fresh = _stored_fields(stored)
    fields = dict(form.fields.fields)
    for which in Field:
        if COLUMNS.get(which) in take:
            fields[which] = fresh[which]
    lines = _lines_over(form.phones, stored, take)
    form = replace(form, seen=stored, fields=replace(form.fields, fields=fields), phones=lines)
    return lines_over(form, stored, take)


def with_ids(form: EditForm, stored: CustomerFields) -> EditForm:
    """Return the form with the ids that addresses of its own have in what is ``stored`` now."""
    keys = stored_keys(form.seen.addresses, stored.addresses)
    if not keys:
        return form
    return in_keys(replace(form, seen=in_stored_keys(form.seen, keys)), keys)


def _lines_over(
    lines: tuple[PhoneLine, ...], stored: CustomerFields, take: Collection[str]
) -> tuple[PhoneLine, ...]:
    numbers = {(one.number, one.phone_extension): one for one in stored.phones}
    taken = {key for name in take if (key := phone_of_field(name))}
    kept: list[PhoneLine] = []
    for line in lines:
        phone = _phone(line) or line.stored
        key = None if phone is None else (phone.number, phone.phone_extension)
        if key not in taken:
            kept.append(line)
        elif key in numbers:
            kept.append(_line(numbers[key]))
            taken.discard(key)
    return (*kept, *(_line(one) for key, one in numbers.items() if key in taken))


def _phone(line: PhoneLine) -> NewPhone | None:
    """Return the number of a line; None for an empty or refused one, or one typed half."""
    if line.text.stored and line.stored is not None:
        return replace(line.stored, label=line.label)
    if not line.text.text or line.text.refusal is not None:
        return None
    try:
        number = parse_phone_number(line.text.text)
    except BadPhoneNumber:
        return None
    return NewPhone(number.e164, line.label, number.extension)


def _line(phone: NewPhone) -> PhoneLine:
    return PhoneLine(FieldState(phone_text(phone), stored=True), phone.label, phone)


def phone_text(phone: NewPhone) -> str:
    """Return a number as it stands in the form: 03-5321-1111 内線12."""
    extension = f" 内線{phone.phone_extension}" if phone.phone_extension else ""
    return national_display(phone.number) + extension


def _stored_fields(seen: CustomerFields) -> dict[Field, FieldState]:
    birthday = seen.birthday
    texts = {
        Field.NAME: seen.name,
        Field.NAME_KANA: seen.name_kana,
        Field.BIRTHDAY: f"{birthday.year}/{birthday.month}/{birthday.day}" if birthday else "",
        Field.SEX: seen.sex,
        Field.EMAIL: seen.email,
        Field.MEMO: seen.attention_memo,
    }
    fields = {which: FieldState(text, stored=True) for which, text in texts.items()}
    fields[Field.BIRTHDAY] = replace(fields[Field.BIRTHDAY], day=birthday)
    return fields


def _address(one: CardAddress) -> KnownAddress:
    parts = NewAddress(one.postal_code, one.prefecture, one.city, one.town, one.block, one.building)
    return KnownAddress(str(one.address_id), parts, one.label)


def values_of(customer: CustomerFields, names: Collection[str]) -> dict[str, object]:
    """Return the fields of these names."""
    named = fields_by_name(customer)
    return {name: named.get(name) for name in names}
