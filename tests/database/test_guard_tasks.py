"""Who gets a task, and who is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Thread
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Engine, delete, insert, select, text
from sqlalchemy.orm import Session

from crm_desktop.actions.calls import record_call_events
from crm_desktop.actions.tasks import (
    CHANNEL,
    NewTask,
    TaskPlan,
    add_found_task,
    arrange_task,
    finish_task,
    give_task_back,
    take_task,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.note import Task
from crm_desktop.database.models.staff import OfficeSetting, Staff
from crm_desktop.database.notifications import Listener
from crm_desktop.database.queries.tasks import OpenTask, TaskView, open_tasks, task_choices
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.office_day import OfficeDay
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import RecordGone
from crm_desktop.errors.tasks import TaskClosed, TaskForLeft, TaskTaken
from tests.builders import MOBILE, a_customer
from tests.conftest import LoginOf

NOW = datetime.now(UTC)
TODAY = NOW.date()
DAY = OfficeDay(TODAY, NOW)  # does not end while the tests run, whatever o'clock it is


@pytest.fixture
def office(engine: Engine) -> Iterator[Session]:
    """A session of the owner's that may commit; there is nobody in the office after the test."""
    with Session(engine) as session:
        yield session
        session.rollback()
        for table in (Task, Call, Customer, OfficeSetting):
            session.execute(delete(table))
        session.commit()


def desk(dsn: str) -> Database:
    return Database(dsn, pool_size=1)


def staff_of(office: Session, dsn: str) -> int:
    login = psycopg.conninfo.conninfo_to_dict(dsn)["user"]
    return office.scalars(select(Staff.id).where(Staff.login == login)).one()


def a_task(office: Session, title: str = "折り返し", **facts: object) -> int:
    task = Task(title=title, **{"due_on": TODAY} | facts)
    office.add(task)
    office.commit()
    return task.id


def listed(dsn: str, view: TaskView, group: str = "") -> list[OpenTask]:
    with desk(dsn) as database, database.reading() as session:
        return open_tasks(session, view, DAY, group=group)


def titles(dsn: str, view: TaskView, group: str = "") -> list[str]:
    return [task.title for task in listed(dsn, view, group)]


def take(dsn: str, task_id: int) -> datetime:
    with desk(dsn) as database, database.writing() as session:
        return take_task(session, task_id)


def finish(dsn: str, task_id: int) -> None:
    with desk(dsn) as database, database.writing() as session:
        finish_task(session, task_id, outcome="話せた")


def test_a_taken_task_is_kept_from_the_others_and_they_are_told_who(
    office: Session, login_of: LoginOf
) -> None:
    mine, others = login_of(OPERATOR, name="佐伯 千鶴"), login_of(OPERATOR)
    task_id = a_task(office, customer_id=a_customer(office).id)

    until = take(mine, task_id)

    with pytest.raises(TaskTaken) as refused:
        take(others, task_id)
    assert (refused.value.who, refused.value.until) == ("佐伯 千鶴", until)
    with pytest.raises(TaskTaken):
        finish(others, task_id)
    assert timedelta(minutes=14) < until - datetime.now(UTC) < timedelta(minutes=16)
    assert [(task.taken_by, task.is_taken_here) for task in listed(mine, TaskView.DUE)] == [
        ("佐伯 千鶴", True)
    ]
    assert listed(others, TaskView.DUE)[0].is_taken_here is False


def test_of_two_who_take_a_task_at_once_one_gets_it(office: Session, login_of: LoginOf) -> None:
    logins = [login_of(OPERATOR) for _ in range(2)]
    task_id = a_task(office)
    outcomes: list[str] = []

    def reach(dsn: str) -> None:
        try:
            take(dsn, task_id)
        except CrmError as error:
            outcomes.append(type(error).__name__)
            return
        outcomes.append("taken")

    threads = [Thread(target=reach, args=(dsn,)) for dsn in logins]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["TaskTaken", "taken"]


