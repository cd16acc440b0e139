"""What supervisors, and nobody else, see of the floor: who does what, what waits, the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from crm_desktop.database.models.base import Kind
from crm_desktop.database.queries.exports import ExportOutcome
from crm_desktop.database.queries.office_settings import office_settings
from crm_desktop.database.queries.waiting_calls import WaitingCall, calls_waiting
from crm_desktop.domain.call import CallDirection
from crm_desktop.domain.floor import CallTally, FloorLimits, FloorPhase, WorkTally
from crm_desktop.domain.office_value import whole_number

LONGEST_RANGE_DAYS: Final = 93
_MOST: Final = 100_000


@dataclass(frozen=True, slots=True)
class FloorPerson:
    """What somebody does and since when.

    ``reason`` is why they are away; ``direction`` (None: not at the telephone) and ``queue`` are
    those of the call that rings or is talked.
    """

    staff_id: int
    name: str
    name_kana: str
    extension: str
    phase: FloorPhase
    reason: str
    direction: CallDirection | None
    queue: str
    since: datetime


@dataclass(frozen=True, slots=True)
class QueueTally:
    """The calls of one direction; those from outside apart by ``queue``, or line without one."""

    direction: CallDirection
    queue: str
    tally: CallTally


@dataclass(frozen=True, slots=True)
class FloorReading:
    """The floor at one moment of the server's clock, ``at``.

    ``people`` are by kana, ``waiting`` has the longest first, ``missed`` counts callers who wait
    to be called back.
    """

    at: datetime
    people: tuple[FloorPerson, ...]
    waiting: tuple[WaitingCall, ...]
    tallies: tuple[QueueTally, ...]
    missed: int
    limits: FloorLimits


@dataclass(frozen=True, slots=True)
class PersonDay:
    """What one person did on one day."""

    staff_id: int
    name: str
    name_kana: str
    day: date
    work: WorkTally


@dataclass(frozen=True, slots=True)
class FloorExportAnswer:
    """How an export of figures began; ``login`` is who asked."""

    login: str
    outcome: ExportOutcome
    person_days: int


def read_floor(session: Session, day: date) -> FloorReading:
    """Return the floor as it is now, with the figures of ``day``; all but empty for others.

    Raises:
        RightMissing: whoever asks is no supervisor.
    """
    now: datetime = session.scalars(select(func.now())).one()
    people = [FloorPerson(*row) for row in session.execute(_NOW)]
    tallies = [
        QueueTally(direction, queue, CallTally(*counts))
        for direction, queue, *counts in session.execute(_TODAY, {"day": day})
    ]
    return FloorReading(
        now,
        tuple(people),
        tuple(calls_waiting(session)),
        tuple(tallies),
        int(session.scalars(_MISSED).one()),
        floor_limits(office_settings(session)),
    )


def person_days(session: Session, first_day: date, last_day: date) -> list[PersonDay]:
    """Return what everybody did on each day, by kana and day; 93 days from ``first_day`` at most.

    Raises:
        RightMissing: whoever asks is no supervisor.
    """
    days = {"first_day": first_day, "last_day": last_day, "most": _MOST}
    rows = session.execute(_PEOPLE, days)
    return [
        PersonDay(staff_id, name, kana, day, WorkTally(*work))
        for staff_id, name, kana, day, *work in rows
    ]


def begin_floor_export(
    session: Session, reason: str, first_day: date, last_day: date
) -> FloorExportAnswer:
    """Ask to take figures out and have that recorded, a refusal too: let it commit either way.

    A session of ``Database.writing``.
    """
    found = func.begin_floor_export(reason, first_day, last_day)
    table = found.table_valued("outcome", "person_days")
    row = session.execute(select(func.session_user().label("login"), table)).one()
    return FloorExportAnswer(row.login, ExportOutcome(row.outcome), row.person_days or 0)


def floor_limits(settings: Mapping[str, Any]) -> FloorLimits:
    """Return the limits that the office has set; the usual ones where it has not."""
    usual = FloorLimits()
    return FloorLimits(
        waiting=whole_number(settings, "alarm_waiting", default=usual.waiting),
        wait_s=whole_number(settings, "alarm_wait_s", default=usual.wait_s),
        missed=whole_number(settings, "alarm_missed", default=usual.missed),
        service_level_s=whole_number(settings, "service_level_s", default=usual.service_level_s),
    )


class _DirectionOrNone(Kind[CallDirection]):
    """The word for no direction is empty."""

    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Any) -> CallDirection | None:  # noqa: ANN401, ARG002
        """Return None for the empty word."""
        return CallDirection(value) if value else None


_NOW: Final = text("""
SELECT staff_id, name, name_kana, extension, phase, reason, direction, queue, since
  FROM floor_now()
""").columns(phase=Kind(FloorPhase), direction=_DirectionOrNone(CallDirection))
_TODAY: Final = text("""
SELECT direction, queue, calls, answered, in_time, missed, abandoned, waited, longest_wait,
       handled, talked, worked
  FROM floor_today(:day) ORDER BY direction, queue
""").columns(direction=Kind(CallDirection))
_MISSED: Final = text("SELECT floor_missed()")
_PEOPLE: Final = text("""
SELECT staff_id, name, name_kana, day, answered, called, talked, worked, away, notes
  FROM floor_people(:first_day, :last_day)
 ORDER BY name_kana, staff_id, day LIMIT :most
""")
