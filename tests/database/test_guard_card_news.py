"""What desks hear of the card they have open: what changes on it, who else is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import func, insert, text

from crm_desktop.database.engine import Database
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.models.payment import Payment
from crm_desktop.database.models.shipment import Shipment
from crm_desktop.database.roles import OPERATOR, SCANNER
from tests.builders import HOME, a_customer, an_order
from tests.conftest import SignedIn
from tests.heard import ear_at, heard_until_now

Connection = psycopg.Connection[Any]


@pytest.fixture
def ear(database: Database) -> Iterator[Connection]:
    """A connection that hears of changed cards."""
    with ear_at(database.dsn, "card_changed") as ear:
        yield ear


def customers_of(database: Database, count: int) -> list[int]:
    with database.writing() as session:
        return [a_customer(session, phones=(HOME,)).id for _ in range(count)]


def opened(connection: Connection, customer_id: int) -> None:
    connection.execute("SELECT open_card(%s::bigint, 'search')", [customer_id])


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE customer SET email = 'm@example.jp' WHERE id = {}",
        "INSERT INTO customer_phone (customer_id, number) VALUES ({}, '+81353211119')",
        "UPDATE customer_phone SET label = 'work' WHERE customer_id = {}",
        "DELETE FROM customer_phone WHERE customer_id = {}",
        "INSERT INTO customer_address (customer_id, city) VALUES ({}, '新宿区')",
        "INSERT INTO task (operation_id, customer_id, kind, title)"
        " VALUES (gen_random_uuid(), {}, 'call_back', '折り返し')",
    ],
)
def test_change_of_a_customer_is_told(change: str, database: Database, ear: Connection) -> None:
    (customer_id,) = customers_of(database, 1)
    heard_until_now(ear)

    with database.writing() as session:
        session.execute(text(change.format(customer_id)))

    assert heard_until_now(ear) == [str(customer_id)]


def test_payment_and_parcel_are_told_with_their_orders_customer(
    database: Database, ear: Connection
) -> None:
    with database.writing() as session:
        customer = a_customer(session)
        order = an_order(session, customer)
        customer_id, order_id = customer.id, order.id
    heard_until_now(ear)
    for row in (
        Payment(order_id=order_id, method="bank_transfer", amount_yen=3980),
        Shipment(order_id=order_id, carrier="yamato", state="on_the_way"),
    ):
        with database.writing() as session:
            session.add(row)

    assert heard_until_now(ear) == [str(customer_id)] * 2


def test_letter_that_goes_to_somebody_else_is_told_to_both(
    database: Database, ear: Connection
) -> None:
    one, other = customers_of(database, 2)
    with database.writing() as session:
        session.execute(
            insert(Letter).values(customer_id=one, received_on=func.current_date(), way="post")
        )
    heard_until_now(ear)

    with database.writing() as session:
        session.execute(text(f"UPDATE letter SET customer_id = {other} WHERE customer_id = {one}"))

    assert sorted(heard_until_now(ear)) == sorted([str(one), str(other)])


def test_change_of_many_is_told_once_as_any_of_them(database: Database, ear: Connection) -> None:
    ids = customers_of(database, 51)
    heard_until_now(ear)

    with database.writing() as session:
        session.execute(text("UPDATE customer SET rank = 'best'"))
        for customer_id in ids[:3]:
            session.execute(text(f"UPDATE customer SET sex = 'male' WHERE id = {customer_id}"))

    assert heard_until_now(ear) == [""]


def test_many_rows_of_one_customer_do_not_hide_those_of_another(
    database: Database, ear: Connection
) -> None:
    ids = customers_of(database, 2)
    heard_until_now(ear)

    with database.writing() as session:
        session.execute(
            text(
                "INSERT INTO task (operation_id, customer_id, kind, title)"
                " SELECT gen_random_uuid(), c, 'call_back', '折り返し'"
                " FROM unnest(CAST(:ids AS bigint[])) c, generate_series(1, 60) ORDER BY c"
            ),
            {"ids": ids},
        )

    assert heard_until_now(ear) in ([""], [str(one) for one in ids])


def test_rows_of_nobody_are_told_to_nobody(database: Database, ear: Connection) -> None:
    with database.writing() as session:
        session.execute(
            text(
                "INSERT INTO task (operation_id, kind, title)"
                " VALUES (gen_random_uuid(), 'call_back', '折り返し')"
            )
        )

    assert heard_until_now(ear) == []


def test_many_statements_for_few_rows_each_stop_telling_who(
    database: Database, ear: Connection
) -> None:
    ids = customers_of(database, 60)
    heard_until_now(ear)

    with database.writing() as session:
        for customer_id in ids:
            session.execute(text(f"UPDATE customer SET sex = 'male' WHERE id = {customer_id}"))

    told = heard_until_now(ear)
    assert told[:50] == [str(customer_id) for customer_id in ids[:50]]
    assert told[50:] == [""]


def test_who_changed_which_field_is_told_of_an_open_card(
    database: Database, signed_in: SignedIn
) -> None:
    (customer_id,) = customers_of(database, 1)
    saeki, me = signed_in(OPERATOR, name="佐伯"), signed_in(OPERATOR)
    for one in (saeki, me):
        opened(one, customer_id)
    saeki.execute("UPDATE customer SET email = 'm@example.jp' WHERE id = %s", [customer_id])
    saeki.execute("UPDATE customer_phone SET label = 'work' WHERE customer_id = %s", [customer_id])
    me.execute("UPDATE customer SET name = '渡邉' WHERE id = %s", [customer_id])

    told = {(field, name, is_me) for _, field, name, is_me, _ in changes(me, customer_id)}

    assert ("email", "佐伯", False) in told
    assert (f"phone {HOME}", "佐伯", False) in told
    assert ("name", "髙橋 花子", True) in told


def test_nothing_is_told_of_a_card_that_is_not_open(
    database: Database, signed_in: SignedIn
) -> None:
    (customer_id,) = customers_of(database, 1)
    saeki, me = signed_in(OPERATOR, name="佐伯"), signed_in(OPERATOR)
    opened(saeki, customer_id)
    saeki.execute("SELECT be_at_card(NULL, %s::bigint)", [customer_id])
    saeki.execute("UPDATE customer SET email = 'm@example.jp' WHERE id = %s", [customer_id])

    assert changes(me, customer_id) == []
    assert others(me, customer_id) == []
    assert me.execute("SELECT be_at_card(NULL, %s::bigint)", [customer_id]).fetchone() == (False,)
    assert others(saeki, customer_id) == []


def test_others_at_a_card_are_named_until_their_connection_ends(
    database: Database, signed_in: SignedIn
) -> None:
    (customer_id,) = customers_of(database, 1)
    saeki, me = signed_in(OPERATOR, name="佐伯"), signed_in(OPERATOR)
    for one in (saeki, me):
        opened(one, customer_id)
        one.execute("SELECT be_at_card(NULL, %s::bigint)", [customer_id])

    assert others(me, customer_id) == [("佐伯", False)]
    assert others(saeki, customer_id) == [("髙橋 花子", False)]
    saeki.close()
    while others(me, customer_id):
        pass


@pytest.mark.parametrize("customer_id", [2**31, 2**32 - 1, 2**32 + 1, 2**40])
def test_others_are_told_however_large_the_customers_id_is(
    customer_id: int, database: Database, signed_in: SignedIn
) -> None:
    with database.writing() as session:
        small = a_customer(session, phones=()).id
        facts = {"id": customer_id, "small": small, "code": f"L{customer_id}"}
        session.execute(text("UPDATE customer SET id = :id, code = :code WHERE id = :small"), facts)
    saeki, me = signed_in(OPERATOR, name="佐伯"), signed_in(OPERATOR)
    for one in (saeki, me):
        opened(one, customer_id)
    assert saeki.execute("SELECT be_at_card(NULL, %s::bigint)", [customer_id]).fetchone() == (True,)

    assert others(me, customer_id) == [("佐伯", False)]


def test_one_person_at_two_desks_is_told_so(database: Database, signed_in: SignedIn) -> None:
    (customer_id,) = customers_of(database, 1)
    me = signed_in(OPERATOR)
    opened(me, customer_id)
    dsn = me.info.dsn + f" password={me.info.password}"
    with psycopg.connect(dsn, autocommit=True) as other_desk:
        other_desk.execute("SELECT be_at_card(NULL, %s::bigint)", [customer_id])

        assert others(me, customer_id) == [("髙橋 花子", True)]


def test_who_comes_and_who_leaves_is_notified_to_who_is_there(
    database: Database, signed_in: SignedIn, ear: Connection
) -> None:
    (customer_id,) = customers_of(database, 1)
    heard_until_now(ear)
    ear.execute("LISTEN card_people")
    saeki, me = signed_in(OPERATOR, name="佐伯"), signed_in(OPERATOR)
    for one in (saeki, me):
        opened(one, customer_id)
    me.execute("SELECT be_at_card(NULL, %s::bigint)", [customer_id])
    assert heard_until_now(ear) == []  # nobody is there to hear it

    saeki.execute("SELECT be_at_card(NULL, %s::bigint)", [customer_id])
    saeki.execute("SELECT be_at_card(%s::bigint, NULL)", [customer_id])
    assert heard_until_now(ear) == [str(customer_id)] * 2


def test_scanners_are_not_told_who_is_where(database: Database, signed_in: SignedIn) -> None:
    (customer_id,) = customers_of(database, 1)
    scanner = signed_in(SCANNER)
    opened(scanner, customer_id)

    for asking in ("be_at_card(NULL, %s::bigint)", "last_card_changes(%s::bigint)"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            scanner.execute(f"SELECT {asking}", [customer_id])


def changes(connection: Connection, customer_id: int) -> list[tuple[Any, ...]]:
    return connection.execute(
        "SELECT * FROM last_card_changes(%s::bigint)", [customer_id]
    ).fetchall()


def others(connection: Connection, customer_id: int) -> list[tuple[Any, ...]]:
    return connection.execute(
        "SELECT * FROM others_at_card(%s::bigint, %s)", [customer_id, connection.info.backend_pid]
    ).fetchall()