def test_a_taking_is_given_back_renewed_and_ends_by_itself(
    office: Session, login_of: LoginOf
) -> None:
    mine, others = login_of(OPERATOR), login_of(OPERATOR)
    office.add(OfficeSetting(key="task_taken_minutes", value=1))
    task_id = a_task(office)

    first = take(mine, task_id)
    assert take(mine, task_id) > first
    with desk(others) as database, database.writing() as session:
        assert give_task_back(session, task_id) is False
    with desk(mine) as database, database.writing() as session:
        assert give_task_back(session, task_id) is True
    take(others, task_id)

    office.execute(text("UPDATE task SET taken_until = now() - interval '1 second'"))
    office.commit()
    assert listed(mine, TaskView.DUE)[0].taken_by == ""
    take(mine, task_id)


def test_who_did_a_task_and_when_is_kept_whatever_program_says_so(
    office: Session, login_of: LoginOf
) -> None:
    dsn = login_of(OPERATOR)
    task_id = a_task(office)

    with psycopg.connect(dsn) as older:
        older.execute("UPDATE task SET state = 'done' WHERE id = %s", [task_id])

    task = office.get_one(Task, task_id, populate_existing=True)
    assert task.done_by_id == staff_of(office, dsn)
    assert task.done_at is not None
    with pytest.raises(TaskClosed):
        finish(dsn, task_id)


