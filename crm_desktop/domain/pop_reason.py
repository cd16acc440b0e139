"""Why a call event made a desk show a caller, or why not: for whoever looks for a fault."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from crm_desktop.domain.call import CallDirection, CallEvent, CallStage, LegOutcome
from crm_desktop.domain.call_record import CallRecord
from crm_desktop.domain.call_steps import CallStepTaken
from crm_desktop.domain.caller import without_withheld_number
from crm_desktop.domain.no_number import NoNumberReason


class PopReason(StrEnum):
    """What one event did at the desks. The first three show a caller, the others do not."""

    POPPED = "popped"
    POPPED_WITHHELD = "popped_withheld"
    POPPED_NO_NUMBER = "popped_no_number"
    ANSWERED_HERE = "answered_here"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    CLEARED = "cleared"
    CALL_OVER = "call_over"
    HAD_ENDED = "had_ended"
    REPEATED = "repeated"
    NOTHING_NEW = "nothing_new"
    INTERNAL = "internal"
    OUTGOING = "outgoing"
    NO_TELEPHONE = "no_telephone"
    NOBODYS_EXTENSION = "nobodys_extension"


def pop_reason(
    earlier: Sequence[CallEvent], event: CallEvent, extensions: Collection[str]
) -> PopReason:
    """Return what ``event`` does, after ``earlier`` ones of its call (in the order they came).

    ``extensions`` are those that belong to somebody who works here.
    """
    event = without_withheld_number(event)
    record = CallRecord(list(map(without_withheld_number, earlier)), row_id=0) if earlier else None
    if record is None or record.is_over_for(event):
        return _of_change(CallRecord([event]), extensions)
    if record.after.ended_at is not None:
        return PopReason.HAD_ENDED
    record.steps.clear()
    record.take(event)
    return _of_change(record, extensions) if record.fresh else PopReason.REPEATED


def _of_change(record: CallRecord, extensions: Collection[str]) -> PopReason:
    if record.after.direction is not CallDirection.IN:
        internal = record.after.direction is CallDirection.INTERNAL
        return PopReason.INTERNAL if internal else PopReason.OUTGOING
    ringing = [step for step in record.steps if step.stage is CallStage.RINGING]
    return _of_ringing(record, ringing, extensions) if ringing else _of_course(record.steps)


def _of_course(steps: Sequence[CallStepTaken]) -> PopReason:
    """Return what was told of a call at which nothing begins to ring."""
    stages = {(step.stage, bool(step.extension)) for step in steps}
    if (CallStage.ANSWERED, True) in stages:
        return PopReason.ANSWERED_HERE
    if (CallStage.ENDED, False) in stages:
        return PopReason.CALL_OVER
    if any(step.outcome is LegOutcome.ANSWERED_ELSEWHERE for step in steps):
        return PopReason.ANSWERED_ELSEWHERE
    if (CallStage.ENDED, True) in stages:
        return PopReason.CLEARED
    return PopReason.NO_TELEPHONE if stages else PopReason.NOTHING_NEW


def _of_ringing(
    record: CallRecord, ringing: Sequence[CallStepTaken], extensions: Collection[str]
) -> PopReason:
    if record.after.ended_at is not None:
        return PopReason.HAD_ENDED
    at_telephones = {step.extension for step in ringing} - {""}
    if not at_telephones:
        return PopReason.NO_TELEPHONE
    if not at_telephones & set(extensions):
        return PopReason.NOBODYS_EXTENSION
    if record.after.caller is not None:
        return PopReason.POPPED
    if record.after.no_number_reason is NoNumberReason.WITHHELD:
        return PopReason.POPPED_WITHHELD
    return PopReason.POPPED_NO_NUMBER
