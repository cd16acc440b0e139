"""Connects to the manager interface (AMI) of an Asterisk, and stays connected."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Final

from crm_desktop.errors.base import CrmError
from crm_desktop.telephony.ami_calls import AmiCalls
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_connection import (
    AmiAccount,
    AmiConnection,
    AmiTimes,
    ami_connection,
)
from crm_desktop.telephony.ami_frames import AmiFrames
from crm_desktop.telephony.ami_orders import AmiOrders
from crm_desktop.telephony.ami_talk import AmiTalk
from crm_desktop.telephony.exchange_link import ExchangeLink, Patience, StoredCall
from crm_desktop.telephony.source import Overheard, Record, ignore
from crm_desktop.telephony.source_health import SourceHealth

log = logging.getLogger(__name__)

KIND: Final = "ami"


class AmiSource:
    """One exchange, as a `CallSource`."""

    def __init__(
        self,
        account: AmiAccount,
        pattern: ExtensionPattern,
        stored_calls: Callable[[], Iterable[StoredCall]],
        *,
        orders: AmiOrders | None = None,
        times: AmiTimes | None = None,
        patience: Patience | None = None,
    ) -> None:
        """``stored_calls`` is called on a thread, and may raise `CrmError`.

        ``orders`` are given over the same connection, whenever there is one.
        """
        self._account = account
        self._pattern = pattern
        self._orders = orders or AmiOrders()
        self._times = times or AmiTimes()
        self._overheard: Overheard = ignore
        self._link = ExchangeLink(account.source, KIND, stored_calls, patience or Patience())

    @property
    def problem(self) -> CrmError | None:
        """What is in the way of hearing of all calls; None when nothing is."""
        return self._link.health.problem

    def health(self) -> SourceHealth:
        """Return how the link to the exchange is."""
        return self._link.health

    def overheard_by(self, note: Overheard) -> None:
        """Tell ``note`` of each event that tells of no call."""
        self._overheard = note

    async def run(self, record: Record) -> None:
        """Hand over events until cancelled, then what was heard already; reconnect for ever."""
        await self._link.run(record, self._talk)

    async def _talk(self) -> None:
        async with ami_connection(self._account, self._times) as connection:
            log.info("%s: signed in to the exchange", self._account.source)
            self._link.is_connected()
            with self._orders.given_over(connection):
                await self._listen(connection)

    async def _listen(self, connection: AmiConnection) -> None:
        """Hand on what one connection tells, until it is lost."""
        frames, heard_before = AmiFrames(), await self._link.recall()
        calls = AmiCalls(self._account.source, self._pattern, asks_presentation=True)
        talk = AmiTalk(self._account, calls, self._link.going_on)
        look_at = monotonic()
        while True:
            if monotonic() >= look_at:
                look_at = monotonic() + self._link.patience.look_every_s
                await talk.look(connection)
            data = await connection.read()
            self._link.heard()
            events = []
            for event in frames.feed(data):
                self._orders.take(event)
                told = talk.understand(event, heard_before=heard_before)
                if event.name and not told:
                    self._overheard(self._account.source, event.fields)
                events += told
            await talk.ask_presentations(connection)
            self._link.is_connected(talk.problem)
            await self._link.hand_on(events)
