"""Connects to the event socket of a FreeSWITCH, and stays connected."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from time import monotonic
from typing import Any, Final

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import ExchangeLinkLost
from crm_desktop.telephony.exchange_clock import clock_problem
from crm_desktop.telephony.exchange_link import ExchangeLink, Patience, StoredCall
from crm_desktop.telephony.freeswitch_calls import DEFAULT_EXTENSIONS, FreeSwitchCalls
from crm_desktop.telephony.freeswitch_connection import (
    FreeSwitchAccount,
    FreeSwitchConnection,
    FreeSwitchTimes,
    freeswitch_connection,
)
from crm_desktop.telephony.source import Record
from crm_desktop.telephony.source_health import SourceHealth

log = logging.getLogger(__name__)

KIND: Final = "freeswitch"


class FreeSwitchSource:
    """One exchange, as a `CallSource`."""

    def __init__(
        self,
        account: FreeSwitchAccount,
        stored_calls: Callable[[], Iterable[StoredCall]],
        *,
        extension_pattern: str = "",
        times: FreeSwitchTimes | None = None,
        patience: Patience | None = None,
    ) -> None:
        """``stored_calls`` is called on a thread, and may raise `CrmError`."""
        self._account = account
        self._pattern = extension_pattern or DEFAULT_EXTENSIONS
        self._times = times or FreeSwitchTimes()
        self._link = ExchangeLink(account.source, KIND, stored_calls, patience or Patience())

    def health(self) -> SourceHealth:
        """Return how the link to the exchange is."""
        return self._link.health

    async def run(self, record: Record) -> None:
        """Hand over events until cancelled, then what was heard already; reconnect for ever."""
        await self._link.run(record, self._talk)

    async def _talk(self) -> None:
        async with freeswitch_connection(self._account, self._times) as connection:
            log.info("%s: signed in to the exchange", self._account.source)
            self._link.is_connected()
            heard_before = await self._link.recall()
            calls = FreeSwitchCalls(self._account.source, self._pattern)
            await self._take_list(connection, calls, heard_before)
            await self._listen(connection, calls)

    async def _take_list(
        self, connection: FreeSwitchConnection, calls: FreeSwitchCalls, heard_before: datetime
    ) -> None:
        """Take in what goes on, and end what did before and does no more."""
        listed = await self._rows(connection, "channels")
        ids = [row["uuid"] for row in listed if isinstance(row.get("uuid"), str)]
        # Only this dump tells who does not want the number shown.
        dumps = [await connection.api_json(f"uuid_dump {one} json") for one in ids]
        calls_listed = await self._rows(connection, "calls")
        pairs = [(row.get("uuid"), row.get("b_uuid")) for row in calls_listed]
        bridged = [(a, b) for a, b in pairs if isinstance(a, str) and isinstance(b, str) and b]
        channels = [dump for dump in dumps if dump.get("Unique-ID") in ids]
        events = calls.take_list(channels, bridged)
        self._link.going_on.take(events)
        present = {*ids, *(str(dump.get("Channel-Call-UUID")) for dump in channels)}
        gone = self._link.going_on.settle(present, at=heard_before)
        log.info("%s: %d ends of calls unheard", self._account.source, len(gone))
        await self._link.hand_on([*events, *gone])

    async def _rows(self, connection: FreeSwitchConnection, what: str) -> list[dict[str, Any]]:
        answer = await connection.api_json(f"show {what} as json")
        if "row_count" not in answer:
            raise ExchangeLinkLost(self._account.source, f"it does not list its {what}")
        rows = answer.get("rows")
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

    async def _listen(self, connection: FreeSwitchConnection, calls: FreeSwitchCalls) -> None:
        look_at = monotonic()
        while True:
            event = await connection.event()
            if event is None or monotonic() >= look_at:
                look_at = monotonic() + self._link.patience.look_every_s
                self._link.is_connected(await self._clock_problem(connection))
            self._link.heard()
            events = calls.take(event or {})
            self._link.going_on.take(events)
            await self._link.hand_on(events)

    async def _clock_problem(self, connection: FreeSwitchConnection) -> CrmError | None:
        told = (await connection.api("strepoch")).strip()
        if not (told.isascii() and told.isdecimal() and len(told) <= _MOST_DIGITS):
            return None
        seconds = round(int(told) - datetime.now(UTC).timestamp())
        return clock_problem(self._account.source, seconds)


_MOST_DIGITS: Final = 12
