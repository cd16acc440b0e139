"""Turning away callers whom the office has said to reject, where the sender asks what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from crm_desktop.domain.call import (
    CallDirection,
    CallEndedBy,
    CallEvent,
    CallResult,
    CallStage,
)
from crm_desktop.domain.unwanted import UnwantedAction, UnwantedRule, unwanted_rule


def rejected(rules: Iterable[UnwantedRule], events: Sequence[CallEvent]) -> list[CallEvent]:
    """Return what is recorded of the call that ``events`` tell of when it is turned away.

    It rings at no telephone, and is over as rejected. Empty when the caller is welcome, and for
    whatever is no call that comes in and begins to ring.
    """
    first = next((event for event in events if _is_unwanted(rules, event)), None)
    if first is None:
        return []
    nowhere = replace(first, extension="", event_key="")
    over = replace(nowhere, stage=CallStage.ENDED, result=CallResult.REJECTED)
    return [nowhere, replace(over, ended_by=CallEndedBy.PBX)]


def _is_unwanted(rules: Iterable[UnwantedRule], event: CallEvent) -> bool:
    if (event.stage, event.direction) != (CallStage.RINGING, CallDirection.IN):
        return False
    rule = unwanted_rule(rules, event.caller, event.no_number_reason)
    return rule is not None and rule.action is UnwantedAction.REJECT
