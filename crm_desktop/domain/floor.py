"""The figures of the floor: what they are worked out from, by which formula, and when to worry.

The formulas are those of the glossary. Calls of the desk's own test ("doctor") are in no tally, and
calls within the house and to the outside are in tallies of their own. A rate or a mean of nothing
is None, which is shown as a dash: 0 % would say that something went badly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Final

CHANNEL: Final = "floor"
"""What the database tells by that figures changed of which no call and no person told."""


class FloorPhase(StrEnum):
    """What somebody is doing: the telephone says so before what they said of themselves does."""

    READY = "ready"
    RINGING = "ringing"
    TALKING = "talking"
    AFTER_CALL = "after_call"
    AWAY = "away"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class CallTally:
    """Calls that began in a span of time, added up; what still waits is not in it.

    ``calls`` were answered or are over. ``in_time`` were answered within the service level's
    seconds; ``abandoned`` are those of ``missed`` of which it is known that the caller gave up.
    ``waited_s`` is the wait of the answered together, ``longest_wait_s`` that of any. ``handled``
    were answered and are over: ``talked_s`` and ``worked_s`` (after-call work about them) are
    theirs alone.
    """

    calls: int = 0
    answered: int = 0
    in_time: int = 0
    missed: int = 0
    abandoned: int = 0
    waited_s: float = 0.0
    longest_wait_s: float = 0.0
    handled: int = 0
    talked_s: float = 0.0
    worked_s: float = 0.0


def sum_of(tallies: Iterable[CallTally]) -> CallTally:
    """Return the tally of all the calls in ``tallies``; of none an empty one."""
    held = list(tallies)
    sums = {one.name: sum(getattr(tally, one.name) for tally in held) for one in fields(CallTally)}
    sums["longest_wait_s"] = max((tally.longest_wait_s for tally in held), default=0.0)
    return CallTally(**sums)


def answer_rate(tally: CallTally) -> float | None:
    """応答率 = 応答件数 ÷ 着信件数 (glossary): answered ÷ incoming calls, 0 to 1."""
    return _share(tally.answered, tally.calls)


def abandon_rate(tally: CallTally) -> float | None:
    """放棄率 = abandoned ÷ incoming calls (glossary), 0 to 1.

    Where the phone system does not tell that the caller hung up, the call is missed but not
    counted here: AMI cannot tell giving up from "no agents".
    """
    return _share(tally.abandoned, tally.calls)


def service_level(tally: CallTally) -> float | None:
    """サービスレベル = answered within n s ÷ incoming calls (glossary, usual definition), 0 to 1.

    n is the office's setting ``service_level_s``, 20 unless it says otherwise.
    """
    return _share(tally.in_time, tally.calls)


def speed_of_answer_s(tally: CallTally) -> float | None:
    """ASA = mean wait before the answer (glossary): wait of the answered ÷ answered calls."""
    return _share(tally.waited_s, tally.answered)


def talk_time_s(tally: CallTally) -> float | None:
    """ATT = talk time ÷ handled calls (glossary).

    Talking counts while at least one telephone talks, as in `times_of_call`.
    """
    return _share(tally.talked_s, tally.handled)


def after_call_work_s(tally: CallTally) -> float | None:
    """ACW (後処理) = after-call work ÷ handled calls; a call without any counts as 0 s.

    By the same number of calls as ATT, so that the two can be added.
    """
    return _share(tally.worked_s, tally.handled)


def handling_time_s(tally: CallTally) -> float | None:
    """AHT = ATT + ACW (glossary)."""
    return _share(tally.talked_s + tally.worked_s, tally.handled)


def longest_wait_s(since: Iterable[datetime], *, at: datetime) -> float | None:
    """Return how long the one waits who has waited longest, in seconds; None: nobody waits."""
    first = min(since, default=None)
    return None if first is None else max(0.0, (at - first).total_seconds())


@dataclass(frozen=True, slots=True)
class FloorLimits:
    """When the floor worries; 0: never. ``wait_s`` and ``service_level_s`` in seconds."""

    waiting: int = 5
    wait_s: int = 60
    missed: int = 10
    service_level_s: int = 20


class FloorAlarm(StrEnum):
    """What is more than the office wants to bear."""

    WAITING = "waiting"
    WAIT = "wait"
    MISSED = "missed"


def alarms(
    waiting: Sequence[datetime], missed: int, limits: FloorLimits, *, at: datetime
) -> tuple[FloorAlarm, ...]:
    """Return what has come to its limit, in a fixed order; empty: all is well.

    ``waiting`` is since when each waits, ``missed`` how many are not called back yet.
    """
    longest = longest_wait_s(waiting, at=at) or 0.0
    reached = (
        (FloorAlarm.WAITING, len(waiting), limits.waiting),
        (FloorAlarm.WAIT, longest, limits.wait_s),
        (FloorAlarm.MISSED, missed, limits.missed),
    )
    return tuple(alarm for alarm, value, limit in reached if limit and value >= limit)


@dataclass(frozen=True, slots=True)
class WorkTally:
    """What one person, or several, did in some days.

    ``answered`` are calls from outside taken at their telephone, ``called`` calls to the outside
    that were answered; ``talked_s`` is of both. A call that went through two hands counts for both.
    """

    answered: int = 0
    called: int = 0
    talked_s: float = 0.0
    worked_s: float = 0.0
    away_s: float = 0.0
    notes: int = 0

    @property
    def talk_time_s(self) -> float | None:
        """ATT = talk time ÷ handled calls (glossary); handled: answered and called."""
        return _share(self.talked_s, self.answered + self.called)

    @property
    def after_call_work_s(self) -> float | None:
        """ACW = after-call work ÷ handled calls."""
        return _share(self.worked_s, self.answered + self.called)

    @property
    def handling_time_s(self) -> float | None:
        """AHT = ATT + ACW (glossary)."""
        return _share(self.talked_s + self.worked_s, self.answered + self.called)


def work_of(tallies: Iterable[WorkTally]) -> WorkTally:
    """Return all of ``tallies`` as one; of none an empty one."""
    held = list(tallies)
    return WorkTally(
        **{one.name: sum(getattr(tally, one.name) for tally in held) for one in fields(WorkTally)}
    )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
