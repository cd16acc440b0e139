from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from crm_desktop.actions.tasks import NewTask, add_task, drop_task, finish_task
from crm_desktop.database.models.note import Task
from crm_desktop.database.queries.customer_card import CardTask, customer_card
from crm_desktop.errors.database import RecordGone
from crm_desktop.errors.tasks import TaskClosed
from tests.builders import a_customer

TODAY = date(2026, 11, 22)


def call_back(customer_id: int | None = None) -> NewTask:
    return NewTask(uuid4(), "午後に折り返す", TODAY, customer_id, kind="call_back")


def test_added_task_stands_on_the_card(session: Session) -> None:
    customer = a_customer(session)

    task_id = add_task(session, call_back(customer.id))

    assert customer_card(session, customer.id).tasks == (
        CardTask(task_id, "call_back", "午後に折り返す", TODAY, ""),
    )


def test_task_added_twice_is_one(session: Session) -> None:
    customer = a_customer(session)
    task = call_back(customer.id)

    assert add_task(session, task) == add_task(session, task)
    assert len(customer_card(session, customer.id).tasks) == 1


@pytest.mark.parametrize(("close", "state"), [(finish_task, "done"), (drop_task, "dropped")])
def test_closed_task_leaves_the_card(
    session: Session, close: Callable[..., None], state: str
) -> None:
    customer = a_customer(session)
    task_id = add_task(session, call_back(customer.id))

    close(session, task_id, outcome="話せた")

    task = session.get_one(Task, task_id)
    assert (task.state, task.outcome) == (state, "話せた")
    assert customer_card(session, customer.id).tasks == ()


def test_task_closed_first_keeps_its_outcome(session: Session) -> None:
    task_id = add_task(session, call_back())
    finish_task(session, task_id, outcome="話せた")

    with pytest.raises(TaskClosed):
        drop_task(session, task_id, outcome="不要")

    task = session.get_one(Task, task_id)
    assert (task.state, task.outcome) == ("done", "話せた")


def test_task_that_is_not_there_cannot_be_finished(session: Session) -> None:
    with pytest.raises(RecordGone):
        finish_task(session, 404)
