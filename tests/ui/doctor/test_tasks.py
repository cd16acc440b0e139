from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.task_queue import FailedTask, QueueState
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.doctor.task_page import TasksTab
from crm_desktop.ui.doctor.task_presenter import TaskQuestions, TasksPresenter
from crm_desktop.ui.doctor.task_state import TasksState
from crm_desktop.ui.shared.formats import Formats

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
QUEUE = QueueState(2, 1, 2, NOW - timedelta(hours=1), NOW)
PAGE = FailedTask(7, "read_page", {"document_id": 17, "page_number": 2}, 4, NOW)
MAP = FailedTask(9, "locate_addresses", {"first_id": 1}, 4, None)
SEEN = TasksState(QUEUE, (PAGE, MAP))


class Office:
    """What the presenter asks; answers can be changed."""

    def __init__(self) -> None:
        self.seen = SEEN
        self.tried: list[int | None] = []
        self.error: Exception | None = None

    def look(self) -> TasksState:
        if self.error is not None:
            raise self.error
        return self.seen

    def try_again(self, task_id: int | None) -> int:
        if self.error is not None:
            raise self.error
        self.tried.append(task_id)
        return 1


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def presenter(office: Office, inline_jobs: Jobs) -> TasksPresenter:
    return TasksPresenter(TaskQuestions(office.look, office.try_again), inline_jobs)


@pytest.fixture
def page(qtbot: QtBot) -> Callable[[TasksState], TasksTab]:
    def shown(state: TasksState) -> TasksTab:
        page = TasksTab(Formats("en", UTC), lambda: NOW)
        qtbot.addWidget(page)
        page.show_state(state)
        page.show()
        return page

    return shown


def test_opened_doctor_looks_at_once(presenter: TasksPresenter) -> None:
    presenter.open()

    assert presenter.state == SEEN


def test_task_tried_again_is_gone_from_the_list(presenter: TasksPresenter, office: Office) -> None:
    presenter.open()
    office.seen = replace(SEEN, failed=(MAP,))

    presenter.try_again(7)

    assert office.tried == [7]
    assert (presenter.state.failed, presenter.state.put_back) == ((MAP,), 1)


def test_refused_try_is_told_and_the_list_stays(presenter: TasksPresenter, office: Office) -> None:
    presenter.open()
    told: list[Exception] = []
    presenter.failed.connect(told.append)
    office.error = RightMissing("try_tasks_again")

    presenter.try_again(None)

    assert told == [office.error]
    assert (presenter.state.failed, presenter.state.trying) == (SEEN.failed, False)


def test_database_that_is_away_leaves_what_was_seen(
    presenter: TasksPresenter, office: Office
) -> None:
    presenter.open()
    office.error = DatabaseUnreachable()

    presenter.open()

    assert presenter.state.failed == SEEN.failed


def test_what_was_given_up_is_told_in_plain_words(page: Callable[[TasksState], TasksTab]) -> None:
    rows = page(SEEN).table.words.rows

    assert rows[0][0] == "Read page 2 of paper 17"
    assert rows[0][2] == "4"
    assert rows[1][:2] == ("Find addresses on the map", "")


def test_enter_on_a_row_tries_it_again(page: Callable[[TasksState], TasksTab]) -> None:
    tab = page(SEEN)
    wanted: list[int | None] = []
    tab.wanted.connect(wanted.append)
    tab.table.selectRow(1)

    QTest.keyClick(tab.table, Qt.Key.Key_Return)

    assert wanted == [9]


def test_all_are_tried_again_with_one_button(page: Callable[[TasksState], TasksTab]) -> None:
    tab = page(SEEN)
    wanted: list[int | None] = []
    tab.wanted.connect(wanted.append)

    QTest.keyClick(tab.all_again, Qt.Key.Key_Space)

    assert wanted == [None]


def test_nothing_can_be_tried_again_where_nothing_was_given_up(
    page: Callable[[TasksState], TasksTab],
) -> None:
    tab = page(replace(SEEN, failed=()))

    assert (tab.again.isEnabled(), tab.all_again.isEnabled()) == (False, False)
    assert tab.empty.isVisible()


def test_waiting_tasks_without_a_worker_say_how_to_start_one(
    page: Callable[[TasksState], TasksTab],
) -> None:
    tab = page(TasksState(replace(QUEUE, worker_seen_at=None)))

    assert "crm-desktop worker" in tab.words.text()
