from __future__ import annotations

from typing import Any

import psycopg
import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.roles import ADMIN, ANALYST, EXPORTER, OPERATOR, SCANNER, SUPERVISOR
from tests.builders import HOME, a_customer
from tests.conftest import SignedIn

Connection = psycopg.Connection[Any]
DENIED = psycopg.errors.InsufficientPrivilege


def stored_customer(database: Database, **facts: Any) -> int:
    with database.writing() as session:
        return a_customer(session, **facts).id


def open_card(connection: Connection, customer_id: int, why: str = "search") -> None:
    connection.execute("SELECT open_card(%s, %s)", [customer_id, why])


def noted(connection: Connection, customer_id: int) -> str:
    row = connection.execute("SELECT history_noted(%s)", [customer_id]).fetchone()
    assert row is not None
    return str(row[0])


def history(
    connection: Connection, customer_id: int, *columns: str, most: int = 100
) -> list[tuple[Any, ...]]:
    assert noted(connection, customer_id) == "noted"
    rows = connection.execute(
        f"SELECT {', '.join(columns)} FROM who_looked(%s, %s)".encode(), [customer_id, most]
    )
    return rows.fetchall()


def records(database: Database, customer_id: int, action: str) -> list[tuple[str, Any]]:
    with psycopg.connect(database.dsn) as owner:
        rows = owner.execute(
            "SELECT login, after FROM audit_entry WHERE customer_id = %s AND action = %s"
            " ORDER BY id",
            [customer_id, action],
        )
        return [(login, after) for login, after in rows]


def test_supervisor_sees_who_opened_a_card_and_why(database: Database, signed_in: SignedIn) -> None:
    wanted = stored_customer(database)
    desk = signed_in(OPERATOR, name="﨑山 蓮")
    open_card(desk, wanted, "task")

    rows = history(signed_in(SUPERVISOR), wanted, "login", "staff_name", "action", "why")

    assert (desk.info.user, "﨑山 蓮", "open", "task") in rows


def test_newest_stands_first_and_asking_is_seen_too(
    database: Database, signed_in: SignedIn
) -> None:
    wanted = stored_customer(database)
    open_card(signed_in(OPERATOR), wanted)

    rows = history(signed_in(SUPERVISOR), wanted, "action", "subject")

    assert rows == [("history", "customer"), ("open", "customer"), ("insert", "customer")]


def test_no_more_than_wanted_is_told(database: Database, signed_in: SignedIn) -> None:
    wanted = stored_customer(database)
    open_card(signed_in(OPERATOR), wanted)

    assert history(signed_in(SUPERVISOR), wanted, "action", most=2) == [("history",), ("open",)]


def test_refused_opening_says_what_was_refused(database: Database, signed_in: SignedIn) -> None:
    wanted = stored_customer(database, restricted=True)
    open_card(signed_in(OPERATOR), wanted)

    rows = history(signed_in(SUPERVISOR), wanted, "action", "what", "why")

    assert ("refuse", "restricted", "search") in rows


def test_change_names_its_columns_and_no_values(database: Database, signed_in: SignedIn) -> None:
    wanted = stored_customer(database)
    desk = signed_in(OPERATOR)
    open_card(desk, wanted)
    desk.execute("UPDATE customer SET email = 'a@example.jp', revision = 2 WHERE id = %s", [wanted])

    rows = history(signed_in(SUPERVISOR), wanted, "action", "columns")

    assert ("update", ["email"]) in rows


def test_what_hangs_on_a_customer_is_the_customers(database: Database, signed_in: SignedIn) -> None:
    wanted = stored_customer(database, phones=(HOME,))

    rows = history(signed_in(SUPERVISOR), wanted, "action", "subject", "program")

    assert ("insert", "customer_phone", "crm-desktop") in rows


def export(connection: Connection, reason: str = "秋のDM発送") -> None:
    connection.execute("SELECT begin_export(%s)", [reason])


