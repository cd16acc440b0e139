"""How paper is to be scanned, in the words of the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FEEDS: Final = ("feeder", "duplex", "flatbed")
MODES: Final = ("color", "gray", "lineart")
PAPERS: Final = {"a4": (210, 297), "a5": (148, 210), "b5": (182, 257), "postcard": (100, 148)}
"""Width and height in mm."""


@dataclass(frozen=True, slots=True)
class ScanWishes:
    """``feed``, ``mode`` and ``paper`` are of `FEEDS`, `MODES` and `PAPERS`; dots an inch."""

    feed: str = "feeder"
    mode: str = "color"
    paper: str = "a4"
    resolution: int = 300

    @property
    def size_mm(self) -> tuple[int, int]:
        """Width and height of the paper."""
        return PAPERS[self.paper]
