"""Stores call events in the order in which they came, as many as wait in one transaction."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from crm_desktop.domain.call import CallEvent
from crm_desktop.errors.base import CrmError

log = logging.getLogger(__name__)

MOST_IN_ONE_TRANSACTION: Final = 200
MOST_WAITING: Final = 5_000

Store = Callable[[Sequence[CallEvent]], None]
"""Stores events in one transaction; called on the recorder's own thread."""


class EventNotStored(Exception):
    """The database would not take an event, though it is there: a bug, told by its kind only."""


class TooManyWaiting(Exception):
    """More events wait to be stored than should be kept in memory."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    events: Sequence[CallEvent]
    stored: asyncio.Future[None]


class Recorder:
    """One writer for all sources: what waits while one transaction runs shares the next."""

    def __init__(self, store: Store) -> None:
        """Make it inside the running loop; nothing is stored before `run`."""
        self._store = store
        self._queue: asyncio.Queue[_Waiting] = asyncio.Queue(MOST_WAITING)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="call-recorder")

    @property
    def waiting(self) -> int:
        """How many pushes wait to be stored."""
        return self._queue.qsize()

    async def record(self, events: Sequence[CallEvent]) -> None:
        """Return when ``events`` are stored.

        Raises:
            DatabaseUnreachable, TookTooLong, …: they are not, and may be sent again.
            TooManyWaiting: the same, for want of memory.
            EventNotStored: the database refused these very events.
        """
        waiting = _Waiting(events, asyncio.get_running_loop().create_future())
        try:
            self._queue.put_nowait(waiting)
        except asyncio.QueueFull as error:
            raise TooManyWaiting from error
        await waiting.stored

    async def run(self) -> None:
        """Store until cancelled."""
        while True:
            batch = [await self._queue.get()]
            while len(batch) < MOST_IN_ONE_TRANSACTION and not self._queue.empty():
                batch.append(self._queue.get_nowait())
            await self._store_together(batch)

    def close(self) -> None:
        """End the writer's thread, after what it is at."""
        self._thread.shutdown()

    async def _store_together(self, batch: Sequence[_Waiting]) -> None:
        """Store a batch; one that the database refuses is stored one by one to find the culprit."""
        error = await self._error_of_storing([event for one in batch for event in one.events])
        if isinstance(error, EventNotStored) and len(batch) > 1:
            for one in batch:
                _settle(one, await self._error_of_storing(one.events))
            return
        for one in batch:
            _settle(one, error)

    async def _error_of_storing(self, events: Sequence[CallEvent]) -> Exception | None:
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(self._thread, self._store, events)
        except CrmError as error:
            return error
        except Exception as error:  # noqa: BLE001 - a bug in one event must not stop the others
            kind = type(getattr(error, "orig", None) or error).__name__
            log.error("an event of %s cannot be stored: %s", events[0].source, kind)
            return EventNotStored(kind)
        return None


def _settle(one: _Waiting, error: Exception | None) -> None:
    if one.stored.done():  # its sender has gone
        return
    if error is None:
        one.stored.set_result(None)
    else:
        one.stored.set_exception(error)
