"""What tests of crash points share: which of them run each time, and what came of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.faults.counts import count

TIMES = count("CRM_DESKTOP_CRASHES", usual=1, whole=2)
"""How often a process is killed at each point."""


def soon_and_later(points: list[Any], soon: int) -> list[Any]:
    """Return all points; those after the first ``soon`` belong to the long run."""
    return [
        *points[:soon],
        *(pytest.param(point, marks=pytest.mark.faults) for point in points[soon:]),
    ]


@dataclass
class Outcome:
    """What was lost and doubled by kills at one point."""

    point: str
    times: int = 0
    lost: int = 0
    doubled: int = 0

    def tell(self) -> None:
        """Print it as a row of the table of all points."""
        print(f"| {self.point} | {self.times} | {self.lost} | {self.doubled} |")
