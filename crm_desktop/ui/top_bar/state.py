"""What the top bar shows besides the search box."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeskStatus(StrEnum):
    """What the operator is at, as the calls tell and they say themselves; NONE: nobody asks."""

    READY = "ready"
    CALLING = "calling"
    RINGING = "ringing"
    TALKING = "talking"
    AFTER_CALL = "after_call"
    AWAY = "away"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TopBarState:
    """``status_since`` None: not known; ``linked`` False: no news of calls come in.

    ``away_reason`` goes with AWAY. AFTER_CALL may take ``after_call_s`` seconds; 0: no limit.
    """

    status: DeskStatus = DeskStatus.READY
    status_since: datetime | None = None
    away_reason: str = ""
    after_call_s: int = 0
    waiting_since: tuple[datetime, ...] = ()
    linked: bool = True
