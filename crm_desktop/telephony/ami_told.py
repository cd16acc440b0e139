"""The call events that are told of an Asterisk call."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from crm_desktop.domain.call import CallDirection, CallEvent, CallResult, CallStage
from crm_desktop.domain.caller import without_withheld_number
from crm_desktop.telephony.ami_call import AmiCall
from crm_desktop.telephony.ami_frames import AmiEvent


def ringing(call: AmiCall, leg_id: str = "", extension: str = "") -> CallEvent:
    """Return that ``call`` has begun or, with a leg, that it rings at a telephone."""
    return _event(call, CallStage.RINGING, leg_id, extension)


def answered(call: AmiCall, leg_id: str, extension: str) -> CallEvent:
    """Return that a telephone talks in ``call``."""
    return _event(call, CallStage.ANSWERED, leg_id, extension)


def leg_ended(call: AmiCall, leg_id: str) -> CallEvent:
    """Return that a telephone has no part in ``call`` any more."""
    leg = call.legs[leg_id]
    result = None  # it may have been taken elsewhere
    if leg.status == "BUSY":
        result = CallResult.REJECTED if leg.rang else CallResult.BUSY
    if leg.status == "NOANSWER":
        result = CallResult.MISSED
    return replace(_event(call, CallStage.ENDED, leg_id, leg.extension), result=result)


def call_ended(call: AmiCall) -> CallEvent:
    """Return that ``call``, which is closed, is over."""
    event = _event(call, CallStage.ENDED, "", "")
    return replace(event, result=call.result, ended_by=call.ended_by, cause=call.cause)


def withheld(call: AmiCall) -> CallEvent:
    """Return that the number of ``call``, which may have been told, is not to be known."""
    event = _event(call, CallStage.RINGING, "", "")
    return replace(event, event_key=f"withheld:{call.call_id}")


def as_received(
    event: CallEvent, source: str, caused_by: AmiEvent | None, at: datetime
) -> CallEvent:
    """Return ``event`` with where and when it comes from, and without a withheld number."""
    raw = dict(caused_by.fields) if caused_by else {}
    return without_withheld_number(replace(event, source=source, happened_at=at, raw=raw))


def with_direction(event: CallEvent, direction: CallDirection | None) -> CallEvent:
    """Return ``event`` as told before the direction of its call was known."""
    return replace(event, direction=direction)


def _event(call: AmiCall, stage: CallStage, leg_id: str, extension: str) -> CallEvent:
    is_open = call.is_presentation_open
    reading = call.reading()
    incoming = call.direction is CallDirection.IN
    return CallEvent(
        source="",
        call_id=call.call_id,
        stage=stage,
        happened_at=datetime.min,  # noqa: DTZ901 - `as_received` says when
        direction=call.direction,
        leg_id=leg_id,
        extension=extension,
        caller_raw="" if is_open else (call.outside or call.caller),
        caller=None if is_open else reading.number,
        no_number_reason=None if is_open else reading.no_number_reason,
        called_raw=call.dialled if incoming else "",
        queue=call.queue,
        # Not the call's id: that of a call out is the id of the telephone's leg too.
        event_key=f"{stage}:{leg_id}",
    )
