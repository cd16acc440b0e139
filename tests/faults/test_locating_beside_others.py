"""Addresses that imports change and people pin while they are located: nothing old is stored."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

import psycopg
import pytest

from crm_desktop.actions.locating import locate_run
from crm_desktop.actions.pins import move_pin
from crm_desktop.database.engine import Database
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.unlocated import IdRun, Wanted
from crm_desktop.database.roles import WORKER
from crm_desktop.domain.home import Home
from crm_desktop.errors.database import RecordChanged
from tests.conftest import LoginAt
from tests.located_homes import (
    AT_NISHISHINJUKU,
    AT_SHIBAURA,
    PINNED,
    FewTowns,
    now_stored,
    stored_address,
)

ADDRESSES = 40
ROUNDS = 40
TOWNS = {"芝浦三丁目": AT_SHIBAURA, "西新宿二丁目": AT_NISHISHINJUKU}
ALL_IDS = IdRun(1, 2**62, 0)


@pytest.fixture
def worker(own_database: Database, login_at: LoginAt) -> Iterator[Database]:
    """The worker's own connection to the database, with the worker's rights only."""
    with Database(login_at(own_database, WORKER)) as database:
        yield database


def imports(dsn: str, homes: Sequence[Home], seed: int) -> None:
    """Change some addresses in a transaction, in any order; now and then take it back."""
    chance = random.Random(seed)
    with psycopg.connect(dsn) as connection:
        for number in range(ROUNDS):
            for home in chance.sample(homes, 5):
                connection.execute(
                    "UPDATE customer_address SET town = %s WHERE id = %s",
                    [chance.choice([*TOWNS]), home.address_id],
                )
            (connection.rollback if number % 4 == 0 else connection.commit)()


def pins(database: Database, homes: Sequence[Home], staff_id: int) -> None:
    """Drag pins of addresses as they were seen a moment ago."""
    chance = random.Random(7)
    for _ in range(ROUNDS):
        seen = now_stored(database, chance.choice(homes))
        with suppress(RecordChanged), database.writing() as session:
            move_pin(session, seen.address_id, PINNED, staff_id=staff_id, seen=seen)


def locates(worker: Database, others: Sequence[Future[None]]) -> None:
    """Locate whatever is new until the others are done, and once more."""
    while not all(other.done() for other in others):
        locate_run(worker, FewTowns(), ALL_IDS, Wanted.NEW)
        locate_run(worker, FewTowns(), ALL_IDS, Wanted.ALL)
    locate_run(worker, FewTowns(), ALL_IDS, Wanted.NEW)


def test_each_home_is_where_its_address_is_now(own_database: Database, worker: Database) -> None:
    homes = [stored_address(own_database) for _ in range(ADDRESSES)]
    with own_database.writing() as session:
        staff = Staff(login="hanako", name="髙橋 花子")
        session.add(staff)
        session.flush()
        staff_id = staff.id
    with ThreadPoolExecutor(4) as pool:
        others = [
            pool.submit(imports, own_database.dsn, homes[::2], 1),
            pool.submit(imports, own_database.dsn, homes[1::2], 2),
            pool.submit(pins, own_database, homes, staff_id),
        ]
        locates(worker, others)

    assert [other.result() for other in others] == [None, None, None]
    stored = [now_stored(own_database, home) for home in homes]
    assert {home.is_pinned for home in stored} == {True, False}
    wrong = [home for home in stored if home.position != _right(home)]
    assert wrong == []


def _right(home: Home) -> object:
    return PINNED if home.is_pinned else TOWNS[home.town]
