"""Connects to the manager interface (AMI) of an Asterisk, and stays connected."""

from __future__ import annotations

import asyncio
import logging
import random
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Final

from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import ExchangeLinkLost, ExchangeLoginRefused, ExchangeTooOld
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
from crm_desktop.telephony.calls_going_on import CallsGoingOn
from crm_desktop.telephony.event_writer import EventNotStored
from crm_desktop.telephony.gathered_events import GatheredEvents
from crm_desktop.telephony.recorder import TooManyWaiting
from crm_desktop.telephony.source import Record
from crm_desktop.telephony.source_health import SourceHealth, SourceNotes

log = logging.getLogger(__name__)

KIND: Final = "ami"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait before the next try, and between two looks for missing rights.

    The wait doubles from ``first_s`` to ``longest_s``, less up to a half by chance. An exchange
    that refuses the login is left alone for ``longest_s``: it may ban who insists.
    """

    first_s: float = 0.5
    longest_s: float = 60.0
    look_every_s: float = 60.0
    record_again_s: float = 1.0


@dataclass(frozen=True, slots=True)
class StoredCall:
    """A call of this source that the office believes to go on."""

    call_id: str
    began_at: datetime


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
        self._stored_calls = stored_calls
        self._orders = orders or AmiOrders()
        self._times = times or AmiTimes()
        self._patience = patience or Patience()
        self._going_on = CallsGoingOn(account.source)
        self._heard_at = datetime.now(UTC)
        self._notes = SourceNotes(account.source, KIND)

    @property
    def problem(self) -> CrmError | None:
        """What is in the way of hearing of all calls; None when nothing is."""
        return self._notes.health.problem

    def health(self) -> SourceHealth:
        """Return how the link to the exchange is."""
        return self._notes.health

    async def run(self, record: Record) -> None:
        """Hand over events until cancelled, then what was heard already; reconnect for ever."""
        waiting = GatheredEvents()
        self._note(SourceState.CONNECTING, None)
        # Whoever asked the exchange before knows better what an earlier run left open.
        self._going_on, self._heard_at = CallsGoingOn(self._account.source), datetime.now(UTC)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._record_all(waiting, record))
                tasks.create_task(self._stay_connected(waiting))
        finally:
            while events := waiting.take_at_once():
                await self._is_recorded(events, record)

    async def _record_all(self, waiting: GatheredEvents, record: Record) -> None:
        while True:
            events = await waiting.take()
            while not await self._is_recorded(events, record):
                await asyncio.sleep(self._patience.record_again_s)

    async def _is_recorded(self, events: Sequence[CallEvent], record: Record) -> bool:
        try:
            await record(events)
        except (CrmError, TooManyWaiting) as error:
            log.warning(
                "%s: calls not recorded yet: %s", self._account.source, type(error).__name__
            )
            return False
        except EventNotStored:  # logged where it happened; the others must go on
            if len(events) > 1:
                return all([await self._is_recorded([event], record) for event in events])
        return True

    async def _stay_connected(self, waiting: GatheredEvents) -> None:
        delay_s = self._patience.first_s
        while True:
            began_at = monotonic()
            try:
                async with ami_connection(self._account, self._times) as connection:
                    log.info("%s: signed in to the exchange", self._account.source)
                    self._note(SourceState.CONNECTED, None)
                    with self._orders.given_over(connection):
                        await self._listen(connection, waiting)
            except CrmError as error:
                self._note(SourceState.PROBLEM, error)
            except Exception as error:  # noqa: BLE001 - one strange event must not end the link
                place = traceback.extract_tb(error.__traceback__)[-1]
                what = f"{type(error).__name__} in {place.name}, line {place.lineno}"
                problem = ExchangeLinkLost(self._account.source, what)
                self._note(SourceState.PROBLEM, problem)
            if monotonic() - began_at > self._patience.longest_s:
                delay_s = self._patience.first_s
            if isinstance(self.problem, ExchangeLoginRefused | ExchangeTooOld):
                delay_s = self._patience.longest_s
            await asyncio.sleep(delay_s * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load
            delay_s = min(delay_s * 2, self._patience.longest_s)

    async def _listen(self, connection: AmiConnection, waiting: GatheredEvents) -> None:
        """Hand on what one connection tells, until it is lost."""
        await self._recall()
        frames, heard_before = AmiFrames(), self._heard_at
        calls = AmiCalls(self._account.source, self._pattern, asks_presentation=True)
        talk = AmiTalk(self._account, calls, self._going_on)
        look_at = monotonic()
        while True:
            if monotonic() >= look_at:
                look_at = monotonic() + self._patience.look_every_s
                await talk.look(connection)
            data = await connection.read()
            self._heard_at = datetime.now(UTC)
            events = []
            for event in frames.feed(data):
                self._orders.take(event)
                events += talk.understand(event, heard_before=heard_before)
            await talk.ask_presentations(connection)
            self._note(SourceState.CONNECTED, talk.problem)
            if events:
                self._notes.heard()
                await waiting.put(events)

    async def _recall(self) -> None:
        """Know of the calls that the office believes to go on, and note what is told from here."""
        self._going_on.begin()
        with suppress(CrmError):  # the next connection may find the database there
            for call in await asyncio.to_thread(lambda: list(self._stored_calls())):
                self._going_on.remember(call.call_id, call.began_at)

    def _note(self, state: SourceState, problem: CrmError | None) -> None:
        """Keep ``problem`` and log it, once as long as it stays the same."""
        if problem is not None and type(problem) is not type(self.problem):
            log.warning("%s", problem)
        self._notes.is_now(state, problem)
