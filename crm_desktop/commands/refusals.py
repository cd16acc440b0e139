"""English sentences for values that were refused, for command lines and lists of bad rows."""

from __future__ import annotations

from typing import Final

from crm_desktop.domain.address import Address, AddressProblem
from crm_desktop.domain.calendar_date import era_display
from crm_desktop.domain.phone_number import PhoneWarning
from crm_desktop.domain.postal_code import postal_display
from crm_desktop.errors.text import (
    BadDate,
    BadEmailAddress,
    BadKana,
    BadPhoneNumber,
    BadPostalCode,
    DateProblem,
    EmailProblem,
    PhoneProblem,
    PostalCodeProblem,
)

BadValue = BadPhoneNumber | BadPostalCode | BadKana | BadDate | BadEmailAddress


def sentence_of(refusal: BadValue) -> str:
    """Return what is wrong and, where something may be meant, what to write instead."""
    match refusal:
        case BadPhoneNumber():
            return _PHONE[refusal.reason] + _proposed(*refusal.proposals)
        case BadPostalCode():
            return _POSTAL_CODE[refusal.reason] + _proposed(postal_display(refusal.proposal))
        case BadDate():
            day = refusal.proposal
            return _DATE[refusal.reason] + _proposed(f"{era_display(day)} ({day})" if day else "")
        case BadEmailAddress():
            return _EMAIL[refusal.reason]
        case BadKana():
            return _kana_sentence(refusal.strangers)


def phone_warning_sentence(warning: PhoneWarning) -> str:
    """Return what to look at in a number that was accepted."""
    return _PHONE_WARNING[warning]


def address_sentence(address: Address) -> str:
    """Return what was not understood in an address and what to choose from; "" for nothing."""
    match address.problem:
        case None:
            return ""
        case AddressProblem.POSTAL_CODE_ELSEWHERE:
            return _elsewhere_sentence(address)
        case AddressProblem.TOWN_UNKNOWN:
            return _town_sentence(address)
    return _ADDRESS[address.problem]


def _elsewhere_sentence(address: Address) -> str:
    """Return that 109-0001 is not 港区芝浦; 105-0023 is 1丁目, 108-0023 is 2〜4丁目: choose."""
    code, place = postal_display(address.written_code), f"{address.city}{address.town}"
    meant = _places_of_code(address)
    is_not = f"is {meant}, not {place}" if meant else f"is not {place}"
    codes = [(postal_display(entry.code), entry.note) for entry in address.choices]
    if len(codes) == 1:
        own, note = codes[0]
        return f"The postal code {code} {is_not}: use {own}{f' ({note})' if note else ''}."
    named = ", ".join(f"{own} is {note or 'the rest'}" for own, note in codes[:_SHOWN_CODES])
    more = f" and {len(codes) - _SHOWN_CODES} more" if len(codes) > _SHOWN_CODES else ""
    return f"The postal code {code} {is_not}; {named}{more}: choose."


def _town_sentence(address: Address) -> str:
    sentence = _ADDRESS[AddressProblem.TOWN_UNKNOWN] if address.town else _TOWN_MISSING
    meant = _places_of_code(address)
    return f"{sentence} {postal_display(address.written_code)} is {meant}." if meant else sentence


def _places_of_code(address: Address) -> str:
    """Return what the written code means, a few of many; "" for an unknown code."""
    places = [f"{place.city}{place.town}" for place in address.code_places]
    shown = list(dict.fromkeys(places))
    return "、".join(shown[:_SHOWN_PLACES]) + (" …" if len(shown) > _SHOWN_PLACES else "")


def _proposed(*values: str) -> str:
    named = " or ".join(filter(None, values))
    return f" Did you mean {named}?" if named else ""


def _kana_sentence(strangers: str) -> str:
    if not strangers:
        return "There is no kana here."
    shown = strangers[:_SHOWN_STRANGERS]
    return f"A reading is written in kana only; take out {shown!r}."


