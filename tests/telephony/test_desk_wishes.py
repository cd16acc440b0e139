from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

import psycopg

from crm_desktop.database.engine import Database
from crm_desktop.database.notifications import Listener
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.telephony.desk_wishes import DeskWishes

A_LONG_TIME_S = 60.0


class Looks:
    """Counts how often somebody looked for wishes."""

    def __init__(self, *, failing: int = 0) -> None:
        self.count = 0
        self._failing = failing

    async def take_all(self) -> None:
        self.count += 1
        if self.count <= self._failing:
            raise DatabaseUnreachable

    async def reach(self, count: int) -> None:
        async with asyncio.timeout(20):
            while self.count < count:
                await asyncio.sleep(0.002)


def looks_after(database: Database, looks: Looks, count: int, between: Callable[[], None]) -> None:
    async def run() -> None:
        listen = partial(Listener, database.dsn, "dial_request")
        wishes = DeskWishes("dial_request", listen, looks.take_all, look_every_s=A_LONG_TIME_S)
        running = asyncio.create_task(wishes.run())
        await looks.reach(1)
        await asyncio.to_thread(between)
        await looks.reach(count)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(run())


def test_notified_wish_is_looked_for_at_once(database: Database) -> None:
    looks = Looks()

    def notify() -> None:
        with psycopg.connect(database.dsn, autocommit=True) as connection:
            connection.execute("SELECT pg_notify('dial_request', '1')")

    looks_after(database, looks, 2, notify)

    assert looks.count == 2


def test_wishes_are_heard_again_after_the_database_was_away(database: Database) -> None:
    looks = Looks(failing=1)

    looks_after(database, looks, 2, lambda: None)

    assert looks.count == 2
