"""The clock on the wall; handed in, so that tests can stop it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the aware time now."""
    return datetime.now(UTC)