def test_exports_are_in_the_history_of_whoever_was_in_them(
    database: Database, signed_in: SignedIn
) -> None:
    wanted = stored_customer(database)
    hidden = stored_customer(database, restricted=True)
    boss = signed_in(SUPERVISOR, EXPORTER)
    export(boss)
    later = stored_customer(database)

    told = [history(boss, one, "action", "why") for one in (wanted, hidden, later)]

    assert [("export", "秋のDM発送") in rows for rows in told] == [True, False, False]


def test_export_of_a_card_restricted_since_is_still_told(
    database: Database, signed_in: SignedIn
) -> None:
    wanted = stored_customer(database)
    boss = signed_in(SUPERVISOR, EXPORTER)
    export(boss)
    open_card(boss, wanted)
    boss.execute("UPDATE customer SET restricted = true WHERE id = %s", [wanted])

    assert ("export",) in history(boss, wanted, "action")


@pytest.mark.parametrize("group", [OPERATOR, SCANNER, ADMIN])
def test_nobody_else_asks_who_looked_and_the_try_is_recorded(
    group: str, database: Database, signed_in: SignedIn
) -> None:
    wanted = stored_customer(database)
    desk = signed_in(group)

    assert noted(desk, wanted) == "not_allowed"
    with pytest.raises(DENIED):
        desk.execute("SELECT * FROM who_looked(%s, 10)", [wanted])
    assert records(database, wanted, "refuse") == [
        (desk.info.user, {"what": "not_allowed", "why": "history"})
    ]


@pytest.mark.parametrize(
    ("columns", "outcome"),
    [({"active": False}, "not_staff"), ({"password_due": True}, "password_due")],
)
def test_supervisor_who_may_not_work_asks_nothing(
    columns: dict[str, bool], outcome: str, database: Database, signed_in: SignedIn
) -> None:
    wanted = stored_customer(database)
    boss = signed_in(SUPERVISOR, **columns)

    assert noted(boss, wanted) == outcome
    with pytest.raises(DENIED):
        boss.execute("SELECT * FROM who_looked(%s, 10)", [wanted])


def test_question_that_could_be_rolled_back_is_not_answered(
    database: Database, signed_in: SignedIn
) -> None:
    wanted = stored_customer(database)
    boss = signed_in(SUPERVISOR)

    with pytest.raises(DENIED), boss.transaction():
        noted(boss, wanted)
        boss.execute("SELECT * FROM who_looked(%s, 10)", [wanted])
    with pytest.raises(DENIED), boss.transaction():
        with boss.transaction():
            noted(boss, wanted)
        boss.execute("SELECT * FROM who_looked(%s, 10)", [wanted])


def test_question_about_another_customer_opens_no_history(
    database: Database, signed_in: SignedIn
) -> None:
    asked, wanted = stored_customer(database), stored_customer(database)
    boss = signed_in(SUPERVISOR)
    noted(boss, asked)

    with pytest.raises(DENIED):
        boss.execute("SELECT * FROM who_looked(%s, 10)", [wanted])


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR, SCANNER, ADMIN, EXPORTER, ANALYST])
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM audit_entry",
        "SELECT * FROM audit_chain",
        "TABLE audit_entry LIMIT 0",
        "COPY audit_entry TO STDOUT",
        "SELECT history_is_noted(1)",
        "SELECT * FROM exports_with(1, 10)",
        "SELECT export_is_begun(gen_random_uuid())",
        "SELECT audit_write('open', 'customer', '1', 1, NULL, NULL)",
        "DELETE FROM audit_entry",
        "INSERT INTO audit_chain VALUES ('x', 'x')",
    ],
)
def test_record_is_nobodys_to_read_or_write(
    group: str, statement: str, signed_in: SignedIn
) -> None:
    with pytest.raises(DENIED):
        signed_in(group).execute(statement.encode())


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR, SCANNER])
def test_everybody_sees_their_own_openings_of_today(
    group: str, database: Database, signed_in: SignedIn
) -> None:
    wanted = stored_customer(database)
    desk = signed_in(group)
    open_card(desk, wanted, "list")
    open_card(signed_in(OPERATOR), stored_customer(database))

    rows = desk.execute("SELECT customer_id, why, call_id, counted FROM my_openings_today()")

    assert rows.fetchall() == [(wanted, "list", None, True)]
