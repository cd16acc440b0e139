"""Texts of people that have no stored form."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from crm_desktop.errors.base import CrmError


class PhoneProblem(StrEnum):
    """Why a text is not a phone number that can be stored."""

    EMPTY = "empty"
    NO_NUMBER = "no_number"
    LETTERS = "letters"
    TWO_NUMBERS = "two_numbers"
    LOST_ZERO = "lost_zero"
    LOCAL = "local"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOT_IN_PLAN = "not_in_plan"
    ROUNDED = "rounded"


class PostalCodeProblem(StrEnum):
    """Why a text is not a postal code."""

    EMPTY = "empty"
    LETTERS = "letters"
    LOST_ZERO = "lost_zero"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TWO_CODES = "two_codes"
    MORE_THAN_CODE = "more_than_code"


class DateProblem(StrEnum):
    """Why a text is not a date."""

    EMPTY = "empty"
    NOT_A_DATE = "not_a_date"
    INCOMPLETE = "incomplete"
    AMBIGUOUS = "ambiguous"
    NO_SUCH_DAY = "no_such_day"
    OUTSIDE_ERA = "outside_era"
    OUT_OF_RANGE = "out_of_range"


class EmailProblem(StrEnum):
    """Why a text is not an e-mail address."""

    EMPTY = "empty"
    NO_AT = "no_at"
    TWO_ADDRESSES = "two_addresses"
    BAD_DOTS = "bad_dots"
    BAD_DOMAIN = "bad_domain"
    BAD_CHARACTER = "bad_character"
    TOO_LONG = "too_long"
    NOT_AN_ADDRESS = "not_an_address"


class BadPhoneNumber(CrmError):
    """The text is not a phone number that can be stored."""

    def __init__(self, text: str, reason: PhoneProblem, *, proposals: tuple[str, ...] = ()) -> None:
        """Keep the text as typed; ``proposals`` are national displays that may be meant."""
        super().__init__(f"not a phone number: {reason}")
        self.text = text
        self.reason = reason
        self.proposals = proposals


class BadPostalCode(CrmError):
    """The text is not a postal code of seven digits."""

    def __init__(self, text: str, reason: PostalCodeProblem, *, proposal: str = "") -> None:
        """Keep the text as typed; ``proposal`` is seven digits, or empty."""
        super().__init__(f"not a postal code: {reason}")
        self.text = text
        self.reason = reason
        self.proposal = proposal


class BadKana(CrmError):
    """The text holds something that is not kana."""

    def __init__(self, text: str, strangers: str) -> None:
        """Keep the text and ``strangers``: its characters that are not kana, empty for no text."""
        super().__init__("not kana")
        self.text = text
        self.strangers = strangers


class BadDate(CrmError):
    """The text is not one day of the calendar."""

    def __init__(self, text: str, reason: DateProblem, *, proposal: date | None = None) -> None:
        """Keep the text as typed; ``proposal`` is the day that may be meant."""
        super().__init__(f"not a date: {reason}")
        self.text = text
        self.reason = reason
        self.proposal = proposal


class BadEmailAddress(CrmError):
    """The text is not an e-mail address."""

    def __init__(self, text: str, reason: EmailProblem) -> None:
        """Keep the text as typed."""
        super().__init__(f"not an e-mail address: {reason}")
        self.text = text
        self.reason = reason


class BadAmount(CrmError):
    """The text is not an amount of money, or not a whole number where one is needed."""

    def __init__(self, text: str) -> None:
        """Keep the text as typed."""
        super().__init__("not an amount")
        self.text = text
