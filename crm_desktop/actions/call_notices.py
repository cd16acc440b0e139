"""Records calls that were reported on an operator's own PC."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from sqlalchemy.orm import Session

from crm_desktop.actions.calls import record_call_event
from crm_desktop.database.queries.calls import CallGoingOn, calls_going_on_at
from crm_desktop.domain.call import CallStage
from crm_desktop.domain.call_notice import SOURCE, CallNotice, event_of_notice
from crm_desktop.domain.caller import read_caller

SAME_RING: Final = timedelta(seconds=10)
"""A ringing reported again within this time, without an id of the call, is the same ringing."""


def record_call_notice(
    session: Session, notice: CallNotice, *, own_extension: str, at: datetime
) -> list[int]:
    """Store what was reported at the desk of ``own_extension``; see `record_call_events`.

    A report without an id is about the newest call that goes on here, from the same caller where
    it names one; a ringing begins a new call. One id with two callers is two calls: telephone
    programs on several PCs count each for itself. An end of no call is nothing.
    """
    call_id = _call_id(session, notice, own_extension, at)
    if call_id is None:
        return []
    extension = notice.extension or own_extension
    return record_call_event(
        session, event_of_notice(notice, call_id=call_id, extension=extension, at=at)
    )


def _call_id(session: Session, notice: CallNotice, own_extension: str, at: datetime) -> str | None:
    caller = read_caller(notice.caller_raw).number or notice.caller_raw
    if notice.call_id and notice.caller_raw:
        return f"{notice.call_id}{_FROM}{caller}"
    here = calls_going_on_at(session, own_extension, SOURCE)
    meant = [call for call in here if _is_meant(notice, caller, call, at)]
    if meant:
        return meant[0].source_call_id
    if notice.stage in {CallStage.ENDED, CallStage.TRANSFERRED}:
        return None
    return f"{notice.call_id or uuid4()}{_FROM}{caller}"


def _is_meant(notice: CallNotice, caller: str, call: CallGoingOn, at: datetime) -> bool:
    if notice.call_id:
        return call.source_call_id.startswith(f"{notice.call_id}{_FROM}")
    same_caller = (call.caller or call.caller_raw) == caller
    if notice.stage is CallStage.RINGING:
        return same_caller and at - call.began_at < SAME_RING
    return same_caller or not caller


_FROM: Final = " from "
