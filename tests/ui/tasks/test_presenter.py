from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QObject

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.approvals import AskedApproval
from crm_desktop.database.queries.tasks import OpenTask, TaskChoices, TaskView
from crm_desktop.errors.tasks import TaskTaken
from crm_desktop.ui.tasks.presenter import TasksPresenter, TaskWork
from crm_desktop.ui.tasks.state import WorkView

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = date(2026, 11, 23)
TASK = OpenTask(1, "call_back", "払込票の再発行", TODAY, "", 7, "髙橋 美智子", "タカハシ")
STRANGER = replace(TASK, task_id=2, customer_id=None, customer_name="", caller="+819012345678")
NOTE = AskedApproval(
    5, 3, 7, "髙橋 美智子", "", "苦情", "", "箱が潰れた", "佐伯", NOW, NOW, "asked", "", False
)


class Office(QObject):
    """What is stored, and what was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.tasks = [TASK, STRANGER]
        self.told: list[Any] = []
        self.held: TaskTaken | None = None

    def work(self) -> TaskWork:
        return TaskWork(
            read=self.read,
            read_approvals=lambda: [NOTE],
            read_choices=TaskChoices,
            take=self.take,
            give_back=lambda task_id: self.told.append(("give back", task_id)),
            approve=lambda *said: self.told.append(said),
            send_back=lambda *said: self.told.append(said),
            ask_again=lambda *said: self.told.append(said),
        )

    def read(self, view: TaskView, group: str) -> list[OpenTask]:
        self.told.append((view, group))
        return self.tasks

    def take(self, task_id: int) -> datetime:
        if self.held is not None:
            raise self.held
        self.told.append(("take", task_id))
        return NOW


@pytest.fixture
def office(qapp: object) -> Office:
    return Office()


@pytest.fixture
def presenter(office: Office, inline_jobs: Jobs) -> TasksPresenter:
    presenter = TasksPresenter(office.work(), inline_jobs, today=lambda: TODAY, supervises=True)
    presenter.on_screen(True)
    office.told.clear()
    return presenter


def test_the_first_task_is_chosen_and_stays_so_when_the_list_is_read_anew(
    presenter: TasksPresenter, office: Office
) -> None:
    assert presenter.state.task == TASK
    presenter.choose(STRANGER)
    office.tasks = [replace(STRANGER, title="別件"), TASK]

    presenter.refresh()

    assert presenter.state.task == office.tasks[0]


def test_opening_takes_first_and_tells_the_customer_then(
    presenter: TasksPresenter, office: Office
) -> None:
    wanted: list[int] = []
    presenter.customer_wanted.connect(wanted.append)

    presenter.open_chosen()

    assert office.told[0] == ("take", 1)
    assert wanted == [7]


def test_a_stranger_who_is_to_be_called_is_told_by_number(presenter: TasksPresenter) -> None:
    numbers: list[str] = []
    presenter.number_wanted.connect(numbers.append)
    presenter.choose(STRANGER)

    presenter.open_chosen()

    assert numbers == ["+819012345678"]


def test_a_task_that_another_has_opens_nothing(presenter: TasksPresenter, office: Office) -> None:
    office.held = TaskTaken("佐伯 千鶴", NOW)
    wanted: list[int] = []
    failed: list[Exception] = []
    presenter.customer_wanted.connect(wanted.append)
    presenter.failed.connect(failed.append)

    presenter.open_chosen()

    assert (wanted, failed) == ([], [office.held])
    assert office.told == [(TaskView.DUE, "")]  # read anew


def test_a_task_taken_here_is_given_back(presenter: TasksPresenter, office: Office) -> None:
    presenter.choose(replace(TASK, is_taken_here=True))

    presenter.take_or_give_back()

    assert office.told[0] == ("give back", 1)


def test_news_are_read_only_where_they_are_seen(presenter: TasksPresenter) -> None:
    presenter.on_screen(False)
    presenter.on_news()
    assert not presenter.news_wait

    presenter.on_screen(True)
    presenter.on_news()
    assert presenter.news_wait


def test_notes_are_agreed_with_as_they_were_read(presenter: TasksPresenter, office: Office) -> None:
    presenter.choose_view(WorkView.APPROVALS)
    assert presenter.state.approval == NOTE

    presenter.approve()
    presenter.send_back("返金は?")

    assert office.told == [(5, 3), (5, 3, "返金は?")]
