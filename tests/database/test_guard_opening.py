from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from crm_desktop.actions.calls import record_call_event
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import ADMIN, OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from tests.builders import HOME, MOBILE, a_customer
from tests.conftest import LoginOf, SignedIn


def stored_customer(database: Database, **facts: Any) -> int:
    with database.writing() as session:
        return a_customer(session, **facts).id


def open_card(
    connection: psycopg.Connection[Any],
    customer_id: int,
    why: str = "search",
    call: int | None = None,
) -> str:
    row = connection.execute(
        "SELECT outcome FROM open_card(%s, %s, %s)", [customer_id, why, call]
    ).fetchone()
    assert row is not None
    return str(row[0])


def seen_ids(connection: psycopg.Connection[Any]) -> list[int]:
    return [row[0] for row in connection.execute("SELECT id FROM customer ORDER BY id")]


def records(database: Database, customer_id: int) -> list[tuple[str, Any]]:
    with psycopg.connect(database.dsn) as owner:
        rows = owner.execute(
            "SELECT action, after FROM audit_entry WHERE customer_id = %s"
            " AND action IN ('open', 'refuse') ORDER BY id",
            [customer_id],
        )
        return [(action, after) for action, after in rows]


def a_call(database: Database, extension: str, caller: str, source: str = "pbx") -> int:
    ringing = CallEvent(
        source,
        f"call-{extension}-{caller}",
        CallStage.RINGING,
        happened_at=datetime.now(UTC),
        direction=CallDirection.IN,
        extension=extension,
        caller_raw=caller,
        caller=caller,
    )
    with database.writing() as session:
        record_call_event(session, ringing)
    with psycopg.connect(database.dsn) as owner:
        row = owner.execute("SELECT max(id) FROM call").fetchone()
        assert row is not None
        return int(row[0])


def test_nothing_is_seen_before_it_is_opened(database: Database, signed_in: SignedIn) -> None:
    stored_customer(database)

    assert seen_ids(signed_in(OPERATOR)) == []


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR, SCANNER])
def test_opened_card_is_seen_alone(group: str, database: Database, signed_in: SignedIn) -> None:
    wanted, other = stored_customer(database), stored_customer(database, name="山﨑 一")
    desk = signed_in(group)

    assert open_card(desk, wanted) == "opened"
    assert seen_ids(desk) == [wanted]
    assert other not in seen_ids(desk)


def test_what_one_opened_another_does_not_see(database: Database, signed_in: SignedIn) -> None:
    wanted = stored_customer(database)
    open_card(signed_in(OPERATOR), wanted)

    assert seen_ids(signed_in(OPERATOR)) == []


def test_opening_is_recorded_with_its_reason(database: Database, signed_in: SignedIn) -> None:
    wanted = stored_customer(database)
    open_card(signed_in(OPERATOR), wanted, "task")

    assert records(database, wanted) == [
        ("open", {"why": "task", "call_id": None, "counted": True})
    ]


def test_opening_ends_with_its_hours(database: Database, signed_in: SignedIn) -> None:
    wanted = stored_customer(database)
    desk = signed_in(OPERATOR)
    open_card(desk, wanted)
    with psycopg.connect(database.dsn) as owner:
        owner.execute("UPDATE opened_card SET expires_at = now() - interval '1 second'")

    assert seen_ids(desk) == []


