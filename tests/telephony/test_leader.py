from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any

from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.telephony.leader import LedSource
from crm_desktop.telephony.source import Record
from crm_desktop.telephony.source_health import SourceHealth, SourceNotes
from tests.telephony.until import until


class Exchange:
    """A source that only counts who listens to it."""

    def __init__(self) -> None:
        self.listening = 0
        self.asked = 0
        self.notes = SourceNotes("pbx", "counted")

    def health(self) -> SourceHealth:
        return self.notes.health

    async def run(self, _record: Record) -> None:
        self.asked += 1
        self.listening += 1
        self.notes.is_now(SourceState.CONNECTED)
        try:
            await asyncio.Event().wait()
        finally:
            self.listening -= 1


class Locks:
    """Says to whom the lock belongs; None: nobody knows."""

    def __init__(self, *, mine: bool | None) -> None:
        self.mine = mine
        self.closed = False

    def hold(self) -> bool:
        if self.mine is None:
            raise DatabaseUnreachable
        return self.mine

    def close(self) -> None:
        self.closed = True


class SlowLocks(Locks):
    """The database takes its time."""

    is_asked = False

    def hold(self) -> bool:
        self.is_asked = True
        time.sleep(0.1)
        return super().hold()


async def record(_events: object) -> None:
    return


def led(
    exchange: Exchange,
    lock: Locks,
    work: Callable[[], Coroutine[Any, Any, None]],
    *,
    source: LedSource | None = None,
) -> None:
    async def run() -> None:
        led_source = source or LedSource("pbx", exchange, lock, look_every_s=0.01)
        task = asyncio.create_task(led_source.run(record))
        await work()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await until(lambda: lock.closed)

    asyncio.run(run())


def test_source_is_asked_while_the_lock_is_ours_and_not_afterwards() -> None:
    exchange, lock = Exchange(), Locks(mine=False)

    async def change() -> None:
        await asyncio.sleep(0.05)
        assert exchange.asked == 0
        lock.mine = True
        await until(lambda: exchange.listening == 1)
        lock.mine = False
        await until(lambda: exchange.listening == 0)
        lock.mine = True
        await until(lambda: exchange.listening == 1)

    led(exchange, lock, change)

    assert (exchange.asked, exchange.listening) == (2, 0)


def test_who_asks_goes_on_while_the_database_is_away() -> None:
    exchange, lock = Exchange(), Locks(mine=True)

    async def outage() -> None:
        await until(lambda: exchange.listening == 1)
        lock.mine = None
        await asyncio.sleep(0.05)
        lock.mine = True
        await asyncio.sleep(0.05)

    led(exchange, lock, outage)

    assert exchange.asked == 1


def test_who_does_not_ask_does_not_begin_while_the_database_is_away() -> None:
    exchange, lock = Exchange(), Locks(mine=False)

    async def outage() -> None:
        await asyncio.sleep(0.03)
        lock.mine = None
        await asyncio.sleep(0.05)

    led(exchange, lock, outage)

    assert exchange.asked == 0


def test_who_starts_without_the_database_asks() -> None:
    exchange = Exchange()

    led(exchange, Locks(mine=None), lambda: until(lambda: exchange.listening == 1))

    assert exchange.listening == 0


def test_lock_is_given_back_by_who_ends_before_the_first_answer() -> None:
    lock = SlowLocks(mine=True)

    led(Exchange(), lock, lambda: until(lambda: lock.is_asked))

    assert lock.closed


def test_source_stands_by_while_another_gateway_asks_it() -> None:
    exchange, lock = Exchange(), Locks(mine=False)
    source = LedSource("pbx", exchange, lock, look_every_s=0.01)

    async def change() -> None:
        for mine, state in (
            (False, SourceState.STANDING_BY),
            (True, SourceState.CONNECTED),
            (False, SourceState.STANDING_BY),
        ):
            lock.mine = mine
            await until(partial(is_seen, exchange, source, (mine, state)))

    led(exchange, lock, change, source=source)

    assert exchange.asked == 1


def is_seen(exchange: Exchange, source: LedSource, what: tuple[bool, SourceState]) -> bool:
    return (bool(exchange.listening), source.health().state) == what
