"""How long the caller waited and how long somebody talked, for a call and for each of its legs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from crm_desktop.domain.call import CallDirection, CallEndedBy, CallResult


class TimedLeg(Protocol):
    """One telephone's part in a call, with its times, as `LegState` has them."""

    @property
    def rang_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def answered_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def ended_at(self) -> datetime | None: ...  # noqa: D102


class TimedCall(Protocol):
    """A call with its times, as `CallState` has them; ``began_at``: first ring or queue entry."""

    @property
    def began_at(self) -> datetime: ...  # noqa: D102
    @property
    def answered_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def ended_at(self) -> datetime | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class CallTimes:
    """Whole seconds, never negative. ``talking_s`` is None where nobody has answered."""

    waiting_s: int
    talking_s: int | None


def times_of_call(call: TimedCall, legs: Sequence[TimedLeg], *, at: datetime) -> CallTimes:
    """Return the times of ``call``, up to ``at`` when it is still going on.

    The caller waits from the beginning to the first answer, or to the end. Talking counts while
    at least one telephone talks: not while a call that was handed on rings again, and once when
    two talk. Without legs it is from the answer to the end.
    """
    end = call.ended_at or at
    waiting_s = _whole_seconds((call.answered_at or end) - call.began_at)
    if call.answered_at is None:
        return CallTimes(waiting_s, None)
    talks = list(_talks(legs, end)) or [(call.answered_at, end)]
    return CallTimes(waiting_s, _whole_seconds(_covered(talks)))


def times_of_leg(leg: TimedLeg, *, at: datetime) -> CallTimes:
    """Return how long one telephone rang and how long it talked, up to ``at`` if it still does."""
    end = leg.ended_at or at
    rang_until = leg.answered_at or end
    talking_s = None if leg.answered_at is None else _whole_seconds(end - leg.answered_at)
    return CallTimes(_whole_seconds(rang_until - (leg.rang_at or rang_until)), talking_s)


def is_abandoned(
    direction: CallDirection, result: CallResult | None, ended_by: CallEndedBy | None
) -> bool:
    """Tell whether a caller is known to have given up while waiting (放棄呼).

    Where the phone system does not say who hung up it may have ended the call itself: such a call
    is missed, but not called abandoned.
    """
    missed = direction is CallDirection.IN and result is CallResult.MISSED
    return missed and ended_by is CallEndedBy.CALLER


def _talks(legs: Iterable[TimedLeg], end: datetime) -> Iterable[tuple[datetime, datetime]]:
    for leg in legs:
        if leg.answered_at is not None:
            yield leg.answered_at, min(leg.ended_at or end, end)


def _covered(spans: Iterable[tuple[datetime, datetime]]) -> timedelta:
    """Return how much time lies within at least one of ``spans``."""
    total, seen_until = timedelta(), None
    for began_at, ended_at in sorted(spans):
        start = began_at if seen_until is None else max(began_at, seen_until)
        total += max(timedelta(), ended_at - start)
        seen_until = ended_at if seen_until is None else max(seen_until, ended_at)
    return total


def _whole_seconds(span: timedelta) -> int:
    return max(0, int(span.total_seconds()))
