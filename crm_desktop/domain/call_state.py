"""What has become of a call, worked out from everything reported of it.

The state is a function of the set of reports alone: they may come in any order, twice, late or
not at all, and what has ended is never opened again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from crm_desktop.domain.call import (
    CallDirection,
    CallEndedBy,
    CallEvent,
    CallResult,
    CallStage,
    LegOutcome,
)
from crm_desktop.domain.caller import holds_number
from crm_desktop.domain.no_number import NoNumberReason


@dataclass(frozen=True, slots=True)
class LegState:
    """One telephone's part in a call; ``rang_at`` is None when it answered without ringing.

    ``turn`` tells apart the parts of a telephone to which a call came back, from 1.
    """

    key: str
    extension: str
    turn: int = 1
    rang_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: LegOutcome | None = None

    @property
    def stage(self) -> CallStage:
        """How far it has come: ringing, answered or ended."""
        if self.ended_at is not None:
            return CallStage.ENDED
        return CallStage.RINGING if self.answered_at is None else CallStage.ANSWERED

    @property
    def stage_at(self) -> datetime | None:
        """Since when it has been at its stage."""
        return self.ended_at or self.answered_at or self.rang_at


@dataclass(frozen=True, slots=True)
class CallState:
    """One call with its legs, in the order in which they began. See `CallEvent` for the words."""

    direction: CallDirection
    began_at: datetime
    caller_raw: str = ""
    caller: str | None = None
    no_number_reason: NoNumberReason | None = None
    called_raw: str = ""
    queue: str = ""
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    result: CallResult | None = None
    ended_by: CallEndedBy | None = None
    cause: str = ""
    recording_url: str = ""
    legs: tuple[LegState, ...] = ()


def call_from_events(events: Sequence[CallEvent]) -> CallState:
    """Return the state after ``events``, of which there must be one, in any order.

    Events of the same moment count in the order ringing, transferred, answered, ended.
    """
    ordered = sorted(events, key=lambda event: (event.happened_at, _RANK[event.stage]))
    course = _Legs()
    for event in ordered:
        course.take(event)
    return _state(ordered, course)


_RANK: Final = {
    CallStage.RINGING: 0,
    CallStage.TRANSFERRED: 1,
    CallStage.ANSWERED: 2,
    CallStage.ENDED: 3,
}


class _Legs:
    """The legs of one call while its events are gone through in the order of time."""

    def __init__(self) -> None:
        self.legs: dict[tuple[str, int], LegState] = {}
        self.answered_at: datetime | None = None
        self.ended_at: datetime | None = None
        self.result: CallResult | None = None
        self._unexplained: set[tuple[str, int]] = set()

    def take(self, event: CallEvent) -> None:
        if self.ended_at is not None:
            self._take_late(event)
            return
        match event.stage:
            case CallStage.RINGING:
                self._ring(event)
            case CallStage.TRANSFERRED:
                self._transfer(event)
            case CallStage.ANSWERED:
                self._answer(event)
            case CallStage.ENDED if event.leg_key:
                self._end_leg(event)
            case CallStage.ENDED:
                self._end(event)

    def _ring(self, event: CallEvent) -> None:
        if event.leg_key and self._leg_of(event) is None:
            self._put(LegState(event.leg_key, event.extension, rang_at=event.happened_at))

    def _transfer(self, event: CallEvent) -> None:
        target = self._leg_of(event)
        for leg in self._open_legs():
            if leg != target:
                self._close(leg, event.happened_at, LegOutcome.TRANSFERRED)
        if event.leg_key and (target is None or target.ended_at is not None):
            turn = 1 if target is None else target.turn + 1
            self._put(LegState(event.leg_key, event.extension, turn, rang_at=event.happened_at))

    def _answer(self, event: CallEvent) -> None:
        leg = self._leg_of(event) or self._only_ringing_leg(event)
        if leg is not None and leg.ended_at is not None:
            return
        self.answered_at = self.answered_at or event.happened_at
        if leg is None and not event.leg_key:
            return
        answering = leg or LegState(event.leg_key, event.extension)
        if answering.answered_at is not None:
            return
        self._put(replace(answering, answered_at=event.happened_at))
        self._clear_others(answering, event)

    def _clear_others(self, answering: LegState, event: CallEvent) -> None:
        """End the ringing elsewhere; exchanges stop it, saying nothing, just before the answer."""
        for key in self._unexplained - {(answering.key, answering.turn)}:
            self.legs[key] = replace(self.legs[key], outcome=LegOutcome.ANSWERED_ELSEWHERE)
        self._unexplained.clear()
        for other in self._open_legs():
            if (other.key, other.turn) == (answering.key, answering.turn):
                continue
            if other.answered_at is None:
                self._close(other, event.happened_at, LegOutcome.ANSWERED_ELSEWHERE)
            elif not event.leg_id:  # a source without legs tells no end of the first one
                self._close(other, event.happened_at, LegOutcome.TRANSFERRED)

    def _end_leg(self, event: CallEvent) -> None:
        leg = self._leg_of(event) or LegState(event.leg_key, event.extension)
        if leg.ended_at is None:
            outcome = self._outcome(leg, event)
            self._close(leg, event.happened_at, outcome)
            if event.result is None and outcome is LegOutcome.MISSED:
                self._unexplained.add((leg.key, leg.turn))

    def _end(self, event: CallEvent) -> None:
        outcomes = [(leg, self._outcome(leg, event)) for leg in self._open_legs()]
        for leg, outcome in outcomes:
            self._close(leg, event.happened_at, outcome)
        self.ended_at = event.happened_at
        if event.result is CallResult.ANSWERED or self.answered_at is not None:
            self.result = CallResult.ANSWERED
        else:
            self.result = event.result or CallResult.MISSED

    def _take_late(self, event: CallEvent) -> None:
        """A telephone of which only now is told that it rang did ring; nothing else is changed."""
        rings = event.stage is CallStage.RINGING and event.leg_key
        if rings and self.ended_at is not None and self._leg_of(event) is None:
            leg = LegState(event.leg_key, event.extension, rang_at=self.ended_at)
            outcome = (
                LegOutcome.ANSWERED_ELSEWHERE
                if self.result is CallResult.ANSWERED
                else LegOutcome(self.result or CallResult.MISSED)
            )
            self._close(leg, self.ended_at, outcome)

    def _outcome(self, leg: LegState, event: CallEvent) -> LegOutcome:
        if leg.answered_at is not None:
            return LegOutcome.ANSWERED
        if self._is_talked_elsewhere():
            return LegOutcome.ANSWERED_ELSEWHERE
        if event.result is None or event.result is CallResult.ANSWERED:
            return LegOutcome.MISSED
        return LegOutcome(event.result)

    def _is_talked_elsewhere(self) -> bool:
        """Tell whether somebody talks, known or not: a call that was handed on may ring again."""
        answered = [leg for leg in self.legs.values() if leg.answered_at is not None]
        talking = [leg for leg in answered if leg.ended_at is None]
        return self.answered_at is not None and (bool(talking) or not answered)

    def _leg_of(self, event: CallEvent) -> LegState | None:
        """Return the newest leg that ``event`` may mean."""
        return next((leg for leg in reversed(self.legs.values()) if leg.key == event.leg_key), None)

    def _only_ringing_leg(self, event: CallEvent) -> LegState | None:
        if event.leg_key:
            return None
        ringing = [leg for leg in self._open_legs() if leg.answered_at is None]
        return ringing[0] if len(ringing) == 1 else None

    def _open_legs(self) -> list[LegState]:
        return [leg for leg in self.legs.values() if leg.ended_at is None]

    def _close(self, leg: LegState, at: datetime, outcome: LegOutcome) -> None:
        # Not by `replace`, which takes ten times as long: this is done with each event.
        kept = leg.key, leg.extension, leg.turn, leg.rang_at, leg.answered_at
        self._put(LegState(*kept, ended_at=at, outcome=outcome))

    def _put(self, leg: LegState) -> None:
        self.legs[leg.key, leg.turn] = leg


def _state(ordered: Sequence[CallEvent], course: _Legs) -> CallState:
    """Add what does not change in the course of a call: the first that was told counts."""
    reason = _reason(ordered)
    numbered = next((event for event in ordered if event.caller), None)
    shown = numbered.caller_raw if numbered and not reason else _first(ordered, "caller_raw")
    return CallState(
        direction=next((e.direction for e in ordered if e.direction), CallDirection.IN),
        began_at=ordered[0].happened_at,
        caller_raw="" if reason and holds_number(shown) else shown,
        caller=numbered.caller if numbered and not reason else None,
        no_number_reason=reason,
        called_raw=_first(ordered, "called_raw"),
        queue=_first(ordered, "queue"),
        ended_by=next((e.ended_by for e in ordered if e.ended_by), None),
        cause=_first(ordered, "cause"),
        recording_url=_first(ordered, "recording_url"),
        answered_at=course.answered_at,
        ended_at=course.ended_at,
        result=course.result,
        legs=tuple(course.legs.values()),
    )


def _first(ordered: Sequence[CallEvent], name: str) -> str:
    return next((text for event in ordered if (text := getattr(event, name))), "")


def _reason(ordered: Sequence[CallEvent]) -> NoNumberReason | None:
    """Return why there is no number. A number told by any event is one, unless it is withheld."""
    reasons = [event.no_number_reason for event in ordered if event.no_number_reason]
    if NoNumberReason.WITHHELD in reasons:
        return NoNumberReason.WITHHELD
    if not reasons or any(event.caller for event in ordered):
        return None
    return next((reason for reason in reasons if reason is not NoNumberReason.NONE), reasons[0])
