"""All that an exchange told of the telephones it was asked for, and the calls that follow."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Set
from datetime import UTC, datetime

from crm_desktop.domain.call import CallEvent
from crm_desktop.telephony.calls_going_on import CallsGoingOn
from crm_desktop.telephony.dialog_calls import DialogCalls
from crm_desktop.telephony.dialog_info import DialogInfo
from crm_desktop.telephony.exchange_link import StoredCall
from crm_desktop.telephony.waiting_events import WaitingEvents


class WatchedTelephones:
    """Hands the events of one exchange on, from one start of its source to the end."""

    def __init__(self, source: str, calls: DialogCalls, waiting: WaitingEvents) -> None:
        self._calls = calls
        self._waiting = waiting
        self._going_on = CallsGoingOn(source)
        self._heard: set[str] = set()
        self._is_recalled = False
        self._is_settled = False

    async def recall(self, stored_calls: Callable[[], Iterable[StoredCall]]) -> None:
        """Know, once, of the calls that the office believes to go on; may raise `CrmError`."""
        if self._is_recalled:
            return
        for call in await asyncio.to_thread(lambda: list(stored_calls())):
            self._going_on.remember(call.call_id, call.began_at)
        self._is_recalled = True

    async def tell(self, extension: str, info: DialogInfo) -> None:
        """Take in what was told of a telephone."""
        self._heard.add(extension)
        await self._hand_on(self._calls.take(extension, info, datetime.now(UTC)))

    async def forget(self, extension: str) -> None:
        """End what goes on at a telephone that is not watched any more."""
        await self._hand_on(self._calls.forget(extension, datetime.now(UTC)))

    async def settle(self, watched: Set[str]) -> None:
        """End what has been over for a while.

        Once all of ``watched`` were heard of, so do the calls from before that nobody is at.
        """
        now = datetime.now(UTC)
        await self._hand_on(self._calls.settle(now))
        if self._is_recalled and not self._is_settled and watched and watched <= self._heard:
            self._is_settled = True
            await self._waiting.put(self._going_on.settle((), at=now))

    async def finish(self) -> None:
        """Record what was told so far."""
        await self._hand_on(self._calls.close_all(datetime.now(UTC)))
        await self._waiting.finish()

    async def _hand_on(self, events: list[CallEvent]) -> None:
        self._going_on.take(events)
        await self._waiting.put(events)
