"""Questions asked about calls that nobody has answered yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class WaitingCall:
    """One call that waits; ``queue`` is its queue, else its line, as the office calls them."""

    call_id: int
    queue: str
    began_at: datetime


def calls_waiting(session: Session) -> list[WaitingCall]:
    """Return the office's calls from outside that nobody has answered, the longest first."""
    return [WaitingCall(*row) for row in session.execute(_WAITING)]


def my_queues(session: Session) -> frozenset[str]:
    """Return the queues (or lines) of which calls have rung at this login's telephone lately."""
    return frozenset(session.scalars(_MY_QUEUES))


_WAITING: Final = text("SELECT call_id, queue, began_at FROM calls_waiting()")
_MY_QUEUES: Final = text("SELECT * FROM my_queues()")
