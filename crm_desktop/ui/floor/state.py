"""What the pages of the floor show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from crm_desktop.database.queries.floor import FloorReading, PersonDay
from crm_desktop.domain.call import CallDirection
from crm_desktop.domain.floor import CallTally, FloorAlarm, FloorPhase, sum_of


class Figure(StrEnum):
    """The figures of the wall: three of this moment, the others of today."""

    WAITING = "waiting"
    MISSED = "missed"
    READY = "ready"
    CALLS = "calls"
    ANSWER_RATE = "answer_rate"
    SERVICE_LEVEL = "service_level"
    ABANDON_RATE = "abandon_rate"
    SPEED_OF_ANSWER = "speed_of_answer"
    TALK_TIME = "talk_time"
    AFTER_CALL_WORK = "after_call_work"
    CALLED = "called"


NOW_FIGURES = (Figure.WAITING, Figure.MISSED, Figure.READY)
TODAY_FIGURES = tuple(figure for figure in Figure if figure not in NOW_FIGURES)


@dataclass(frozen=True, slots=True)
class QueueNow:
    """One queue: since when its calls wait, the longest first, and its figures of today."""

    name: str
    waiting: tuple[datetime, ...]
    tally: CallTally


@dataclass(frozen=True, slots=True)
class FloorState:
    """``reading`` is None until the floor was read first.

    ``skew`` is what the server's clock is ahead of this PC's; all times are by the server's. Not
    ``live``: news no longer come in, so the floor is as it was. ``failed``: the last reading was
    in vain.
    """

    today: date
    reading: FloorReading | None = None
    skew: timedelta = timedelta()
    live: bool = True
    failed: bool = False
    alarms: tuple[FloorAlarm, ...] = ()

    def tally(self, direction: CallDirection) -> CallTally:
        """Return today's calls of one direction, all queues together."""
        held = self.reading.tallies if self.reading else ()
        return sum_of(one.tally for one in held if one.direction is direction)

    @property
    def waiting(self) -> tuple[datetime, ...]:
        """Since when each caller waits, the longest first."""
        return tuple(call.began_at for call in self.reading.waiting) if self.reading else ()

    @property
    def queues(self) -> tuple[QueueNow, ...]:
        """The queues that had calls today or have some waiting, by name."""
        if self.reading is None:
            return ()
        waiting: dict[str, list[datetime]] = {}
        for call in self.reading.waiting:
            waiting.setdefault(call.queue, []).append(call.began_at)
        tallies = {
            one.queue: one.tally
            for one in self.reading.tallies
            if one.direction is CallDirection.IN
        }
        return tuple(
            QueueNow(name, tuple(waiting.get(name, ())), tallies.get(name, CallTally()))
            for name in sorted({*waiting, *tallies})
        )

    def people_in(self, *phases: FloorPhase) -> int:
        """Return how many people are in one of ``phases``."""
        return sum(one.phase in phases for one in self.reading.people) if self.reading else 0


class Grouping(StrEnum):
    """What a row of the figures of people stands for; ``DAYS`` of one person or of all."""

    PEOPLE = "people"
    DAYS = "days"
    PEOPLE_AND_DAYS = "people_and_days"


class Measure(StrEnum):
    """What the chart draws."""

    ANSWERED = "answered"
    CALLED = "called"
    TALKED = "talked"
    WORKED = "worked"
    AWAY = "away"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class PeopleState:
    """The figures of ``first_on`` to ``last_on``; ``rows`` are None until they were read.

    ``staff_id`` is whose alone are shown; None: everybody's.
    """

    today: date
    first_on: date
    last_on: date
    grouping: Grouping = Grouping.PEOPLE
    measure: Measure = Measure.ANSWERED
    staff_id: int | None = None
    rows: tuple[PersonDay, ...] | None = None
    reading: bool = False
    exporting: bool = False
