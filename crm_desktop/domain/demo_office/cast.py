"""The callers of the demo: people whose cards show everything, a stranger, and nobody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from crm_desktop.domain.demo_office.calls import ORDER_LINE

SHOWCASE_NUMBER: Final = "+81355550182"
SHOWCASE_MOBILE: Final = "+819055550182"
FAMILY_NUMBER: Final = "+81455550133"
UNKNOWN_NUMBER: Final = "+81355550199"
UNWANTED_NUMBER: Final = "+81355550166"
WITHHELD: Final = "anonymous"
CALLED_NUMBER: Final = ORDER_LINE
_SHOWCASE_ID: Final = 4182
_FAMILY_SIZE: Final = 3


class DemoCallKind(StrEnum):
    """What a demo call shows: one match, several, none, no number at all; a nuisance.

    TRANSFERRED is the known one, whom a colleague has talked to first.
    """

    KNOWN = "known"
    SHARED = "shared"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"
    UNWANTED = "unwanted"
    TRANSFERRED = "transferred"


@dataclass(frozen=True, slots=True)
class DemoCaller:
    """Somebody who can be made to ring: ``caller_raw`` is what a phone system would send."""

    kind: DemoCallKind
    caller_raw: str


def demo_callers() -> tuple[DemoCaller, ...]:
    """Return who may ring in a demo office, one of each kind."""
    return (
        DemoCaller(DemoCallKind.KNOWN, _as_dialled(SHOWCASE_NUMBER)),
        DemoCaller(DemoCallKind.SHARED, _as_dialled(FAMILY_NUMBER)),
        DemoCaller(DemoCallKind.UNKNOWN, _as_dialled(UNKNOWN_NUMBER)),
        DemoCaller(DemoCallKind.WITHHELD, WITHHELD),
        DemoCaller(DemoCallKind.UNWANTED, _as_dialled(UNWANTED_NUMBER)),
        DemoCaller(DemoCallKind.TRANSFERRED, _as_dialled(SHOWCASE_NUMBER)),
    )


def cast_numbers() -> frozenset[str]:
    """Return the numbers in E.164 that nobody else in the office may have."""
    return frozenset(
        {SHOWCASE_NUMBER, SHOWCASE_MOBILE, FAMILY_NUMBER, UNKNOWN_NUMBER, UNWANTED_NUMBER}
    )


def showcase_id(customers: int) -> int:
    """Return the id of the showcase customer in an office of ``customers`` (at least 4)."""
    return min(_SHOWCASE_ID, customers - _FAMILY_SIZE)


def family_ids(customers: int) -> tuple[int, ...]:
    """Return the ids of the family that shares a number."""
    first = showcase_id(customers) + 1
    return tuple(range(first, first + _FAMILY_SIZE))


def _as_dialled(number: str) -> str:
    return f"0{number.removeprefix('+81')}"
