"""What the gateway makes of a recording of an AMI connection."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.domain.phone_number import parse_phone_number
from crm_desktop.errors.text import BadPhoneNumber
from crm_desktop.telephony.ami_call import AmiCall
from crm_desktop.telephony.ami_calls import AmiCalls
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_frames import AmiFrames
from crm_desktop.telephony.ami_pops import Pops

Rows = list[dict[str, Any]]


def _never() -> bool:
    return False


def replay(
    recording: bytes,
    pattern: ExtensionPattern,
    *,
    is_cancelled: Callable[[], bool] = _never,
) -> tuple[Rows, Rows]:
    """Return the calls of ``recording`` in the order of their beginning, and the pops.

    Calls that go on when it ends are among them, ended by nobody known; so are those that go on
    where it is ``is_cancelled``, which is asked with each event.
    """
    over: list[AmiCall] = []
    calls = AmiCalls("replay", pattern, over=over.append)
    frames = AmiFrames()
    told = Pops()
    pops: Rows = []
    for event in frames.feed(recording) + frames.finish():
        if is_cancelled():
            break
        pops += [{**asdict(pop), "line": event.line} for pop in told.after(calls.take(event))]
    calls.close_all()
    return [_row(call) for call in sorted(over, key=lambda call: call.number)], pops


def _row(call: AmiCall) -> dict[str, Any]:
    reason = call.reading().no_number_reason
    withheld = reason in {NoNumberReason.WITHHELD, NoNumberReason.PAY_PHONE}
    return {
        "dir": str(call.direction),
        "caller": call.caller,
        "withheld": withheld,
        "national": "" if reason else _national(call.outside),
        "dialled": call.dialled,
        "queue": call.queue,
        "rang": call.rang_in_order,
        "answered": call.answered,
        "result": str(call.result),
        "ended_by": str(call.ended_by),
    }


def _national(text: str) -> str:
    try:
        number = parse_phone_number(text)
    except BadPhoneNumber:
        return ""
    return re.sub(r"[^0-9+]", "", number.national)
