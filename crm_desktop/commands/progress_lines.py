"""How far a reading is, told to whoever waits at a terminal."""

from __future__ import annotations

import sys
import time
from typing import Final


class ProgressLines:
    """Says once a second, on a terminal, how many ``things`` have been read."""

    def __init__(self, things: str) -> None:
        self._things = things
        self._is_watched = sys.stderr.isatty()
        self._next_s = time.monotonic() + _SECONDS_BETWEEN

    def __call__(self, read: int) -> None:
        """Say that ``read`` have been read, if it is time to say so."""
        if self._is_watched and time.monotonic() >= self._next_s:
            self._next_s = time.monotonic() + _SECONDS_BETWEEN
            print(f"{read:,} {self._things}", file=sys.stderr)


_SECONDS_BETWEEN: Final = 1.0
