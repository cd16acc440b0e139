"""Moving customers: nobody lost, nobody doubled, and back again exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from crm_desktop.actions.customer_moves import (
    MoveUndone,
    MoveWish,
    draft_move,
    drop_move,
    move_customers,
    note_of_draft_by_code,
    note_sample,
    undo_move,
)
from crm_desktop.actions.customers import attach_phone
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.note import Task
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.customer_moves import (
    customers_to_spread,
    move_totals,
    moves,
    sample_of,
    staff_loads,
    totals_of,
)
from crm_desktop.database.roles import OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.spread import Receiver, SpreadWish, spread
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.moving import (
    CustomersMovedMeanwhile,
    MoveGone,
    NothingToMove,
    ReceiverLeft,
)
from tests.actions.assignments import customers_of, draft, moved, somebody, today, whose
from tests.builders import HOME, a_customer, an_order
from tests.conftest import LoginOf
from tests.waiting import until_waiting

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


def test_customers_go_from_one_to_another(database: Database, supervisor: Database) -> None:
    one, other = somebody(database), somebody(database)
    ids = customers_of(database, one, 3)

    moved(supervisor, ids[:2], other)

    assert [whose(database, ids)[number][0] for number in ids] == [other, other, one]


def test_customers_of_nobody_are_given_to_somebody(
    database: Database, supervisor: Database
) -> None:
    with database.writing() as session:
        fresh = a_customer(session, name="ﾀﾅｶ").id
    somebody_else = somebody(database)

    moved(supervisor, [fresh], somebody_else)

    assert whose(database, [fresh])[fresh][0] == somebody_else


def test_move_is_taken_back_exactly(database: Database, supervisor: Database) -> None:
    one, other = somebody(database), somebody(database)
    ids = customers_of(database, one, 3)
    before = whose(database, ids)

    move_id = moved(supervisor, ids, other)
    with supervisor.writing() as session:
        undone = undo_move(session, move_id)

    assert (undone.back, undone.kept, whose(database, ids)) == (3, 0, before)


def test_card_is_edited_while_its_customer_is_moved(
    database: Database, supervisor: Database
) -> None:
    with database.writing() as session:
        fresh = a_customer(session, name="ﾀﾅｶ").id
    move_id = draft(supervisor, [fresh], somebody(database))

    with supervisor.writing() as moving, database.writing() as editing:
        move_customers(moving, move_id, MoveWish())
        attach_phone(editing, fresh, HOME)

    assert whose(database, [fresh])[fresh][0] is not None


def test_task_that_is_taken_away_meanwhile_is_not_moved(
    database: Database, supervisor: Database
) -> None:
    one, other = somebody(database), somebody(database)
    (customer_id,) = customers_of(database, one, 1)
    with database.writing() as session:
        task = Task(operation_id=uuid4(), title="折返し", customer_id=customer_id, staff_id=one)
        session.add(task)

    with ThreadPoolExecutor(1) as beside, database.writing() as session:
        session.execute(delete(Task).where(Task.customer_id == customer_id))
        moving = beside.submit(moved, supervisor, [customer_id], other, with_tasks=True)
        until_waiting(database.dsn)

    assert moving.exception() is None
    assert whose(database, [customer_id])[customer_id][0] == other


def test_old_draft_is_dropped_while_a_new_one_forgets_it(
    database: Database, supervisor: Database, desk: Desk
) -> None:
    ids = customers_of(database, somebody(database), 3)
    old = draft(supervisor, ids, somebody(database))
    again = Database(supervisor.dsn)

    def drop() -> None:
        with again.writing() as session:
            drop_move(session, old)

    with ThreadPoolExecutor(2) as beside, again, psycopg.connect(database.dsn) as owner:
        owner.execute("UPDATE customer_move SET created_at = now() - interval '2 days'")
        owner.commit()
        owner.execute("SELECT FROM customer_move_item WHERE customer_id = %s FOR SHARE", ids[1:2])
        drafting = beside.submit(draft, supervisor, ids, somebody(database))
        until_waiting(database.dsn)
        dropping = beside.submit(drop)
        until_waiting(database.dsn, 2)
        owner.rollback()
        assert drafting.exception() is None
        assert isinstance(dropping.exception(), MoveGone)


def test_move_is_taken_back_while_it_is_being_done(database: Database, desk: Desk) -> None:
    one, other = somebody(database), somebody(database)
    ids = customers_of(database, one, 3)
    supervisor, colleague = desk(SUPERVISOR), desk(SUPERVISOR)
    move_id = draft(supervisor, ids, other)

    def takes_back() -> MoveUndone:
        with colleague.writing() as session:
            return undo_move(session, move_id)

    with ThreadPoolExecutor(1) as beside, supervisor.writing() as session:
        note_of_draft_by_code(session, move_id, "T-000001", "耳が遠い")
        taking = beside.submit(takes_back)
        until_waiting(database.dsn)
        move_customers(session, move_id, MoveWish())

    assert taking.result() == MoveUndone(3, 0)
    assert {row[0] for row in whose(database, ids).values()} == {one}


def test_who_was_moved_again_stays_when_the_first_move_is_taken_back(
    database: Database, supervisor: Database
) -> None:
    one, other, third = (somebody(database) for _ in range(3))
    ids = customers_of(database, one, 3)
    first = moved(supervisor, ids, other)
    moved(supervisor, ids[:1], third)

    with supervisor.writing() as session:
        undone = undo_move(session, first)

    assert (undone.back, undone.kept) == (2, 1)
    assert [whose(database, ids)[number][0] for number in ids] == [third, one, one]


def test_second_supervisor_is_told_that_others_moved_them(database: Database, desk: Desk) -> None:
    one, other, third = (somebody(database) for _ in range(3))
    ids = customers_of(database, one, 3)
    first, second = desk(SUPERVISOR), desk(SUPERVISOR)
    waiting = draft(second, ids, third)
    moved(first, ids[:2], other)

    with pytest.raises(CustomersMovedMeanwhile) as told, second.writing() as session:
        move_customers(session, waiting, MoveWish())
    assert told.value.changed == 2

    with second.writing() as session:
        done = move_customers(session, waiting, MoveWish(), leave_changed=True)
    assert (done.customers, done.left_out) == (1, 2)
    assert [whose(database, ids)[number][0] for number in ids] == [other, other, third]


def test_move_asked_for_twice_is_done_once(database: Database, supervisor: Database) -> None:
    ids = customers_of(database, somebody(database), 2)
    other = somebody(database)
    move_id = moved(supervisor, ids, other)

    with supervisor.writing() as session:
        again = move_customers(session, move_id, MoveWish())

    assert (again.customers, again.left_out) == (2, 0)


def test_nobody_moves_to_somebody_who_left_meanwhile(
    database: Database, supervisor: Database
) -> None:
    one, other = somebody(database), somebody(database)
    ids = customers_of(database, one, 2)
    move_id = draft(supervisor, ids, other)
    with database.writing() as session:
        session.execute(update(Staff).where(Staff.id == other).values(active=False))

    with pytest.raises(ReceiverLeft), supervisor.writing() as session:
        move_customers(session, move_id, MoveWish())

    assert {facts[0] for facts in whose(database, ids).values()} == {one}


def test_move_to_whom_they_are_with_is_no_move(database: Database, supervisor: Database) -> None:
    one = somebody(database)
    move_id = draft(supervisor, customers_of(database, one, 2), one)

    with pytest.raises(NothingToMove), supervisor.writing() as session:
        move_customers(session, move_id, MoveWish())


def a_task(database: Database, customer_id: int, staff_id: int, **facts: Any) -> int:
    with database.writing() as session:
        task = Task(customer_id=customer_id, staff_id=staff_id, title="折り返し", **facts)
        session.add(task)
        session.flush()
        return task.id


def staff_of_task(database: Database, task_id: int) -> int | None:
    with database.reading() as session:
        return session.scalar(select(Task.staff_id).where(Task.id == task_id))


def test_open_tasks_go_along_and_come_back(database: Database, supervisor: Database) -> None:
    one, other, third = (somebody(database) for _ in range(3))
    (customer_id,) = customers_of(database, one, 1)
    tasks = [
        a_task(database, customer_id, one, kind="call_back"),
        a_task(database, customer_id, third),
        a_task(database, customer_id, one, state="done"),
    ]

    move_id = moved(supervisor, [customer_id], other)
    assert [staff_of_task(database, task) for task in tasks] == [other, third, one]

    with supervisor.writing() as session:
        undo_move(session, move_id)
    assert [staff_of_task(database, task) for task in tasks] == [one, third, one]


def test_tasks_stay_where_they_are_to(database: Database, supervisor: Database) -> None:
    one, other = somebody(database), somebody(database)
    (customer_id,) = customers_of(database, one, 1)
    task = a_task(database, customer_id, one)

    moved(supervisor, [customer_id], other, with_tasks=False)

    assert staff_of_task(database, task) == one


def test_history_says_who_moved_how_many(database: Database, supervisor: Database) -> None:
    one, other = somebody(database), somebody(database)
    move_id = moved(supervisor, customers_of(database, one, 2), other, hand_over_note="よろしく")

    with supervisor.reading() as session:
        newest = moves(session)[0]
        totals = [
            (row.from_staff_id, row.to_staff_id, row.customers)
            for row in move_totals(session, move_id)
        ]

    assert (newest.move_id, newest.state, newest.customers) == (move_id, "done", 2)
    assert (newest.hand_over_note, totals) == ("よろしく", [(one, other, 2)])


@pytest.mark.parametrize("group", [OPERATOR, SCANNER])
def test_only_supervisors_move(group: str, database: Database, desk: Desk) -> None:
    asker = desk(group)
    with pytest.raises(RightMissing):
        draft(asker, customers_of(database, None, 1), somebody(database))
    with pytest.raises(RightMissing), asker.reading() as session:
        totals_of(session, CustomerFilter())


def test_draft_of_another_supervisor_is_not_mine_to_do(database: Database, desk: Desk) -> None:
    move_id = draft(desk(SUPERVISOR), customers_of(database, None, 1), somebody(database))

    with pytest.raises(RightMissing), desk(SUPERVISOR).writing() as session:
        move_customers(session, move_id, MoveWish())


def test_names_are_told_only_after_it_is_on_record(supervisor: Database) -> None:
    with pytest.raises(RightMissing), supervisor.asking() as session:
        sample_of(session, CustomerFilter(ranks=("best",)))


def test_sample_shows_who_was_chosen(database: Database, supervisor: Database) -> None:
    one = somebody(database, "﨑田 昭和")
    ids = customers_of(database, one, 3)
    chosen = CustomerFilter(staff=(one,))
    with supervisor.writing() as session:
        note_sample(session, chosen)

    with supervisor.asking() as session:
        rows = sample_of(session, chosen)

    assert sorted(row.customer_id for row in rows) == ids
    assert {row.staff_name for row in rows} == {"﨑田 昭和"}


def test_loads_tell_who_left_but_still_has_customers(
    database: Database, supervisor: Database
) -> None:
    gone = somebody(database, active=False)
    ids = customers_of(database, gone, 2)
    with database.writing() as session:
        an_order(session, session.get_one(Customer, ids[0]), today(database), total_yen=5000)

    with supervisor.reading() as session:
        load = next(row for row in staff_loads(session) if row.staff_id == gone)

    assert (load.active, load.customers, load.yearly_yen) == (False, 2, 5000)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_is_moved_nobody_is_lost_and_all_come_back(
    data: st.DataObject, database: Database, supervisor: Database
) -> None:
    staff = [somebody(database) for _ in range(4)]
    ids = [
        one
        for owner in [*staff, None]
        for one in customers_of(database, owner, data.draw(st.integers(0, 5)))
    ]
    before = whose(database, ids)
    chosen = CustomerFilter(staff=tuple(data.draw(st.sets(st.sampled_from(staff), min_size=1))))
    weights = data.draw(st.lists(st.floats(0, 5), min_size=3, max_size=3))
    receivers = (Receiver(staff[0]), *map(Receiver, staff[1:], weights))
    with supervisor.reading() as session:
        customers = customers_to_spread(session, chosen)
        totals = totals_of(session, chosen)
    shared = spread(customers, SpreadWish(receivers))
    with supervisor.writing() as session:
        move_id = draft_move(session, uuid4(), chosen, {}, shared.placed)

    assert totals.customers == len(customers) == len(shared.placed)
    try:
        with supervisor.writing() as session:
            done = move_customers(session, move_id, MoveWish())
    except NothingToMove:
        assert whose(database, ids) == before
        return
    after = whose(database, ids)
    wanted = {one.customer_id: one.staff_id for one in shared.placed}
    assert {number: facts[0] for number, facts in after.items()} == {
        number: wanted.get(number, facts[0]) for number, facts in before.items()
    }
    assert done.customers == sum(
        before[number][0] != staff_id for number, staff_id in wanted.items()
    )
    assert sum(Counter(facts[0] for facts in after.values()).values()) == len(ids)
    with supervisor.writing() as session:
        undo_move(session, move_id)
    assert whose(database, ids) == before
