from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.background.outbox import Form
from crm_desktop.database.queries.tasks import OpenTask
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.home.presenter import HomePresenter, MissedCallWork
from crm_desktop.ui.home.state import HomeRows, HomeState

TODAY = date(2026, 11, 23)


def task(due_on: date) -> OpenTask:
    return OpenTask(1, "call_back", "折り返し", due_on, "", 7, "髙橋 美智子", "タカハシ ミチコ")


ROWS = HomeRows((task(date(2026, 11, 20)), task(TODAY), task(TODAY)))


class Office:
    """A database that can be away."""

    away = False

    def __init__(self) -> None:
        self.said: list[tuple[object, ...]] = []

    def work(self) -> MissedCallWork:
        return MissedCallWork(
            self.settle,
            lambda ids: self.said.append((list(ids),)),
        )

    def settle(self, ids: Sequence[int], why: MissedCallSettled, form: Form) -> None:
        self.said.append((list(ids), why))
        form.then(None)

    def read(self, _today: date) -> HomeRows:
        if self.away:
            raise DatabaseUnreachable
        return ROWS


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def presenter(office: Office, inline_jobs: Jobs) -> HomePresenter:
    return HomePresenter(office.read, office.work(), inline_jobs, today=lambda: TODAY)


def shown(presenter: HomePresenter) -> list[HomeState]:
    states: list[HomeState] = []
    presenter.changed.connect(states.append)
    return states


def test_tasks_are_counted_as_late_from_the_day_after(presenter: HomePresenter) -> None:
    states = shown(presenter)
    presenter.start()

    assert (states[-1].tasks_late, states[-1].tasks_today) == (1, 2)
    assert states[-1].loaded


def test_what_was_read_stays_when_reading_fails(presenter: HomePresenter, office: Office) -> None:
    states = shown(presenter)
    presenter.start()
    office.away = True
    presenter.refresh()

    assert states[-1].rows == ROWS
    assert states[-1].failed


def test_a_database_that_stays_away_is_told_once(presenter: HomePresenter, office: Office) -> None:
    told: list[Exception] = []
    presenter.failed.connect(told.append)
    office.away = True
    presenter.start()
    presenter.refresh()

    assert len(told) == 1


def test_settled_callers_can_be_put_back(presenter: HomePresenter, office: Office) -> None:
    states = shown(presenter)
    presenter.settle([3, 4], MissedCallSettled.SALES)
    assert states[-1].settled == 2

    presenter.put_back()

    assert office.said == [([3, 4], MissedCallSettled.SALES), ([3, 4],)]
    assert states[-1].settled == 0
