"""When a backup is due, and which of those there are may go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

OVERDUE_AFTER: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of the latest days, weeks and months that have a backup keep one."""

    daily: int
    weekly: int
    monthly: int


@dataclass(frozen=True, slots=True)
class OneBackup:
    """A whole backup; ``made_at`` is in the time of the office, ``proved`` by restoring it."""

    name: str
    made_at: datetime
    proved: bool


def is_due(last_at: datetime | None, now: datetime, *, hour: int) -> bool:
    """Tell whether there is none since the last time it was ``hour``; both times are aware."""
    today = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    since = today if today <= now else today - timedelta(days=1)
    return last_at is None or last_at < since


def days_overdue(good_at: datetime | None, now: datetime) -> int | None:
    """Return how many days ago the last good backup was, None while that is soon enough.

    0 stands for never.
    """
    if good_at is None:
        return 0
    return None if now - good_at < OVERDUE_AFTER else (now - good_at).days


def superfluous(backups: Sequence[OneBackup], kept: Kept) -> list[OneBackup]:
    """Return those that neither a day nor a week nor a month keeps, the oldest first.

    Of a day, week or month the latest that was proved is kept, else the latest. The latest of all
    and the latest that was proved are kept whatever ``kept`` says.
    """
    by_time = sorted(backups, key=lambda one: one.made_at)
    proved = [one for one in by_time if one.proved]
    staying = {one.name for one in (*by_time[-1:], *proved[-1:])}
    staying |= _latest_of_each(by_time, kept.daily, lambda at: (at.year, at.month, at.day))
    staying |= _latest_of_each(by_time, kept.weekly, lambda at: at.isocalendar()[:2])
    staying |= _latest_of_each(by_time, kept.monthly, lambda at: (at.year, at.month))
    return [one for one in by_time if one.name not in staying]


def _latest_of_each(
    by_time: Sequence[OneBackup], periods: int, period_of: Callable[[datetime], tuple[int, ...]]
) -> set[str]:
    best: dict[tuple[int, ...], OneBackup] = {}
    for one in by_time:
        period = period_of(one.made_at)
        before = best.get(period)
        if before is None or one.proved or not before.proved:
            best[period] = one
    latest = sorted(best)[-periods:] if periods else []
    return {best[period].name for period in latest}
