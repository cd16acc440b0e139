"""Questions about help that is asked for, and about what was whispered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """Somebody waits for help since ``asked_at``.

    ``customer_name`` is "" unless the reader has that card open, ``line_name`` outside a call.
    """

    operation_id: UUID
    staff_id: int
    staff_name: str
    asked_at: datetime
    customer_id: int
    customer_name: str
    line_name: str
    word: str


@dataclass(frozen=True, slots=True)
class Whisper:
    """A word for whoever reads it, about one customer."""

    whisper_id: int
    from_name: str
    customer_id: int
    body: str


def help_asked(session: Session) -> list[HelpAsked]:
    """Return who waits for help, the longest wait first; supervisors alone may ask."""
    return [HelpAsked(*row) for row in session.execute(_ASKED)]


def whispers_for_me(session: Session) -> list[Whisper]:
    """Return what was whispered to whoever asks and not put away, the oldest first."""
    return [Whisper(*row) for row in session.execute(_WHISPERS)]


_ASKED: Final = text("SELECT * FROM help_asked()")
_WHISPERS: Final = text("SELECT * FROM whispers_for_me()")
