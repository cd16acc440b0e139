"""Keeps what a source heard until it is recorded, while the source goes on listening."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Final

from crm_desktop.domain.call import CallEvent
from crm_desktop.errors.base import CrmError
from crm_desktop.telephony.event_writer import EventNotStored
from crm_desktop.telephony.recorder import TooManyWaiting
from crm_desktop.telephony.source import Record

log = logging.getLogger(__name__)

MOST_WAITING: Final = 2_000


class WaitingEvents:
    """The events of one source, in their order."""

    def __init__(self, source: str, record: Record, *, again_s: float = 1.0) -> None:
        """``again_s``: how long to wait before what could not be recorded is tried again."""
        self._source = source
        self._record = record
        self._again_s = again_s
        self._waiting: asyncio.Queue[Sequence[CallEvent]] = asyncio.Queue(MOST_WAITING)

    async def put(self, events: Sequence[CallEvent]) -> None:
        """Let ``events`` wait; whoever is too fast waits with them."""
        if events:
            await self._waiting.put(events)

    async def run(self) -> None:
        """Record until cancelled."""
        while True:
            events = await self._waiting.get()
            while not await self._is_recorded(events):
                await asyncio.sleep(self._again_s)

    async def finish(self) -> None:
        """Record what waits, each once."""
        while not self._waiting.empty():
            await self._is_recorded(self._waiting.get_nowait())

    async def _is_recorded(self, events: Sequence[CallEvent]) -> bool:
        try:
            await self._record(events)
        except (CrmError, TooManyWaiting) as error:
            log.warning("%s: calls not recorded yet: %s", self._source, type(error).__name__)
            return False
        except EventNotStored:  # logged where it happened; the others must go on
            if len(events) > 1:
                return all([await self._is_recorded([event]) for event in events])
        return True
