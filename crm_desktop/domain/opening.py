"""Why a card is opened, and how many a person has opened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class OpeningReason(StrEnum):
    """What a card is opened for, as it is recorded; the database knows the same words."""

    CALL = "call"
    SEARCH = "search"
    TASK = "task"
    MISSED_CALL = "missed_call"
    LETTER = "letter"
    LIST = "list"
    ATTACH = "attach"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Opening:
    """How many cards the reader has opened within an hour, beside those that calls brought.

    At ``hourly_limit`` no more open; from ``warned_at`` on they are told.
    """

    opened_in_hour: int
    hourly_limit: int
    warned_at: int

    @property
    def is_warned(self) -> bool:
        """Whether there is cause to tell."""
        return 0 < self.warned_at <= self.opened_in_hour


NOT_COUNTED: Final = Opening(0, 0, 0)
