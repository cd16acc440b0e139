"""Between a move as it is wished for on the page and as it is done."""

from __future__ import annotations

from datetime import date

from crm_desktop.actions.customer_moves import MoveWish
from crm_desktop.domain.calendar_date import parse_date
from crm_desktop.errors.moving import DayPassed
from crm_desktop.ui.customer_moves.state import TypedMove


def read_move(typed: TypedMove, today: date) -> tuple[MoveWish, date | None]:
    """Return how to move, and the day from which; None: at once.

    Raises:
        BadDate: one of the days is none.
        DayPassed: one is not after today, or the cover ends before it begins.
    """
    from_day = _later(typed.from_day, today) if typed.planned else None
    until = _later(typed.cover_until, today) if typed.covers else None
    if from_day is not None and until is not None and until < from_day:
        raise DayPassed
    return MoveWish(typed.note.strip(), typed.with_tasks, until), from_day


def _later(text: str, today: date) -> date:
    day = parse_date(text)
    if day <= today:
        raise DayPassed
    return day
