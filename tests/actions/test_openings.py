from __future__ import annotations

import psycopg
import pytest

from crm_desktop.actions.openings import read_opened_cards
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.openings import openings_of_day, what_was_opened
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.openings import OutlierRule
from crm_desktop.errors.access import PasswordDue, RightMissing, StaffUnknown
from tests.builders import a_customer
from tests.conftest import LoginOf, SignedIn
from tests.today import japans_today


def test_supervisor_is_told_page_by_page(
    database: Database, login_of: LoginOf, signed_in: SignedIn
) -> None:
    with database.writing() as session:
        customers = [a_customer(session) for _number in range(3)]
        opened = [(one.id, one.code) for one in customers]
    desk = signed_in(OPERATOR)
    for customer_id, _code in opened:
        desk.execute("SELECT open_card(%s, 'search')", [customer_id])
    with Database(login_of(SUPERVISOR)) as boss:
        first = read_opened_cards(boss, desk.info.user, japans_today(), most=2)
        second = read_opened_cards(boss, desk.info.user, japans_today(), before=first[-1], most=2)

    assert [card.code for card in (*first, *second)] == [code for _id, code in opened[::-1]]


@pytest.mark.parametrize(
    ("group", "columns", "error"),
    [
        (OPERATOR, {}, RightMissing),
        (SUPERVISOR, {"password_due": True}, PasswordDue),
        (SUPERVISOR, {"active": False}, StaffUnknown),
    ],
)
def test_whoever_may_not_ask_is_refused(
    group: str, columns: dict[str, bool], error: type[Exception], login_of: LoginOf
) -> None:
    with Database(login_of(group, **columns)) as desk, pytest.raises(error):
        read_opened_cards(desk, "saeki", japans_today())


def test_answer_without_a_question_is_refused(login_of: LoginOf) -> None:
    with (
        Database(login_of(SUPERVISOR)) as boss,
        pytest.raises(RightMissing),
        boss.reading() as session,
    ):
        what_was_opened(session, "saeki", japans_today())


def test_the_rule_is_the_offices(database: Database, login_of: LoginOf) -> None:
    with psycopg.connect(database.dsn, autocommit=True) as owner:
        owner.execute(
            "INSERT INTO office_setting (key, value) VALUES ('openings_outlier_least', '5'),"
            " ('openings_outlier_per_call', '\"much\"')"
        )
    with Database(login_of(SUPERVISOR)) as boss, boss.reading() as session:
        assert openings_of_day(session, japans_today()).rule == OutlierRule(5, 3, 3)
