"""Stores call events in the order in which they came, as many as wait in one transaction."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from crm_desktop.domain.call import CallEvent
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.files import SpoolFull
from crm_desktop.log import masked
from crm_desktop.telephony.event_writer import EventNotStored, EventWriter, Store
from crm_desktop.telephony.spool import Spool
from crm_desktop.telephony.spooling import Spooling

log = logging.getLogger(__name__)

MOST_IN_ONE_TRANSACTION: Final = 200
MOST_WAITING: Final = 5_000
PATIENCE_S: Final = 3.0
"""After so long a sender is not kept waiting for the database, but for the disk."""


class TooManyWaiting(Exception):
    """More events wait to be stored than should be kept in memory."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    events: Sequence[CallEvent]
    stored: asyncio.Future[None]


class Recorder:
    """One writer for all sources: what waits while one transaction runs shares the next."""

    def __init__(self, store: Store, spool: Spool | None = None) -> None:
        """Make it inside the running loop; nothing is stored before `run`.

        While ``store`` cannot, ``spool`` takes the events.
        """
        self._writer = EventWriter(store)
        self._spooling = Spooling(spool, self._writer) if spool else None
        self._queue: asyncio.Queue[_Waiting] = asyncio.Queue(MOST_WAITING)
        self.last_event_at: dict[str, datetime] = {}

    @property
    def waiting(self) -> int:
        """How many pushes wait to be stored."""
        return self._queue.qsize()

    @property
    def spooled(self) -> int:
        """How many events wait on disk."""
        return self._spooling.events if self._spooling else 0

    @property
    def spooled_since(self) -> datetime | None:
        """Since when events have been waiting on disk; None when none does."""
        return self._spooling.since if self._spooling else None

    async def record(self, events: Sequence[CallEvent]) -> None:
        """Return when ``events`` are stored, or on disk to be stored later.

        Raises:
            DatabaseUnreachable, SpoolFull, …: they are not, and may be sent again.
            TooManyWaiting: the same, for want of memory.
            EventNotStored: the database refused these very events.
        """
        waiting = _Waiting(events, asyncio.get_running_loop().create_future())
        try:
            self._queue.put_nowait(waiting)
        except asyncio.QueueFull as error:
            raise TooManyWaiting from error
        await waiting.stored
        self.last_event_at |= {event.source: datetime.now(UTC) for event in events}
        if log.isEnabledFor(logging.DEBUG):
            for event in events:
                log.debug("call event kept", extra={"facts": _facts(event)})

    async def run(self) -> None:
        """Store until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._run_queue())
            if self._spooling:
                tasks.create_task(self._spooling.run())

    async def finish(self) -> None:
        """Return when all that waits in memory is stored or on disk; nothing may come any more."""
        with suppress(TimeoutError):
            async with asyncio.timeout(2 * PATIENCE_S):
                await self._queue.join()
        if self._spooling:
            await self._spooling.stop(patience_s=PATIENCE_S)

    def close(self) -> None:
        """End the writer's thread, after what it is at."""
        self._writer.close()
        if self._spooling:
            self._spooling.close()

    async def _run_queue(self) -> None:
        while True:
            batch = [await self._queue.get()]
            while len(batch) < MOST_IN_ONE_TRANSACTION and not self._queue.empty():
                batch.append(self._queue.get_nowait())
            await self._store_together(batch)
            for _ in batch:
                self._queue.task_done()

    async def _store_together(self, batch: Sequence[_Waiting]) -> None:
        """Store a batch; one that the database refuses is stored one by one to find the culprit."""
        error = await self._error_of_keeping([event for one in batch for event in one.events])
        if isinstance(error, EventNotStored) and len(batch) > 1:
            for one in batch:
                _settle(one, await self._error_of_keeping(one.events))
            return
        for one in batch:
            _settle(one, error)

    async def _error_of_keeping(self, events: Sequence[CallEvent]) -> Exception | None:
        if self._spooling is None:
            return await self._writer.error_of_storing(events)
        if await self._spooling.is_empty(patience_s=PATIENCE_S):
            error = await self._writer.error_of_storing(events, patience_s=PATIENCE_S)
            if not isinstance(error, CrmError):
                return error
        try:
            await self._spooling.keep(events)
        except SpoolFull as full:
            return full
        return None


def _facts(event: CallEvent) -> dict[str, str]:
    return {
        "source": event.source,
        "call": event.call_id,
        "stage": event.stage,
        "extension": event.extension,
        "caller": masked(event.caller),
    }


def _settle(one: _Waiting, error: Exception | None) -> None:
    if one.stored.done():  # its sender has gone
        return
    if error is None:
        one.stored.set_result(None)
    else:
        one.stored.set_exception(error)
