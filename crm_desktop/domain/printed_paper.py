"""What the office prints and sends: mailings (DM) and enclosures (同梱物), as they are kept."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

LONGEST_TITLE: Final = 200
LONGEST_CONDITIONS: Final = 10_000


class PrintedKind(StrEnum):
    """Which of the two a master is; the word is its table's name."""

    MAILING = "mailing"
    ENCLOSURE = "enclosure"


class PrintedProblem(StrEnum):
    """Why a master cannot be kept as it is written."""

    CODE_MISSING = "code_missing"
    TITLE_MISSING = "title_missing"
    DAYS_REVERSED = "days_reversed"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A master: ``conditions`` are read aloud to customers; None days are open ends."""

    code: str = ""
    title: str = ""
    offer: str = ""
    conditions: str = ""
    valid_from_on: date | None = None
    valid_until_on: date | None = None


def tidy_paper(paper: PrintedPaper) -> PrintedPaper:
    """Return ``paper`` as it is stored: a code of usual width, no blanks around."""
    return replace(
        paper,
        code=tidy_code(paper.code),
        title=" ".join(paper.title.split()),
        offer=paper.offer.strip(),
        conditions=paper.conditions.strip(),
    )


def tidy_code(code: str) -> str:
    """Return the one form of a code: of usual width, no blanks around."""
    return " ".join(unicodedata.normalize("NFKC", code).split())


def printed_problem(paper: PrintedPaper) -> PrintedProblem | None:
    """Return why a tidy ``paper`` cannot be kept; None when it can."""
    if not paper.code:
        return PrintedProblem.CODE_MISSING
    if not paper.title:
        return PrintedProblem.TITLE_MISSING
    short = max(len(paper.code), len(paper.title), len(paper.offer))
    if short > LONGEST_TITLE or len(paper.conditions) > LONGEST_CONDITIONS:
        return PrintedProblem.TOO_LONG
    start, end = paper.valid_from_on, paper.valid_until_on
    if start is not None and end is not None and start > end:
        return PrintedProblem.DAYS_REVERSED
    return None
