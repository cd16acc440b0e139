"""Whoever gets customers is told what matters in them, and works them through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from crm_desktop.actions.customer_moves import (
    MoveWish,
    draft_move,
    move_customers,
    note_of_draft,
    undo_move,
    work_through,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.payment import Payment
from crm_desktop.database.queries.new_customers import moves_of, my_new_customers
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.spread import Placed, SpreadReason
from tests.actions.assignments import customers_of, moved, somebody, today
from tests.builders import an_order
from tests.conftest import LoginOf

Desk = Callable[..., Database]


@pytest.fixture
def desk(login_of: LoginOf) -> Iterator[Desk]:
    """Return a maker of databases as a member of staff reaches them."""
    with ExitStack() as closing:
        yield lambda *groups, **columns: closing.enter_context(
            Database(login_of(*groups, **columns), pool_size=1)
        )


@pytest.fixture
def supervisor(desk: Desk) -> Database:
    return desk(SUPERVISOR)


def my_id(desk: Database) -> int:
    with desk.asking() as session:
        return session.scalar(text("SELECT my_staff_id()")) or 0


def test_new_person_is_told_what_matters(
    database: Database, supervisor: Database, desk: Desk
) -> None:
    receiver = desk(OPERATOR)
    (customer_id,) = customers_of(database, somebody(database, "﨑田"), 1)
    day = today(database)
    with database.writing() as session:
        customer = session.get_one(Customer, customer_id)
        for days in (100, 70, 40):
            an_order(session, customer, day - timedelta(days=days))
        an_order(
            session,
            customer,
            day - timedelta(days=40),
            payment=Payment(method="payment_slip", amount_yen=4980),
        )

    moved(supervisor, [customer_id], my_id(receiver), hand_over_note="耳が遠い方です")

    with receiver.reading() as session:
        (row,) = my_new_customers(session)
    assert (row.customer_id, row.from_name, row.move_note) == (
        customer_id,
        "﨑田",
        "耳が遠い方です",
    )
    assert (row.unpaid_yen, row.overdue_days, row.thanks_due) == (4980, 10, False)


def test_word_about_one_customer_comes_with_them(
    database: Database, supervisor: Database, desk: Desk
) -> None:
    receiver = desk(OPERATOR)
    ids = customers_of(database, None, 2)
    placed = [Placed(one, my_id(receiver), SpreadReason.SHARE) for one in ids]
    with supervisor.writing() as session:
        move_id = draft_move(session, uuid4(), CustomerFilter(), {}, placed)
        note_of_draft(session, move_id, ids[0], "11月に折り返しの約束")
        move_customers(session, move_id, MoveWish())

    with receiver.reading() as session:
        notes = {row.customer_id: row.note for row in my_new_customers(session)}
    assert notes == {ids[0]: "11月に折り返しの約束", ids[1]: ""}


def test_who_is_worked_through_is_off_the_list_and_may_come_back(
    database: Database, supervisor: Database, desk: Desk
) -> None:
    receiver = desk(OPERATOR)
    ids = customers_of(database, None, 2)
    moved(supervisor, ids, my_id(receiver))

    with receiver.writing() as session:
        assert work_through(session, [ids[0]]) == 1
        assert [row.customer_id for row in my_new_customers(session)] == [ids[1]]
        assert work_through(session, [ids[0]], worked=False) == 1
        assert len(my_new_customers(session)) == 2


def test_nobody_works_through_customers_of_others(
    database: Database, supervisor: Database, desk: Desk
) -> None:
    ids = customers_of(database, None, 1)
    moved(supervisor, ids, my_id(desk(OPERATOR)))

    with desk(OPERATOR).writing() as session:
        assert work_through(session, ids) == 0


def test_move_that_was_taken_back_brought_nobody(
    database: Database, supervisor: Database, desk: Desk
) -> None:
    receiver = desk(OPERATOR)
    move_id = moved(supervisor, customers_of(database, None, 2), my_id(receiver))

    with supervisor.writing() as session:
        undo_move(session, move_id)

    with receiver.reading() as session:
        assert my_new_customers(session) == []


def test_card_tells_how_the_customer_changed_hands(
    database: Database, supervisor: Database, desk: Desk
) -> None:
    one, other = somebody(database, "佐伯"), somebody(database, "﨑田")
    ids = customers_of(database, one, 1)
    moved(supervisor, ids, other)
    reader = desk(OPERATOR)
    with reader.reading() as session:
        assert moves_of(session, ids[0]) == []
    with reader.asking() as session:
        session.execute(text("SELECT open_card(:id, 'search')"), {"id": ids[0]})

    with reader.reading() as session:
        (move,) = moves_of(session, ids[0])
    assert (move.from_name, move.to_name, move.undone) == ("佐伯", "﨑田", False)
