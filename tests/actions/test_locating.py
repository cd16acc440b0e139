"""Finding where many addresses are, beside people who change them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import psycopg
import pytest
from sqlalchemy import update

from crm_desktop.actions.locating import LocatedRun, locate_run
from crm_desktop.actions.pins import move_pin
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.unlocated import IdRun, Wanted, count_of, next_run
from crm_desktop.database.roles import WORKER
from crm_desktop.domain.home import Home
from crm_desktop.domain.position import LocatedAddress, Position
from tests.conftest import LoginAt
from tests.located_homes import (
    AT_NISHISHINJUKU,
    AT_SHIBAURA,
    NISHISHINJUKU,
    NOWHERE,
    PINNED,
    FewTowns,
    now_stored,
    stored_address,
)

ALL_IDS = IdRun(1, 2**62, 0)


class WhileLooking(FewTowns):
    """Lets something happen between the reading of an address and the storing of its position."""

    def __init__(self, happens: Callable[[], None]) -> None:
        super().__init__()
        self._happens = happens

    def locate(
        self, prefecture: str, city: str, town: str, block: str, postal_codes: Sequence[str] = ()
    ) -> LocatedAddress | None:
        self._happens()
        return super().locate(prefecture, city, town, block, postal_codes)


@pytest.fixture
def worker(own_database: Database, login_at: LoginAt) -> Iterator[Database]:
    """The worker's own connection to the database, with the worker's rights only."""
    with Database(login_at(own_database, WORKER)) as database:
        yield database


def located(database: Database, wanted: Wanted = Wanted.NEW, **moved: Position) -> LocatedRun:
    return locate_run(database, FewTowns(**moved), ALL_IDS, wanted)


def moves(database: Database, home: Home, **parts: str) -> None:
    with database.writing() as session:
        session.execute(
            update(CustomerAddress).where(CustomerAddress.id == home.address_id).values(**parts)
        )


def pins(database: Database, home: Home) -> None:
    with database.writing() as session:
        staff = Staff(login=f"staff{home.address_id}", name="髙橋 一郎")
        session.add(staff)
        session.flush()
        seen = now_stored(database, home)
        move_pin(session, home.address_id, PINNED, staff_id=staff.id, seen=seen)


def test_all_are_found_but_what_is_nowhere(own_database: Database, worker: Database) -> None:
    homes = [stored_address(own_database, **parts) for parts in ({}, NISHISHINJUKU, NOWHERE)]

    assert located(worker) == LocatedRun(read=3, found=2, written=3, left=0)

    stored = [now_stored(own_database, home).position for home in homes]
    assert stored == [AT_SHIBAURA, AT_NISHISHINJUKU, None]


def test_nothing_is_looked_for_twice(own_database: Database, worker: Database) -> None:
    stored_address(own_database, **NOWHERE)
    located(worker)

    assert located(worker) == LocatedRun()
    with worker.reading() as session:
        assert (next_run(session, 1, Wanted.NEW), count_of(session, Wanted.NEW)) == (None, 0)


def test_newer_towns_change_only_what_they_know_otherwise(
    own_database: Database, worker: Database
) -> None:
    home, other = stored_address(own_database), stored_address(own_database, **NISHISHINJUKU)
    located(worker)
    before = now_stored(own_database, other)

    newer = located(worker, Wanted.ALL, 芝浦三丁目=PINNED)

    assert newer == LocatedRun(read=2, found=2, written=1, left=0)
    assert now_stored(own_database, home).position == PINNED
    assert now_stored(own_database, other) == before


def test_newer_towns_move_no_pin(own_database: Database, worker: Database) -> None:
    home = stored_address(own_database)
    pins(own_database, home)

    assert located(worker, Wanted.ALL) == LocatedRun()
    assert now_stored(own_database, home).position == PINNED


def test_address_that_changed_meanwhile_never_gets_its_old_position(
    own_database: Database, worker: Database
) -> None:
    home = stored_address(own_database)
    towns = WhileLooking(lambda: moves(own_database, home, **NISHISHINJUKU))

    done = locate_run(worker, towns, ALL_IDS, Wanted.NEW)

    assert done == LocatedRun(read=1, found=1, written=0, left=1)
    assert now_stored(own_database, home).place is None
    located(worker)
    assert now_stored(own_database, home).position == AT_NISHISHINJUKU


def test_address_that_is_being_changed_is_waited_for_by_nobody(
    own_database: Database, worker: Database
) -> None:
    home, other = stored_address(own_database), stored_address(own_database)
    with psycopg.connect(own_database.dsn) as importing:
        importing.execute(
            "UPDATE customer_address SET town = '西新宿二丁目' WHERE id = %s", [home.address_id]
        )

        assert located(worker) == LocatedRun(read=2, found=2, written=1, left=1)

    assert now_stored(own_database, home).place is None
    assert now_stored(own_database, other).position == AT_SHIBAURA


def test_pin_that_was_set_meanwhile_stays(own_database: Database, worker: Database) -> None:
    home = stored_address(own_database)
    towns = WhileLooking(lambda: pins(own_database, home))

    done = locate_run(worker, towns, ALL_IDS, Wanted.NEW)

    assert done == LocatedRun(read=1, found=1, written=0, left=1)
    assert now_stored(own_database, home).position == PINNED


def test_address_that_went_meanwhile_is_left(own_database: Database, worker: Database) -> None:
    home = stored_address(own_database)

    def goes() -> None:
        with psycopg.connect(own_database.dsn) as owner:
            owner.execute("DELETE FROM customer_address WHERE id = %s", [home.address_id])

    assert locate_run(worker, WhileLooking(goes), ALL_IDS, Wanted.NEW).written == 0


def test_runs_follow_each_other_without_gap(own_database: Database) -> None:
    ids = [stored_address(own_database).address_id for _ in range(5)]

    with own_database.reading() as session:
        first = next_run(session, 1, Wanted.NEW, most=3)
        second = next_run(session, ids[2] + 1, Wanted.NEW, most=3)

    assert (first, second) == (IdRun(ids[0], ids[2], 3), IdRun(ids[3], ids[4], 2))
