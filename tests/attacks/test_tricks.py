"""Attacks of several steps, each of which alone is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from crm_desktop.actions.calls import CHANNEL, record_call_event
from crm_desktop.database.engine import Database
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from tests.attacks.office import DESKS, HIDDEN, Office

DENIED = psycopg.errors.InsufficientPrivilege


@pytest.fixture
def owner(office: Office) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(office.url, autocommit=True) as owner:
        yield owner


@pytest.fixture
def at_telephone(office: Office, owner: psycopg.Connection[Any]) -> Iterator[None]:
    """The operator sits at telephone 471."""
    login = office.connections["operator"].info.user
    owner.execute("UPDATE staff SET extension = '471' WHERE login = %s", [login])
    yield
    owner.execute("UPDATE staff SET extension = NULL WHERE login = %s", [login])


def forge_call(desk: psycopg.Connection[Any], number: str, key: str) -> int:
    """Report a call of one's own making, missed, from ``number``."""
    row = desk.execute(
        "INSERT INTO call (source, source_call_id, direction, caller, began_at, ended_at, result)"
        " VALUES ('desk', SESSION_USER || ' ' || %s, 'in', %s, now(), now(), 'missed')"
        " RETURNING id",
        [key, number],
    ).fetchone()
    assert row is not None
    desk.execute(
        "INSERT INTO call_leg (call_id, source_leg_id, extension, staff_id)"
        " VALUES (%s, '1', '471', my_staff_id())",
        row,
    )
    return int(row[0])


@pytest.mark.parametrize("job", [*DESKS, "scanner"])
def test_opened_card_cannot_be_read_before_it_is_on_record(job: str, office: Office) -> None:
    desk = office.connections[job]
    with desk.transaction(force_rollback=True):
        desk.execute("SELECT open_card(%s, 'search')", [office.hidden.customer])
        seen = desk.execute("SELECT name FROM customer").fetchall()
        told = desk.execute("SELECT card_of(%s)", [office.hidden.customer]).fetchall()

    assert HIDDEN not in str(seen) + str(told)


def test_savepoint_does_not_help_to_read_off_the_record(office: Office) -> None:
    desk = office.connections["operator"]
    with desk.transaction(force_rollback=True):
        with desk.transaction():
            desk.execute("SELECT open_card(%s, 'search')", [office.hidden.customer])
        seen = desk.execute("SELECT name, code FROM customer").fetchall()

    assert HIDDEN not in str(seen)


def test_search_is_not_answered_before_it_is_on_record(office: Office) -> None:
    desk = office.connections["operator"]
    with pytest.raises(DENIED), desk.transaction(force_rollback=True):
        terms = f'{{"name": "{HIDDEN}"}}'
        desk.execute("SELECT search_noted(%s, 'x')", [terms])
        desk.execute("SELECT * FROM customers_searched(%s, 50)", [terms])


def test_forged_call_tells_no_name(office: Office, at_telephone: None) -> None:
    desk = office.connections["operator"]
    with desk.transaction(force_rollback=True):
        forge_call(desk, office.hidden.number, "a")
        told = desk.execute("SELECT * FROM missed_callers('2020-01-01', 200)").fetchall()

    assert HIDDEN not in str(told)


def test_forged_call_does_not_spare_the_record_of_a_search(
    office: Office, at_telephone: None
) -> None:
    desk = office.connections["operator"]
    with pytest.raises(DENIED), desk.transaction(force_rollback=True):
        call = forge_call(desk, office.hidden.number, "b")
        desk.execute("SELECT * FROM callers_found(%s, %s)", [office.hidden.number, call])


def test_forged_call_opens_no_restricted_card(
    office: Office, owner: psycopg.Connection[Any], at_telephone: None
) -> None:
    desk = office.connections["operator"]
    owner.execute("UPDATE customer SET restricted = true WHERE id = %s", [office.hidden.customer])
    call = forge_call(desk, office.hidden.number, "c")
    outcome = desk.execute(
        "SELECT outcome FROM open_card(%s, 'call', %s)", [office.hidden.customer, call]
    ).fetchone()
    owner.execute("UPDATE customer SET restricted = false WHERE id = %s", [office.hidden.customer])

    assert outcome == ("restricted",)


