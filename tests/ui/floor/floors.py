"""Floors with defaults, at a clock that stands still."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from crm_desktop.database.queries.floor import FloorPerson, FloorReading, PersonDay, QueueTally
from crm_desktop.database.queries.waiting_calls import WaitingCall
from crm_desktop.domain.call import CallDirection
from crm_desktop.domain.floor import CallTally, FloorLimits, FloorPhase, WorkTally

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = date(2026, 11, 23)
LIMITS = FloorLimits(waiting=3, wait_s=60, missed=10)
DAY = CallTally(10, 8, 6, 2, 1, 96, 70, 8, 1600, 400)


def a_person(
    staff_id: int = 1,
    name: str = "髙橋 花子",
    phase: FloorPhase = FloorPhase.READY,
    *,
    reason: str = "",
    direction: CallDirection | None = None,
    ago_s: float = 42,
) -> FloorPerson:
    since = NOW - timedelta(seconds=ago_s)
    return FloorPerson(staff_id, name, "", "201", phase, reason, direction, "", since)


def a_floor(
    *people: FloorPerson,
    waiting_s: tuple[float, ...] = (),
    missed: int = 0,
    tally: CallTally | None = DAY,
    at: datetime = NOW,
) -> FloorReading:
    """A floor with callers in the queue 受注 who have waited ``waiting_s`` seconds."""
    waiting = tuple(
        WaitingCall(number, "受注", at - timedelta(seconds=seconds))
        for number, seconds in enumerate(sorted(waiting_s, reverse=True))
    )
    tallies = () if tally is None else (QueueTally(CallDirection.IN, "受注", tally),)
    return FloorReading(at, people, waiting, tallies, missed, LIMITS)


def a_day(staff_id: int, name: str, day: int, answered: int) -> PersonDay:
    """What somebody did on a day of November 2026; each call is talked for 100 s."""
    work = WorkTally(answered, 0, answered * 100.0, answered * 20.0, 600.0, answered)
    return PersonDay(staff_id, name, "", date(2026, 11, day), work)
