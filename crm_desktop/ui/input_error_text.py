"""The words beside a field whose text was refused: what is wrong, and what to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.errors.office import BadDialAddress, BadLineNumber, BadPrefix, LineTwice
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
from crm_desktop.ui.shared.one_line import one_line, shortened

_LONGEST_FACT = 80
_OfficeError = BadLineNumber | LineTwice | BadPrefix | BadDialAddress
InputError = BadPhoneNumber | BadPostalCode | BadKana | BadDate | BadEmailAddress | _OfficeError


def input_error_text(error: InputError) -> str:
    """Return one translated sentence or two about what was typed."""
    return QCoreApplication.translate("errors", str(_source(error))).format_map(facts_of(error))


def facts_of(error: Exception) -> dict[str, object]:
    """Return the facts of an error by name, texts as they may stand inside a sentence."""
    return {name: _in_sentence(fact) for name, fact in vars(error).items()}


def _in_sentence(fact: object) -> object:
    match fact:
        case str():
            return shortened(one_line(fact), _LONGEST_FACT)
        case Path():
            return Path(shortened(one_line(fact.name), _LONGEST_FACT))
        case _:
            return fact


def _source(error: InputError) -> object:
    match error:
        case BadPhoneNumber():
            return _PHONE[error.reason]
        case BadPostalCode():
            return _POSTAL[error.reason]
        case BadDate():
            return _DATE[error.reason]
        case BadEmailAddress():
            return _EMAIL[error.reason]
        case BadKana():
            return _KANA if error.strangers else _NO_KANA
        case BadLineNumber() | LineTwice() | BadPrefix() | BadDialAddress():
            return _OFFICE[type(error)]


_NO_KANA = QT_TRANSLATE_NOOP("errors", "The reading is empty. Type it in kana.")
_KANA = QT_TRANSLATE_NOOP("errors", "“{strangers}” is not kana. Type the reading in kana.")
_PHONE = {
    PhoneProblem.EMPTY: QT_TRANSLATE_NOOP("errors", "Type a phone number."),
    PhoneProblem.NO_NUMBER: QT_TRANSLATE_NOOP(
        "errors", "“{text}” says that there is no number. Leave the field empty."
    ),
    PhoneProblem.LETTERS: QT_TRANSLATE_NOOP(
        "errors", "There are letters in the number. Type digits and hyphens only."
    ),
    PhoneProblem.TWO_NUMBERS: QT_TRANSLATE_NOOP(
        "errors", "These are two numbers. Type one in each field."
    ),
    PhoneProblem.LOST_ZERO: QT_TRANSLATE_NOOP(
        "errors", "The 0 at the front is missing. Type the number with it."
    ),
    PhoneProblem.LOCAL: QT_TRANSLATE_NOOP(
        "errors", "The area code is missing. Type the number with it, such as 03."
    ),
    PhoneProblem.TOO_SHORT: QT_TRANSLATE_NOOP(
        "errors", "Digits are missing. Check the number with the customer."
    ),
    PhoneProblem.TOO_LONG: QT_TRANSLATE_NOOP(
        "errors", "There are too many digits. Check the number with the customer."
    ),
    PhoneProblem.NOT_IN_PLAN: QT_TRANSLATE_NOOP(
        "errors", "There is no such number. Check it with the customer."
    ),
    PhoneProblem.ROUNDED: QT_TRANSLATE_NOOP(
        "errors", "A spreadsheet has rounded this number. Ask the customer for it."
    ),
}
_POSTAL = {
    PostalCodeProblem.EMPTY: QT_TRANSLATE_NOOP("errors", "Type a postal code of seven digits."),
    PostalCodeProblem.LETTERS: QT_TRANSLATE_NOOP(
        "errors", "A postal code has seven digits and nothing else, such as 160-0023."
    ),
    PostalCodeProblem.LOST_ZERO: QT_TRANSLATE_NOOP(
        "errors", "A 0 at the front seems to be missing. Type all seven digits."
    ),
    PostalCodeProblem.TOO_SHORT: QT_TRANSLATE_NOOP(
        "errors", "Digits are missing. A postal code has seven."
    ),
    PostalCodeProblem.TOO_LONG: QT_TRANSLATE_NOOP(
        "errors", "There are too many digits. A postal code has seven."
    ),
    PostalCodeProblem.TWO_CODES: QT_TRANSLATE_NOOP(
        "errors", "These are two postal codes. Type one."
    ),
    PostalCodeProblem.MORE_THAN_CODE: QT_TRANSLATE_NOOP(
        "errors", "Type the postal code only; the address has its own fields."
    ),
}
_DATE = {
    DateProblem.EMPTY: QT_TRANSLATE_NOOP("errors", "Type a day."),
    DateProblem.NOT_A_DATE: QT_TRANSLATE_NOOP(
        "errors", "This is not a day. Type it as 1948/3/5 or 昭和23年3月5日."
    ),
    DateProblem.INCOMPLETE: QT_TRANSLATE_NOOP(
        "errors", "Part of the day is missing. Type year, month and day."
    ),
    DateProblem.AMBIGUOUS: QT_TRANSLATE_NOOP(
        "errors", "This can be read as several days. Type it as 1948/3/5 or S23.3.5."
    ),
    DateProblem.NO_SUCH_DAY: QT_TRANSLATE_NOOP(
        "errors", "The calendar has no such day. Check month and day."
    ),
    DateProblem.OUTSIDE_ERA: QT_TRANSLATE_NOOP(
        "errors", "The era had not begun or was over on this day. Check the era and the year."
    ),
    DateProblem.OUT_OF_RANGE: QT_TRANSLATE_NOOP("errors", "The year cannot be right. Check it."),
}
_EMAIL = {
    EmailProblem.EMPTY: QT_TRANSLATE_NOOP("errors", "Type an e-mail address."),
    EmailProblem.NO_AT: QT_TRANSLATE_NOOP("errors", "The @ is missing."),
    EmailProblem.TWO_ADDRESSES: QT_TRANSLATE_NOOP("errors", "These are two addresses. Type one."),
    EmailProblem.BAD_DOTS: QT_TRANSLATE_NOOP(
        "errors", "A dot stands where none may be. Check it with the customer."
    ),
    EmailProblem.BAD_DOMAIN: QT_TRANSLATE_NOOP(
        "errors", "What stands behind the @ is not right. Check it with the customer."
    ),
    EmailProblem.BAD_CHARACTER: QT_TRANSLATE_NOOP(
        "errors", "There is a character that no address has. Check it with the customer."
    ),
    EmailProblem.TOO_LONG: QT_TRANSLATE_NOOP("errors", "The address is too long. Check it."),
    EmailProblem.NOT_AN_ADDRESS: QT_TRANSLATE_NOOP(
        "errors", "This is not an e-mail address. Check it with the customer."
    ),
}
_OFFICE: dict[type, object] = {
    BadLineNumber: QT_TRANSLATE_NOOP(
        "errors",
        "The line “{typed}” needs a number, as the phone system sends it, and a name.",
    ),
    LineTwice: QT_TRANSLATE_NOOP("errors", "The number {typed} is there for two lines."),
    BadPrefix: QT_TRANSLATE_NOOP(
        "errors", "What is dialled before calls to the outside is up to four digits, or nothing."
    ),
    BadDialAddress: QT_TRANSLATE_NOOP(
        "errors",
        "The address that dials must begin with https:// or http:// and hold {{number}}.",
    ),
}
