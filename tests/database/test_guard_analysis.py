from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from crm_desktop.database.engine import Database
from crm_desktop.database.models.base import Model
from crm_desktop.database.models.call import Call
from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.roles import ANALYST, OPERATOR, STAFF_GROUPS
from crm_desktop.domain.call import CallDirection, CallResult
from tests.builders import a_customer, an_order
from tests.conftest import SignedIn
from tests.today import japans_today

DENIED = psycopg.errors.InsufficientPrivilege
VIEWS = (
    "monthly_sales",
    "monthly_product_sales",
    "customers_by_prefecture",
    "customers_by_orders",
    "calls_by_hour",
    "inquiries_by_month",
)
OPEN_TO_ALL = {"schema_compatibility"}


def sold(database: Database, people: int, channel: str, day: date) -> None:
    with database.writing() as session:
        for _ in range(people):
            customer = a_customer(session)
            session.add(CustomerAddress(customer_id=customer.id, prefecture=channel))
            an_order(session, customer, day, channel=channel)
            an_order(session, customer, day, channel=channel, status="cancelled")


def asked(connection: psycopg.Connection[Any], statement: str) -> list[tuple[Any, ...]]:
    return connection.execute(statement.encode()).fetchall()


def test_groups_below_five_customers_are_left_out(database: Database, signed_in: SignedIn) -> None:
    sold(database, 5, "phone", date(2024, 3, 1))
    sold(database, 4, "web", date(2024, 3, 1))
    analyst = signed_in(ANALYST)

    sales = asked(analyst, "SELECT * FROM monthly_sales WHERE month = '2024-03-01'")
    places = asked(analyst, "SELECT * FROM customers_by_prefecture")

    assert sales == [(date(2024, 3, 1), "phone", 5, 5, 19900)]
    assert places == [("phone", 5)]


def test_month_is_japans(database: Database, signed_in: SignedIn) -> None:
    sold(database, 5, "fax", date(2024, 5, 31))
    with database.writing() as session:
        session.execute(
            text("UPDATE customer_order SET ordered_at = :at WHERE channel = 'fax'"),
            {"at": datetime(2024, 5, 31, 15, tzinfo=UTC)},
        )

    rows = asked(signed_in(ANALYST), "SELECT month FROM monthly_sales WHERE channel = 'fax'")

    assert rows == [(date(2024, 6, 1),)]


def test_present_month_is_not_told(database: Database, signed_in: SignedIn) -> None:
    sold(database, 5, "mall", japans_today())

    assert asked(signed_in(ANALYST), "SELECT * FROM monthly_sales WHERE channel = 'mall'") == []


def a_call(hour: int, number: str) -> Call:
    at = datetime(2024, 4, 10, hour, 30, tzinfo=UTC)
    return Call(
        source="pbx",
        source_call_id=f"{hour} {number}",
        direction=CallDirection.IN,
        caller=number,
        began_at=at,
        ended_at=at,
        result=CallResult.MISSED,
    )


def test_calls_of_one_person_make_no_group(database: Database, signed_in: SignedIn) -> None:
    with database.writing() as session:
        session.add_all(a_call(3, f"+8190123456{end}") for end in range(10, 15))
        session.add(a_call(4, "+819012345678"))

    rows = asked(signed_in(ANALYST), "SELECT hour, calls, answered, missed FROM calls_by_hour")

    assert rows == [(12, 5, 0, 5)]


@pytest.mark.parametrize("view", VIEWS)
def test_figures_are_the_analysts_alone(view: str, signed_in: SignedIn) -> None:
    others = [group for group in STAFF_GROUPS if group != ANALYST]

    asked(signed_in(ANALYST), f"SELECT * FROM {view}")

    with pytest.raises(DENIED):
        asked(signed_in(*others), f"SELECT * FROM {view}")


@pytest.mark.parametrize("table", sorted(set(Model.metadata.tables) - OPEN_TO_ALL - {"staff"}))
def test_analyst_reads_no_table(table: str, signed_in: SignedIn) -> None:
    with pytest.raises(DENIED):
        asked(signed_in(ANALYST), f"SELECT * FROM {table}")


@pytest.mark.parametrize("view", VIEWS)
def test_figures_have_no_names_and_cannot_be_written(view: str, signed_in: SignedIn) -> None:
    analyst = signed_in(ANALYST)
    columns = {
        column.name for column in analyst.execute(f"TABLE {view}".encode()).description or ()
    }

    assert not columns & {"name", "customer_id", "code", "phone", "caller", "email"}
    with pytest.raises(psycopg.Error):
        analyst.execute(f"DELETE FROM {view}".encode())


def test_what_a_condition_sees_is_what_the_figures_tell(
    database: Database, signed_in: SignedIn
) -> None:
    """A condition that fails on a suppressed group would tell that there is one."""
    sold(database, 1, "postcard", date(2024, 3, 1))
    analyst = signed_in(ANALYST)

    asked(analyst, "SELECT 1 FROM monthly_sales WHERE 1 / (channel <> 'postcard')::int = 1")


def test_operator_signs_in_without_figures(signed_in: SignedIn) -> None:
    with pytest.raises(DENIED):
        asked(signed_in(OPERATOR), "SELECT * FROM monthly_sales")
