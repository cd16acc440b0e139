from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from crm_desktop.actions.calls import record_call_events
from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.note import Task
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.missed_calls import missed_calls
from crm_desktop.database.queries.tasks import TaskView, open_tasks
from crm_desktop.database.roles import ADMIN, ANALYST, GATEWAY, OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.office_day import OfficeDay
from tests.builders import HOME, MOBILE, a_customer
from tests.conftest import LoginOf, SignedIn

TODAY = date(2026, 11, 23)
DAY = OfficeDay(TODAY, datetime(2026, 11, 22, 15, tzinfo=UTC))
NOW = datetime.now(UTC)


@pytest.fixture
def office(engine: Engine) -> Iterator[Session]:
    """A session of the owner's that may commit; there is nobody in the office after the test."""
    with Session(engine) as session:
        yield session
        session.rollback()
        for table in (Task, Call, Customer):
            session.execute(delete(table))
        session.commit()


def a_task(office: Session, title: str, *, customer_id: int, staff_id: int | None = None) -> None:
    office.add(Task(title=title, due_on=TODAY, customer_id=customer_id, staff_id=staff_id))
    office.commit()


def missed(office: Session, caller: str) -> None:
    began_at, ended_at = NOW - timedelta(minutes=2), NOW - timedelta(minutes=1)
    ringing = CallEvent("pbx", caller, CallStage.RINGING, began_at, extension="201", caller=caller)
    record_call_events(office, [ringing, CallEvent("pbx", caller, CallStage.ENDED, ended_at)])
    office.commit()


def titles(dsn: str) -> list[tuple[str, str]]:
    """Return title and customer's name of what is due for whoever signs in by ``dsn``."""
    with Database(dsn) as database, database.reading() as session:
        return [(task.title, task.customer_name) for task in open_tasks(session, TaskView.DUE, DAY)]


def callers(dsn: str) -> list[tuple[str | None, str, int | None]]:
    with Database(dsn) as database, database.reading() as session:
        found = missed_calls(session, since=NOW - timedelta(days=1))
        return [(one.caller, one.customer_name, one.customer_id) for one in found]


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR])
def test_tasks_that_are_mine_or_nobodys_name_their_customers(
    group: str, office: Session, login_of: LoginOf
) -> None:
    customer_id = a_customer(office).id
    mine, others = login_of(group), login_of(group)
    staff_id = office.scalars(select(Staff.id).order_by(Staff.id)).all()[-2]
    a_task(office, "折り返し", customer_id=customer_id, staff_id=staff_id)
    a_task(office, "お礼状", customer_id=customer_id)

    assert titles(mine) == [("折り返し", "髙橋 美智子"), ("お礼状", "髙橋 美智子")]
    assert titles(others) == [("お礼状", "髙橋 美智子")]


def test_naming_a_customer_does_not_open_the_card(office: Session, signed_in: SignedIn) -> None:
    a_task(office, "お礼状", customer_id=a_customer(office).id)
    desk = signed_in(OPERATOR)

    assert desk.execute("SELECT customer_name FROM due_tasks(%s, 9)", [TODAY]).fetchall()
    assert desk.execute("SELECT id FROM customer").fetchall() == []


def test_missed_caller_is_named_to_desks(office: Session, login_of: LoginOf) -> None:
    customer_id = a_customer(office, phones=(MOBILE,)).id
    missed(office, MOBILE)

    assert callers(login_of(OPERATOR)) == [(MOBILE, "髙橋 美智子", customer_id)]


def test_missed_caller_who_is_restricted_is_named_to_supervisors(
    office: Session, login_of: LoginOf
) -> None:
    customer_id = a_customer(office, phones=(HOME,), restricted=True).id
    missed(office, HOME)

    assert callers(login_of(OPERATOR)) == [(HOME, "", None)]
    assert callers(login_of(SUPERVISOR)) == [(HOME, "髙橋 美智子", customer_id)]


@pytest.mark.parametrize("group", [SCANNER, ADMIN, ANALYST, GATEWAY])
@pytest.mark.parametrize(
    "question",
    [
        "due_tasks(now()::date, 9)",
        "missed_callers(now(), 9)",
        "open_tasks('all', '', now()::date, now(), 9)",
        "asked_approvals(9)",
        "take_task(1)",
    ],
)
def test_work_list_is_the_desks(group: str, question: str, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(group).execute(f"SELECT * FROM {question}".encode())


@pytest.mark.parametrize("columns", [{"password_due": True}, {"active": False}])
def test_who_may_not_work_yet_or_any_more_has_no_work_list(
    columns: dict[str, bool], office: Session, login_of: LoginOf
) -> None:
    a_task(office, "お礼状", customer_id=a_customer(office, phones=(MOBILE,)).id)
    missed(office, MOBILE)
    dsn = login_of(OPERATOR, **columns)

    assert (titles(dsn), callers(dsn)) == ([], [])
