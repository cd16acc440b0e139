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
    FORWARDED = "forwarded"
    FAILED = "failed"


class CallEndedBy(StrEnum):
    """Who ended a call, where the phone system tells."""

    CALLER = "caller"
    OPERATOR = "operator"
    PBX = "pbx"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


class LegOutcome(StrEnum):
    """How one telephone's part in a call came out."""

    ANSWERED = "answered"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    TRANSFERRED = "transferred"
    MISSED = "missed"
    REJECTED = "rejected"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    FORWARDED = "forwarded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CallEvent:
    """One step in the life of one call, as a phone system told it. Empty means: not told.

    ``call_id`` is the phone system's own id of the whole call, ``leg_id`` of one telephone's part.
    With neither ``leg_id`` nor ``extension`` the event is about the whole call.
    ``TRANSFERRED`` says that the call now rings at ``extension`` and nowhere else.

    ``caller`` is the outside number in E.164, whoever dialled; where it is None and
    ``no_number_reason`` too, ``caller_raw`` could not be read as a number. ``called_raw`` is the
    office's own number. ``happened_at`` is aware, in UTC. ``result`` is how the phone system says
    the call (or leg) came out; an answer that was seen outweighs it. ``event_key`` is the phone
    system's own id of the event. ``raw`` is what came over the wire, for the support screen.
    """

    source: str
    call_id: str
    stage: CallStage
    happened_at: datetime
    direction: CallDirection | None = None
    leg_id: str = ""
    extension: str = ""
    caller_raw: str = ""
    caller: str | None = None
    no_number_reason: NoNumberReason | None = None
    called_raw: str = ""
    queue: str = ""
    cause: str = ""
    result: CallResult | None = None
    ended_by: CallEndedBy | None = None
    recording_url: str = ""
    event_key: str = ""
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def leg_key(self) -> str:
        """What tells this telephone's part from the others; empty for the whole call."""
        return self.leg_id or self.extension
