"""Covers that end by themselves, moves planned for a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text, update

from crm_desktop.actions.customer_moves import (
    MoveWish,
    do_due_move,
    drop_move,
    plan_move,
    undo_move,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.models.assignment import CustomerAssignment, CustomerMove
from crm_desktop.database.roles import SUPERVISOR
from crm_desktop.errors.moving import (
    MoveGone,
    UndoTooLate,
)
from tests.actions.assignments import customers_of, draft, moved, somebody, today, whose
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


def staff_today(database: Database, customer_id: int) -> int | None:
    with database.reading() as session:
        statement = text("SELECT staff_today(a) FROM customer_assignment a WHERE customer_id = :id")
        staff_id: int | None = session.scalar(statement, {"id": customer_id})
    return staff_id


def test_cover_ends_by_itself(database: Database, supervisor: Database) -> None:
    one, other = somebody(database), somebody(database)
    (customer_id,) = customers_of(database, one, 1)
    moved(supervisor, [customer_id], other, cover_until=today(database))
    assert staff_today(database, customer_id) == other

    day_before = today(database) - timedelta(days=1)
    with database.writing() as session:
        session.execute(
            update(CustomerAssignment)
            .where(CustomerAssignment.customer_id == customer_id)
            .values(cover_from=day_before, cover_until=day_before)
        )

    assert staff_today(database, customer_id) == one


def test_cover_is_taken_back(database: Database, supervisor: Database) -> None:
    one, other = somebody(database), somebody(database)
    ids = customers_of(database, one, 2)
    before = whose(database, ids)
    move_id = moved(supervisor, ids, other, cover_until=today(database))

    with supervisor.writing() as session:
        undo_move(session, move_id)

    assert whose(database, ids) == before


def test_planned_move_waits_for_its_day(database: Database, supervisor: Database) -> None:
    one, other = somebody(database), somebody(database)
    ids = customers_of(database, one, 2)
    move_id = draft(supervisor, ids, other)
    with supervisor.writing() as session:
        plan_move(session, move_id, MoveWish(), from_day=today(database) + timedelta(days=1))
    with database.writing() as session:
        assert do_due_move(session) is None
        session.execute(update(CustomerMove).values(planned_on=today(database)))

    with database.writing() as session:
        assert do_due_move(session) == move_id
        assert do_due_move(session) is None
    assert {facts[0] for facts in whose(database, ids).values()} == {other}


def test_dropped_plan_is_never_done(database: Database, supervisor: Database) -> None:
    ids = customers_of(database, somebody(database), 2)
    move_id = draft(supervisor, ids, somebody(database))
    with supervisor.writing() as session:
        plan_move(session, move_id, MoveWish(), from_day=today(database))
        drop_move(session, move_id)

    with pytest.raises(MoveGone), supervisor.writing() as session:
        drop_move(session, move_id)
    with database.writing() as session:
        assert do_due_move(session) is None


def test_move_is_taken_back_for_a_day_only(database: Database, supervisor: Database) -> None:
    move_id = moved(supervisor, customers_of(database, somebody(database), 1), somebody(database))
    with database.writing() as session:
        long_ago = datetime.now(UTC) - timedelta(hours=25)
        session.execute(update(CustomerMove).values(done_at=long_ago))

    with pytest.raises(UndoTooLate), supervisor.writing() as session:
        undo_move(session, move_id)
