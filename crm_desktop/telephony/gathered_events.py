"""What a source heard and nobody has recorded yet, handed out in groups."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from crm_desktop.domain.call import CallEvent

MOST_HEARD: Final = 2_000
MOST_TOGETHER: Final = 500
A_MOMENT_S: Final = 0.01
"""For so long a call that rings nowhere yet waits for its telephone, which mostly rings at once:
a transaction of its own would keep that one waiting for longer."""


class GatheredEvents:
    """The events of one source, in their order."""

    def __init__(self) -> None:
        """Make it inside the running loop."""
        self._heard: asyncio.Queue[Sequence[CallEvent]] = asyncio.Queue(MOST_HEARD)
        self._group: list[CallEvent] = []

    async def put(self, events: Sequence[CallEvent]) -> None:
        """Add what was heard; whoever is too fast waits until some of it is taken."""
        if events:
            await self._heard.put(events)

    async def take(self) -> list[CallEvent]:
        """Return, once there is something, all that was heard until then, within bounds."""
        self._group += await self._heard.get()
        with suppress(TimeoutError):
            async with asyncio.timeout(A_MOMENT_S):
                while not any(event.leg_key for event in self._group):
                    self._group += await self._heard.get()
        return self.take_at_once()

    def take_at_once(self) -> list[CallEvent]:
        """Return what was heard, within bounds; empty when nothing is left."""
        while len(self._group) < MOST_TOGETHER and not self._heard.empty():
            self._group += self._heard.get_nowait()
        group, self._group = self._group, []
        return group
