"""What people opened on a day; the database decides who may ask, and records it where it must."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from crm_desktop.database.queries.access_history import HistoryOutcome
from crm_desktop.database.queries.office_settings import office_settings
from crm_desktop.domain.office_value import whole_number
from crm_desktop.domain.openings import OpeningTally, OutlierRule

MOST_OPENED: Final = 1_000


@dataclass(frozen=True, slots=True)
class PersonOpenings:
    """What one login did on a day; ``staff_id`` is None, ``name`` empty, for nobody's login.

    ``reasons`` are pairs of a reason and how often a card was opened for it, the reasons in order
    of the alphabet. ``cards`` are different ones, ``uncalled`` those that no call brought;
    ``refused`` are openings, ``questions`` what they asked of this record. ``unproven`` are those
    of the calls of which a desk alone told.
    """

    login: str
    staff_id: int | None
    name: str
    name_kana: str
    cards: int
    uncalled: int
    reasons: tuple[tuple[str, int], ...]
    refused: int
    searches: int
    exports: int
    questions: int
    answered: int
    called: int
    unproven: int
    notes: int

    @property
    def openings(self) -> int:
        """How often any card was opened."""
        return sum(often for _reason, often in self.reasons)

    @property
    def tally(self) -> OpeningTally:
        """What decides whether they stand out."""
        return OpeningTally(self.cards, self.uncalled, self.answered + self.called - self.unproven)


@dataclass(frozen=True, slots=True)
class OpeningsOfDay:
    """Everybody who did anything on the day, by kana, and the office's rule of the mark."""

    people: tuple[PersonOpenings, ...]
    rule: OutlierRule


@dataclass(frozen=True, slots=True)
class OpenedCard:
    """One opening, or a refused one with its outcome in ``what``.

    ``code`` and ``name`` are empty where there is no such customer. ``counted`` towards the hourly
    limit or not. ``call_id`` is the call that whoever opened named; ``call_began_at`` is None where
    there is no such call.
    """

    entry_id: int
    happened_at: datetime
    action: str
    customer_id: int
    code: str
    name: str
    why: str
    what: str
    counted: bool
    call_id: int | None
    call_began_at: datetime | None


def openings_of_day(session: Session, day: date) -> OpeningsOfDay:
    """Return what each person opened on ``day`` of Japan, in figures.

    Raises:
        RightMissing: whoever asks is no supervisor.
    """
    people = tuple(
        PersonOpenings(
            **{**row, "reasons": tuple(sorted((why, int(n)) for why, n in row["reasons"].items()))}
        )
        for row in session.execute(_OF_DAY, {"day": day}).mappings()
    )
    return OpeningsOfDay(people, outlier_rule(office_settings(session)))


def note_openings_question(session: Session, login: str, day: date) -> tuple[HistoryOutcome, str]:
    """Have it recorded that ``login``'s day is asked for; return the outcome, and whose login asks.

    A session of ``Database.writing``; let it commit whatever the outcome is.
    """
    asked = select(func.openings_noted(login, day), func.session_user())
    outcome, asking = session.execute(asked).one()
    return HistoryOutcome(outcome), asking


def what_was_opened(
    session: Session, login: str, day: date, *, before: OpenedCard | None = None, most: int = 500
) -> list[OpenedCard]:
    """Return what ``login`` opened on ``day``, newest first, at most 1,000; those ``before`` one.

    Within a minute of `note_openings_question`, in a transaction that has written nothing.

    Raises:
        RightMissing: the question was not recorded, or whoever asks is no supervisor.
    """
    asked = {
        "login": login,
        "day": day,
        "before_at": before.happened_at if before else None,
        "before_entry": before.entry_id if before else None,
        "most": min(most, MOST_OPENED),
    }
    return [OpenedCard(*row) for row in session.execute(_OPENED, asked)]


def outlier_rule(settings: Mapping[str, Any]) -> OutlierRule:
    """Return the rule that the office has set; the usual one where it has not."""
    usual = OutlierRule()
    return OutlierRule(
        least=whole_number(settings, "openings_outlier_least", default=usual.least),
        per_call=whole_number(settings, "openings_outlier_per_call", default=usual.per_call),
        times_median=whole_number(
            settings, "openings_outlier_times_median", default=usual.times_median
        ),
    )


_OF_DAY: Final = text("""
SELECT login, staff_id, name, name_kana, cards, uncalled, reasons, refused, searches, exports,
       questions, answered, called, unproven, notes
  FROM openings_of_day(:day)
""")
_OPENED: Final = text("""
SELECT entry_id, happened_at, action, customer_id, code, name, why, what, counted, call_id,
       call_began_at
  FROM what_was_opened(:login, :day, :before_at, CAST(:before_entry AS bigint), :most)
""")
