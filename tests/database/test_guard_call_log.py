"""Whose calls the log tells of, and whom it names, to each role."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from crm_desktop.actions.calls import record_call_event
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.call_log import (
    CallLogWish,
    LoggedCall,
    logged_calls,
    telephones_people,
)
from crm_desktop.database.roles import ADMIN, ANALYST, GATEWAY, OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.call_filter import ABANDONED, CallFilter
from crm_desktop.domain.no_number import NoNumberReason
from tests.builders import a_customer
from tests.conftest import LoginOf, SignedIn

Rings = Callable[..., str | None]
numbers = itertools.count(1)
NOW = datetime.now(UTC)


def a_number() -> str:
    return f"+8180{next(numbers):08}"


def an_extension() -> str:
    return f"6{next(numbers):05}"


@pytest.fixture
def rings(database: Database, login_of: LoginOf) -> Rings:
    """Return what lets a call ring at an extension, told by a gateway; answers with the number."""
    gateway = login_of(GATEWAY)

    def ring(extension: str, caller: str | None = "", **facts: Any) -> str | None:
        number = a_number() if caller == "" else caller
        facts = {"happened_at": NOW - timedelta(seconds=9), "caller": number} | facts
        direction = facts.pop("direction", CallDirection.IN)
        event = CallEvent(
            "pbx",
            f"log{next(numbers)}",
            CallStage.RINGING,
            direction=direction,
            extension=extension,
            **facts,
        )
        with Database(gateway) as writer, writer.writing() as session:
            record_call_event(session, event)
        return number

    return ring


def log_of(dsn: str, *, floor: bool = False, days: int = 400, words: str = "") -> list[LoggedCall]:
    since, until = NOW - timedelta(days=days), NOW + timedelta(days=1)
    with Database(dsn) as database, database.reading() as session:
        return logged_calls(session, CallLogWish(floor, since, until, CallFilter(words=words)))


def callers(dsn: str, **wish: Any) -> list[str | None]:
    return [call.caller for call in log_of(dsn, **wish)]


def test_log_of_mine_is_that_of_my_telephone(rings: Rings, login_of: LoginOf) -> None:
    mine, other = an_extension(), an_extension()
    dsn = login_of(OPERATOR, extension=mine)
    login_of(OPERATOR, extension=other)
    number = rings(mine)
    rings(other)

    assert callers(dsn) == [number]


def test_log_of_mine_goes_back_beyond_two_days(rings: Rings, login_of: LoginOf) -> None:
    mine = an_extension()
    dsn = login_of(SUPERVISOR, extension=mine)
    old = rings(mine, happened_at=NOW - timedelta(days=90))

    assert callers(dsn) == [old]


def test_calls_stay_with_whom_they_rang_for(
    rings: Rings, login_of: LoginOf, database_url: str
) -> None:
    telephone = an_extension()
    before = login_of(OPERATOR, extension=telephone)
    number = rings(telephone)
    with psycopg.connect(database_url, autocommit=True) as owner:
        owner.execute("UPDATE staff SET extension = NULL WHERE extension = %s", [telephone])
    after = login_of(OPERATOR, extension=telephone)

    assert (callers(before), callers(after)) == ([number], [])


def test_floor_is_the_supervisors_and_two_days_old_at_most(rings: Rings, login_of: LoginOf) -> None:
    telephone = an_extension()
    login_of(OPERATOR, extension=telephone)
    dsn = login_of(SUPERVISOR)
    number = rings(telephone)
    old = rings(telephone, happened_at=NOW - timedelta(days=3))

    found = callers(dsn, floor=True)

    assert number in found
    assert old not in found


def test_floor_is_narrowed_to_one_persons_telephone(rings: Rings, login_of: LoginOf) -> None:
    telephones = an_extension(), an_extension()
    for telephone in telephones:
        login_of(OPERATOR, extension=telephone)
    supervisor = login_of(SUPERVISOR)
    first, _second = [rings(telephone) for telephone in telephones]
    since, until = NOW - timedelta(days=1), NOW + timedelta(days=1)

    with Database(supervisor) as desk, desk.reading() as session:
        (colleague,) = [one for one in telephones_people(session) if one.extension == telephones[0]]
        wanted = CallFilter(staff_id=colleague.staff_id)
        found = logged_calls(session, CallLogWish(True, since, until, wanted))

    assert [call.caller for call in found] == [first]


def test_operator_who_asks_for_the_floor_is_refused(signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(OPERATOR).execute(
            "SELECT * FROM call_log(true, now() - interval '1 day', now(), '{}', NULL, NULL, 9)"
        )


@pytest.mark.parametrize("group", [SCANNER, ADMIN, ANALYST, GATEWAY])
def test_log_is_the_desks(group: str, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(group).execute("SELECT * FROM call_log(false, now(), now(), '{}', NULL, NULL, 9)")


@pytest.mark.parametrize("columns", [{"password_due": True}, {"active": False}])
def test_who_may_not_work_has_no_log(
    columns: dict[str, bool], rings: Rings, login_of: LoginOf
) -> None:
    mine = an_extension()
    dsn = login_of(OPERATOR, extension=mine, **columns)
    rings(mine)

    assert callers(dsn) == []


def test_caller_is_named_and_no_card_is_opened(
    rings: Rings, login_of: LoginOf, database: Database
) -> None:
    mine, number = an_extension(), a_number()
    dsn = login_of(OPERATOR, extension=mine)
    with database.writing() as session:
        customer_id = a_customer(session, phones=(number,)).id
    rings(mine, number)

    (call,) = log_of(dsn)
    with psycopg.connect(dsn) as desk:
        seen = desk.execute("SELECT count(*) FROM customer").fetchone()

    assert (call.customer_id, call.customer_name) == (customer_id, "髙橋 美智子")
    assert seen == (0,)


def test_restricted_caller_is_named_to_supervisors_only(
    rings: Rings, login_of: LoginOf, database: Database
) -> None:
    mine, number = an_extension(), a_number()
    operator, supervisor = login_of(OPERATOR, extension=mine), login_of(SUPERVISOR)
    with database.writing() as session:
        a_customer(session, "﨑山 ひとみ", phones=(number,), restricted=True)
    rings(mine, number)

    assert [call.customer_name for call in log_of(operator)] == [""]
    assert log_of(operator, words="﨑山") == []
    assert [call.customer_name for call in log_of(supervisor, floor=True, words="﨑山")] == [
        "﨑山 ひとみ"
    ]


def test_whoever_dials_a_number_is_not_told_whose_it_is(
    rings: Rings, login_of: LoginOf, database: Database
) -> None:
    mine, number = an_extension(), a_number()
    dsn = login_of(OPERATOR, extension=mine)
    with database.writing() as session:
        a_customer(session, phones=(number,))
    rings(mine, number, direction=CallDirection.OUT)

    assert [(call.customer_id, call.customer_name) for call in log_of(dsn)] == [(None, "")]


def test_shared_number_names_nobody(rings: Rings, login_of: LoginOf, database: Database) -> None:
    mine, number = an_extension(), a_number()
    dsn = login_of(OPERATOR, extension=mine)
    with database.writing() as session:
        a_customer(session, phones=(number,))
        a_customer(session, "髙橋 健一", phones=(number,))
    rings(mine, number)

    assert [call.customer_name for call in log_of(dsn)] == [""]


FORGED = """
INSERT INTO call (source, source_call_id, direction, caller, began_at)
VALUES ('desk', SESSION_USER::text || ' 1', 'in', %s, now()) RETURNING id
"""
FORGED_LEG = """
INSERT INTO call_leg (call_id, source_leg_id, extension, staff_id, rang_at)
VALUES (%s, 'x', %s, my_staff_id(), now())
"""


def test_call_that_a_desk_made_up_names_nobody(login_of: LoginOf, database: Database) -> None:
    mine, number = an_extension(), a_number()
    dsn = login_of(OPERATOR, extension=mine)
    with database.writing() as session:
        a_customer(session, phones=(number,))
    with psycopg.connect(dsn, autocommit=True) as desk:
        row = desk.execute(FORGED, [number]).fetchone()
        assert row is not None
        desk.execute(FORGED_LEG, [row[0], mine])

    assert [(call.caller, call.customer_name) for call in log_of(dsn)] == [(number, "")]


def test_withheld_number_is_never_told(rings: Rings, login_of: LoginOf) -> None:
    mine = an_extension()
    dsn = login_of(OPERATOR, extension=mine)
    rings(mine, None, caller_raw="0353211111", no_number_reason=NoNumberReason.WITHHELD)

    (call,) = log_of(dsn)

    assert call.no_number_reason is NoNumberReason.WITHHELD
    assert "5321" not in repr(call)
    assert log_of(dsn, words="5321") == []


def floor_of(dsn: str, wanted: CallFilter) -> list[str | None]:
    wish = CallLogWish(True, NOW - timedelta(days=1), NOW + timedelta(days=1), wanted)
    with Database(dsn) as database, database.reading() as session:
        return [call.caller for call in logged_calls(session, wish)]


def test_calls_of_one_queue_are_found_by_it_or_by_their_line(
    rings: Rings, login_of: LoginOf
) -> None:
    queue = f"受注{next(numbers)}"
    queued = rings(an_extension(), queue=queue, called_raw="0312345678")
    by_line = rings(an_extension(), called_raw=queue)
    rings(an_extension(), queue="定期便", called_raw=queue)

    found = floor_of(login_of(SUPERVISOR), CallFilter(queue=queue))
    assert sorted(map(str, found)) == sorted(map(str, [queued, by_line]))


def test_given_up_are_the_missed_calls_that_the_caller_ended(
    rings: Rings, login_of: LoginOf, database_url: str
) -> None:
    given_up, missed = rings(an_extension()), rings(an_extension())
    end = "UPDATE call SET ended_at = now(), result = 'missed', ended_by = %s WHERE caller = %s"
    with psycopg.connect(database_url, autocommit=True) as owner:
        owner.execute(end, ["caller", given_up])
        owner.execute(end, ["pbx", missed])

    found = floor_of(login_of(SUPERVISOR), CallFilter(result=ABANDONED))
    assert given_up in found
    assert missed not in found
