"""Records calls that were reported on an operator's own PC.

The database takes a desk's reports of its own telephone alone, under ids that begin with the login
of who reports: two desks are never in each other's way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from sqlalchemy.orm import Session

from crm_desktop.actions.calls import record_call_events
from crm_desktop.database.queries.calls import CallGoingOn, calls_going_on_at
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.call_notice import SOURCE, CallNotice, event_of_notice
from crm_desktop.domain.caller import read_caller

SAME_RING: Final = timedelta(seconds=10)
"""A ringing reported again within this time, without an id of the call, is the same ringing."""


@dataclass(frozen=True, slots=True)
class ReportingDesk:
    """The login of who reports, and the extension of the telephone there (empty: none)."""

    login: str
    extension: str


def record_call_notice(
    session: Session, notice: CallNotice, desk: ReportingDesk, *, at: datetime
) -> list[int]:
    """Store what was reported at ``desk``; see `record_call_events`.

    A report without an id is about the newest call that goes on here, from the same caller where
    it names one; a ringing begins a new call. One id with two callers is two calls. An end of no
    call is nothing. A call handed on to another telephone is over here: what becomes of it there,
    the desk there reports. Of another telephone nothing else is taken.
    """
    call_id = _call_id(session, notice, desk, at)
    if call_id is None:
        return []
    extension = notice.extension or desk.extension
    event = event_of_notice(notice, call_id=call_id, extension=extension, at=at)
    return record_call_events(session, list(_at_this_telephone(event, desk)))


def _at_this_telephone(event: CallEvent, desk: ReportingDesk) -> Iterator[CallEvent]:
    if event.stage is CallStage.TRANSFERRED and event.extension != desk.extension:
        yield replace(event, extension="")
        yield replace(event, stage=CallStage.ENDED, extension="")
    else:
        yield event


def _call_id(session: Session, notice: CallNotice, desk: ReportingDesk, at: datetime) -> str | None:
    caller = read_caller(notice.caller_raw).number or notice.caller_raw
    if notice.call_id and notice.caller_raw:
        return f"{desk.login} {notice.call_id}{_FROM}{caller}"
    here = calls_going_on_at(session, desk.extension, SOURCE)
    own = [call for call in here if call.source_call_id.startswith(f"{desk.login} ")]
    meant = [call for call in own if _is_meant(notice, desk, call, at)]
    if meant:
        return meant[0].source_call_id
    if notice.stage in {CallStage.ENDED, CallStage.TRANSFERRED}:
        return None
    return f"{desk.login} {notice.call_id or uuid4()}{_FROM}{caller}"


def _is_meant(notice: CallNotice, desk: ReportingDesk, call: CallGoingOn, at: datetime) -> bool:
    if notice.call_id:
        return call.source_call_id.startswith(f"{desk.login} {notice.call_id}{_FROM}")
    caller = read_caller(notice.caller_raw).number or notice.caller_raw
    same_caller = (call.caller or call.caller_raw) == caller
    if notice.stage is CallStage.RINGING:
        return same_caller and at - call.began_at < SAME_RING
    return same_caller or not caller


_FROM: Final = " from "
