"""Hears in the gateway what desks want of the exchanges, and has it done."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from typing import Final

from crm_desktop.database.notifications import Listener
from crm_desktop.errors.base import CrmError

log = logging.getLogger(__name__)

LOOK_EVERY_S: Final = 2.0
AGAIN_AFTER_S: Final = 2.0


class DeskWishes:
    """Looks for wishes of one kind whenever one is notified, and every few seconds besides.

    Anybody may notify anything: what is heard says when to look, never what to do. ``take_all``
    claims what it finds in the database, so that of several gateways one does it; it may raise
    `CrmError` while the database is away.
    """

    def __init__(
        self,
        channel: str,
        listen: Callable[[], Listener],
        take_all: Callable[[], Awaitable[None]],
        *,
        look_every_s: float = LOOK_EVERY_S,
    ) -> None:
        """``channel`` is for the log; ``listen`` connects, on a thread of this very wish."""
        self._channel = channel
        self._listen = listen
        self._take_all = take_all
        self._look_every_s = look_every_s
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"wishes-{channel}")
        self._listener: Listener | None = None

    async def run(self) -> None:
        """Take wishes until cancelled; connect again for ever."""
        try:
            while True:
                try:
                    await self._follow()
                except CrmError as error:
                    log.warning("%s not heard: %s", self._channel, type(error).__name__)
                await asyncio.sleep(AGAIN_AFTER_S)
        finally:
            if self._listener is not None:
                self._listener.wake()
            self._thread.submit(self._close)
            self._thread.shutdown(wait=False)

    async def _follow(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._connect)
        while True:
            await self._take_all()
            await loop.run_in_executor(self._thread, partial(self._wait, self._look_every_s))

    def _connect(self) -> None:
        self._close()
        self._listener = self._listen()

    def _wait(self, timeout_s: float) -> None:
        if self._listener is not None:
            self._listener.wait(timeout_s)

    def _close(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.close()


@asynccontextmanager
async def taking(wishes: Iterable[DeskWishes]) -> AsyncIterator[None]:
    """Take ``wishes`` while the block runs."""
    tasks = [asyncio.create_task(each.run()) for each in wishes]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
