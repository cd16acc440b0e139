"""What the top bar shows besides the search box."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeskStatus(StrEnum):
    """What the operator is at, as the calls tell."""

    READY = "ready"
    RINGING = "ringing"
    TALKING = "talking"
    AFTER_CALL = "after_call"


@dataclass(frozen=True, slots=True)
class TopBarState:
    """``status_since`` None: not known; ``linked`` False: no news of calls come in."""

    status: DeskStatus = DeskStatus.READY
    status_since: datetime | None = None
    waiting_since: tuple[datetime, ...] = ()
    linked: bool = True
