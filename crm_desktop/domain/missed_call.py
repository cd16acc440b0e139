"""Why a missed call need not be called back any more."""

from __future__ import annotations

from enum import StrEnum


class MissedCallSettled(StrEnum):
    """What an operator says when a caller is taken off the list without having been spoken to."""

    NOT_REACHED = "not_reached"
    NOT_NEEDED = "not_needed"
    WRONG_NUMBER = "wrong_number"
    SALES = "sales"
    OTHER = "other"
