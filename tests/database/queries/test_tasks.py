from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.note import Task
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.tasks import TaskView, open_tasks
from crm_desktop.domain.office_day import OfficeDay

TODAY = date(2026, 11, 23)
DAY = OfficeDay(TODAY, datetime(2026, 11, 22, 15, tzinfo=UTC))


@pytest.fixture
def staff(session: Session) -> tuple[int, int]:
    """Return the ids of Tadokoro, who asks, and of Saeki."""
    asking = session.scalar(select(func.session_user()))
    people = [Staff(login=asking, name="田所"), Staff(login="saeki", name="佐伯")]
    session.add_all(people)
    session.flush()
    return people[0].id, people[1].id


def add(session: Session, title: str, due_on: date | None, **more: Any) -> None:
    session.add(Task(title=title, due_on=due_on, **more))
    session.flush()


def titles(session: Session) -> list[str]:
    return [task.title for task in open_tasks(session, TaskView.DUE, DAY)]


def test_the_latest_stand_first_then_the_most_urgent(
    session: Session, staff: tuple[int, int]
) -> None:
    add(session, "今日", TODAY)
    add(session, "急ぎ", TODAY, priority=2)
    add(session, "遅れ", date(2026, 11, 20))

    assert titles(session) == ["遅れ", "急ぎ", "今日"]


def test_what_is_not_due_or_done_is_left_out(session: Session, staff: tuple[int, int]) -> None:
    add(session, "明日", date(2026, 11, 24))
    add(session, "いつか", None)
    add(session, "済み", TODAY, state="done")

    assert titles(session) == []


def test_the_tasks_of_others_are_left_out_and_anybodys_are_in(
    session: Session, staff: tuple[int, int]
) -> None:
    mine, others = staff
    add(session, "私の", TODAY, staff_id=mine)
    add(session, "佐伯の", TODAY, staff_id=others)
    add(session, "誰でも", TODAY)

    assert titles(session) == ["私の", "誰でも"]


def test_who_is_no_staff_has_anybodys_tasks(session: Session) -> None:
    other = Staff(login="saeki", name="佐伯")
    session.add(other)
    session.flush()
    add(session, "佐伯の", TODAY, staff_id=other.id)
    add(session, "誰でも", TODAY)

    assert titles(session) == ["誰でも"]


@pytest.mark.parametrize(("limit", "tasks"), [(1, 1), (0, 0), (-1, 0), (2**31 - 1, 500)])
def test_list_has_a_limit(session: Session, limit: int, tasks: int) -> None:
    session.add_all(Task(title=f"手紙 {number}", due_on=TODAY) for number in range(501))
    session.flush()

    assert len(open_tasks(session, TaskView.DUE, DAY, limit=limit)) == tasks


def test_a_task_names_its_customer_and_its_owner(session: Session, staff: tuple[int, int]) -> None:
    customer = Customer(code="C-1", name="髙橋 美智子", name_kana="タカハシ ミチコ")
    session.add(customer)
    session.flush()
    add(session, "折り返し", TODAY, customer_id=customer.id, staff_id=staff[0], kind="call_back")

    (task,) = open_tasks(session, TaskView.DUE, DAY)

    assert (task.customer_id, task.customer_name) == (customer.id, "髙橋 美智子")
    assert (task.staff_name, task.kind, task.due_on) == ("田所", "call_back", TODAY)
