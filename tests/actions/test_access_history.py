from __future__ import annotations

import pytest

from crm_desktop.actions.access_history import read_access_history
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.access_history import my_openings_today, who_looked
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.errors.access import PasswordDue, RightMissing, StaffUnknown
from tests.builders import HOME, a_customer
from tests.conftest import LoginOf


@pytest.fixture
def customer_id(database: Database) -> int:
    with database.writing() as session:
        return a_customer(session, phones=(HOME,)).id


def test_supervisor_is_told_and_the_question_stands_first(
    login_of: LoginOf, customer_id: int
) -> None:
    with Database(login_of(SUPERVISOR, name="佐伯 直子")) as database:
        looks = read_access_history(database, customer_id)

    assert [(look.action, look.subject) for look in looks] == [
        ("history", "customer"),
        ("insert", "customer_phone"),
        ("insert", "customer"),
    ]
    assert looks[0].staff_name == "佐伯 直子"


def test_whoever_is_no_supervisor_is_refused(login_of: LoginOf, customer_id: int) -> None:
    with Database(login_of(OPERATOR)) as database, pytest.raises(RightMissing):
        read_access_history(database, customer_id)


def test_first_password_must_be_changed_before(login_of: LoginOf, customer_id: int) -> None:
    dsn = login_of(SUPERVISOR, password_due=True)

    with Database(dsn) as database, pytest.raises(PasswordDue):
        read_access_history(database, customer_id)


def test_whoever_has_left_is_nobody(login_of: LoginOf, customer_id: int) -> None:
    dsn = login_of(SUPERVISOR, active=False)

    with Database(dsn) as database, pytest.raises(StaffUnknown):
        read_access_history(database, customer_id)


def test_answer_without_a_question_is_refused(login_of: LoginOf, customer_id: int) -> None:
    with (
        Database(login_of(SUPERVISOR)) as database,
        pytest.raises(RightMissing),
        database.reading() as session,
    ):
        who_looked(session, customer_id)


def test_nothing_was_opened_by_whoever_opened_nothing(login_of: LoginOf) -> None:
    with Database(login_of(OPERATOR)) as database, database.reading() as session:
        assert my_openings_today(session) == []
