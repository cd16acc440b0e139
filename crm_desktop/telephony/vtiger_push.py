"""The call events of Vtiger's connectors, which bridges for Asterisk and FreeSWITCH send.

``StartApp``, ``DialAnswer``, ``EndCall`` and ``Hangup`` by the field ``callstatus``. A direction is
seldom told: whoever calls from a telephone of the office calls out.
"""

from __future__ import annotations

import hmac
from functools import partial
from typing import Final

from crm_desktop.domain.call import CallEndedBy, CallEvent, CallResult, CallStage
from crm_desktop.telephony.dialect import Answer, Dialect, Push, Stored
from crm_desktop.telephony.sender_words import Kind, SenderWords, plain, read_push
from crm_desktop.telephony.source import EventRefused, Fields, Reception

SIGNATURE_FIELD: Final = "vtigersignature"


def vtiger_dialect(secret: str) -> Dialect:
    """Return the dialect; pushes carry ``secret`` themselves, empty: the token is enough."""
    return Dialect(
        read_vtiger_push,
        methods=("GET", "POST"),
        check=partial(check_signature, secret),
        answer=answer_success,
    )


def check_signature(secret: str, push: Push) -> None:
    """Raise `EventRefused` unless the push carries ``secret``, where there is one."""
    given = _first(push.fields, SIGNATURE_FIELD).encode("utf-8", "surrogateescape")
    if secret and not hmac.compare_digest(secret.encode(), given):
        raise EventRefused("signature", f"{SIGNATURE_FIELD} is not the secret agreed on.")


def read_vtiger_push(fields: Fields, reception: Reception) -> list[CallEvent]:
    """Return what one push tells. Raises `EventRefused` when it tells of no call."""
    if plain(_first(fields, "causetxt")) == "null":
        return []  # the end of a channel, not of the call
    if not _first(fields, "direction"):
        fields = {**fields, "direction": [_direction(fields, reception)]}
    return read_push(WORDS, fields, reception)


async def answer_success(stored: Stored) -> Answer:
    """Let the call go on; whom it rings stays the exchange's to say."""
    rings = any(event.stage is CallStage.RINGING for event in stored.events)
    verb = "<Dial><Authentication>Success</Authentication></Dial>" if rings else ""
    return Answer(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Response>{verb}</Response>', "application/xml"
    )


def _direction(fields: Fields, reception: Reception) -> str:
    caller = _first(fields, "calleridnumber") or _first(fields, "from")
    return "out" if reception.directory.extension_of(caller) else "in"


def _first(fields: Fields, name: str) -> str:
    return next((texts[0] for key, texts in fields.items() if plain(key) == name and texts), "")


WORDS: Final = SenderWords(
    fields={
        "event": ("callstatus",),
        "call_id": ("callUUID", "uuid"),
        "direction": ("direction",),
        "from": ("callerIdNumber", "from"),
        "to": ("to", "dst"),
        "extension": ("callerid2", "extension"),
        "cause": ("causetxt", "HangupCause"),
        "recording": ("recordinglink",),
    },
    kinds={
        "startapp": Kind.RINGING,
        "dialbegin": Kind.RINGING,
        "dialanswer": Kind.ANSWERED,
        "endcall": Kind.ENDED,
        "hangup": Kind.ENDED,
        "record": Kind.IGNORED,
    },
    directions={"inbound": "in", "outbound": "out"},
    endings={
        "userbusy": (CallResult.BUSY, None),
        "callrejected": (CallResult.REJECTED, None),
        "noanswer": (CallResult.MISSED, CallEndedBy.PBX),
        "noanswerfromuser(useralerted)": (CallResult.MISSED, CallEndedBy.PBX),
        "unallocated(unassigned)number": (CallResult.UNREACHABLE, CallEndedBy.PBX),
    },
    secrets=frozenset({SIGNATURE_FIELD}),
)
