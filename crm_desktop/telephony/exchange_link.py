"""What every source that signs in to an exchange does alike, whichever way the exchange speaks."""

from __future__ import annotations

import asyncio
import logging
import random
import traceback
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic

from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import ExchangeLinkLost, ExchangeLoginRefused, ExchangeTooOld
from crm_desktop.telephony.calls_going_on import CallsGoingOn
from crm_desktop.telephony.event_writer import EventNotStored
from crm_desktop.telephony.gathered_events import GatheredEvents
from crm_desktop.telephony.recorder import TooManyWaiting
from crm_desktop.telephony.source import Record
from crm_desktop.telephony.source_health import SourceHealth, SourceNotes

log = logging.getLogger(__name__)


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


class ExchangeLink:
    """Connects again for ever, records what is told, and knows which calls go on meanwhile."""

    def __init__(
        self,
        source: str,
        kind: str,
        stored_calls: Callable[[], Iterable[StoredCall]],
        patience: Patience,
    ) -> None:
        """``stored_calls`` is called on a thread, and may raise `CrmError`."""
        self.source = source
        self._kind = kind
        self._stored_calls = stored_calls
        self.patience = patience
        self._begin()
        self._notes = SourceNotes(source, kind)

    @property
    def health(self) -> SourceHealth:
        """How the link is."""
        return self._notes.health

    async def run(self, record: Record, talk: Callable[[], Awaitable[None]]) -> None:
        """Talk, again whenever it ends, until cancelled; then record what was heard already."""
        self._note(SourceState.CONNECTING, None)
        # Whoever asked the exchange before knows better what an earlier run left open.
        self._begin()
        self._heard = GatheredEvents()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._record_all(record))
                tasks.create_task(self._talk_for_ever(talk))
        finally:
            while events := self._heard.take_at_once():
                await self._is_recorded(events, record)

    async def recall(self) -> datetime:
        """Know of the calls that the office believes to go on, and note what is told from here.

        Returns when the exchange was last heard.
        """
        self.going_on.begin()
        with suppress(CrmError):  # the next connection may find the database there
            for call in await asyncio.to_thread(lambda: list(self._stored_calls())):
                self.going_on.remember(call.call_id, call.began_at)
        return self._heard_at

    def is_connected(self, problem: CrmError | None = None) -> None:
        """Note that the exchange speaks, though ``problem`` may keep some calls from us."""
        self._note(SourceState.CONNECTED, problem)

    def tells_nothing(self, problem: CrmError) -> None:
        """Note that the exchange speaks, but tells of no call at all."""
        self._note(SourceState.PROBLEM, problem)

    def heard(self) -> None:
        """Note that the exchange has just shown that it is there."""
        self._heard_at = datetime.now(UTC)

    async def hand_on(self, events: Sequence[CallEvent]) -> None:
        """Have ``events`` recorded, in their order; whoever is too fast waits."""
        if events:
            self._notes.heard()
            await self._heard.put(events)

    def _begin(self) -> None:
        self.going_on = CallsGoingOn(self.source)
        self.heard()

    async def _record_all(self, record: Record) -> None:
        while True:
            events = await self._heard.take()
            while not await self._is_recorded(events, record):
                await asyncio.sleep(self.patience.record_again_s)

    async def _is_recorded(self, events: Sequence[CallEvent], record: Record) -> bool:
        try:
            await record(events)
        except (CrmError, TooManyWaiting) as error:
            log.warning("%s: calls not recorded yet: %s", self.source, type(error).__name__)
            return False
        except EventNotStored:  # logged where it happened; the others must go on
            if len(events) > 1:
                return all([await self._is_recorded([event], record) for event in events])
        return True

    async def _talk_for_ever(self, talk: Callable[[], Awaitable[None]]) -> None:
        delay_s = self.patience.first_s
        while True:
            began_at = monotonic()
            try:
                await talk()
            except CrmError as error:
                self._note(SourceState.PROBLEM, error)
            except Exception as error:  # noqa: BLE001 - one strange event must not end the link
                self._note(SourceState.PROBLEM, self._stumbled(error))
            if monotonic() - began_at > self.patience.longest_s:
                delay_s = self.patience.first_s
            if isinstance(self.health.problem, ExchangeLoginRefused | ExchangeTooOld):
                delay_s = self.patience.longest_s
            await asyncio.sleep(delay_s * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load
            delay_s = min(delay_s * 2, self.patience.longest_s)

    def _stumbled(self, error: Exception) -> ExchangeLinkLost:
        """Say where in our own code it was, without what the exchange said."""
        place = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__} in {place.name}, line {place.lineno}"
        return ExchangeLinkLost(self.source, what)

    def _note(self, state: SourceState, problem: CrmError | None) -> None:
        """Keep ``problem`` and log it, once as long as it stays the same."""
        if problem is not None and type(problem) is not type(self.health.problem):
            log.warning("%s", problem)
        self._notes.is_now(state, problem)