def test_task_for_oneself_tells_no_name(office: Office) -> None:
    desk = office.connections["operator"]
    with pytest.raises(DENIED), desk.transaction(force_rollback=True):
        desk.execute(
            "INSERT INTO task (customer_id, staff_id, title, due_on)"
            " VALUES (%s, my_staff_id(), 'x', '2020-01-01')",
            [office.hidden.customer],
        )


def test_task_is_finished_by_whom_it_is_for_without_the_card(
    office: Office, owner: psycopg.Connection[Any]
) -> None:
    desk = office.connections["operator"]
    owner.execute(
        "INSERT INTO task (customer_id, staff_id, title) SELECT %s, id, 'call back' FROM staff"
        " WHERE login = %s",
        [office.hidden.customer, desk.info.user],
    )
    done = desk.execute("UPDATE task SET state = 'done' WHERE title = 'call back'")

    assert done.rowcount == 1


def test_card_is_shut_for_others_once_it_is_restricted(
    office: Office, owner: psycopg.Connection[Any]
) -> None:
    desk = office.connections["operator"]
    shown = [office.shown.customer]
    owner.execute("UPDATE customer SET restricted = true WHERE id = %s", shown)
    seen = desk.execute("SELECT name FROM customer WHERE id = %s", shown).fetchall()
    owner.execute("UPDATE customer SET restricted = false WHERE id = %s", shown)
    desk.execute("SELECT open_card(%s, 'search')", shown)

    assert seen == []


def test_id_of_a_new_customer_opens_no_other(office: Office) -> None:
    desk = office.connections["operator"]
    with pytest.raises(psycopg.errors.UniqueViolation), desk.transaction(force_rollback=True):
        desk.execute("SELECT new_customer_id()")
        desk.execute(
            "INSERT INTO customer (id, code, name) VALUES (%s, 'M', 'x')", [office.shown.customer]
        )


def test_taken_key_says_only_what_was_said_to_it(office: Office) -> None:
    desk, code = office.connections["operator"], office.hidden.code
    with (
        pytest.raises(psycopg.errors.UniqueViolation) as refusal,
        desk.transaction(force_rollback=True),
    ):
        fresh = desk.execute("SELECT new_customer_id()").fetchone()
        desk.execute(
            "INSERT INTO customer (id, code, name) VALUES (%s, %s, 'x')", [fresh and fresh[0], code]
        )

    assert HIDDEN not in str(refusal.value).replace(code, "")


def test_failing_check_shows_no_other_row(office: Office) -> None:
    desk = office.connections["operator"]
    with (
        pytest.raises(psycopg.errors.CheckViolation) as refusal,
        desk.transaction(force_rollback=True),
    ):
        desk.execute("UPDATE customer SET sex = 'x'")

    assert HIDDEN not in f"{refusal.value} {refusal.value.diag.message_detail}"


def test_shadowing_names_does_not_reach_the_owners_functions(office: Office) -> None:
    desk = office.connections["operator"]
    with desk.transaction(force_rollback=True):
        desk.execute("SET LOCAL search_path = pg_temp, information_schema, pg_catalog")
        row = desk.execute(
            "SELECT outcome FROM public.open_card(%s, 'search')", [office.shown.customer]
        ).fetchone()

    assert row == ("opened",)


def test_setting_another_role_changes_nobody(office: Office) -> None:
    desk = office.connections["operator"]
    with desk.transaction(force_rollback=True):
        desk.execute("SET LOCAL ROLE crm_operator")
        row = desk.execute("SELECT my_staff_id() IS NOT NULL, SESSION_USER::text").fetchone()
        seen = desk.execute("SELECT name FROM customer").fetchall()

    assert row == (True, desk.info.user)
    assert HIDDEN not in str(seen)


def test_what_desks_are_told_of_a_call_is_a_number_only(office: Office) -> None:
    desk = office.connections["operator"]
    desk.execute(f"LISTEN {CHANNEL}".encode())
    ringing = CallEvent(
        "pbx",
        "ringing",
        CallStage.RINGING,
        happened_at=datetime.now(UTC),
        direction=CallDirection.IN,
        extension="999",
        caller=office.hidden.number,
        caller_raw=HIDDEN,
    )
    with Database(office.url) as database, database.writing() as session:
        record_call_event(session, ringing)
    told = [heard.payload for heard in desk.notifies(timeout=60, stop_after=1)]
    desk.execute("UNLISTEN *")

    assert [payload.isdecimal() for payload in told] == [True]
