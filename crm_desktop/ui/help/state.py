"""What is shown of help that is asked for: at the desk that asks, and at those that help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crm_desktop.database.queries.help_requests import HelpAsked, Whisper


@dataclass(frozen=True, slots=True)
class AskingState:
    """One's own request with the card that is open, None for none, and what was whispered there."""

    asked_at: datetime | None = None
    word: str = ""
    whispers: tuple[Whisper, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpingState:
    """Who waits for help; ``here`` is the one whose card is open at this desk.

    ``sent_at``: the last word to them arrived then; ``sending``: one is on its way.
    """

    asked: tuple[HelpAsked, ...] = ()
    here: HelpAsked | None = None
    sent_at: datetime | None = None
    sending: bool = False
