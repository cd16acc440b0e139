"""Calls, attacked over raw SQL and used by the program, as each role."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.actions.calls import record_call_event
from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call, CallLeg
from crm_desktop.database.queries.calls import (
    CallSteps,
    call_steps_after,
    calls_now,
    own_call_steps_after,
)
from crm_desktop.database.queries.calls_statements import STEPS_AFTER
from crm_desktop.database.roles import ADMIN, ANALYST, GATEWAY, OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.call import CallEvent, CallStage
from tests.builders import a_customer
from tests.conftest import LoginOf, SignedIn

Rings = Callable[..., int]
StepsAfter = Callable[[Session, int], CallSteps]
numbers = itertools.count(1)


def a_number() -> str:
    return f"+8190{next(numbers):08}"


def an_extension() -> str:
    return f"7{next(numbers):05}"


@pytest.fixture
def rings(database: Database, login_of: LoginOf) -> Rings:
    """Return what lets a call ring at an extension, told by a gateway; answers with its id."""
    gateway = login_of(GATEWAY)

    def ring(extension: str, caller: str, stage: str = "ringing", **facts: Any) -> int:
        at = facts.pop("at", datetime.now(UTC) - timedelta(seconds=1))
        call_id = facts.pop("call_id", f"c{next(numbers)}")
        event = CallEvent(
            "pbx", call_id, CallStage(stage), at, extension=extension, caller=caller, **facts
        )
        with Database(gateway) as writer, writer.writing() as session:
            record_call_event(session, event)
        with database.reading() as session:
            return session.scalars(select(Call.id).where(Call.source_call_id == call_id)).one()

    return ring


def shown(connection: psycopg.Connection[Any], query: str, *values: object) -> list[Any]:
    return connection.execute(query.encode(), values or None).fetchall()


def test_operator_sees_the_call_of_the_own_telephone_and_no_other(
    rings: Rings, signed_in: SignedIn
) -> None:
    mine, other = an_extension(), an_extension()
    operator = signed_in(OPERATOR, extension=mine)
    signed_in(OPERATOR, extension=other)
    call_id = rings(mine, a_number())
    rings(other, a_number())

    assert shown(operator, "SELECT id FROM call") == [(call_id,)]
    assert shown(operator, "SELECT call_id, extension FROM call_leg") == [(call_id, mine)]
    assert shown(operator, "SELECT call_id, extension FROM call_step") == [(call_id, mine)]


@pytest.mark.parametrize(
    "path",
    [
        "SELECT count(*) FROM call WHERE caller = {number}",
        "SELECT count(*) FROM call_leg l JOIN call c ON c.id = l.call_id WHERE caller = {number}",
        "SELECT count(*) FROM call_step s JOIN call c ON c.id = s.call_id",
        "SELECT count(*) FROM call_report WHERE facts::text LIKE '%' || {number} || '%'",
        "SELECT count(*) FROM call WHERE caller::inet IS NOT NULL",
        "SELECT count(*) FROM call WHERE caller ~ '.' AND 1 / (length(caller) - 13) > 0",
        "SELECT count(*) FROM (SELECT * FROM call OFFSET 0) c WHERE caller::uuid IS NULL",
        "SELECT count(*) FROM call_leg",
        "SELECT count(*) FROM pg_stats WHERE tablename LIKE 'call%' AND NOT attname ~ 'recorded'",
        "WITH got AS (UPDATE call SET queue = queue RETURNING caller) SELECT count(*) FROM got",
        "WITH got AS (DELETE FROM call_leg RETURNING *) SELECT count(*) FROM got",
        "WITH got AS (UPDATE call_report SET raw = raw RETURNING *) SELECT count(*) FROM got",
        "SELECT count(*) FROM (SELECT id FROM call FOR UPDATE) locked",
    ],
)
def test_colleagues_call_is_read_on_no_path(path: str, rings: Rings, signed_in: SignedIn) -> None:
    number, colleague = a_number(), an_extension()
    signed_in(OPERATOR, extension=colleague)
    operator = signed_in(OPERATOR, extension=an_extension())
    rings(colleague, number, raw={"from": number})

    assert shown(operator, path.replace("{number}", f"'{number}'")) == [(0,)]


def test_colleagues_call_is_in_no_copy_and_no_plan(rings: Rings, signed_in: SignedIn) -> None:
    number, colleague = a_number(), an_extension()
    signed_in(OPERATOR, extension=colleague)
    operator = signed_in(OPERATOR, extension=an_extension())
    rings(colleague, number)

    with operator.cursor().copy("COPY (SELECT * FROM call) TO STDOUT") as copied:
        assert list(copied) == []
    plan = shown(operator, "EXPLAIN (ANALYZE, VERBOSE) SELECT caller FROM call")
    assert number not in str(plan)


FORGED = """
INSERT INTO call (source, source_call_id, direction, caller, began_at {columns})
VALUES ({source}, {call_id}, 'in', '+819011112222', now() {values})
"""


@pytest.mark.parametrize(
    ("source", "call_id", "columns", "values"),
    [
        ("'pbx'", "'x'", "", ""),
        ("'pbx'", "session_user || ' x'", "", ""),
        ("'desk'", "'colleague x'", "", ""),
        ("'desk'", "session_user || ' x'", ", reported_by", ", 'gateway'"),
        ("'desk'", "session_user || ' x'", ", id", ", 9000000000"),
        ("'desk'", "session_user || ' x'", ", customer_id", ", 1"),
        ("'desk'", "session_user || ' x'", ", recording_url", ", 'https://evil.example/'"),
    ],
)
def test_forged_call_is_refused(
    source: str, call_id: str, columns: str, values: str, signed_in: SignedIn
) -> None:
    operator = signed_in(OPERATOR, extension=an_extension())
    statement = FORGED.format(source=source, call_id=call_id, columns=columns, values=values)

    with pytest.raises(errors.InsufficientPrivilege):
        operator.execute(statement.encode())


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO call_leg (call_id, source_leg_id, extension) VALUES (%(call)s, 'x', %(mine)s)",
        "INSERT INTO call_step (call_id, stage, extension, happened_at)"
        " VALUES (%(call)s, 'ringing', %(mine)s, now())",
        "INSERT INTO call_report (call_id, stage, facts, happened_at)"
        " VALUES (%(call)s, 'ended', '{}', now())",
        "UPDATE call SET customer_id = NULL WHERE id = %(call)s",
        "UPDATE call SET reported_by = 'gateway'",
        "UPDATE call_leg SET extension = %(mine)s",
        "UPDATE call_leg SET call_id = %(call)s",
        "UPDATE call_step SET extension = %(mine)s",
        "DELETE FROM call",
        "DELETE FROM call_report",
        "DELETE FROM call_step",
        "TRUNCATE call_step",
        "INSERT INTO caller_choice VALUES ('+819011112222', 1, now(), NULL)",
        "UPDATE caller_choice SET customer_id = 1",
        "SELECT nextval(pg_get_serial_sequence('call_step', 'id'))",
        "SELECT customers_with_number('+819011112222')",
        "SET ROLE crm_gateway",
        "CREATE TEMP TABLE mine AS SELECT 1",
        "CREATE FUNCTION pg_temp.leak(text) RETURNS bool LANGUAGE sql RETURN true",
    ],
)
def test_nobody_makes_a_colleagues_call_the_own_one(
    statement: str, rings: Rings, signed_in: SignedIn
) -> None:
    mine, colleague = an_extension(), an_extension()
    signed_in(OPERATOR, extension=colleague)
    operator = signed_in(OPERATOR, extension=mine)
    call_id = rings(colleague, a_number())

    with pytest.raises(errors.InsufficientPrivilege):
        operator.execute(statement.encode(), {"call": call_id, "mine": mine})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE call SET caller = '+819099998888', ended_at = now(), result = 'missed'",
        "UPDATE call_leg SET answered_at = now()",
        "DELETE FROM call_leg",
        "UPDATE call_report SET facts = '{}'",
    ],
)
def test_what_the_gateway_told_of_the_own_call_is_not_rewritten(
    statement: str, rings: Rings, signed_in: SignedIn
) -> None:
    mine = an_extension()
    operator = signed_in(OPERATOR, extension=mine)
    rings(mine, a_number())

    assert operator.execute(statement.encode()).rowcount == 0


def test_what_came_over_the_wire_is_nobodys_to_read(rings: Rings, signed_in: SignedIn) -> None:
    mine = an_extension()
    staff = [signed_in(OPERATOR, extension=mine), signed_in(SUPERVISOR)]
    rings(mine, a_number(), raw={"from": "09012345678"})

    assert [shown(one, "SELECT raw, facts FROM call_report") for one in staff] == [[], []]


@pytest.mark.parametrize("group", [SCANNER, ADMIN, ANALYST])
@pytest.mark.parametrize("table", ["call", "call_leg", "call_report", "call_step", "caller_choice"])
def test_other_groups_see_no_calls(group: str, table: str, signed_in: SignedIn) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        shown(signed_in(group), f"SELECT 1 FROM {table}")


def test_supervisor_sees_the_floor_but_not_the_past(rings: Rings, signed_in: SignedIn) -> None:
    supervisor = signed_in(SUPERVISOR)
    today = rings(an_extension(), a_number())
    past = datetime.now(UTC) - timedelta(days=3)
    old = rings("", a_number(), "ended", call_id="old", at=past)

    assert shown(supervisor, "SELECT id FROM call WHERE id = ANY (%s)", [today, old]) == [(today,)]
    assert shown(supervisor, "SELECT call_id FROM call_step WHERE call_id = %s", today)
    assert shown(supervisor, "SELECT call_id FROM call_step WHERE call_id = %s", old) == []


def test_who_is_given_a_telephone_sees_none_of_its_past(
    rings: Rings, signed_in: SignedIn, database_url: str
) -> None:
    extension = an_extension()
    before = signed_in(OPERATOR, extension=extension)
    call_id = rings(extension, a_number())
    with psycopg.connect(database_url) as owner:
        owner.execute("UPDATE staff SET extension = NULL WHERE login = %s", [before.info.user])
        owner.execute("UPDATE call_step SET recorded_at = now() - interval '2 hours'")
    after = signed_in(OPERATOR, extension=extension)

    assert shown(after, "SELECT id FROM call") == []
    assert shown(before, "SELECT id FROM call") == [(call_id,)]


def opened_customer(
    owner: Database, reader: psycopg.Connection[Any], *phones: str, hours: int = 12
) -> int:
    with owner.writing() as session:
        customer_id = a_customer(session, phones=phones).id
        session.connection().exec_driver_sql(
            "INSERT INTO opened_card (login, customer_id, expires_at)"
            " VALUES (%s, %s, now() + make_interval(hours => %s))",
            (reader.info.user, customer_id, hours),
        )
    return customer_id


@pytest.mark.parametrize(("hours", "seen"), [(12, 2), (-1, 0)])
def test_calls_of_an_opened_card_are_seen_as_long_as_it_is_open(
    hours: int, seen: int, rings: Rings, signed_in: SignedIn, database: Database, database_url: str
) -> None:
    operator = signed_in(OPERATOR, extension=an_extension())
    number = a_number()
    customer_id = opened_customer(database, operator, number, hours=hours)
    rings(an_extension(), number)
    marked = rings(an_extension(), a_number())
    with psycopg.connect(database_url) as owner:
        owner.execute("UPDATE call SET customer_id = %s WHERE id = %s", [customer_id, marked])

    assert len(shown(operator, "SELECT id FROM call")) == seen
    assert len(shown(operator, "SELECT id FROM call_leg")) == seen


def test_own_steps_leave_out_what_an_opened_card_would_show(
    rings: Rings, signed_in: SignedIn, database: Database
) -> None:
    operator = signed_in(OPERATOR, extension=an_extension())
    number = a_number()
    opened_customer(database, operator, number, hours=1)
    rings("", number)

    found = operator.execute("SELECT extension FROM own_steps_after(0, 500)").fetchall()

    assert found == []


@pytest.mark.parametrize("steps_after", [call_steps_after, own_call_steps_after])
def test_feed_tells_the_steps_of_the_own_telephone_and_follows_past_the_others(
    steps_after: StepsAfter, rings: Rings, login_of: LoginOf
) -> None:
    mine, other = an_extension(), an_extension()
    with Database(login_of(OPERATOR, extension=mine)) as desk:
        with desk.reading() as session:
            start = calls_now(session, mine)
        rings(mine, a_number(), call_id=f"feed {mine}")
        rings("", "", "ended", call_id=f"feed {mine}")
        rings(other, a_number())
        with desk.asking() as session:
            told = steps_after(session, start.newest_step_id)
            rest = steps_after(session, told.followed_to)

    assert [(row.extension, str(row.stage)) for row in told.rows] == [
        (mine, "ringing"),
        (mine, "ended"),
        ("", "ended"),
    ]
    assert told.followed_to > told.rows[-1].step_id
    assert rest.rows == ()


@pytest.mark.parametrize("steps_after", [call_steps_after, own_call_steps_after])
def test_ringing_that_never_was_is_still_told_to_be_over(
    steps_after: StepsAfter, rings: Rings, login_of: LoginOf
) -> None:
    mine = an_extension()
    began = datetime.now(UTC) - timedelta(seconds=30)
    call = {"call_id": f"late {mine}", "caller": a_number()}
    with Database(login_of(OPERATOR, extension=mine)) as desk:
        rings("", stage="ringing", at=began, **call)
        rings(mine, stage="transferred", at=began + timedelta(seconds=9), **call)
        rings("", stage="ended", at=began + timedelta(seconds=5), **call)
        with desk.asking() as session:
            told = [row for row in steps_after(session, 0).rows if row.extension == mine]
            legs = session.scalars(select(CallLeg.extension).where(CallLeg.extension == mine)).all()

    assert [str(row.stage) for row in told] == ["ringing", "ended"]
    assert legs == []


def test_call_in_progress_is_shown_to_a_desk_that_starts(rings: Rings, login_of: LoginOf) -> None:
    mine = an_extension()
    dsn = login_of(OPERATOR, extension=mine)
    call_id = rings(mine, a_number(), "answered")
    rings(an_extension(), a_number(), "answered")

    with Database(dsn) as desk, desk.reading() as session:
        assert [row.call_id for row in calls_now(session, mine).in_progress] == [call_id]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT name FROM customer",
        "SELECT number FROM customer_phone",
        "SELECT body FROM contact_note",
        "SELECT customer_id FROM opened_card",
        "SELECT number FROM caller_choice",
        "SELECT password_due FROM staff",
        "SELECT * FROM staff",
        "SELECT action FROM audit_entry",
        "SELECT * FROM open_card(1, 'call')",
        "SELECT mark_call_customer(1, 1)",
        "SELECT remember_caller('+819011112222', 1)",
        "SELECT missed_callers(now(), 1)",
        "UPDATE staff SET extension = '1'",
        "UPDATE call SET customer_id = 1",
        "UPDATE call SET reported_by = 'x'",
        "DELETE FROM call",
        "DELETE FROM call_report",
        "DELETE FROM call_step",
        "UPDATE call_step SET extension = ''",
        "TRUNCATE call CASCADE",
    ],
)
def test_gateway_does_nothing_but_calls(statement: str, signed_in: SignedIn) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        signed_in(GATEWAY).execute(statement.encode())


def test_gateway_is_told_the_ids_of_who_has_a_number(
    signed_in: SignedIn, database: Database
) -> None:
    number = a_number()
    with database.writing() as session:
        family = [a_customer(session, name, phones=(number,)).id for name in ("山﨑 花", "髙橋")]

    found = shown(signed_in(GATEWAY), "SELECT customers_with_number(%s)", number)
    assert [customer_id for (customer_id,) in found] == family


def test_number_withheld_later_is_taken_out_by_the_gateway(rings: Rings, session: Session) -> None:
    told = {"caller_raw": "09012345678", "raw": {"n": "09012345678"}, "call_id": "withheld"}
    rings("701", "+819012345678", **told)
    call_id = rings("", "", call_id="withheld", no_number_reason="withheld")

    stored = session.connection().exec_driver_sql(
        "SELECT c::text || r::text FROM call c JOIN call_report r ON r.call_id = c.id"
        " WHERE c.id = %s",
        (call_id,),
    )
    assert all("12345678" not in row for (row,) in stored)


def test_feed_finds_new_steps_by_their_index(signed_in: SignedIn) -> None:
    desk = signed_in(OPERATOR)
    plan = desk.execute("EXPLAIN " + STEPS_AFTER.decode(), {"step_id": 7, "most": 500}).fetchall()

    assert any("Index Cond: (id > '7'::bigint)" in line for (line,) in plan)
