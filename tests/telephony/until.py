"""Waits on the event loop until something is so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


async def until(holds: Callable[[], object]) -> None:
    """Let the loop go on until it holds.

    Raises:
        TimeoutError: it did not within a minute.
    """
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.005)
