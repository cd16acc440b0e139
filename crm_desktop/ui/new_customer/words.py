"""The words under the fields of the form."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.address import Address
from crm_desktop.domain.email_address import EmailWarning
from crm_desktop.domain.phone_number import PhoneWarning
from crm_desktop.domain.postal_address import PostalAddress
from crm_desktop.domain.postal_code import postal_display
from crm_desktop.errors.text import BadDate, BadPhoneNumber, BadPostalCode
from crm_desktop.ui.input_error_text import input_error_text
from crm_desktop.ui.new_customer.state import (
    CodeElsewhere,
    Field,
    FieldState,
    Missing,
    PlainWarning,
    Refusal,
)
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate
_MOST_NAMED: Final = 3
_MOST_CHOICES: Final = 6


def message_of(field: FieldState, formats: Formats, today: date) -> tuple[str, str]:
    """Return the words under a field and their look; "" for nothing to say."""
    if field.refusal is not None:
        return refusal_words(field.refusal, formats), "small-late"
    if isinstance(field.warning, CodeElsewhere):
        return code_words(field.warning.address), "small-soon"
    if field.warning is not None:
        return warning_words(field.warning), "small-soon"
    if field.day is not None:
        age = formats.age(field.day, today=today)
        return f"{formats.era_day(field.day)} {age}", "small"
    if field.filled:
        return translate("new_customer", "from the postal code"), "small"
    return "", "small"


def refusal_words(refusal: Refusal, formats: Formats) -> str:
    """Return what is wrong, what to do, and what may be meant."""
    if isinstance(refusal, Missing):
        return translate("new_customer", "Type the name; nothing else is a must.")
    words = input_error_text(refusal)
    match refusal:
        case BadPhoneNumber(proposals=proposals) if proposals:
            meant = translate("new_customer", " or ").join(proposals)
        case BadPostalCode(proposal=code) if code:
            meant = f"{code[:3]}-{code[3:]}"
        case BadDate(proposal=day) if day:
            meant = formats.era_day(day)
        case _:
            return words
    question = filled(translate("new_customer", "Meant: %1?"), meant)
    return f"{words} {question}"


def warning_words(warning: PlainWarning) -> str:
    """Return what a person should look at."""
    match warning:
        case PhoneWarning.NOT_IN_PLAN:
            return translate("new_customer", "No such number is given out. Read it back once more.")
        case PhoneWarning.MACHINE:
            return translate("new_customer", "This number belongs to a machine, not to a person.")
        case PhoneWarning.FAX:
            return translate(
                "new_customer", "Written as a fax number. Ask for one that is answered."
            )
        case EmailWarning.CARRIER_DOTS:
            return translate("new_customer", "An old mobile address: some programs refuse it.")
        case EmailWarning.TYPED_WRONG:
            return translate("new_customer", "Mistyped? Spell the part behind the @ once more.")
        case _:
            return translate("new_customer", "The post office does not know this code. Ask again.")


def code_words(address: Address) -> str:
    """Return that 109-0001 is not 港区芝浦; 105-0023 is 1丁目, 108-0023 is 2〜4丁目: choose."""
    code, place = postal_display(address.written_code), f"{address.city}{address.town}"
    meant = "、".join(dict.fromkeys(f"{p.city}{p.town}" for p in address.code_places[:_MOST_NAMED]))
    if meant:
        wrong = filled(translate("new_customer", "%1 is %2, not %3"), code, meant, place)
    else:
        wrong = filled(translate("new_customer", "%1 is not %2"), code, place)
    if len(address.choices) == 1:
        (own,) = address.choices
        right = postal_display(own.code) + (f" ({own.note})" if own.note else "")
        return filled(translate("new_customer", "%1: it is %2."), wrong, right)
    rest = translate("new_customer", "the rest")
    is_part = translate("new_customer", "%1 is %2")
    parts = [
        filled(is_part, postal_display(own.code), own.note or rest)
        for own in address.choices[:_MOST_CHOICES]
    ]
    listed = translate("new_customer", ", ").join(parts)
    return filled(translate("new_customer", "%1; %2: choose."), wrong, listed)


def place_words(place: PostalAddress) -> str:
    """Return a place that a postal code means, in one line."""
    town = place.town or translate("new_customer", "(elsewhere in the city)")
    note = f" ({place.note})" if place.note else ""
    kana = f"  {place.kana}" if place.kana else ""
    return f"{place.prefecture}{place.city}{town}{note}{kana}"


def field_label(which: Field) -> str:
    """Return what a field is called on the form."""
    labels = {
        Field.NAME: translate("new_customer", "Name"),
        Field.NAME_KANA: translate("new_customer", "Kana"),
        Field.PHONE: translate("new_customer", "Phone"),
        Field.PHONE_LABEL: translate("new_customer", "Kind of number"),
        Field.POSTAL_CODE: translate("new_customer", "Postal code"),
        Field.PREFECTURE: translate("new_customer", "Prefecture"),
        Field.CITY: translate("new_customer", "City"),
        Field.TOWN: translate("new_customer", "Town"),
        Field.BLOCK: translate("new_customer", "Block"),
        Field.BUILDING: translate("new_customer", "Building"),
        Field.BIRTHDAY: translate("new_customer", "Birthday"),
        Field.SEX: translate("new_customer", "Sex"),
        Field.EMAIL: translate("new_customer", "E-mail"),
        Field.MEMO: translate("new_customer", "Attention memo"),
    }
    return labels[which]
