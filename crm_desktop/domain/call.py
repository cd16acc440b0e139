"""What the CRM knows of a phone call, whichever phone system it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from crm_desktop.domain.no_number import NoNumberReason


class CallStage(StrEnum):
    """How far a call has come at one telephone, or as a whole when no telephone is named."""

    RINGING = "ringing"
    ANSWERED = "answered"
    ENDED = "ended"
    TRANSFERRED = "transferred"


class CallDirection(StrEnum):
    """Who called whom, as the office sees it."""

    IN = "in"
    OUT = "out"
    INTERNAL = "internal"


class CallResult(StrEnum):
    """How a call that is over came out."""

    ANSWERED = "answered"
    MISSED = "missed"
    REJECTED = "rejected"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CallEvent:
    """One step in the life of one call, as a phone system told it.

    ``call_id`` is the phone system's own id of the whole call, ``leg_id`` of one telephone's part
    (empty: the whole call). ``caller`` is the outside number in E.164; where it is empty,
    ``no_number_reason`` says why. ``extension`` is empty when no telephone is named.
    ``happened_at`` is aware, in UTC. ``raw`` is what came over the wire, for the support screen.
    """

    source: str
    call_id: str
    stage: CallStage
    happened_at: datetime
    direction: CallDirection = CallDirection.IN
    leg_id: str = ""
    extension: str = ""
    caller_raw: str = ""
    caller: str | None = None
    no_number_reason: NoNumberReason | None = None
    called_raw: str = ""
    queue: str = ""
    cause: str = ""
    raw: dict[str, Any] = field(default_factory=dict)
