"""How a source of calls is: whether the office hears of its calls."""

from __future__ import annotations

from enum import StrEnum


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
