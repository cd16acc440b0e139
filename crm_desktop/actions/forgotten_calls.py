"""Closes calls of which no end was ever reported, so that nothing rings for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from crm_desktop.actions.calls import record_call_events
from crm_desktop.database.queries.calls import (
    CallGoingOn,
    calls_begun_before,
    own_calls_begun_before,
)
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.call_notice import SOURCE
from crm_desktop.domain.fake_call import DOCTOR

CLOSED_BY_TIME: Final = "closed by time"


@dataclass(frozen=True, slots=True)
class LongestCall:
    """How long a call may ring at a telephone, wait for one, and be talked in.

    ``reported``: how long one may ring that was reported on a PC, where many telephone programs
    tell of the ringing alone.
    """

    reported: timedelta = timedelta(minutes=3)
    ringing: timedelta = timedelta(minutes=30)
    waiting: timedelta = timedelta(hours=2)
    talking: timedelta = timedelta(hours=12)

    def shortest(self) -> timedelta:
        """Return how old a call must be at least to be closed by time."""
        return min(self.reported, self.ringing, self.waiting, self.talking)


def close_forgotten_calls(session: Session, *, at: datetime, longest: LongestCall) -> int:
    """End the calls that go on for longer than any does; return how many.

    Their cause says `CLOSED_BY_TIME`. An end that is reported later changes nothing.
    """
    going_on = calls_begun_before(session, at - longest.shortest())
    return _close(session, going_on, at, longest)


def close_own_forgotten_calls(session: Session, *, at: datetime, longest: LongestCall) -> int:
    """Do as `close_forgotten_calls` with the calls that this login has reported itself."""
    going_on = own_calls_begun_before(session, at - longest.shortest())
    return _close(session, going_on, at, longest)


def _close(
    session: Session, going_on: Sequence[CallGoingOn], at: datetime, longest: LongestCall
) -> int:
    forgotten = [call for call in going_on if at - _since(call) > _limit(call, longest)]
    record_call_events(session, [_end(call, at) for call in forgotten])
    return len(forgotten)


def _since(call: CallGoingOn) -> datetime:
    return call.answered_at or call.began_at


def _limit(call: CallGoingOn, longest: LongestCall) -> timedelta:
    if call.answered_at is not None:
        return longest.talking
    if call.source in {SOURCE, DOCTOR}:
        return longest.reported
    return longest.ringing if call.is_ringing else longest.waiting


def _end(call: CallGoingOn, at: datetime) -> CallEvent:
    return CallEvent(
        call.source, call.source_call_id, CallStage.ENDED, happened_at=at, cause=CLOSED_BY_TIME
    )
