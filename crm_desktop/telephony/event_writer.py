"""Stores call events off the event loop, and says what came of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from crm_desktop.domain.call import CallEvent
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import TookTooLong

log = logging.getLogger(__name__)

Store = Callable[[Sequence[CallEvent]], None]
"""Stores events in one transaction; called on the writer's own thread."""


class EventNotStored(Exception):
    """The database would not take an event, though it is there: a bug, told by its kind only."""


class EventWriter:
    """One transaction after the other, in the order in which they were asked for."""

    def __init__(self, store: Store) -> None:
        """Nothing is stored before it is asked for."""
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="call-recorder")

    async def error_of_storing(
        self, events: Sequence[CallEvent], *, patience_s: float | None = None
    ) -> Exception | None:
        """Store ``events`` together; return None, a `CrmError` or `EventNotStored`.

        After ``patience_s`` it is `TookTooLong`, though they may be stored yet.
        """
        loop = asyncio.get_running_loop()
        storing = loop.run_in_executor(self._thread, self._error_of_storing, events)
        done, _pending = await asyncio.wait([storing], timeout=patience_s)
        return storing.result() if done else TookTooLong()

    def close(self) -> None:
        """End the thread, after what it is at."""
        self._thread.shutdown()

    def _error_of_storing(self, events: Sequence[CallEvent]) -> Exception | None:
        try:
            self._store(events)
        except CrmError as error:
            return error
        except Exception as error:  # noqa: BLE001 - a bug in one event must not stop the others
            kind = type(getattr(error, "orig", None) or error).__name__
            log.error("an event of %s cannot be stored: %s", events[0].source, kind)
            return EventNotStored(kind)
        return None
