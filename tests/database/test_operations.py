"""An operation that is sent again is done once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, insert, select

from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Tag
from crm_desktop.database.models.draft import SavedOperation
from crm_desktop.database.operations import once
from crm_desktop.database.roles import SUPERVISOR
from crm_desktop.errors.access import RightMissing
from tests.conftest import LoginAt


def _add_tag(database: Database, operation: UUID, name: str) -> object:
    with database.writing() as session:

        def work() -> int:
            return int(session.scalars(insert(Tag).values(label=name).returning(Tag.id)).one())

        return once(session, operation, work)


@pytest.fixture
def supervisor(database: Database, login_at: LoginAt) -> Iterator[Database]:
    with Database(login_at(database, SUPERVISOR)) as supervisor:
        yield supervisor


def test_sent_again_answers_the_same_and_changes_nothing(supervisor: Database) -> None:
    operation = uuid4()
    first = _add_tag(supervisor, operation, "耳が遠い")
    assert _add_tag(supervisor, operation, "耳が遠い") == first


def test_failed_work_may_be_sent_again(supervisor: Database) -> None:
    operation = uuid4()
    with pytest.raises(ZeroDivisionError), supervisor.writing() as session:
        once(session, operation, lambda: 1 // 0)
    assert _add_tag(supervisor, operation, "髙橋様") is not None


def test_two_at_once_do_it_once(supervisor: Database) -> None:
    operation = uuid4()
    answers: list[object] = []
    both = [
        threading.Thread(target=lambda: answers.append(_add_tag(supervisor, operation, "同時")))
        for _ in range(2)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    with supervisor.reading() as session:
        assert session.scalar(select(func.count()).where(Tag.label == "同時")) == 1
    assert len(set(answers)) == 1


def test_somebody_elses_operation_is_refused(
    supervisor: Database, database: Database, login_at: LoginAt
) -> None:
    operation = uuid4()
    _add_tag(supervisor, operation, "一")
    with Database(login_at(database, SUPERVISOR)) as other:
        with pytest.raises(RightMissing):
            _add_tag(other, operation, "二")
        with other.reading() as session:
            assert session.scalar(select(func.count()).select_from(SavedOperation)) == 0
