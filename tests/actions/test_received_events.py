"""What phone systems say, as those who may read it do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg import errors

from crm_desktop.actions.received_events import (
    Received,
    forget_received,
    keep_received,
    watch_events,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.call_sources import (
    ReceivedRow,
    events_are_watched,
    received_after,
)
from crm_desktop.database.roles import ADMIN, ANALYST, GATEWAY, OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.errors.access import RightMissing
from tests.conftest import LoginAt

RINGING = Received(
    "本社",
    {"Event": "Newstate", "ConnectedLineName": "髙橋", "from": "0312345678", "token": "s3cret"},
    understood="ringing",
    why="popped",
    extension="201",
    source_call_id="c1",
)


@pytest.fixture
def gateway(own_database: Database, login_at: LoginAt) -> Iterator[Database]:
    with Database(login_at(own_database, GATEWAY)) as gateway:
        yield gateway


def keep(gateway: Database, *received: Received) -> None:
    with gateway.writing() as session:
        keep_received(session, received)


def read(dsn: str, after: int = 0) -> list[ReceivedRow]:
    with Database(dsn) as desk, desk.asking() as session:
        return received_after(session, after)


def watch(dsn: str) -> None:
    with Database(dsn) as desk, desk.writing() as session:
        watch_events(session)


def is_watched(gateway: Database) -> bool:
    with gateway.asking() as session:
        return events_are_watched(session)


def test_supervisor_reads_what_came_but_no_secret(
    own_database: Database, gateway: Database, login_at: LoginAt
) -> None:
    keep(gateway, RINGING)

    (row,) = read(login_at(own_database, SUPERVISOR))

    assert (row.source, row.understood, row.why, row.extension) == (
        "本社",
        "ringing",
        "popped",
        "201",
    )
    assert (row.raw["from"], row.raw["ConnectedLineName"]) == ("0312345678", "髙橋")
    assert row.raw["token"] == "***"


def test_administrator_reads_it_without_persons(
    own_database: Database, gateway: Database, login_at: LoginAt
) -> None:
    keep(gateway, RINGING)

    (row,) = read(login_at(own_database, ADMIN))

    assert row.raw == {
        "Event": "Newstate",
        "ConnectedLineName": "***",
        "from": "***",
        "token": "***",
    }


@pytest.mark.parametrize("group", [OPERATOR, SCANNER, ANALYST])
def test_nobody_else_reads_or_watches(
    group: str, own_database: Database, login_at: LoginAt
) -> None:
    dsn = login_at(own_database, group)

    with pytest.raises(RightMissing):
        read(dsn)
    with pytest.raises(RightMissing):
        watch(dsn)


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR, ADMIN])
def test_table_itself_is_the_gateways(
    group: str, own_database: Database, login_at: LoginAt
) -> None:
    with (
        psycopg.connect(login_at(own_database, group)) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT raw FROM received_event")


def test_watching_is_over_a_minute_after_it_was_last_asked_for(
    own_database: Database, gateway: Database, login_at: LoginAt
) -> None:
    before = is_watched(gateway)
    supervisor = login_at(own_database, SUPERVISOR)
    watch(supervisor)
    watch(supervisor)
    during = is_watched(gateway)
    with psycopg.connect(own_database.dsn) as owner:
        asked = owner.execute(
            "UPDATE received_event SET received_at = now() - interval '61 seconds'"
        ).rowcount

    assert (before, during, is_watched(gateway), asked) == (False, True, False, 1)


def test_request_to_watch_is_no_event(own_database: Database, login_at: LoginAt) -> None:
    supervisor = login_at(own_database, SUPERVISOR)

    watch(supervisor)

    assert read(supervisor) == []


def test_only_what_is_new_is_read_oldest_first(
    own_database: Database, gateway: Database, login_at: LoginAt
) -> None:
    supervisor = login_at(own_database, SUPERVISOR)
    keep(gateway, RINGING)
    (first,) = read(supervisor)
    keep(gateway, Received("二", why="a"), Received("三", why="b"))

    assert [row.why for row in read(supervisor, first.event_id)] == ["a", "b"]


def test_what_is_old_is_forgotten_and_the_request_stays(
    own_database: Database, gateway: Database, login_at: LoginAt
) -> None:
    watch(login_at(own_database, ADMIN))
    keep(gateway, RINGING)
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute("UPDATE received_event SET received_at = now() - interval '25 hours'")
    keep(gateway, RINGING)

    with gateway.writing() as session:
        forget_received(session)

    with psycopg.connect(own_database.dsn) as owner:
        left = owner.execute("SELECT source FROM received_event ORDER BY source").fetchall()
    assert left == [("",), ("本社",)]


def test_of_very_much_the_newest_is_kept(own_database: Database, gateway: Database) -> None:
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute(
            "INSERT INTO received_event (source, why)"
            " SELECT '本社', n::text FROM generate_series(1, 20100) n"
        )

    with gateway.writing() as session:
        forget_received(session)

    with psycopg.connect(own_database.dsn) as owner:
        told = owner.execute("SELECT count(*), min(why::int) FROM received_event").fetchone()
    assert told == (20_000, 101)


def test_what_is_private_is_read_by_nobody(
    own_database: Database, gateway: Database, login_at: LoginAt
) -> None:
    keep(gateway, replace(RINGING, is_private=True))

    (row,) = read(login_at(own_database, SUPERVISOR))

    assert (row.raw["Event"], row.raw["from"], row.raw["ConnectedLineName"]) == (
        "Newstate",
        "***",
        "***",
    )
