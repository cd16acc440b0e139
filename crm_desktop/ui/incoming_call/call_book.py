"""Keeps the calls at one telephone, as the steps tell of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto

from crm_desktop.database.queries.calls import CallStepRow
from crm_desktop.domain.call import CallDirection, CallStage, LegOutcome
from crm_desktop.domain.caller import read_caller
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, DialledHere, Lookup

DIALLED_BEFORE = timedelta(minutes=2)
"""So long may a call take to begin that was dialled here; the database waits as long."""

_NOBODY_NEEDED = frozenset(
    {
        LegOutcome.ANSWERED_ELSEWHERE,
        LegOutcome.TRANSFERRED,
        LegOutcome.FORWARDED,
        LegOutcome.REJECTED,
    }
)


class CallChange(Enum):
    """What a step changed at this telephone."""

    NOTHING = auto()
    RANG = auto()
    CALLED = auto()
    ANSWERED = auto()
    ENDED = auto()
    GONE = auto()
    MISSED = auto()


class CallBook:
    """The calls at ``extension`` from outside, and those that go out from it."""

    def __init__(self, extension: str) -> None:
        self._extension = extension
        self._calls: dict[int, DeskCall] = {}
        self._dialled: list[DialledHere] = []

    @property
    def calls(self) -> tuple[DeskCall, ...]:
        """The calls at this desk, newest first."""
        return tuple(reversed(self._calls.values()))

    def call(self, call_id: int) -> DeskCall | None:
        """Return the call, or None when it is not at this desk (any more)."""
        return self._calls.get(call_id)

    def put(self, call: DeskCall) -> None:
        """Keep the newer ``call`` in the place of the old one; one that has gone stays gone."""
        if call.call_id in self._calls:
            self._calls[call.call_id] = call

    def keep(self, call: DeskCall) -> None:
        """Keep ``call`` even though the steps have taken it away."""
        self._calls[call.call_id] = call

    def remove(self, call_id: int) -> None:
        """Forget the call."""
        self._calls.pop(call_id, None)

    def expect(self, dialled: DialledHere) -> None:
        """Know that a call out to this number, begun soon, was dialled here."""
        self._forget_dialled(dialled.at - DIALLED_BEFORE)
        self._dialled.append(dialled)

    def take(self, step: CallStepRow) -> CallChange:
        """Follow one step; the same step again changes nothing."""
        match step.direction:
            case CallDirection.IN:
                return self._take_in(step)
            case CallDirection.OUT:
                return self._take_out(step)
        return CallChange.NOTHING

    def _take_in(self, step: CallStepRow) -> CallChange:
        known = self._calls.get(step.call_id)
        if step.extension not in {"", self._extension}:
            return CallChange.NOTHING
        if step.stage is CallStage.ENDED:
            return CallChange.NOTHING if known is None else self._end(known, step)
        if not step.extension or step.over:
            return CallChange.NOTHING
        if step.stage is CallStage.ANSWERED:
            return self._answer(known or _ringing(step), step)
        return self._ring(known, step)

    def _take_out(self, step: CallStepRow) -> CallChange:
        known = self._calls.get(step.call_id)
        if step.extension not in {"", self._extension}:
            return CallChange.NOTHING
        if step.stage is CallStage.ENDED:
            return CallChange.NOTHING if known is None else self._end_out(known, step)
        if not step.extension or step.over:
            return CallChange.NOTHING
        if step.stage is CallStage.ANSWERED and known is not None:
            return self._answer(known, step)
        if known is not None:
            return CallChange.NOTHING
        call = _calling(step, self._dialling_of(step))
        is_answered = step.stage is CallStage.ANSWERED
        phase = CallPhase.TALKING if is_answered else CallPhase.CALLING
        self._calls[step.call_id] = replace(call, phase=phase)
        return CallChange.CALLED

    def _dialling_of(self, step: CallStepRow) -> DialledHere | None:
        """Take out what was dialled here and has become this call; None: it was not."""
        self._forget_dialled(step.began_at - DIALLED_BEFORE)
        for one in reversed(self._dialled):
            if one.number == step.caller:
                self._dialled.remove(one)
                return one
        return None

    def _forget_dialled(self, before: datetime) -> None:
        self._dialled = [one for one in self._dialled if one.at >= before]

    def _end_out(self, known: DeskCall, step: CallStepRow) -> CallChange:
        if known.phase is CallPhase.ENDED:
            return CallChange.NOTHING
        ended = replace(known, phase=CallPhase.ENDED, since=step.happened_at)
        self._calls[step.call_id] = ended
        return CallChange.ENDED

    def _ring(self, known: DeskCall | None, step: CallStepRow) -> CallChange:
        fresh = _ringing(step)
        if known is not None and known.phase is CallPhase.TALKING:
            return CallChange.NOTHING
        if known is not None and known.phase is CallPhase.RINGING and _same_caller(known, fresh):
            return CallChange.NOTHING
        self._calls[step.call_id] = fresh
        return CallChange.RANG

    def _answer(self, call: DeskCall, step: CallStepRow) -> CallChange:
        if call.phase is CallPhase.TALKING:
            return CallChange.NOTHING
        self._calls[step.call_id] = replace(call, phase=CallPhase.TALKING, since=step.happened_at)
        return CallChange.ANSWERED

    def _end(self, known: DeskCall, step: CallStepRow) -> CallChange:
        if known.phase is CallPhase.ENDED:
            return CallChange.NOTHING
        if known.phase is CallPhase.TALKING or step.outcome is LegOutcome.ANSWERED:
            ended = replace(known, phase=CallPhase.ENDED, since=step.happened_at)
            self._calls[step.call_id] = ended
            return CallChange.ENDED
        self.remove(step.call_id)
        return CallChange.GONE if step.outcome in _NOBODY_NEEDED else CallChange.MISSED


def _calling(step: CallStepRow, dialled: DialledHere | None) -> DeskCall:
    """Return a call out; the office too knows the card it was dialled from.

    Where the clocks of desk and gateway are too far apart, only the office does.
    """
    customer_id = step.customer_id if dialled is None else dialled.customer_id
    call = replace(
        _ringing(step),
        outgoing=True,
        dialled_here=dialled is not None or customer_id is not None,
    )
    if customer_id is None:
        return call
    name = "" if dialled is None else dialled.customer_name
    return replace(call, lookup=Lookup.DIALLED, customer_id=customer_id, customer_name=name)


def _ringing(step: CallStepRow) -> DeskCall:
    number = step.caller or ""
    return DeskCall(
        call_id=step.call_id,
        phase=CallPhase.RINGING,
        since=step.happened_at,
        number=number,
        number_raw=step.caller_raw,
        no_number_reason=step.no_number_reason,
        line=step.line_name or read_caller(step.called_raw).number or step.called_raw,
        queue=step.queue,
        began_at=None if step.answered_at else step.began_at,
        lookup=Lookup.SEARCHING if number else Lookup.NO_NUMBER,
        chosen_before=step.customer_id,
    )


def _same_caller(one: DeskCall, other: DeskCall) -> bool:
    return (one.number, one.no_number_reason, one.number_raw) == (
        other.number,
        other.no_number_reason,
        other.number_raw,
    )
