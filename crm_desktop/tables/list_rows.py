"""Rows of lists about papers: masters, who was sent one, and which parcel held which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from crm_desktop.domain.printed_paper import (
    PrintedPaper,
    PrintedProblem,
    printed_problem,
    tidy_code,
    tidy_paper,
)
from crm_desktop.tables.cell_reading import RowReading
from crm_desktop.tables.customer_rows import read_customer, read_name_key


@dataclass(frozen=True, slots=True)
class PrintedListRow:
    """A mailing or an enclosure; ``files`` are named as the list does, relative to it."""

    line: int
    paper: PrintedPaper
    files: tuple[str, ...]

    def identities(self) -> frozenset[tuple[str, ...]]:
        """Return the same for all with pictures: they are large, a batch holds one."""
        return frozenset({("printed",)}) if self.files else frozenset()


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """Whom a list means: by code or, when that is "", by name together with a number.

    ``name_key`` is "" where the list names nobody.
    """

    line: int
    code: str
    name_key: str
    person_keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """An enclosure that lay in a parcel; one of the two numbers may be ""."""

    line: int
    order_number: str
    tracking_number: str
    enclosure_code: str


def read_printed(reading: RowReading) -> PrintedListRow:
    """Return the master of a row; problems are noted in ``reading``."""
    paper = tidy_paper(
        PrintedPaper(
            reading.short_text("code"),
            reading.short_text("title"),
            reading.short_text("offer"),
            reading.text("conditions"),
            reading.day("valid_from"),
            reading.day("valid_until"),
        )
    )
    problem = printed_problem(paper)
    if problem is not None and not reading.problems:
        reading.refuse(*_REFUSALS[problem])
    names = (name.strip() for name in _BETWEEN_FILES.split(reading.text("files")))
    return PrintedListRow(reading.line, paper, tuple(name for name in names if name))


def read_recipient(reading: RowReading) -> RecipientRow:
    """Return whom a row means; problems are noted in ``reading``."""
    code = reading.short_text("customer_code")
    if code:
        return RecipientRow(reading.line, code, read_name_key(reading), ())
    customer = read_customer(reading, None)
    if not customer.name:
        reading.refuse("name", "neither a customer code nor a name")
    elif not customer.phones:
        reading.refuse("phone", "a name needs a phone number beside it")
    return RecipientRow(reading.line, "", customer.keys.name_key, customer.person_keys())


def read_parcel(reading: RowReading) -> ParcelRow:
    """Return which parcel held what; problems are noted in ``reading``."""
    row = ParcelRow(
        reading.line,
        reading.short_text("order_number"),
        reading.short_text("tracking_number"),
        tidy_code(reading.short_text("enclosure_code")),
    )
    if not row.enclosure_code:
        reading.refuse("enclosure_code", "the code of the enclosure is missing")
    if not row.order_number and not row.tracking_number:
        reading.refuse("order_number", "neither an order number nor a tracking number")
    return row


_REFUSALS: Final = {
    PrintedProblem.CODE_MISSING: ("code", "the code is missing"),
    PrintedProblem.TITLE_MISSING: ("title", "the title is missing"),
    PrintedProblem.DAYS_REVERSED: ("valid_until", "it ends before it begins"),
    PrintedProblem.TOO_LONG: ("conditions", "longer than 10,000 characters"),
}
_BETWEEN_FILES: Final = re.compile("[;；\n|｜]")
