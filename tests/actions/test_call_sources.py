"""What gateways tell of their sources, as the database keeps it for the desks."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from crm_desktop.actions.call_sources import CHANNEL, report_sources
from crm_desktop.database.engine import Database
from crm_desktop.database.notifications import Listener
from crm_desktop.database.queries.call_sources import SourceStateRow, call_sources
from crm_desktop.database.roles import ADMIN, ANALYST, GATEWAY, OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.source_state import GATEWAY_KIND, SourceReport, SourceState
from tests.conftest import LoginAt
from tests.waiting import until_waiting

SINCE = datetime(2026, 11, 22, 1, 32, tzinfo=UTC)
GATEWAY_ITSELF = SourceReport("", GATEWAY_KIND, SourceState.LISTENING, SINCE)
PBX = SourceReport("本社", "ami", SourceState.CONNECTED, SINCE)
REFUSED = replace(
    PBX,
    state=SourceState.PROBLEM,
    problem="ExchangeLoginRefused",
    facts={"source": "本社", "user": "crm"},
)


def tell(database: Database, *reports: SourceReport, place: str = "pc:8713") -> None:
    with database.writing() as session:
        report_sources(session, place, reports)


def told(database: Database) -> list[SourceStateRow]:
    with database.asking() as session:
        return call_sources(session)


def notifications_of(database: Database, reports: Sequence[SourceReport]) -> int:
    with Listener(database.dsn, CHANNEL) as listener:
        tell(database, *reports)
        tell(database, *reports, place="end")
        texts: list[str] = []
        while not any(text.endswith("@end") for text in texts):
            texts += listener.wait(20)
    return len(texts) - 1


def test_states_are_kept_with_what_is_in_the_way(own_database: Database) -> None:
    tell(own_database, GATEWAY_ITSELF, REFUSED)

    gateway, source = told(own_database)

    assert gateway.is_gateway
    assert (source.name, source.kind, source.state) == ("本社", "ami", SourceState.PROBLEM)
    assert (source.problem, source.facts["user"]) == ("ExchangeLoginRefused", "crm")
    assert (source.since, source.last_event_at) == (SINCE, None)
    assert 0 <= source.silent_s < 60


def test_source_that_is_no_more_is_forgotten_at_once(own_database: Database) -> None:
    tell(own_database, GATEWAY_ITSELF, PBX)

    tell(own_database, GATEWAY_ITSELF)

    assert [row.name for row in told(own_database)] == [""]


@pytest.mark.parametrize(
    ("then", "notifications"),
    [
        (PBX, 0),
        (replace(PBX, last_event_at=SINCE), 0),
        (REFUSED, 1),
        (replace(PBX, since=SINCE + timedelta(minutes=1)), 1),
    ],
)
def test_desks_are_woken_where_something_is_new(
    then: SourceReport, notifications: int, own_database: Database
) -> None:
    tell(own_database, PBX)

    assert notifications_of(own_database, [then]) == notifications


def test_gateway_gone_for_a_day_is_forgotten(own_database: Database) -> None:
    tell(own_database, PBX, place="old")
    tell(own_database, PBX, place="recent")
    with psycopg.connect(own_database.dsn) as owner:
        for age, gateway in [("25 hours", "%@old"), ("23 hours", "%@recent")]:
            owner.execute(
                "UPDATE call_source_state SET seen_at = now() - %s::interval WHERE gateway LIKE %s",
                [age, gateway],
            )

    tell(own_database, PBX, place="new")

    assert [row.gateway.partition("@")[2] for row in told(own_database)] == ["new", "recent"]


def test_gateways_that_come_back_at_once_take_turns(own_database: Database) -> None:
    for place in ("first", "second", "third"):
        tell(own_database, GATEWAY_ITSELF, place=place)
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute("UPDATE call_source_state SET seen_at = now() - interval '3 days'")

    with ThreadPoolExecutor(2) as beside, psycopg.connect(own_database.dsn) as first:
        first.execute("UPDATE call_source_state SET seen_at = now() WHERE gateway LIKE '%@first'")
        telling = []
        for number, place in enumerate(("second", "third"), start=1):
            telling.append(beside.submit(tell, own_database, GATEWAY_ITSELF, place=place))
            until_waiting(own_database.dsn, number)

    assert [one.exception() for one in telling] == [None, None]


def test_time_of_the_database_is_answered(own_database: Database) -> None:
    with own_database.writing() as session:
        there = report_sources(session, "pc:8713", [PBX])

    assert abs((there - datetime.now(UTC)).total_seconds()) < 60


def test_gateway_tells_with_its_own_login(own_database: Database, login_at: LoginAt) -> None:
    dsn = login_at(own_database, GATEWAY)
    with Database(dsn) as gateway:
        tell(gateway, GATEWAY_ITSELF, PBX)
        tell(gateway, GATEWAY_ITSELF, REFUSED)

    login = conninfo_to_dict(dsn)["user"]
    assert [row.gateway for row in told(own_database)] == [f"{login}@pc:8713"] * 2


def test_gateway_rewrites_nothing_of_another(own_database: Database, login_at: LoginAt) -> None:
    tell(own_database, PBX)
    with psycopg.connect(login_at(own_database, GATEWAY), autocommit=True) as gateway:
        changed = gateway.execute("UPDATE call_source_state SET state = 'stopped'").rowcount
        gone = gateway.execute("DELETE FROM call_source_state").rowcount
        with pytest.raises(errors.InsufficientPrivilege):
            gateway.execute(
                "INSERT INTO call_source_state (gateway, name, kind, state, since, seen_at)"
                " VALUES ('other@pc:1', '', 'gateway', 'listening', now(), now())"
            )

    assert (changed, gone) == (0, 0)


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR, ADMIN])
def test_who_sits_at_a_desk_reads_the_states_and_writes_none(
    group: str, own_database: Database, login_at: LoginAt
) -> None:
    tell(own_database, PBX)
    dsn = login_at(own_database, group)

    with Database(dsn) as desk:
        assert [row.name for row in told(desk)] == ["本社"]
    with psycopg.connect(dsn) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute("UPDATE call_source_state SET state = 'stopped'")


@pytest.mark.parametrize("group", [SCANNER, ANALYST])
def test_other_groups_see_no_states(group: str, own_database: Database, login_at: LoginAt) -> None:
    with (
        psycopg.connect(login_at(own_database, group)) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT 1 FROM call_source_state")
