"""Lets one of several gateways ask a source that would tell each of them everything."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, Protocol

from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.base import CrmError
from crm_desktop.telephony.source import CallSource, Overheard, Record, SpeaksOfAll
from crm_desktop.telephony.source_health import SourceHealth

log = logging.getLogger(__name__)

LOOK_EVERY_S: Final = 2.0


class Lock(Protocol):
    """What one gateway has at a time; called on one thread."""

    def hold(self) -> bool:
        """Take or keep it and tell whether it is ours; raise `CrmError` when nobody knows."""
        ...

    def close(self) -> None:
        """Let another have it."""
        ...


class LedSource:
    """A `CallSource` that is asked unless another gateway is known to ask it.

    While the database is away nobody knows. Then all stays as it is, and who starts asks: events
    brought twice are stored once, but what nobody asks for is lost.
    """

    def __init__(
        self, name: str, source: CallSource, lock: Lock, *, look_every_s: float = LOOK_EVERY_S
    ) -> None:
        """``name`` is for the log."""
        self._name = name
        self._source = source
        self._lock = lock
        self._look_every_s = look_every_s
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="leader")
        self._stands_by_since: datetime | None = None

    def health(self) -> SourceHealth:
        """Return how the source is; that of another gateway is standing by here."""
        health = self._source.health()
        if self._stands_by_since is None:
            return health
        since = self._stands_by_since
        return replace(health, state=SourceState.STANDING_BY, since=since, problem=None)

    def overheard_by(self, note: Overheard) -> None:
        """Tell ``note`` of what tells of no call, where the source can."""
        if isinstance(self._source, SpeaksOfAll):
            self._source.overheard_by(note)

    async def run(self, record: Record) -> None:
        """Ask the source while it is ours to ask, until cancelled."""
        try:
            may_ask = await self._may_ask(otherwise=True)
            while True:
                if may_ask:
                    self._stands_by_since = None
                    log.info("%s is asked by this gateway", self._name)
                    await self._ask(record)
                    log.info("%s is not asked by this gateway any more", self._name)
                self._stands_by_since = self._stands_by_since or datetime.now(UTC)
                await asyncio.sleep(self._look_every_s)
                may_ask = await self._may_ask(otherwise=False)
        finally:
            self._thread.submit(self._lock.close)
            self._thread.shutdown(wait=False)

    async def _ask(self, record: Record) -> None:
        asking = asyncio.create_task(self._source.run(record))
        try:
            while not asking.done() and await self._may_ask(otherwise=True):
                await asyncio.wait([asking], timeout=self._look_every_s)
        finally:
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)

    async def _may_ask(self, *, otherwise: bool) -> bool:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._lock.hold)
        except CrmError:
            return otherwise
