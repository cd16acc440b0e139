"""Reads a field when it is left: the even form of what was typed, or why it is refused."""

from __future__ import annotations

from collections.abc import Callable

from crm_desktop.actions.customers import NewAddress, NewCustomer, NewPhone
from crm_desktop.domain.calendar_date import parse_date
from crm_desktop.domain.email_address import parse_email
from crm_desktop.domain.japanese_text import to_kana_display, widened
from crm_desktop.domain.person_name import tidy_name
from crm_desktop.domain.phone_number import parse_phone_number
from crm_desktop.domain.postal_code import parse_postal_code, postal_display
from crm_desktop.domain.storable_text import storable_text
from crm_desktop.errors.text import (
    BadDate,
    BadEmailAddress,
    BadKana,
    BadPhoneNumber,
    BadPostalCode,
    PhoneProblem,
)
from crm_desktop.ui.new_customer.state import Field, FieldState, NewCustomerState

_REFUSALS = (BadPhoneNumber, BadPostalCode, BadKana, BadDate, BadEmailAddress)


def read_field(which: Field, text: str) -> FieldState:
    """Return the field as it looks once left; an empty one is fine."""
    text = storable_text(text)
    if not text.strip():
        return FieldState()
    try:
        return _READERS.get(which, _plain)(text)
    except _REFUSALS as refusal:
        return FieldState(text, refusal=refusal)


def address_to_check(state: NewCustomerState) -> str:
    """Return postal code and address in one line; "" while one of them is missing or refused."""
    code = state.of(Field.POSTAL_CODE)
    places = [state.of(which).text for which in (Field.PREFECTURE, Field.CITY, Field.TOWN)]
    if not code.text or code.refusal or not all(places[1:]):
        return ""
    return f"{code.text} {''.join(places)} {state.of(Field.BLOCK).text}"


def new_customer(state: NewCustomerState) -> NewCustomer:
    """Return the customer of a form in which nothing is refused."""

    def text(which: Field) -> str:
        return state.of(which).text

    code = text(Field.POSTAL_CODE)
    return NewCustomer(
        name=text(Field.NAME),
        name_kana=text(Field.NAME_KANA),
        birthday=state.of(Field.BIRTHDAY).day,
        sex=text(Field.SEX) or "unknown",
        email=text(Field.EMAIL),
        phones=_phones(text(Field.PHONE), text(Field.PHONE_LABEL) or "home"),
        address=NewAddress(
            postal_code=parse_postal_code(code) if code else "",
            prefecture=text(Field.PREFECTURE),
            city=text(Field.CITY),
            town=text(Field.TOWN),
            block=text(Field.BLOCK),
            building=text(Field.BUILDING),
        ),
        attention_memo=text(Field.MEMO),
    )


def _phones(text: str, label: str) -> tuple[NewPhone, ...]:
    if not text:
        return ()
    number = parse_phone_number(text)
    return (NewPhone(number.e164, label, number.extension),)


def _name(text: str) -> FieldState:
    return FieldState(tidy_name(text))


def _kana(text: str) -> FieldState:
    return FieldState(to_kana_display(text))


def _phone(text: str) -> FieldState:
    number = parse_phone_number(text)
    if not number.e164:  # 110 and its like: nobody's own
        raise BadPhoneNumber(text, PhoneProblem.NOT_IN_PLAN)
    extension = f" 内線{number.extension}" if number.extension else ""
    return FieldState(number.national + extension, warning=number.warning)


def _postal_code(text: str) -> FieldState:
    return FieldState(postal_display(parse_postal_code(text)))


def _birthday(text: str) -> FieldState:
    day = parse_date(text)
    return FieldState(f"{day.year}/{day.month}/{day.day}", day=day)


def _email(text: str) -> FieldState:
    email = parse_email(text)
    return FieldState(email.address, warning=email.warning)


def _plain(text: str) -> FieldState:
    return FieldState(" ".join(widened(text).split()))


def _memo(text: str) -> FieldState:
    return FieldState(text.strip())


_READERS: dict[Field, Callable[[str], FieldState]] = {
    Field.NAME: _name,
    Field.NAME_KANA: _kana,
    Field.PHONE: _phone,
    Field.POSTAL_CODE: _postal_code,
    Field.BIRTHDAY: _birthday,
    Field.EMAIL: _email,
    Field.MEMO: _memo,
}
