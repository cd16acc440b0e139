"""Asks a SIP exchange to tell of each telephone's calls (event package ``dialog``), for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from time import monotonic
from typing import Final

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import ExchangeLinkLost
from crm_desktop.telephony.dialog_calls import DialogCalls
from crm_desktop.telephony.exchange_link import ExchangeLink, Patience, StoredCall
from crm_desktop.telephony.sip_account import SipAccount, SipTimes
from crm_desktop.telephony.sip_link import SipLink, sip_link
from crm_desktop.telephony.sip_talk import SipTalk
from crm_desktop.telephony.sip_watch import SipWatch
from crm_desktop.telephony.source import Record
from crm_desktop.telephony.source_health import SourceHealth
from crm_desktop.telephony.watched_telephones import WatchedTelephones

KIND: Final = "sip"


class SipDialogSource:
    """One exchange, as a `CallSource`."""

    def __init__(
        self,
        account: SipAccount,
        extensions: Callable[[], Iterable[str]],
        stored_calls: Callable[[], Iterable[StoredCall]],
        *,
        new_calls: Callable[[], DialogCalls] | None = None,
        times: SipTimes | None = None,
    ) -> None:
        """``extensions`` are the telephones to watch, ``stored_calls`` what the office believes.

        Both are called on a thread, again and again, and may raise `CrmError`.
        """
        self._account = account
        self._extensions = extensions
        self._new_calls = new_calls or (lambda: DialogCalls(account.source))
        self._times = times or SipTimes()
        patience = Patience(
            self._times.first_s, self._times.longest_s, record_again_s=self._times.record_again_s
        )
        self._link = ExchangeLink(account.source, KIND, stored_calls, patience)

    def health(self) -> SourceHealth:
        """Return how the exchange is; a telephone that it does not tell of is its problem."""
        return self._link.health

    async def run(self, record: Record) -> None:
        """Hand over events until cancelled, then what was heard already; reconnect for ever."""
        telephones = WatchedTelephones(self._new_calls(), self._link)

        async def talk() -> None:
            await self._connect(telephones)

        await self._link.run(record, talk)

    async def _connect(self, telephones: WatchedTelephones) -> None:
        """Talk as long as it goes, then raise what ended it, alone."""
        await telephones.begin()
        ended_by: list[Exception] = []
        try:
            async with sip_link(self._account, self._times) as way:
                await self._talk(way, telephones)
        except* Exception as errors:  # noqa: BLE001 - of several the first is told by the caller
            ended_by = [_first(errors)]
        finally:
            await telephones.finish()
        raise ended_by[0] if ended_by else ExchangeLinkLost(self._account.source, "it is silent")

    async def _talk(self, way: SipLink, telephones: WatchedTelephones) -> None:
        talk = SipTalk(self._account.source, way, self._times)
        watch = SipWatch(self._account, self._times, talk, telephones, self._link)
        reading = asyncio.create_task(talk.run())
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(_until_over(reading))
                await self._watch_whom_it_concerns(watch, telephones, tasks)
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def _watch_whom_it_concerns(
        self, watch: SipWatch, telephones: WatchedTelephones, tasks: asyncio.TaskGroup
    ) -> None:
        look_at = monotonic()
        while True:
            if monotonic() >= look_at:
                look_at = monotonic() + self._times.look_every_s
                with suppress(CrmError):  # those known so far are watched on
                    wanted = await asyncio.to_thread(lambda: set(self._extensions()))
                    await watch.follow(wanted, tasks)
            await telephones.settle(watch.followed)
            await asyncio.sleep(self._times.settle_every_s)


async def _until_over(reading: asyncio.Task[None]) -> None:
    await asyncio.wait([reading])
    reading.result()


def _first(errors: ExceptionGroup[Exception]) -> Exception:
    error = errors.exceptions[0]
    return _first(error) if isinstance(error, ExceptionGroup) else error
