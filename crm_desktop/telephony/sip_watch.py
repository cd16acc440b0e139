"""Keeps a subscription for each telephone alive, over one link."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Set
from contextlib import suppress
from math import inf
from time import monotonic
from typing import Final

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import ExchangeLinkLost, TelephoneNotWatched
from crm_desktop.telephony.exchange_link import ExchangeLink
from crm_desktop.telephony.sip_account import SipAccount, SipTimes
from crm_desktop.telephony.sip_messages import SipMessage
from crm_desktop.telephony.sip_subscription import Subscription
from crm_desktop.telephony.sip_talk import SipTalk
from crm_desktop.telephony.watched_telephones import WatchedTelephones

log = logging.getLogger(__name__)

AT_ONCE: Final = 10
"""So many telephones are asked for at the same time; an exchange may ban who asks faster."""


class SipWatch:
    """The telephones that are followed, each by a task of its own."""

    def __init__(
        self,
        account: SipAccount,
        times: SipTimes,
        talk: SipTalk,
        telephones: WatchedTelephones,
        link: ExchangeLink,
    ) -> None:
        """Follow nobody yet."""
        self._account = account
        self._times = times
        self._talk = talk
        self._telephones = telephones
        self._link = link
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._following: dict[str, asyncio.Task[None]] = {}
        self._agreed: set[str] = set()
        self._problems: dict[str, CrmError] = {}

    @property
    def followed(self) -> Set[str]:
        """The telephones that the exchange does not refuse to tell of."""
        return self._following.keys() - self._problems.keys()

    async def follow(self, wanted: Set[str], tasks: asyncio.TaskGroup) -> None:
        """Follow ``wanted`` in tasks of ``tasks``, and nobody else from now on."""
        for extension in self._following.keys() - wanted:
            following = self._following.pop(extension)
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
            self._problems.pop(extension, None)
            await self._telephones.forget(extension)
        for extension in sorted(wanted - self._following.keys()):
            self._following[extension] = tasks.create_task(self._follow(extension))
        self._say_how_it_is()

    async def _follow(self, extension: str) -> None:
        delay_s = self._times.first_s
        while True:
            began_at = monotonic()
            subscription = self._talk.new_subscription(self._account, extension)
            try:
                await self._keep(subscription)
            except (TelephoneNotWatched, ExchangeLinkLost) as problem:
                self._note(extension, problem)
            if monotonic() - began_at > self._times.longest_s:
                delay_s = self._times.first_s
            await asyncio.sleep(delay_s * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load
            delay_s = min(delay_s * 2, self._times.longest_s)

    async def _keep(self, subscription: Subscription) -> None:
        """Subscribe and renew until that fails; say goodbye when cancelled."""
        extension = subscription.extension
        with self._talk.following(subscription) as notices:
            try:
                async with self._turns:
                    await self._talk.subscribe(subscription)
                self._agreed.add(extension)
                self._note(extension, None)
                await self._listen(subscription, notices)
            finally:
                if extension in self._agreed:
                    self._agreed.remove(extension)
                    await self._say_goodbye(subscription)

    async def _listen(self, subscription: Subscription, notices: asyncio.Queue[SipMessage]) -> None:
        """Hand on what is told; after each asking something must be, if only that all is so."""
        silent_at = monotonic() + self._times.silent_s
        renew_at = monotonic() + subscription.expires_s / 2
        while True:
            try:
                async with asyncio.timeout(max(0.0, min(silent_at, renew_at) - monotonic())):
                    notify = await notices.get()
            except TimeoutError as error:
                if monotonic() >= silent_at:
                    raise ExchangeLinkLost(self._account.source, "it tells nothing") from error
                await self._talk.subscribe(subscription)
                silent_at = monotonic() + self._times.silent_s
                renew_at = monotonic() + subscription.expires_s / 2
                continue
            silent_at = inf
            info = subscription.info_of(notify)
            if info is not None:
                await self._telephones.tell(subscription.extension, info)
            if notify.get("Subscription-State").lower().startswith("terminated"):
                raise ExchangeLinkLost(self._account.source, "it ended a subscription")

    async def _say_goodbye(self, subscription: Subscription) -> None:
        with suppress(CrmError, TimeoutError):
            async with asyncio.timeout(self._times.goodbye_s):
                await self._talk.subscribe(subscription, expires_s=0)

    def _note(self, extension: str, problem: CrmError | None) -> None:
        if problem is None:
            self._problems.pop(extension, None)
        else:
            if type(problem) is not type(self._problems.get(extension)):
                log.warning("%s", problem)
            self._problems[extension] = problem
        self._say_how_it_is()

    def _say_how_it_is(self) -> None:
        problem = next(iter(self._problems.values()), None)
        if self._agreed:
            self._link.is_connected(problem)
        elif problem is not None:
            self._link.tells_nothing(problem)