def test_a_taken_task_is_not_closed_by_others_with_any_program(
    office: Session, login_of: LoginOf
) -> None:
    task_id = a_task(office)
    take(login_of(OPERATOR), task_id)

    with (
        psycopg.connect(login_of(OPERATOR)) as older,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        older.execute("UPDATE task SET state = 'done' WHERE id = %s", [task_id])


def test_the_tasks_of_others_are_supervisors_business(office: Session, login_of: LoginOf) -> None:
    owner, other, supervisor = login_of(OPERATOR), login_of(OPERATOR), login_of(SUPERVISOR)
    customer_id = a_customer(office).id
    task_id = a_task(office, customer_id=customer_id, staff_id=staff_of(office, owner))

    with pytest.raises(RecordGone):
        take(other, task_id)
    assert titles(other, TaskView.ALL) == []
    (shown,) = listed(supervisor, TaskView.ALL)
    assert (shown.customer_name, shown.staff_name) == ("髙橋 美智子", "髙橋 花子")
    take(supervisor, task_id)


def test_a_group_finds_its_tasks_and_what_is_nobodys(office: Session, login_of: LoginOf) -> None:
    dsn = login_of(OPERATOR)
    office.add(OfficeSetting(key="task_groups", value=["発送係", "受注係"]))
    a_task(office, "発送の確認", for_group="発送係")
    a_task(office, "誰でも")
    a_task(office, "私の", staff_id=staff_of(office, dsn))

    assert titles(dsn, TaskView.GROUP) == ["発送の確認", "誰でも"]
    assert titles(dsn, TaskView.GROUP, "発送係") == ["発送の確認"]
    assert titles(dsn, TaskView.MINE) == ["私の"]
    with desk(dsn) as database, database.reading() as session:
        assert task_choices(session).groups == ("発送係", "受注係")


def test_what_is_overdue_goes_to_supervisors_after_the_offices_hours(
    office: Session, login_of: LoginOf
) -> None:
    owner, supervisor = login_of(OPERATOR), login_of(SUPERVISOR)
    me = staff_of(office, owner)
    office.add(OfficeSetting(key="task_overdue_hours", value=3))
    a_task(office, "4時間前", due_at=NOW - timedelta(hours=4), staff_id=me)
    a_task(office, "1時間前", due_at=NOW - timedelta(hours=1), staff_id=me)
    a_task(office, "今日中", staff_id=me)

    assert titles(owner, TaskView.OVERDUE) == ["4時間前", "1時間前"]
    assert titles(supervisor, TaskView.OVERDUE) == ["4時間前"]
    assert titles(login_of(OPERATOR), TaskView.OVERDUE) == []


def test_a_task_is_handed_to_a_person_or_a_group_and_is_free_then(
    office: Session, login_of: LoginOf
) -> None:
    mine, others = login_of(OPERATOR), login_of(OPERATOR)
    task_id = a_task(office)
    take(mine, task_id)

    with desk(mine) as database, database.writing() as session:
        arrange_task(session, task_id, TaskPlan(TODAY, NOW, staff_of(office, others), priority=1))
    (task,) = listed(others, TaskView.MINE)
    assert (task.due_at, task.priority, task.taken_by) == (NOW, 1, "")
    with desk(others) as database, database.writing() as session:
        arrange_task(session, task_id, TaskPlan(TODAY, for_group="発送係"))
    assert titles(mine, TaskView.GROUP, "発送係") == ["折り返し"]


def test_nobody_who_left_gets_a_task(office: Session, login_of: LoginOf) -> None:
    mine = login_of(OPERATOR)
    left = Staff(login=f"left_{uuid4().hex[:8]}", name="退職", active=False)
    office.add(left)
    task_id = a_task(office)

    with (
        desk(mine) as database,
        pytest.raises(TaskForLeft),
        database.writing() as session,
    ):
        arrange_task(session, task_id, TaskPlan(TODAY, staff_id=left.id))


def missed_call(office: Session, caller: str) -> int:
    ringing = CallEvent(
        "pbx", caller, CallStage.RINGING, NOW - timedelta(minutes=2), extension="2", caller=caller
    )
    record_call_events(office, [ringing, CallEvent("pbx", caller, CallStage.ENDED, NOW)])
    office.commit()
    return office.scalars(select(Call.id).where(Call.caller == caller)).one()


def test_a_call_back_of_a_missed_call_is_for_whom_the_list_names(
    office: Session, login_of: LoginOf
) -> None:
    dsn = login_of(OPERATOR)
    customer_id = a_customer(office, phones=(MOBILE,)).id
    call_id = missed_call(office, MOBILE)
    new = NewTask(uuid4(), "折り返す", TODAY, call_id=call_id, kind="call_back")

    for _again in range(2):
        with desk(dsn) as database, database.writing() as session:
            add_found_task(session, new)

    (task,) = listed(dsn, TaskView.CALL_BACKS)
    assert (task.customer_id, task.caller) == (customer_id, "")


def test_a_call_back_of_a_stranger_tells_the_number(office: Session, login_of: LoginOf) -> None:
    dsn = login_of(OPERATOR)
    new = NewTask(uuid4(), "折り返す", TODAY, call_id=missed_call(office, "+81312345678"))

    with desk(dsn) as database, database.writing() as session:
        add_found_task(session, new)

    assert listed(dsn, TaskView.DUE)[0].caller == "+81312345678"


def test_no_task_comes_with_what_is_not_to_be_seen(office: Session, login_of: LoginOf) -> None:
    other = a_task(
        office, customer_id=a_customer(office).id, staff_id=staff_of(office, login_of(OPERATOR))
    )
    new = NewTask(uuid4(), "のぞき見", TODAY)

    with (
        desk(login_of(OPERATOR)) as database,
        pytest.raises(RightMissing),
        database.writing() as session,
    ):
        add_found_task(session, new, after_task_id=other)


def heard(listener: Listener, texts: int) -> list[str]:
    told: list[str] = []
    while len(told) < texts:
        told += listener.wait(5)
    return told


def test_lists_hear_of_each_change_and_once_of_many(office: Session, login_of: LoginOf) -> None:
    dsn = login_of(OPERATOR)
    with Listener(dsn, CHANNEL) as listener:
        task_id = a_task(office)
        take(dsn, task_id)
        assert heard(listener, 2) == [str(task_id)] * 2

        office.execute(insert(Task).values([{"title": f"手紙 {n}"} for n in range(9)]))
        office.commit()
        assert heard(listener, 1) == [""]
