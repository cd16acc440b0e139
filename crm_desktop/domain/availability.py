"""Whether somebody can take calls."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

CHANNEL: Final = "availability"
"""What the database tells of each change by, with the id of its row."""


class Availability(StrEnum):
    """What a person says of themselves; whether their telephone rings or talks, the calls say."""

    READY = "ready"
    AFTER_CALL = "after_call"
    AWAY = "away"
    SIGNED_OUT = "signed_out"
