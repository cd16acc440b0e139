from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from crm_desktop.actions.calls import record_call_events
from crm_desktop.actions.missed_calls import settle_missed_calls, unsettle_missed_calls
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.missed_calls import MissedCalls, missed_calls
from crm_desktop.database.roles import OPERATOR, SCANNER
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.errors.access import RightMissing
from tests.conftest import LoginAt
from tests.waiting import until_waiting


def miss(database: Database, caller: str | None, *, minutes_ago: int) -> None:
    at = datetime.now(UTC) - timedelta(minutes=minutes_ago)
    ringing = CallEvent(
        "pbx",
        f"{caller}-{minutes_ago}",
        CallStage.RINGING,
        at,
        direction=CallDirection.IN,
        extension="201",
        caller=caller,
        caller_raw=caller or "anonymous",
    )
    ended = CallEvent("pbx", ringing.call_id, CallStage.ENDED, at + timedelta(seconds=20))
    with database.writing() as session:
        record_call_events(session, [ringing, ended])


def waiting(database: Database) -> list[MissedCalls]:
    since = datetime.now(UTC) - timedelta(days=1)
    with database.reading() as session:
        return missed_calls(session, since=since)


@pytest.fixture
def desk(own_database: Database, login_at: LoginAt) -> Iterator[Database]:
    with Database(login_at(own_database, OPERATOR, extension="201"), pool_size=1) as desk:
        yield desk


def settle(desk: Database, *missed: MissedCalls) -> int:
    with desk.writing() as session:
        calls = [one.call_id for one in missed]
        return settle_missed_calls(session, calls, MissedCallSettled.NOT_NEEDED)


def test_settled_caller_is_off_the_list_with_all_earlier_calls(
    own_database: Database, desk: Database
) -> None:
    for minutes in (50, 40, 30):
        miss(own_database, "+81355550101", minutes_ago=minutes)
    miss(own_database, "+81355550102", minutes_ago=20)
    other, caller = waiting(desk)

    assert (caller.times, settle(desk, caller)) == (3, 1)
    assert waiting(desk) == [other]


def test_caller_who_rings_again_is_on_the_list_with_the_new_call_only(
    own_database: Database, desk: Database
) -> None:
    miss(own_database, "+81355550101", minutes_ago=50)
    settle(desk, *waiting(desk))
    miss(own_database, "+81355550101", minutes_ago=-1)

    assert [missed.times for missed in waiting(desk)] == [1]


def test_settling_many_at_once_leaves_nobody(own_database: Database, desk: Database) -> None:
    for number in range(5):
        miss(own_database, f"+8135555010{number}", minutes_ago=10)
    miss(own_database, None, minutes_ago=5)

    assert settle(desk, *waiting(desk)) == 6
    assert waiting(desk) == []


def test_settled_by_mistake_is_put_back(own_database: Database, desk: Database) -> None:
    miss(own_database, "+81355550101", minutes_ago=10)
    before = waiting(desk)
    settle(desk, *before)
    with desk.writing() as session:
        unsettle_missed_calls(session, [before[0].call_id])

    assert waiting(desk) == before


def test_what_somebody_else_settled_stays_settled(
    own_database: Database, desk: Database, login_at: LoginAt
) -> None:
    miss(own_database, "+81355550101", minutes_ago=10)
    missed = waiting(desk)
    settle(desk, *missed)
    with Database(login_at(own_database, OPERATOR)) as other, other.writing() as session:
        assert unsettle_missed_calls(session, [missed[0].call_id]) == 0


def test_scanner_settles_nothing(own_database: Database, login_at: LoginAt) -> None:
    with (
        Database(login_at(own_database, SCANNER)) as desk,
        pytest.raises(RightMissing),
        desk.writing() as session,
    ):
        settle_missed_calls(session, [1], MissedCallSettled.OTHER)


def test_two_who_settle_the_same_calls_wait_in_turn(
    own_database: Database, desk: Database, login_at: LoginAt
) -> None:
    for number in range(3):
        miss(own_database, f"+8135555010{number}", minutes_ago=10)
    first, held, last = sorted(waiting(own_database), key=lambda missed: missed.call_id)

    with (
        Database(login_at(own_database, OPERATOR, extension="202")) as colleague,
        ThreadPoolExecutor(2) as beside,
        psycopg.connect(own_database.dsn) as third,
    ):
        third.execute(SETTLED, [held.call_id])
        settling = [beside.submit(settle, desk, first, held, last)]
        until_waiting(own_database.dsn)
        with psycopg.connect(own_database.dsn) as exchange:  # its row lies behind the others now
            exchange.execute("UPDATE call SET cause = '転送' WHERE id = %s", [first.call_id])
            exchange.execute("ANALYZE call")  # few as they are, they are read as they lie
        settling.append(beside.submit(settle, colleague, first, last))
        until_waiting(own_database.dsn, 2)

    assert [one.exception() for one in settling] == [None, None]


SETTLED = "INSERT INTO missed_call_done (call_id, reason) VALUES (%s, 'not_needed')"
