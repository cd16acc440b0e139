"""Connects to the REST interface (ARI) of an Asterisk, and stays connected."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from time import monotonic
from typing import Final

from crm_desktop.domain.call import CallEvent
from crm_desktop.errors.base import CrmError
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ari_calls import AriCalls
from crm_desktop.telephony.ari_connection import (
    AriAccount,
    AriConnection,
    AriTimes,
    ari_connection,
)
from crm_desktop.telephony.ari_messages import LINKED, PRESENTATION, text_of
from crm_desktop.telephony.exchange_clock import clock_problem
from crm_desktop.telephony.exchange_link import ExchangeLink, Patience, StoredCall
from crm_desktop.telephony.source import Record
from crm_desktop.telephony.source_health import SourceHealth

log = logging.getLogger(__name__)

KIND: Final = "ari"


class AriSource:
    """One exchange, as a `CallSource`."""

    def __init__(
        self,
        account: AriAccount,
        pattern: ExtensionPattern,
        stored_calls: Callable[[], Iterable[StoredCall]],
        *,
        times: AriTimes | None = None,
        patience: Patience | None = None,
    ) -> None:
        """``stored_calls`` is called on a thread, and may raise `CrmError`."""
        self._account = account
        self._pattern = pattern
        self._times = times or AriTimes()
        self._link = ExchangeLink(account.source, KIND, stored_calls, patience or Patience())

    def health(self) -> SourceHealth:
        """Return how the link to the exchange is."""
        return self._link.health

    async def run(self, record: Record) -> None:
        """Hand over events until cancelled, then what was heard already; reconnect for ever."""
        await self._link.run(record, self._talk)

    async def _talk(self) -> None:
        async with ari_connection(self._account, self._times) as connection:
            log.info("%s: signed in to the exchange", self._account.source)
            self._link.is_connected()
            heard_before = await self._link.recall()
            calls = AriCalls(self._account.source, self._pattern, asks_presentation=True)
            await self._take_list(connection, calls, heard_before)
            await self._listen(connection, calls)

    async def _take_list(
        self, connection: AriConnection, calls: AriCalls, heard_before: datetime
    ) -> None:
        """Take in what goes on, and end what did before and does no more."""
        channels, bridges = await connection.listed("channels"), await connection.listed("bridges")
        ids = [text_of(channel, "id") for channel in channels]
        call_of = {one: await connection.variable(one, LINKED) for one in ids if one}
        await self._hand_on(connection, calls, calls.take_list(channels, bridges, call_of))
        gone = self._link.going_on.settle({*ids, *call_of.values()}, at=heard_before)
        log.info("%s: %d ends of calls unheard", self._account.source, len(gone))
        await self._link.hand_on(gone)

    async def _listen(self, connection: AriConnection, calls: AriCalls) -> None:
        look_at = monotonic()
        while True:
            message = await connection.message()
            if message is None or monotonic() >= look_at:
                look_at = monotonic() + self._link.patience.look_every_s
                await connection.prove()
                self._link.is_connected(await self._clock_problem(connection))
            self._link.heard()
            await self._hand_on(connection, calls, calls.take(message or {}))

    async def _hand_on(
        self, connection: AriConnection, calls: AriCalls, events: list[CallEvent]
    ) -> None:
        """Hand ``events`` on, after asking which callers do not want their number shown."""
        for channel_id in calls.questions():
            presentation = await connection.variable(channel_id, PRESENTATION)
            events += calls.take_answer(channel_id, presentation)
        self._link.going_on.take(events)
        await self._link.hand_on(events)

    async def _clock_problem(self, connection: AriConnection) -> CrmError | None:
        try:
            ahead = datetime.fromisoformat(await connection.clock()) - datetime.now(UTC)
        except (ValueError, TypeError):  # it does not tell, or not of which zone
            return None
        seconds = round(ahead.total_seconds())
        return clock_problem(self._account.source, seconds)
