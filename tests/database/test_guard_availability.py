"""Promises of the rules about who can take calls: each says so of themselves, supervisors see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy.orm import Session

from crm_desktop.actions.availability import AvailabilitySaid, set_availability
from crm_desktop.actions.calls import record_call_events
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.availability import (
    StaffAvailability,
    TelephoneAvailability,
    availability_now,
    telephones_now,
)
from crm_desktop.database.roles import (
    ADMIN,
    ANALYST,
    EXPORTER,
    GATEWAY,
    OPERATOR,
    SCANNER,
    SUPERVISOR,
    WORKER,
)
from crm_desktop.domain.availability import Availability
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.errors.access import RightMissing
from tests.builders import MOBILE
from tests.conftest import LoginOf, SignedIn
from tests.heard import ear_at, heard_until_now

NOW = datetime.now(UTC)
LUNCH = AvailabilitySaid(Availability.AWAY, NOW, reason="昼食")
SAY = b"SELECT set_availability(gen_random_uuid(), 'ready', '', NULL, 0)"


@pytest.fixture(autouse=True)
def nothing_is_left(database: Database) -> Iterator[None]:
    yield
    with psycopg.connect(database.dsn, autocommit=True) as owner:
        owner.execute("DELETE FROM availability_change")
        owner.execute("DELETE FROM call")


def says(dsn: str, *said: AvailabilitySaid, now: datetime = NOW) -> None:
    with Database(dsn) as desk:
        for one in said:
            with desk.writing() as session:
                set_availability(session, one, now=now)


def rows(database: Database, columns: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(database.dsn) as owner:
        query = f"SELECT {columns} FROM availability_change ORDER BY id"
        return owner.execute(query.encode()).fetchall()


def seen_by(dsn: str) -> list[StaffAvailability]:
    with Database(dsn) as desk, desk.asking() as session:
        return availability_now(session)


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR])
def test_what_one_says_is_stored_of_oneself_with_the_telephone(
    group: str, database: Database, login_of: LoginOf
) -> None:
    says(login_of(group, name="田所", extension="201"), LUNCH)

    joined = "(SELECT name FROM staff WHERE id = staff_id), state, reason, extension, call_id"
    assert rows(database, joined) == [("田所", "away", "昼食", "201", None)]


def test_the_same_sent_again_is_stored_once_and_told_once(
    database: Database, login_of: LoginOf
) -> None:
    with ear_at(database.dsn, "availability") as listener:
        says(login_of(OPERATOR), LUNCH, LUNCH)

        told = heard_until_now(listener)
    assert [str(stored[0]) for stored in rows(database, "id")] == told
    assert len(told) == 1


def test_what_was_kept_while_the_database_was_away_has_the_time_it_was_said(
    database: Database, login_of: LoginOf
) -> None:
    wrong_clock = datetime(2031, 1, 1, tzinfo=UTC)
    said = AvailabilitySaid(Availability.READY, wrong_clock - timedelta(seconds=90))

    says(login_of(OPERATOR), said, now=wrong_clock)

    ((age_s,),) = rows(database, "extract(epoch FROM now() - changed_at)")
    assert 90 <= age_s < 120


def test_nothing_is_dated_before_what_was_said_last(database: Database, login_of: LoginOf) -> None:
    early = AvailabilitySaid(Availability.READY, NOW - timedelta(hours=1))

    says(login_of(OPERATOR), LUNCH, early)

    assert len({at for (at,) in rows(database, "changed_at")}) == 1


@pytest.mark.parametrize("age", ["'-Infinity'", "'Infinity'", "'NaN'", "-5", "1e300", "NULL"])
def test_a_mad_age_dates_nothing_outside_the_last_day(
    age: str, database: Database, signed_in: SignedIn
) -> None:
    call = f"SELECT set_availability(gen_random_uuid(), 'ready', '', NULL, {age})"
    signed_in(OPERATOR).execute(call.encode())

    bounds = "changed_at BETWEEN now() - interval '25 hours' AND now()"
    assert rows(database, bounds) == [(True,)]


def test_after_call_work_names_the_call_only_where_it_is_ones_own(
    database: Database, session: Session, login_of: LoginOf
) -> None:
    mine, other = login_of(OPERATOR, extension="201"), login_of(OPERATOR, extension="202")
    ringing = CallEvent("pbx", "1", CallStage.RINGING, NOW, extension="201", caller=MOBILE)
    with database.writing() as writing:
        record_call_events(writing, [ringing])
    with psycopg.connect(database.dsn) as owner:
        ((call_id,),) = owner.execute("SELECT id FROM call").fetchall()

    for dsn in (mine, other):
        says(dsn, AvailabilitySaid(Availability.AFTER_CALL, NOW, call_id=call_id))

    assert rows(database, "call_id") == [(call_id,), (None,)]


def test_a_reason_is_cut_and_kept_with_away_alone(database: Database, login_of: LoginOf) -> None:
    dsn = login_of(OPERATOR)

    says(dsn, AvailabilitySaid(Availability.AWAY, NOW, reason=" " + "離" * 500))
    says(dsn, AvailabilitySaid(Availability.READY, NOW, reason="昼食"))

    assert rows(database, "reason") == [("離" * 80,), ("",)]


@pytest.mark.parametrize("group", [SCANNER, ADMIN, ANALYST, EXPORTER, GATEWAY, WORKER])
def test_who_serves_no_customers_says_nothing(group: str, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(group).execute(SAY)


@pytest.mark.parametrize("columns", [{"password_due": True}, {"active": False}])
def test_who_may_not_work_yet_or_any_more_says_nothing(
    columns: dict[str, bool], login_of: LoginOf
) -> None:
    with pytest.raises(RightMissing):
        says(login_of(OPERATOR, **columns), LUNCH)


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR, ADMIN, GATEWAY, WORKER])
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO availability_change (operation_id, staff_id, state)"
        " SELECT gen_random_uuid(), id, 'away' FROM staff LIMIT 1",
        "UPDATE availability_change SET state = 'ready'",
        "DELETE FROM availability_change",
        "SELECT * FROM availability_change",
    ],
)
def test_nobody_reaches_the_table_itself(group: str, statement: str, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(group).execute(statement.encode())


def test_a_state_there_is_not_is_refused(signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        signed_in(OPERATOR).execute("SELECT set_availability(%s, 'asleep', '', NULL, 0)", [uuid4()])


def test_a_supervisor_sees_the_newest_of_everybody(login_of: LoginOf) -> None:
    says(login_of(OPERATOR, name="佐伯", name_kana="サエキ", extension="202"), LUNCH)
    ready = AvailabilitySaid(Availability.READY, NOW)
    says(login_of(OPERATOR, name="田所", name_kana="タドコロ"), LUNCH, ready)

    seen = [
        (one.name, one.extension, one.state, one.reason) for one in seen_by(login_of(SUPERVISOR))
    ]
    assert seen == [
        ("佐伯", "202", Availability.AWAY, "昼食"),
        ("田所", "", Availability.READY, ""),
    ]


def test_a_desk_that_broke_down_is_seen_to_have_nobody(
    login_of: LoginOf, signed_in: SignedIn
) -> None:
    says(login_of(OPERATOR, name="佐伯", name_kana="サエキ"), LUNCH)
    there = signed_in(OPERATOR, name="田所", name_kana="タドコロ")
    there.execute(SAY)

    seen = {one.name: one.has_session for one in seen_by(login_of(SUPERVISOR))}
    assert seen == {"佐伯": False, "田所": True}


@pytest.mark.parametrize("group", [OPERATOR, SCANNER, ADMIN, ANALYST, GATEWAY, WORKER])
def test_the_floor_is_the_supervisors_to_see(group: str, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(group).execute("SELECT * FROM availability_now()")


def test_a_supervisor_whose_password_is_due_sees_nobody(login_of: LoginOf) -> None:
    says(login_of(OPERATOR), LUNCH)

    assert seen_by(login_of(SUPERVISOR, password_due=True)) == []


def test_the_gateway_knows_how_the_people_at_the_telephones_are(login_of: LoginOf) -> None:
    says(login_of(OPERATOR, extension="201"), LUNCH)
    says(login_of(OPERATOR), LUNCH)

    with Database(login_of(GATEWAY)) as gateway, gateway.asking() as session:
        assert telephones_now(session) == [TelephoneAvailability("201", Availability.AWAY, "昼食")]


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR, SCANNER, ADMIN, ANALYST, WORKER])
def test_telephones_are_the_gateways_to_ask(group: str, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(group).execute("SELECT * FROM telephones_now()")