_SHOWN_STRANGERS: Final = 20
_SHOWN_CODES: Final = 8
_SHOWN_PLACES: Final = 3
_PHONE: Final = {
    PhoneProblem.EMPTY: "There is no phone number here.",
    PhoneProblem.NO_NUMBER: "The caller's number was not sent.",
    PhoneProblem.LETTERS: "A phone number holds digits only; take the words and signs out.",
    PhoneProblem.TWO_NUMBERS: "There is more than one number here; write one a line.",
    PhoneProblem.LOST_ZERO: "The leading 0 is missing.",
    PhoneProblem.LOCAL: "The area code is missing; write the number from its 0 on.",
    PhoneProblem.TOO_SHORT: "The number is too short; digits are missing.",
    PhoneProblem.TOO_LONG: "The number is too long; look for a digit too many.",
    PhoneProblem.NOT_IN_PLAN: "No phone number begins like this.",
    PhoneProblem.ROUNDED: "A spreadsheet has rounded this number; take it from the original.",
}
_PHONE_WARNING: Final = {
    PhoneWarning.NOT_IN_PLAN: "This block of numbers is not known to be in use; check the digits.",
    PhoneWarning.MACHINE: "020 numbers belong to machines and pagers; nobody answers there.",
    PhoneWarning.FAX: "This was written as a fax number.",
}
_POSTAL_CODE: Final = {
    PostalCodeProblem.EMPTY: "There is no postal code here.",
    PostalCodeProblem.LETTERS: "A postal code holds seven digits only.",
    PostalCodeProblem.LOST_ZERO: "A postal code has seven digits; a leading 0 seems lost.",
    PostalCodeProblem.TOO_SHORT: "A postal code has seven digits; some are missing.",
    PostalCodeProblem.TOO_LONG: "A postal code has seven digits; there are too many.",
    PostalCodeProblem.TWO_CODES: "There is more than one postal code here; write one a line.",
    PostalCodeProblem.MORE_THAN_CODE: "Something follows the postal code; write the code alone.",
}
_DATE: Final = {
    DateProblem.EMPTY: "There is no date here.",
    DateProblem.NOT_A_DATE: "This is not a date; write it as 1948-03-05 or 昭和23年3月5日.",
    DateProblem.INCOMPLETE: "A date needs year, month and day.",
    DateProblem.AMBIGUOUS: "This date can be read in several ways; write the year in four digits.",
    DateProblem.NO_SUCH_DAY: "The calendar has no such day.",
    DateProblem.OUTSIDE_ERA: "This era did not have that day.",
    DateProblem.OUT_OF_RANGE: "The year must lie between 1873 and 2199.",
}
_EMAIL: Final = {
    EmailProblem.EMPTY: "There is no e-mail address here.",
    EmailProblem.NO_AT: "An e-mail address needs an @.",
    EmailProblem.TWO_ADDRESSES: "There is more than one e-mail address here.",
    EmailProblem.BAD_DOTS: "Dots may not stand side by side, first or last in an e-mail address.",
    EmailProblem.BAD_DOMAIN: "The part behind the @ is not complete, such as example.jp.",
    EmailProblem.BAD_CHARACTER: "There is a blank or a sign that no e-mail address may hold.",
    EmailProblem.TOO_LONG: "An e-mail address has at most 254 characters.",
    EmailProblem.NOT_AN_ADDRESS: "This is not an e-mail address.",
}
_ADDRESS: Final = {
    AddressProblem.EMPTY: "There is no address here.",
    AddressProblem.TOO_LONG: "This is too long for an address; it is kept as written.",
    AddressProblem.CITY_UNKNOWN: "No city, ward, town or village of this name is known;"
    " it is kept as written.",
    AddressProblem.CITY_AMBIGUOUS: "Several prefectures have a city of this name;"
    " write the prefecture.",
    AddressProblem.TOWN_UNKNOWN: "The post office knows no town of this name there;"
    " it is kept as written.",
}
_TOWN_MISSING: Final = "No town is written between the city and the number; add it."
