"""Placetel's notify API: a signed form. It tells the SIP user who answered, not who rings.

So calls ring where the settings say the called number rings (``telephones``).
"""

from __future__ import annotations

import hashlib
import hmac
from functools import partial
from typing import Final

from crm_desktop.domain.call import CallEndedBy, CallEvent, CallResult
from crm_desktop.telephony.dialect import Dialect, Push
from crm_desktop.telephony.sender_words import Kind, SenderWords, plain, read_push
from crm_desktop.telephony.source import EventRefused, Fields, Reception

SIGNATURE_HEADER: Final = "X-PLACETEL-SIGNATURE"


def placetel_dialect(secret: str) -> Dialect:
    """Return the dialect of a sender that signs with ``secret``."""
    return Dialect(read_placetel_push, check=partial(check_signature, secret))


def check_signature(secret: str, push: Push) -> None:
    """Take the push for genuine when its header is the HMAC-SHA256 of its body, as hex digits.

    Raises:
        EventRefused: it is not, or not there.
    """
    signed = hmac.new(secret.encode(), push.body, hashlib.sha256).hexdigest()
    given = push.headers.get(SIGNATURE_HEADER, "").strip().lower()
    if not hmac.compare_digest(signed.encode(), given.encode("utf-8", "surrogateescape")):
        raise EventRefused(
            "signature", f"{SIGNATURE_HEADER} is not that of this body with the shared secret."
        )


def read_placetel_push(fields: Fields, reception: Reception) -> list[CallEvent]:
    """Return what one push tells. Raises `EventRefused` when it tells of no call."""
    event = plain(next(iter(fields.get("event", ())), ""))
    if event in _DIRECTIONS and not fields.get("direction"):
        fields = {**fields, "direction": [_DIRECTIONS[event]]}
    return read_push(WORDS, fields, reception)


_DIRECTIONS: Final = {"incomingcall": "in", "outgoingcall": "out"}
WORDS: Final = SenderWords(
    fields={
        "event": ("event",),
        "call_id": ("call_id",),
        "direction": ("direction",),
        "from": ("from",),
        "to": ("to",),
        "extension": ("peer",),
        "cause": ("type",),
    },
    kinds={
        "incomingcall": Kind.RINGING,
        "outgoingcall": Kind.RINGING,
        "callaccepted": Kind.ANSWERED,
        "hungup": Kind.ENDED,
    },
    endings={
        "accepted": (CallResult.ANSWERED, None),
        "missed": (CallResult.MISSED, None),
        "voicemail": (CallResult.MISSED, CallEndedBy.PBX),
        "blocked": (CallResult.REJECTED, CallEndedBy.PBX),
        "busy": (CallResult.BUSY, None),
        "canceled": (CallResult.MISSED, CallEndedBy.OPERATOR),
        "unavailable": (CallResult.UNREACHABLE, CallEndedBy.PBX),
        "congestion": (CallResult.FAILED, CallEndedBy.PBX),
    },
)
