"""What the page of openings shows, and the dialog of one person's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from crm_desktop.database.queries.openings import OpenedCard, OpeningsOfDay, PersonOpenings
from crm_desktop.domain.openings import Outlier, OutlierRule, outliers_of

PAGE_ROWS = 500


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the table; ``outlier`` says why they stand out, None: they do not."""

    person: PersonOpenings
    outlier: Outlier | None


@dataclass(frozen=True, slots=True)
class OpeningsState:
    """``day`` is shown, ``today`` the last that can be; ``rows`` are None until they were read.

    ``rows`` stand by name, never ranked; ``login`` is the chosen one's, "" for nobody.
    """

    today: date
    day: date
    rows: tuple[PersonRow, ...] | None = None
    rule: OutlierRule = field(default_factory=OutlierRule)
    login: str = ""
    reading: bool = False
    failed: bool = False

    @property
    def chosen(self) -> PersonRow | None:
        """The row of the chosen person."""
        return next((row for row in self.rows or () if row.person.login == self.login), None)

    @property
    def marked(self) -> int:
        """How many stand out."""
        return sum(row.outlier is not None for row in self.rows or ())


@dataclass(frozen=True, slots=True)
class OpenedState:
    """What ``person`` opened on ``day``, newest first; ``has_more``: there may be older ones."""

    person: PersonOpenings | None = None
    day: date | None = None
    cards: tuple[OpenedCard, ...] = ()
    has_more: bool = False
    reading: bool = False
    failed: bool = False


def rows_of(answer: OpeningsOfDay) -> tuple[PersonRow, ...]:
    """Return everybody in the order of the answer, with the mark of who stands out."""
    marks = outliers_of([person.tally for person in answer.people], answer.rule)
    return tuple(PersonRow(*pair) for pair in zip(answer.people, marks, strict=True))
