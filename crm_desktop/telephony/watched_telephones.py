"""All that an exchange told of the telephones it was asked for, and the calls that follow."""

from __future__ import annotations

from collections.abc import Set
from datetime import UTC, datetime

from crm_desktop.domain.call import CallEvent
from crm_desktop.telephony.dialog_calls import DialogCalls
from crm_desktop.telephony.dialog_info import DialogInfo
from crm_desktop.telephony.exchange_link import ExchangeLink


class WatchedTelephones:
    """Hands the events of one exchange on, over all its connections in one run of its source."""

    def __init__(self, calls: DialogCalls, link: ExchangeLink) -> None:
        self._calls = calls
        self._link = link
        self._heard: set[str] = set()
        self._heard_before: datetime | None = None

    async def begin(self) -> None:
        """Know of the calls that the office believes to go on; a connection begins."""
        self._heard_before = await self._link.recall()
        self._heard.clear()

    async def tell(self, extension: str, info: DialogInfo) -> None:
        """Take in what was told of a telephone."""
        self._link.heard()
        self._heard.add(extension)
        await self._hand_on(self._calls.take(extension, info, datetime.now(UTC)))

    async def forget(self, extension: str) -> None:
        """End what goes on at a telephone that is not watched any more."""
        await self._hand_on(self._calls.forget(extension, datetime.now(UTC)))

    async def settle(self, watched: Set[str]) -> None:
        """End what has been over for a while.

        Once all of ``watched`` were heard of, so do the calls from before that nobody is at.
        """
        await self._hand_on(self._calls.settle(datetime.now(UTC)))
        if self._heard_before is not None and watched and watched <= self._heard:
            at, self._heard_before = self._heard_before, None
            await self._link.hand_on(self._link.going_on.settle(self._calls.going_on, at=at))

    async def finish(self) -> None:
        """Hand on the ends that are due."""
        await self._hand_on(self._calls.close_all(datetime.now(UTC)))

    async def _hand_on(self, events: list[CallEvent]) -> None:
        self._link.going_on.take(events)
        await self._link.hand_on(events)
