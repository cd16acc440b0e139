"""One picture of the tour through the demo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stop:
    """What to do first, and what must be seen before the picture is taken."""

    name: str
    begin: Callable[[], None]
    is_seen: Callable[[], bool]
