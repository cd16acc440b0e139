"""All addresses located with the real towns, by the worker and in processes of their own."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Iterator

import psycopg
import pytest

from crm_desktop.actions.locating import LocatedRun
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.office_settings import office_settings
from crm_desktop.database.queries.unlocated import IdRun, Wanted
from crm_desktop.database.roles import WORKER
from crm_desktop.domain.home import Home
from crm_desktop.domain.map_settings import map_settings_of
from crm_desktop.domain.position import distance_m
from crm_desktop.errors.map import LocatingFailed
from crm_desktop.maps.online_geocoder import configured_geocoder
from crm_desktop.worker.locating import Locating, locate_all, locate_online_if_allowed
from crm_desktop.worker.locating_process import LocatingProcess
from crm_desktop.worker.office import queue_app, work_once
from crm_desktop.worker.tasks import LOCATING, add_locating_tasks
from tests.conftest import LoginAt
from tests.located_homes import AT_SHIBAURA, NISHISHINJUKU, NOWHERE, now_stored, stored_address
from tests.maps.tiles.tile_server import sends, tile_server


@pytest.fixture
def worker(own_database: Database, login_at: LoginAt) -> Iterator[Database]:
    """The worker's own connection to the database, with the worker's rights only."""
    with Database(login_at(own_database, WORKER)) as database:
        yield database


def stored(database: Database, count: int = 1) -> list[Home]:
    return [stored_address(database, block=f"{number}-1") for number in range(1, count + 1)]


def go_on(_done: LocatedRun) -> bool:
    return True


def do_what_waits(worker: Database) -> None:
    app = queue_app(worker.dsn)
    add_locating_tasks(app, worker)
    asyncio.run(work_once(app, worker, [LOCATING]))


def unlocated(database: Database) -> int:
    with psycopg.connect(database.dsn) as owner:
        row = owner.execute(
            "SELECT count(*) FROM customer_address a LEFT JOIN address_position p"
            " ON p.address_id = a.id WHERE p.address_id IS NULL"
        ).fetchone()
    return int(row[0]) if row else -1


def tasks_left(database: Database) -> int:
    with psycopg.connect(database.dsn) as owner:
        row = owner.execute("SELECT count(*) FROM procrastinate.procrastinate_jobs").fetchone()
    return int(row[0]) if row else -1


def test_new_addresses_are_located_by_the_worker(own_database: Database, worker: Database) -> None:
    home = stored_address(own_database)
    stored_address(own_database, **NISHISHINJUKU)
    stored_address(own_database, **NOWHERE)

    do_what_waits(worker)

    position = now_stored(own_database, home).position
    assert position is not None
    assert distance_m(position, AT_SHIBAURA) < 1_500
    assert (unlocated(own_database), tasks_left(own_database)) == (0, 0)


def test_addresses_nobody_asked_for_are_located_too(
    own_database: Database, worker: Database
) -> None:
    stored(own_database)
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute("DELETE FROM procrastinate.procrastinate_jobs")

    do_what_waits(worker)

    assert unlocated(own_database) == 0


def test_log_counts_and_names_nothing(
    own_database: Database, worker: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "crm_desktop")
    stored(own_database, 3)

    do_what_waits(worker)

    assert "addresses located: 3 looked for, 3 found, 0 left for later" in caplog.text
    assert "芝浦" not in caplog.text


def test_what_is_stopped_is_gone_on_with(own_database: Database, worker: Database) -> None:
    stored(own_database, 10)

    done = locate_all(worker, Locating(batch=2), lambda _done: False)
    rest = locate_all(worker, Locating(batch=2), go_on)

    assert 0 < done.read < 10
    assert (done.read + rest.read, unlocated(own_database)) == (10, 0)


def test_several_processes_locate_each_address_once(
    own_database: Database, worker: Database
) -> None:
    stored(own_database, 12)

    done = locate_all(worker, Locating(processes=2, batch=3), go_on)

    assert done == LocatedRun(read=12, found=12, written=12, left=0)
    assert unlocated(own_database) == 0


def test_nothing_is_written_when_nothing_is_different(
    own_database: Database, worker: Database
) -> None:
    stored(own_database, 3)
    locate_all(worker, Locating(), go_on)

    assert locate_all(worker, Locating(Wanted.ALL), go_on) == LocatedRun(3, 3, 0, 0)


def test_process_that_was_killed_is_told(own_database: Database, worker: Database) -> None:
    process = LocatingProcess(worker.dsn)
    assert process.process_id is not None
    os.kill(process.process_id, signal.SIGKILL)

    with pytest.raises(LocatingFailed):
        process.locate(IdRun(1, 1, 1), Wanted.NEW)
    process.close()


def test_damaged_towns_of_the_office_are_told(own_database: Database, worker: Database) -> None:
    stored(own_database)
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute(
            "INSERT INTO town_file (name, sha256, content)"
            " VALUES ('x', sha256(''), convert_to('no zip', 'UTF8'))"
        )

    with pytest.raises(LocatingFailed, match="BadTownFile"):
        locate_all(worker, Locating(processes=2), go_on)
    assert unlocated(own_database) == 1


@pytest.mark.parametrize("choice", ["template", ""])
def test_service_is_asked_only_when_the_office_has_switched_it_on(
    own_database: Database, worker: Database, choice: str
) -> None:
    stored_address(own_database, **NOWHERE)
    do_what_waits(worker)
    with tile_server(sends(b"[]")) as service, psycopg.connect(own_database.dsn) as owner:
        owner.execute(
            "INSERT INTO office_setting (key, value) VALUES ('geocoder', to_jsonb(%s::text)),"
            " ('geocoder_url', to_jsonb(%s::text))",
            [choice, f"http://127.0.0.1:{service.port}/?q={{address}}"],
        )
        owner.commit()

        locate_online_if_allowed(worker)
        locate_online_if_allowed(worker)

    assert len(service.asked) == (1 if choice else 0)


def test_nothing_is_asked_by_an_office_that_has_settled_nothing(worker: Database) -> None:
    with worker.reading() as session:
        assert configured_geocoder(map_settings_of(office_settings(session))) is None
