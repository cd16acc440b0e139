"""How a source of calls is: whether the office hears of its calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

GATEWAY_KIND: Final = "gateway"
"""The kind of the gateway itself, which is told of beside its sources; it has no name."""


class SourceState(StrEnum):
    """``listening``: it tells us by itself; ``connected``: we asked for it, and it does.

    ``standing_by``: another gateway asks it. ``problem``: its calls are not heard.
    """

    CONNECTING = "connecting"
    CONNECTED = "connected"
    LISTENING = "listening"
    STANDING_BY = "standing_by"
    PROBLEM = "problem"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source as a gateway tells of it; ``problem`` is the name of an error, or empty."""

    name: str
    kind: str
    state: SourceState
    since: datetime
    last_event_at: datetime | None = None
    problem: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)
