from __future__ import annotations

import uuid
from typing import Any

import psycopg
import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import CustomerAddress, CustomerPhone
from crm_desktop.database.roles import (
    ADMIN,
    ANALYST,
    EXPORTER,
    OPERATOR,
    SCANNER,
    STAFF_GROUPS,
    SUPERVISOR,
    set_staff_login,
)
from tests.builders import HOME, MOBILE, a_customer
from tests.conftest import SignedIn

Connection = psycopg.Connection[Any]
DENIED = psycopg.errors.InsufficientPrivilege
REASON = "秋のDM発送"


@pytest.fixture
def boss(signed_in: SignedIn) -> Connection:
    return signed_in(SUPERVISOR, EXPORTER)


def stored_customer(database: Database, **facts: Any) -> str:
    with database.writing() as session:
        return a_customer(session, **facts).code


def begin(connection: Connection, reason: str = REASON) -> tuple[Any, ...]:
    row = connection.execute("SELECT * FROM begin_export(%s)", [reason]).fetchone()
    assert row is not None
    return tuple(row)


def rows_of(connection: Connection, export_id: uuid.UUID) -> dict[str, tuple[Any, ...]]:
    rows = connection.execute("SELECT * FROM export_rows(%s)", [export_id])
    return {row[0]: row for row in rows}


def records(database: Database, login: str) -> list[tuple[str, Any]]:
    with psycopg.connect(database.dsn) as owner:
        rows = owner.execute(
            "SELECT action, after FROM audit_entry WHERE login = %s AND action IN"
            " ('export', 'refuse') ORDER BY id",
            [login],
        )
        return [(action, after) for action, after in rows]


def test_export_is_recorded_with_reason_and_count(database: Database, boss: Connection) -> None:
    stored_customer(database)
    stored_customer(database, restricted=True)

    outcome, _export_id, customers, left_out = begin(boss, f" {REASON}\n")

    assert outcome == "begun"
    assert records(database, boss.info.user) == [
        ("export", {"reason": REASON, "rows": customers, "left_out": left_out})
    ]


def test_export_gives_every_customer_once(database: Database, boss: Connection) -> None:
    code = stored_customer(database, name="﨑山 蓮", email="s@example.jp", phones=(HOME, MOBILE))
    with database.writing() as session:
        customer = a_customer(session)
        for place, city in ((1, "神戸市"), (0, "新宿区")):
            session.add(CustomerAddress(customer_id=customer.id, position=place, city=city))
        session.add(CustomerPhone(customer_id=customer.id, number=MOBILE, phone_extension="12"))
        other = customer.code
    _outcome, export_id, customers, _left_out = begin(boss)

    rows = rows_of(boss, export_id)

    assert len(rows) == customers
    assert (rows[code][1], rows[code][12]) == ("﨑山 蓮", HOME)
    assert rows[other][8] == "新宿区"
    assert rows[other][12:14] == (MOBILE, "12")


def test_restricted_and_merged_customers_are_left_out(database: Database, boss: Connection) -> None:
    hidden = stored_customer(database, restricted=True)
    with database.writing() as session:
        customer = a_customer(session)
        kept, merged = customer.code, a_customer(session, merged_into_id=customer.id).code
    _outcome, export_id, _customers, left_out = begin(boss)

    rows = rows_of(boss, export_id)

    assert hidden not in rows
    assert merged not in rows
    assert kept in rows
    assert left_out is not None
    assert left_out >= 1


@pytest.mark.parametrize(
    "groups",
    [
        (OPERATOR,),
        (SUPERVISOR,),
        (EXPORTER,),
        (OPERATOR, EXPORTER),
        (SCANNER, ADMIN, ANALYST, EXPORTER),
    ],
)
def test_without_both_rights_nothing_is_exported_and_the_try_is_recorded(
    groups: tuple[str, ...], database: Database, signed_in: SignedIn
) -> None:
    desk = signed_in(*groups)

    assert begin(desk) == ("not_allowed", None, None, None)
    assert records(database, desk.info.user) == [
        ("refuse", {"what": "not_allowed", "why": "export", "reason": REASON})
    ]


@pytest.mark.parametrize(
    ("columns", "outcome"),
    [({"active": False}, "not_staff"), ({"password_due": True}, "password_due")],
)
def test_whoever_may_not_work_exports_nothing(
    columns: dict[str, bool], outcome: str, signed_in: SignedIn
) -> None:
    assert begin(signed_in(*STAFF_GROUPS, **columns))[0] == outcome


@pytest.mark.parametrize("reason", ["", "   \n\t ", "DM", " 　.　 "])
def test_reason_must_say_something(reason: str, database: Database, boss: Connection) -> None:
    assert begin(boss, reason)[0] == "no_reason"
    assert records(database, boss.info.user) == []


def test_export_that_could_be_rolled_back_gives_no_rows(
    database: Database, boss: Connection
) -> None:
    stored_customer(database)

    with pytest.raises(DENIED), boss.transaction():
        rows_of(boss, begin(boss)[1])
    with pytest.raises(DENIED), boss.transaction():
        with boss.transaction():
            export_id = begin(boss)[1]
        rows_of(boss, export_id)


def test_export_of_another_person_gives_no_rows(boss: Connection, signed_in: SignedIn) -> None:
    export_id = begin(boss)[1]

    with pytest.raises(DENIED):
        rows_of(signed_in(SUPERVISOR, EXPORTER), export_id)


def test_export_that_nobody_began_gives_no_rows(boss: Connection) -> None:
    with pytest.raises(DENIED):
        rows_of(boss, uuid.uuid4())


def test_export_ends_after_ten_minutes(database: Database, boss: Connection) -> None:
    export_id = begin(boss)[1]
    with psycopg.connect(database.dsn) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute(
            "UPDATE audit_entry SET happened_at = happened_at - interval '11 minutes'"
            " WHERE subject_id = %s",
            [str(export_id)],
        )

    with pytest.raises(DENIED):
        rows_of(boss, export_id)


def test_right_that_was_taken_away_ends_the_export(database: Database, boss: Connection) -> None:
    export_id = begin(boss)[1]
    with psycopg.connect(database.dsn) as owner:
        set_staff_login(owner, boss.info.user, "ひみつの言葉", (SUPERVISOR,))

    with pytest.raises(DENIED):
        rows_of(boss, export_id)
