"""The line is cut between a commit and its answer: what is sent again is stored once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from crm_desktop.actions.orders import WrittenOrder, save_order
from crm_desktop.app.password_changes import change_password
from crm_desktop.database.engine import Database
from crm_desktop.database.models.order import Order
from crm_desktop.database.queries.staff import sign_in
from crm_desktop.database.roles import ADMIN, OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.new_order import OrderedLine, OrderTerms
from crm_desktop.errors.access import PasswordWrong
from crm_desktop.errors.database import DatabaseUnreachable
from tests.app.deed_office import Office
from tests.app.deeds import DEEDS
from tests.app.test_writes import counted, stored
from tests.conftest import PASSWORD, LoginAt
from tests.faults.lost_answers import LosingDatabase
from tests.unheard import Unheard

NEW_PASSWORD = "あたらしい合言葉です"


@pytest.fixture
def office(database: Database, login_at: LoginAt) -> Iterator[Office]:
    groups = (OPERATOR, SUPERVISOR, SCANNER, ADMIN)
    other = Database(login_at(database, OPERATOR, name="佐伯 千鶴"), pool_size=1)
    with LosingDatabase(login_at(database, *groups, extension="202")) as desk, other:
        with desk.asking() as session, other.asking() as others:
            staff, colleague = sign_in(session, "test"), sign_in(others, "test")
        yield Office(cast("Unheard", desk), database, staff, colleague.staff_id)


@pytest.mark.parametrize(
    "name",
    [
        "desk_questions.save_note",
        "desk_questions.save_customer",
        "task_questions.save.finish",
        "task_questions.approve",
        "call_rules_questions.change_script",
        "letter_inbox_questions.split",
        "office_questions.add_staff",
        "customer_moves_questions.move",
    ],
)
def test_deed_whose_answer_was_cut_off_is_done_once(name: str, office: Office) -> None:
    deed = DEEDS[name](office)
    desk = cast("LosingDatabase", office.desk)
    with desk.unheard(), pytest.raises(DatabaseUnreachable):
        deed()
    once = stored(office)

    deed()

    assert desk.line.lost == 1
    assert counted(stored(office)) == counted(once)
    assert stored(office) == once


def test_order_whose_answer_was_cut_off_is_one_order(office: Office) -> None:
    terms = OrderTerms((OrderedLine("AO-30", "青汁30包", 2, 3980),))
    order = WrittenOrder(uuid4(), office.customer(), datetime.now(UTC), terms)

    def save() -> int:
        with office.desk.writing() as session:
            return save_order(session, order, staff_id=office.staff.staff_id)

    with office.desk.unheard(), pytest.raises(DatabaseUnreachable):
        save()

    order_id = save()

    with office.owner.reading() as session:
        same = select(func.count(), func.min(Order.id)).where(
            Order.operation_id == order.operation_id
        )
        assert tuple(session.execute(same).one()) == (1, order_id)


def test_password_whose_change_was_not_answered_is_used(office: Office) -> None:
    with office.desk.unheard():
        change_password(office.desk, PASSWORD, NEW_PASSWORD)

    with office.desk.asking() as session:
        assert session.scalar(select(1)) == 1
    change_password(office.desk, PASSWORD, NEW_PASSWORD)
    with pytest.raises(PasswordWrong):
        change_password(office.desk, PASSWORD, "もっとあたらしい合言葉")


def test_customer_registered_twice_by_intent_is_two(office: Office) -> None:
    register = DEEDS["desk_questions.save_customer"]

    assert register(office)() != register(office)()


def test_same_order_of_another_operation_is_another_order(office: Office) -> None:
    terms = OrderTerms((OrderedLine("", "青汁", 1, 100),))
    order = WrittenOrder(uuid4(), office.customer(), datetime.now(UTC), terms)
    ids = set()
    for one in (order, replace(order, operation_id=uuid4())):
        with office.desk.writing() as session:
            ids.add(save_order(session, one, staff_id=office.staff.staff_id))

    assert len(ids) == 2
