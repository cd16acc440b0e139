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
    note_of_draft_by_code,
    plan_move,
    undo_move,
    work_through,
)
from crm_desktop.actions.due_moves import do_due_moves
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.payment import Payment
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.new_customers import (
    CardHolder,
    StuckPlan,
    holder_of,
    moves_of,
    my_new_customers,
    my_stuck_plans,
)
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.spread import Placed, SpreadReason
from tests.actions.assignments import customers_of, draft, moved, somebody, today, whose
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
    with database.reading() as session:
        code = session.get_one(Customer, ids[0]).code
    with supervisor.writing() as session:
        move_id = draft_move(session, uuid4(), CustomerFilter(), {}, placed)
        note_of_draft_by_code(session, move_id, code, "11月に折り返しの約束")
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


def opened(desk: Database, customer_id: int) -> None:
    with desk.asking() as session:
        session.execute(text("SELECT open_card(:id, 'search')"), {"id": customer_id})


def held(desk: Database, customer_id: int) -> CardHolder | None:
    with desk.reading() as session:
        return holder_of(session, customer_id)


def test_open_card_tells_whose_it_is_and_what_came_with_it(
    database: Database, supervisor: Database, desk: Desk
) -> None:
    receiver = desk(OPERATOR, name="﨑田")
    (customer_id,) = customers_of(database, somebody(database, "佐伯"), 1)
    assert held(receiver, customer_id) is None
    opened(receiver, customer_id)
    assert held(receiver, customer_id) == CardHolder("佐伯", "")

    moved(supervisor, [customer_id], my_id(receiver), hand_over_note="耳が遠い方です")

    holder = held(receiver, customer_id)
    assert holder is not None
    assert holder.hand_over is not None
    assert (holder.staff_name, holder.hand_over.from_name) == ("﨑田", "佐伯")
    assert holder.hand_over.move_note == "耳が遠い方です"
    with receiver.writing() as session:
        work_through(session, [customer_id])
    assert held(receiver, customer_id) == CardHolder("﨑田", "")


def test_card_that_is_covered_tells_for_whom(
    database: Database, supervisor: Database, desk: Desk
) -> None:
    receiver = desk(OPERATOR, name="﨑田")
    (customer_id,) = customers_of(database, somebody(database, "佐伯"), 1)
    opened(receiver, customer_id)

    moved(supervisor, [customer_id], my_id(receiver), cover_until=today(database))

    holder = held(receiver, customer_id)
    assert holder is not None
    assert holder.hand_over is not None
    assert (holder.staff_name, holder.covered_for) == ("﨑田", "佐伯")
    assert holder.hand_over.cover_until == today(database)


def test_colleagues_are_told_no_words_that_were_for_others(
    database: Database, supervisor: Database, desk: Desk
) -> None:
    colleague = desk(OPERATOR)
    ids = customers_of(database, None, 1)
    moved(supervisor, ids, my_id(desk(OPERATOR, name="﨑田")), hand_over_note="内緒")
    opened(colleague, ids[0])

    assert held(colleague, ids[0]) == CardHolder("﨑田", "")


def test_maker_alone_is_told_of_a_plan_whose_receiver_left(
    database: Database, supervisor: Database, desk: Desk
) -> None:
    receiver = somebody(database, "﨑田")
    move_id = draft(supervisor, customers_of(database, None, 3), receiver)
    with supervisor.writing() as session:
        plan_move(session, move_id, MoveWish(), from_day=today(database))
        assert my_stuck_plans(session) == []
    with database.writing() as session:
        session.get_one(Staff, receiver).active = False

    assert do_due_moves(database) == 0
    with supervisor.reading() as session:
        assert my_stuck_plans(session) == [StuckPlan(move_id, today(database), 3, "﨑田")]
    with desk(SUPERVISOR).reading() as session:
        assert my_stuck_plans(session) == []


def test_all_moves_that_are_due_are_done(database: Database, supervisor: Database) -> None:
    receiver = somebody(database, "﨑田")
    ids = customers_of(database, None, 2)
    for one in ids:
        move_id = draft(supervisor, [one], receiver)
        with supervisor.writing() as session:
            plan_move(session, move_id, MoveWish(), from_day=today(database))

    assert do_due_moves(database) == 2
    assert {facts[0] for facts in whose(database, ids).values()} == {receiver}
