"""What a desk is told when a call has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from crm_desktop.domain.call import CallStage, LegOutcome
from crm_desktop.domain.call_state import CallState, LegState


@dataclass(frozen=True, slots=True)
class CallStepTaken:
    """One change at one telephone, or of the whole call where ``extension`` is empty."""

    stage: CallStage
    extension: str
    happened_at: datetime
    outcome: LegOutcome | None = None


def steps_between(before: CallState | None, after: CallState) -> list[CallStepTaken]:
    """Return what to tell of a call that was ``before`` (None: not known yet); endings first.

    Each telephone is told once of each stage, and again of its stage when it became known only
    now who calls. Empty when nothing changed that a desk shows.
    """
    steps = [*_leg_steps(before, after)]
    steps += _whole_call_steps(before, after, told={step.stage for step in steps})
    return sorted(steps, key=lambda step: step.stage is not CallStage.ENDED)


def legs_gone(before: CallState | None, after: CallState) -> list[LegState]:
    """Return the legs that a late report, such as an earlier hang-up, has shown never to be."""
    kept = {(leg.key, leg.turn) for leg in after.legs}
    return [leg for leg in before.legs if (leg.key, leg.turn) not in kept] if before else []


def _leg_steps(before: CallState | None, after: CallState) -> Iterator[CallStepTaken]:
    known = {} if before is None else {(leg.key, leg.turn): leg for leg in before.legs}
    for leg in legs_gone(before, after):
        yield CallStepTaken(CallStage.ENDED, leg.extension, after.ended_at or after.began_at)
    facts_changed = before is not None and _facts(before) != _facts(after)
    for leg in after.legs:
        old = known.get((leg.key, leg.turn))
        still_open = leg.stage is not CallStage.ENDED
        if old is None or old.stage is not leg.stage or (facts_changed and still_open):
            since = leg.stage_at or after.began_at
            yield CallStepTaken(leg.stage, leg.extension, since, leg.outcome)


def _whole_call_steps(
    before: CallState | None, after: CallState, *, told: set[CallStage]
) -> Iterator[CallStepTaken]:
    newly_answered = after.answered_at and (before is None or before.answered_at is None)
    if after.ended_at:
        # Whoever saw it end as missed is told again when it becomes known that it was answered.
        if before is None or before.ended_at is None or newly_answered:
            yield CallStepTaken(CallStage.ENDED, "", after.ended_at)
        return
    if before is None and not after.legs:
        yield CallStepTaken(CallStage.RINGING, "", after.began_at)
    if newly_answered and after.answered_at and CallStage.ANSWERED not in told:
        yield CallStepTaken(CallStage.ANSWERED, "", after.answered_at)


def _facts(state: CallState) -> tuple[object, ...]:
    return (state.direction, state.caller, state.no_number_reason, state.called_raw, state.queue)
