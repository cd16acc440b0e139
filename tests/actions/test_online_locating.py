"""Positions from a service on the internet: only closer ones, never instead of a person's pin."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest
from sqlalchemy import update

from crm_desktop.actions.locating import locate_address, locate_run
from crm_desktop.actions.online_locating import locate_online, locate_some_online
from crm_desktop.actions.pins import move_pin
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import PUT_AWAY_FROM, CustomerAddress
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.opened_cards import open_card
from crm_desktop.database.queries.unlocated import IdRun, Wanted
from crm_desktop.database.roles import OPERATOR, SUPERVISOR, WORKER
from crm_desktop.domain.home import Home, HomeSource
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.domain.position import Position
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.errors.map import GeocoderProblem
from crm_desktop.maps.online_geocoder import OnlineGeocoder
from crm_desktop.maps.tiles.http_client import HttpClient
from tests.conftest import LoginOf
from tests.located_homes import (
    AT_SHIBAURA,
    NOWHERE,
    PINNED,
    FewTowns,
    now_stored,
    stored_address,
)
from tests.maps.tiles.online_tiles import PATIENT
from tests.maps.tiles.tile_server import TileServer, sends, tile_server

ONLINE = Position(35.6405, 139.7491)


@pytest.fixture
def service() -> Iterator[TileServer]:
    with tile_server(answering("東京都港区芝浦三丁目1番2号")) as running:
        yield running


@pytest.fixture
def geocoder(service: TileServer) -> Iterator[OnlineGeocoder]:
    url = f"http://127.0.0.1:{service.port}/?q={{address}}"
    with closing(OnlineGeocoder(url, HttpClient(patience=PATIENT))) as asking:
        yield asking


def answering(title: str) -> Any:
    point = {"coordinates": [ONLINE.longitude, ONLINE.latitude]}
    return sends(json.dumps([{"geometry": point, "properties": {"title": title}}]).encode())


def a_located_home(database: Database, **parts: Any) -> Home:
    home = stored_address(database, **parts)
    with database.writing() as session:
        return locate_address(session, FewTowns(), home.address_id)


def test_closer_position_is_stored(database: Database, geocoder: OnlineGeocoder) -> None:
    home = locate_online(database, geocoder, a_located_home(database).address_id)

    assert home.place is not None
    assert (home.position, home.place.source) == (ONLINE, HomeSource.ONLINE)
    assert home.place.found_as == "東京都港区芝浦三丁目1番2号"
    assert home.place.online_asked_at is not None


@pytest.mark.parametrize("title", ["東京都港区芝浦", "東京都港区", "大阪府堺市"])
def test_what_is_no_closer_changes_nothing(
    database: Database, geocoder: OnlineGeocoder, service: TileServer, title: str
) -> None:
    service.answer = answering(title)

    home = locate_online(database, geocoder, a_located_home(database).address_id)

    assert home.place is not None
    assert (home.position, home.place.source) == (AT_SHIBAURA, HomeSource.TOWNS)
    assert home.place.online_asked_at is not None


def test_home_of_a_person_is_not_even_asked(
    database: Database, geocoder: OnlineGeocoder, service: TileServer
) -> None:
    home = stored_address(database)
    with database.writing() as session:
        staff = Staff(login="hanako", name="髙橋 花子")
        session.add(staff)
        session.flush()
        move_pin(session, home.address_id, PINNED, staff_id=staff.id, seen=home)

    assert locate_online(database, geocoder, home.address_id).position == PINNED
    assert service.asked == []


def test_address_that_changed_while_it_was_asked_keeps_nothing(
    database: Database, geocoder: OnlineGeocoder, service: TileServer
) -> None:
    home, told = a_located_home(database), service.answer

    def moves(asked: Any) -> None:
        with database.writing() as session:
            session.execute(
                update(CustomerAddress)
                .where(CustomerAddress.id == home.address_id)
                .values(town="芝浦四丁目")
            )
        told(asked)

    service.answer = moves

    with pytest.raises(RecordChanged):
        locate_online(database, geocoder, home.address_id)
    assert now_stored(database, home).place is None


def test_no_answer_stores_nothing(
    database: Database, geocoder: OnlineGeocoder, service: TileServer
) -> None:
    home = a_located_home(database)
    service.answer = sends(b"<html>", 404)

    with pytest.raises(GeocoderProblem):
        locate_online(database, geocoder, home.address_id)
    assert now_stored(database, home) == home


def test_newer_towns_leave_what_was_found_online(
    database: Database, geocoder: OnlineGeocoder
) -> None:
    home = locate_online(database, geocoder, a_located_home(database).address_id)

    locate_run(database, FewTowns(), IdRun(home.address_id, home.address_id, 1), Wanted.ALL)

    assert now_stored(database, home) == home


def test_worker_asks_once_for_what_is_hardly_known(
    own_database: Database, geocoder: OnlineGeocoder, service: TileServer, login_of: LoginOf
) -> None:
    a_located_home(own_database)
    a_located_home(own_database, **NOWHERE)

    first = locate_some_online(own_database, geocoder, pause_s=0)
    second = locate_some_online(own_database, geocoder, pause_s=0)

    assert (first, second, len(service.asked)) == (1, 0, 1)


def test_worker_asks_for_no_address_that_is_put_away(
    own_database: Database, geocoder: OnlineGeocoder, service: TileServer
) -> None:
    home = a_located_home(own_database, **NOWHERE)
    with own_database.writing() as session:
        session.get_one(CustomerAddress, home.address_id).position = PUT_AWAY_FROM

    assert locate_some_online(own_database, geocoder, pause_s=0) == 0
    assert service.asked == []


@pytest.mark.parametrize(("answer", "asked"), [(b"[{}]", 2), (b"", 1)])
def test_failure_ends_the_worker_round_and_nonsense_is_not_asked_again(
    own_database: Database,
    geocoder: OnlineGeocoder,
    service: TileServer,
    answer: bytes,
    asked: int,
) -> None:
    for _ in range(2):
        a_located_home(own_database, **NOWHERE)
    service.answer = sends(answer, 200 if answer else 503)

    rounds = [locate_some_online(own_database, geocoder, pause_s=0) for _ in range(2)]

    assert rounds == [0, 0]
    assert len(service.asked) == 2
    with psycopg.connect(own_database.dsn) as owner:
        row = owner.execute("SELECT count(online_asked_at) FROM address_position").fetchone()
    assert row == (asked if answer else 0,)


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR])
def test_person_asks_for_a_card_that_is_open(
    database: Database, geocoder: OnlineGeocoder, login_of: LoginOf, group: str
) -> None:
    home = a_located_home(database)
    with Database(login_of(group)) as desk:
        with pytest.raises(RecordGone):
            locate_online(desk, geocoder, home.address_id)
        with desk.asking() as session:
            open_card(session, home.customer_id, OpeningReason.SEARCH)
        found = [locate_online(desk, geocoder, home.address_id) for _ in range(2)]

    assert [one.position for one in found] == [ONLINE, ONLINE]


def test_worker_stores_with_its_own_rights(
    database: Database, geocoder: OnlineGeocoder, login_of: LoginOf
) -> None:
    home = a_located_home(database)

    with Database(login_of(WORKER)) as worker:
        found = locate_online(worker, geocoder, home.address_id)

    assert found.position == ONLINE
