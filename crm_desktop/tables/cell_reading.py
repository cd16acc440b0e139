"""The cells of one row as values, and everything that is to be said about them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final, TypeVar

from crm_desktop.domain.amount import parse_amount, parse_whole
from crm_desktop.domain.calendar_date import parse_date
from crm_desktop.domain.email_address import EmailWarning, parse_email
from crm_desktop.domain.moment import parse_moment
from crm_desktop.domain.phone_number import PhoneNumber, parse_phone_number
from crm_desktop.domain.postal_code import parse_postal_code, postal_display
from crm_desktop.errors.text import (
    BadAmount,
    BadDate,
    BadEmailAddress,
    BadPhoneNumber,
    BadPostalCode,
    PhoneProblem,
    PostalCodeProblem,
)
from crm_desktop.tables.column_profile import folded_word
from crm_desktop.tables.formula_cells import as_meant

Value = TypeVar("Value")
BadValue = BadPhoneNumber | BadPostalCode | BadDate | BadEmailAddress


@dataclass(frozen=True, slots=True)
class CellNote:
    """Something to be said about one cell; ``column`` is its header, empty for the whole row."""

    line: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class CellProposal:
    """What a cell may mean that was damaged on its way, such as by a lost leading zero."""

    line: int
    column: str
    text: str
    proposal: str
    taken: bool


@dataclass(slots=True)
class RowReading:
    """Reads the cells of one row by field; what cannot be understood becomes a problem.

    A blank cell is None or "" and never a problem. ``headers`` names the column of each field
    that the file has; ``sentence_of`` words what the domain refuses.
    """

    line: int
    cells: Mapping[str, str]
    headers: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    takes_proposals: bool
    sentence_of: Callable[[BadValue], str]
    problems: list[CellNote] = field(default_factory=list)
    warnings: list[CellNote] = field(default_factory=list)
    proposals: list[CellProposal] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return the text without control characters; line ends inside stay."""
        text = self.cells.get(name, "")
        if text.isprintable():
            return text.strip()
        return _CONTROLS.sub("", text.replace("\r\n", "\n")).strip()

    def short_text(self, name: str) -> str:
        """Return a text of one line that fits a label or an index."""
        text = self.text(name)
        if not text:
            return ""
        text = " ".join(text.split())
        if len(text) > _LONGEST:
            self.refuse(name, f"longer than {_LONGEST} characters")
            return ""
        return text

    def day(self, name: str) -> date | None:
        """Return the day; a time of day behind it is read over."""
        return self._value(name, parse_date)

    def moment(self, name: str) -> datetime | None:
        """Return the moment in UTC."""
        return self._value(name, parse_moment)

    def whole(self, name: str) -> int | None:
        """Return a whole number of yen or pieces."""
        return self._value(name, parse_whole)

    def amount(self, name: str) -> Decimal | None:
        """Return an amount of yen that may have decimals (prices without tax)."""
        return self._value(name, parse_amount)

    def email(self, name: str) -> str:
        """Return the address in the form that is stored."""
        parsed = self._value(name, parse_email)
        if parsed is None:
            return ""
        if parsed.warning is not None:
            self.warn(name, f"{_quoted(parsed.address)}: {_EMAIL_WARNINGS[parsed.warning]}")
        return parsed.address

    def postal_code(self, name: str) -> str:
        """Return seven digits."""
        text = self._number_text(name)
        if not text:
            return ""
        try:
            return parse_postal_code(text)
        except BadPostalCode as error:
            if error.reason is PostalCodeProblem.LOST_ZERO:
                taken = self._propose(name, text, postal_display(error.proposal))
                return error.proposal if taken else ""
            self.refuse(name, f"{_quoted(text)}: {self.sentence_of(error)}")
            return ""

    def phones(self, name: str) -> tuple[PhoneNumber, ...]:
        """Return the number of the cell; none when it is blank or says that there is none."""
        text = self._number_text(name)
        if not text:
            return ()
        try:
            return self._reachable(name, parse_phone_number(text))
        except BadPhoneNumber as error:
            if error.reason is PhoneProblem.NO_NUMBER:
                return ()
            return self._proposed_phones(name, text, error)

    def word(self, name: str, *, or_number: str = "") -> str:
        """Return what is stored for the word in the cell, or "" when it is blank or unknown."""
        known = self.words.get(name, {})
        text = self.text(name)
        value = known.get(folded_word(text)) or known.get(self.text(or_number))
        return value or ""

    def word_inside(self, name: str) -> str:
        """Return what is stored for the longest known word that the cell holds, or ""."""
        text, known = folded_word(self.text(name)), self.words.get(name, {})
        inside = [word for word in known if word in text] if text else []
        return known[max(inside, key=len)] if inside else ""

    def refuse(self, name: str, reason: str) -> None:
        """Say why the row cannot be taken."""
        self.problems.append(CellNote(self.line, self.headers.get(name, ""), reason))

    def warn(self, name: str, text: str) -> None:
        """Say what a person should look at, though the row is taken."""
        self.warnings.append(CellNote(self.line, self.headers.get(name, ""), text))

    def _value(self, name: str, parse: Callable[[str], Value]) -> Value | None:
        text = self.text(name)
        if not text:
            return None
        try:
            return parse(text)
        except (BadDate, BadEmailAddress) as error:
            self.refuse(name, f"{_quoted(text)}: {self.sentence_of(error)}")
        except BadAmount:
            self.refuse(name, f"{_quoted(text)} is not an amount")
        return None

    def _number_text(self, name: str) -> str:
        """Return the text without the apostrophe by which spreadsheets keep a leading zero."""
        return _APOSTROPHE.sub("", self.text(name))

    def _reachable(self, name: str, number: PhoneNumber) -> tuple[PhoneNumber, ...]:
        if number.e164:
            return (number,)
        self.refuse(name, f"{_quoted(number.national)} is nobody's own number")
        return ()

    def _proposed_phones(
        self, name: str, text: str, error: BadPhoneNumber
    ) -> tuple[PhoneNumber, ...]:
        lost_zero = error.reason is PhoneProblem.LOST_ZERO and len(error.proposals) == 1
        if not lost_zero and (error.reason is not PhoneProblem.TWO_NUMBERS or not error.proposals):
            self.refuse(name, f"{_quoted(text)}: {self.sentence_of(error)}")
            return ()
        if not self._propose(name, text, " / ".join(error.proposals)):
            return ()
        return tuple(map(parse_phone_number, error.proposals))

    def _propose(self, name: str, text: str, proposal: str) -> bool:
        taken = self.takes_proposals
        header = self.headers.get(name, "")
        self.proposals.append(CellProposal(self.line, header, text, proposal, taken))
        return taken


def clean_cell(text: str) -> str:
    """Return the cell without the ``="…"`` by which some programs keep leading zeros.

    The apostrophe goes as well that keeps a cell of an export from being run as a formula.
    """
    found = _KEPT_AS_TEXT.fullmatch(text)
    return found[1] if found else as_meant(text)


def _quoted(text: str) -> str:
    return f'"{text[:_LONGEST_QUOTE]}…"' if len(text) > _LONGEST_QUOTE else f'"{text}"'


_EMAIL_WARNINGS: Final = {
    EmailWarning.CARRIER_DOTS: "dots in a row, as old mobile addresses had them",
    EmailWarning.TYPED_WRONG: "the domain looks mistyped",
}
_LONGEST: Final = 200
_LONGEST_QUOTE: Final = 40
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_APOSTROPHE: Final = re.compile(r"^'(?=[0-9+(０-９])")
_KEPT_AS_TEXT: Final = re.compile(r'\s*="([^"]*)"\s*')
