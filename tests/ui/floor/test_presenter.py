"""When the wall reads, when it rests, and when it worries; without a window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.floor import FloorReading
from crm_desktop.domain.floor import FloorAlarm
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.floor import presenter as presenter_module
from crm_desktop.ui.floor.presenter import FloorPresenter
from tests.ui.floor.floors import NOW, TODAY, a_floor


class Office:
    """A floor that can be changed, a clock that can be set, and a count of the readings."""

    def __init__(self) -> None:
        self.now: datetime = NOW
        self.today: date = TODAY
        self.floor: FloorReading = a_floor()
        self.error: Exception | None = None
        self.days: list[date] = []

    def read(self, day: date) -> FloorReading:
        self.days.append(day)
        if self.error is not None:
            raise self.error
        return self.floor


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def presenter(office: Office, inline_jobs: Jobs, qapp: object) -> Iterator[FloorPresenter]:
    presenter = FloorPresenter(
        office.read, inline_jobs, now=lambda: office.now, today=lambda: office.today
    )
    yield presenter
    presenter.on_screen(False)
    presenter.deleteLater()


@pytest.fixture
def rests_shortly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presenter_module, "LEAST_PAUSE_MS", 20)
    monkeypatch.setattr(presenter_module, "MOST_PAUSE_MS", 40)


def test_nothing_is_read_while_nobody_looks(office: Office, presenter: FloorPresenter) -> None:
    presenter.on_linked(True)
    presenter.on_news("call")

    assert office.days == []


def test_the_wall_is_read_when_it_is_looked_at(office: Office, presenter: FloorPresenter) -> None:
    presenter.on_screen(True)

    assert office.days == [TODAY]
    assert presenter.state.reading == office.floor


def test_a_flood_of_news_is_one_reading_more(
    office: Office, presenter: FloorPresenter, qtbot: QtBot, rests_shortly: None
) -> None:
    presenter.on_screen(True)
    for _ in range(500):
        presenter.on_news()
    assert len(office.days) == 1

    qtbot.waitUntil(lambda: len(office.days) == 2)
    qtbot.wait(80)
    assert len(office.days) == 2


def test_without_news_nothing_is_read(
    office: Office, presenter: FloorPresenter, qtbot: QtBot, rests_shortly: None
) -> None:
    presenter.on_screen(True)
    for _ in range(5):
        presenter.tick()
    qtbot.wait(100)

    assert len(office.days) == 1


def test_a_link_that_is_back_is_read_over_at_once(
    office: Office, presenter: FloorPresenter
) -> None:
    presenter.on_screen(True)
    presenter.on_linked(False)
    assert not presenter.state.live

    presenter.on_linked(True)
    assert presenter.state.live
    assert len(office.days) == 2


def test_a_failure_is_told_once_and_tried_again(
    office: Office, presenter: FloorPresenter, qtbot: QtBot, rests_shortly: None
) -> None:
    told: list[Exception] = []
    presenter.failed.connect(told.append)
    office.error = DatabaseUnreachable("gone")

    presenter.on_screen(True)
    qtbot.waitUntil(lambda: len(office.days) >= 3)
    assert len(told) == 1
    assert presenter.state.failed

    office.error = None
    qtbot.waitUntil(lambda: not presenter.state.failed)


def test_somebody_who_waits_on_is_noticed_without_news(
    office: Office, presenter: FloorPresenter
) -> None:
    office.floor = a_floor(waiting_s=(55,))
    presenter.on_screen(True)
    seen = [presenter.state.alarms]

    office.now += timedelta(seconds=6)
    presenter.tick()
    assert [*seen, presenter.state.alarms] == [(), (FloorAlarm.WAIT,)]


@pytest.mark.parametrize("wrong_by", [timedelta(0), timedelta(hours=-7), timedelta(days=400)])
def test_a_wrong_clock_of_the_pc_changes_no_wait(
    wrong_by: timedelta, office: Office, presenter: FloorPresenter
) -> None:
    office.now = NOW + wrong_by
    office.floor = a_floor(waiting_s=(59,), at=NOW)

    presenter.on_screen(True)

    assert presenter.server_now == NOW
    assert presenter.state.alarms == ()


def test_the_clock_tells_the_servers_time(office: Office, presenter: FloorPresenter) -> None:
    told: list[datetime] = []
    presenter.ticked.connect(told.append)
    office.floor = a_floor(at=NOW + timedelta(minutes=3))
    presenter.on_screen(True)

    office.now += timedelta(seconds=1)
    presenter.tick()

    assert told == [NOW + timedelta(minutes=3, seconds=1)]


def test_a_new_day_is_read_when_it_begins(
    office: Office, presenter: FloorPresenter, qtbot: QtBot, rests_shortly: None
) -> None:
    presenter.on_screen(True)
    office.today += timedelta(days=1)

    presenter.tick()

    qtbot.waitUntil(lambda: office.days == [TODAY, TODAY + timedelta(days=1)])
    assert presenter.state.today == TODAY + timedelta(days=1)


def test_what_was_read_while_the_wall_went_is_read_anew_when_it_comes_back(
    office: Office, presenter: FloorPresenter, qtbot: QtBot, rests_shortly: None
) -> None:
    presenter.on_screen(True)
    presenter.on_screen(False)
    presenter.on_news()
    qtbot.wait(60)
    assert len(office.days) == 1

    presenter.on_screen(True)
    assert len(office.days) == 2