def test_reason_must_be_one_of_ours(database: Database, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        open_card(signed_in(OPERATOR), stored_customer(database), "curiosity")


def test_customer_who_is_not_there_is_gone(signed_in: SignedIn) -> None:
    assert open_card(signed_in(OPERATOR), 999_999_999) == "gone"


def test_whoever_has_left_opens_nothing(database: Database, signed_in: SignedIn) -> None:
    assert open_card(signed_in(OPERATOR, active=False), stored_customer(database)) == "not_staff"


def test_first_password_must_be_changed_before_a_card_opens(
    database: Database, signed_in: SignedIn
) -> None:
    wanted = stored_customer(database)
    desk = signed_in(OPERATOR, password_due=True)

    assert open_card(desk, wanted) == "password_due"
    assert seen_ids(desk) == []


@pytest.fixture
def one_an_hour(database: Database) -> Iterator[None]:
    with psycopg.connect(database.dsn, autocommit=True) as owner:
        owner.execute(
            "INSERT INTO office_setting VALUES ('openings_per_hour', '{\"crm_operator\": 1}')"
        )
        yield
        owner.execute("DELETE FROM office_setting")


@pytest.mark.usefixtures("one_an_hour")
def test_card_above_the_hourly_limit_stays_shut_and_that_is_recorded(
    database: Database, signed_in: SignedIn
) -> None:
    first, second = stored_customer(database), stored_customer(database)
    desk = signed_in(OPERATOR)

    assert (open_card(desk, first), open_card(desk, second)) == ("opened", "too_many")
    assert seen_ids(desk) == [first]
    assert records(database, second) == [
        ("refuse", {"what": "too_many", "why": "search", "call_id": None})
    ]


@pytest.mark.usefixtures("one_an_hour")
def test_card_that_is_open_already_counts_once(database: Database, signed_in: SignedIn) -> None:
    wanted = stored_customer(database)
    desk = signed_in(OPERATOR)

    assert [open_card(desk, wanted) for _ in range(3)] == ["opened"] * 3


@pytest.mark.usefixtures("one_an_hour")
def test_limit_holds_for_two_connections_at_once(database: Database, login_of: LoginOf) -> None:
    wanted = [stored_customer(database) for _ in range(8)]
    dsn = login_of(OPERATOR)

    def opened(customer_id: int) -> str:
        with psycopg.connect(dsn, autocommit=True) as desk:
            return open_card(desk, customer_id)

    with ThreadPoolExecutor(8) as desks:
        outcomes = list(desks.map(opened, wanted))

    assert sorted(outcomes) == ["opened"] + ["too_many"] * 7


@pytest.mark.usefixtures("one_an_hour")
def test_card_that_the_customers_own_call_brings_is_not_counted(
    database: Database, signed_in: SignedIn
) -> None:
    callers = [stored_customer(database, phones=(f"+8190111100{n:02}",)) for n in range(3)]
    desk = signed_in(OPERATOR, extension="301")
    calls = [a_call(database, "301", f"+8190111100{n:02}") for n in range(3)]

    outcomes = [
        open_card(desk, who, "call", call) for who, call in zip(callers, calls, strict=True)
    ]

    assert outcomes == ["opened"] * 3


@pytest.mark.usefixtures("one_an_hour")
@pytest.mark.parametrize(
    ("extension", "caller"), [("302", "+819022220001"), ("399", "+819022220000")]
)
def test_call_of_somebody_else_or_at_another_desk_does_not_help(
    extension: str, caller: str, database: Database, signed_in: SignedIn
) -> None:
    wanted = stored_customer(database, phones=("+819022220000",))
    desk = signed_in(OPERATOR, extension="302")
    call = a_call(database, extension, caller)
    open_card(desk, stored_customer(database))

    assert open_card(desk, wanted, "call", call) == "too_many"


def test_restricted_card_opens_for_a_supervisor_only(
    database: Database, signed_in: SignedIn
) -> None:
    family = stored_customer(database, restricted=True)

    assert open_card(signed_in(OPERATOR), family) == "restricted"
    assert open_card(signed_in(SUPERVISOR), family) == "opened"


def test_restricted_card_opens_for_a_call_from_that_very_number(
    database: Database, signed_in: SignedIn
) -> None:
    family = stored_customer(database, phones=("+819033330000",), restricted=True)
    desk = signed_in(OPERATOR, extension="303")
    call = a_call(database, "303", "+819033330000")

    assert open_card(desk, family, "call", call) == "opened"
    assert seen_ids(desk) == [family]


def test_number_of_one_person_opens_their_card(database: Database, signed_in: SignedIn) -> None:
    wanted = stored_customer(database, phones=("+819044440000",))
    desk = signed_in(OPERATOR)
    row = desk.execute("SELECT people, customer_id FROM open_caller('+819044440000', NULL)")

    assert row.fetchone() == (1, wanted)
    assert seen_ids(desk) == [wanted]


def test_number_of_a_family_opens_nothing(database: Database, signed_in: SignedIn) -> None:
    for _ in range(2):
        stored_customer(database, phones=(HOME,))
    desk = signed_in(OPERATOR)
    row = desk.execute("SELECT people, customer_id FROM open_caller(%s, NULL)", [HOME])

    assert row.fetchone() == (2, None)
    assert seen_ids(desk) == []


def test_operator_adds_a_customer_and_reads_that_one(
    database: Database, signed_in: SignedIn
) -> None:
    desk = signed_in(OPERATOR)
    with desk.transaction():
        row = desk.execute("SELECT new_customer_id()").fetchone()
        assert row is not None
        desk.execute(
            "INSERT INTO customer (id, code, name) VALUES (%s, 'N', '﨑山') RETURNING id", row
        )

    assert seen_ids(desk) == [row[0]]


def test_customer_cannot_be_added_under_an_id_of_ones_own_making(
    database: Database, signed_in: SignedIn
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(OPERATOR).execute("INSERT INTO customer (code, name) VALUES ('N1', '髙橋')")


def test_every_change_is_recorded_with_old_and_new(database: Database, signed_in: SignedIn) -> None:
    wanted = stored_customer(database, phones=(MOBILE,))
    desk = signed_in(OPERATOR)
    open_card(desk, wanted)
    desk.execute("UPDATE customer SET email = 'a@example.jp' WHERE id = %s", [wanted])
    with psycopg.connect(database.dsn) as owner:
        row = owner.execute(
            "SELECT login, before, after FROM audit_entry WHERE customer_id = %s"
            " AND action = 'update' AND subject = 'customer'",
            [wanted],
        ).fetchone()

    assert row == (desk.info.user, {"email": ""}, {"email": "a@example.jp"})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET login = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "TRUNCATE customer CASCADE",
        "DELETE FROM audit_chain",
    ],
)
def test_record_only_grows_even_for_a_superuser(statement: str, database: Database) -> None:
    stored_customer(database)
    with (
        psycopg.connect(database.dsn) as owner,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        owner.execute(statement.encode())


def test_admin_sees_no_customer(database: Database, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        seen_ids(signed_in(ADMIN))
