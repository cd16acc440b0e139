"""Puts call events on disk while the database is away, and stores them once it is back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final, TypeVar

from crm_desktop.domain.call import CallEvent
from crm_desktop.errors.base import CrmError
from crm_desktop.telephony.event_writer import EventNotStored, EventWriter
from crm_desktop.telephony.spool import Spool

log = logging.getLogger(__name__)

RETRY_S: Final = 1.0

T = TypeVar("T")


class Spooling:
    """A spool and who empties it. While something is in it, newer events must go behind it."""

    def __init__(self, spool: Spool, writer: EventWriter) -> None:
        """Make it inside the running loop; nothing is stored before `run`."""
        self._spool = spool
        self._writer = writer
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="call-spool")
        self._filled = asyncio.Event()
        self._stopping = asyncio.Event()
        self._stopped = asyncio.Event()
        self._goes_well = False
        self._not_at_the_last = asyncio.Event()
        self._not_at_the_last.set()
        self.since = None if spool.is_empty else spool.oldest_at or datetime.now(UTC)

    @property
    def events(self) -> int:
        """How many events wait on disk."""
        return self._spool.events

    async def is_empty(self, *, patience_s: float) -> bool:
        """Tell whether new events may go to the database directly.

        While the last file is being stored this waits for it: else a sender who never rests would
        go by the disk for ever.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(patience_s):
                await self._not_at_the_last.wait()
        return self._spool.is_empty

    async def keep(self, events: Sequence[CallEvent]) -> None:
        """Return when ``events`` are on disk.

        Raises:
            SpoolFull: they are not.
        """
        await self._on_disk_thread(lambda: self._spool.keep(events))
        if self.since is None:
            self.since = datetime.now(UTC)
            log.warning("database away, call events go to the spool")
        self._filled.set()

    async def run(self) -> None:
        """Store what waits, in its order, whenever that can be done; until stopped."""
        stopped = asyncio.create_task(self._stopping.wait())
        if not self._spool.is_empty:
            self._filled.set()
        while not self._stopping.is_set():
            filled = asyncio.create_task(self._filled.wait())
            await asyncio.wait([stopped, filled], return_when=asyncio.FIRST_COMPLETED)
            filled.cancel()
            if self._filled.is_set() and not await self._go_on():
                await asyncio.wait([stopped], timeout=RETRY_S)
        self._stopped.set()

    async def stop(self, *, patience_s: float) -> None:
        """Let `run` end after the transaction it is at, and wait for that."""
        self._stopping.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience_s):
                await self._stopped.wait()

    def close(self) -> None:
        """End the thread and give the folder free."""
        self._thread.shutdown()
        self._spool.close()

    async def _go_on(self) -> bool:
        """Store one file, the last while no more are begun; tell whether that went well."""
        if self._goes_well and self._spool.files == 1:
            self._not_at_the_last.clear()
        try:
            self._goes_well = await self._store_oldest()
        finally:
            self._not_at_the_last.set()
        return self._goes_well

    async def _store_oldest(self) -> bool:
        """Store one file and delete it; tell whether that went well."""
        events = await self._on_disk_thread(self._spool.oldest)
        try:
            await self._store(events)
        except CrmError as error:
            log.debug("spool not emptied: %s", type(error).__name__)
            return False
        await self._on_disk_thread(self._spool.forget_oldest)
        if self._spool.is_empty:
            self._filled.clear()
            self.since = None
            log.info("database back, the spool is empty")
        return True

    async def _store(self, events: Sequence[CallEvent]) -> None:
        """Store ``events``; one that the database refuses is set aside.

        Raises:
            CrmError: not all are stored or set aside.
        """
        error = await self._writer.error_of_storing(events) if events else None
        if isinstance(error, CrmError):
            raise error
        if error is not None:
            await self._store_one_by_one(events)

    async def _store_one_by_one(self, events: Sequence[CallEvent]) -> None:
        refused: list[CallEvent] = []
        for event in events:
            error = await self._writer.error_of_storing([event])
            if isinstance(error, EventNotStored):
                refused.append(event)
            elif error is not None:
                raise error
        await self._on_disk_thread(lambda: self._spool.set_aside(refused))

    async def _on_disk_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
