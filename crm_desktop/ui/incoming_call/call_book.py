"""Keeps the calls at one telephone, and those waiting in the office, as the steps tell of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import Enum, auto

from crm_desktop.database.queries.calls import CallStepRow
from crm_desktop.domain.call import CallDirection, CallStage, LegOutcome
from crm_desktop.domain.caller import read_caller
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, Lookup

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
    ANSWERED = auto()
    ENDED = auto()
    GONE = auto()
    MISSED = auto()


class CallBook:
    """The calls at ``extension``; only calls from outside count."""

    def __init__(self, extension: str) -> None:
        self._extension = extension
        self._calls: dict[int, DeskCall] = {}
        self._waiting: dict[int, datetime] = {}

    @property
    def calls(self) -> tuple[DeskCall, ...]:
        """The calls at this desk, newest first."""
        return tuple(reversed(self._calls.values()))

    @property
    def waiting_since(self) -> tuple[datetime, ...]:
        """When the calls began that ring anywhere in the office and nobody has answered."""
        return tuple(sorted(self._waiting.values()))

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

    def take(self, step: CallStepRow) -> CallChange:
        """Follow one step; the same step again changes nothing."""
        if step.direction is not CallDirection.IN:
            return CallChange.NOTHING
        self._take_waiting(step)
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

    def _take_waiting(self, step: CallStepRow) -> None:
        over = step.over or step.answered_at is not None
        if over or step.stage is CallStage.ANSWERED or _whole_call_ended(step):
            self._waiting.pop(step.call_id, None)
        elif step.stage is CallStage.RINGING:
            self._waiting.setdefault(step.call_id, step.began_at)

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
        lookup=Lookup.SEARCHING if number else Lookup.NO_NUMBER,
        chosen_before=step.customer_id,
    )


def _same_caller(one: DeskCall, other: DeskCall) -> bool:
    return (one.number, one.no_number_reason, one.number_raw) == (
        other.number,
        other.no_number_reason,
        other.number_raw,
    )


def _whole_call_ended(step: CallStepRow) -> bool:
    return step.stage is CallStage.ENDED and not step.extension
