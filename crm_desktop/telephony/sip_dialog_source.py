"""Asks a SIP exchange to tell of each telephone's calls (event package ``dialog``), for ever."""

from __future__ import annotations

import asyncio
import logging
import random
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from time import monotonic
from typing import Final, TypeVar

from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import ExchangeLinkLost, ExchangeLoginRefused
from crm_desktop.telephony.dialog_calls import DialogCalls
from crm_desktop.telephony.exchange_link import StoredCall
from crm_desktop.telephony.sip_account import SipAccount, SipTimes
from crm_desktop.telephony.sip_link import SipLink, sip_link
from crm_desktop.telephony.sip_talk import SipTalk
from crm_desktop.telephony.sip_watch import SipWatch
from crm_desktop.telephony.source import Record
from crm_desktop.telephony.source_health import SourceHealth, SourceNotes
from crm_desktop.telephony.waiting_events import WaitingEvents
from crm_desktop.telephony.watched_telephones import WatchedTelephones

log = logging.getLogger(__name__)

KIND: Final = "sip"

Failure = TypeVar("Failure", bound=Exception)


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
        self._stored_calls = stored_calls
        self._new_calls = new_calls or (lambda: DialogCalls(account.source))
        self._times = times or SipTimes()
        self._notes = SourceNotes(account.source, KIND)

    def health(self) -> SourceHealth:
        """Return how the exchange is; a telephone that it does not tell of is its problem."""
        return self._notes.health

    async def run(self, record: Record) -> None:
        """Hand over events until cancelled, then what was heard already; reconnect for ever."""
        waiting = WaitingEvents(self._account.source, record, again_s=self._times.record_again_s)
        telephones = WatchedTelephones(self._account.source, self._new_calls(), waiting)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(waiting.run())
                tasks.create_task(self._stay_connected(telephones))
        finally:
            self._notes.is_now(SourceState.STOPPED)
            await telephones.finish()

    async def _stay_connected(self, telephones: WatchedTelephones) -> None:
        delay_s = self._times.first_s
        while True:
            began_at = monotonic()
            problem = await self._problem_of_talking(telephones)
            log.warning("%s", problem)
            self._notes.is_now(SourceState.PROBLEM, problem)
            if monotonic() - began_at > self._times.longest_s:
                delay_s = self._times.first_s
            if isinstance(problem, ExchangeLoginRefused):
                delay_s = self._times.longest_s
            await asyncio.sleep(delay_s * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load
            delay_s = min(delay_s * 2, self._times.longest_s)

    async def _problem_of_talking(self, telephones: WatchedTelephones) -> CrmError:
        """Talk as long as it goes and return what ended it."""
        with suppress(CrmError):  # when it connects again the database may be there
            await telephones.recall(self._stored_calls)
        problem: CrmError = ExchangeLinkLost(self._account.source, "the talk ended")
        try:
            async with sip_link(self._account, self._times) as link:
                await self._talk(link, telephones)
        except* CrmError as errors:
            problem = _first(errors)
        except* Exception as errors:  # noqa: BLE001 - one strange message must not end the link
            place = traceback.extract_tb(_first(errors).__traceback__)[-1]
            what = f"{type(_first(errors)).__name__} in {place.name}, line {place.lineno}"
            problem = ExchangeLinkLost(self._account.source, what)
        return problem

    async def _talk(self, link: SipLink, telephones: WatchedTelephones) -> None:
        talk = SipTalk(self._account.source, link, self._times)
        watch = SipWatch(self._account, self._times, talk, telephones, self._notes)
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


def _first(errors: ExceptionGroup[Failure]) -> Failure:
    error = errors.exceptions[0]
    return _first(error) if isinstance(error, ExceptionGroup) else error
