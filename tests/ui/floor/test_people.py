"""The figures of people and days: which rows, in which order, and how they are taken out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.floor import PersonDay
from crm_desktop.errors.access import ExportNotAllowed
from crm_desktop.ui.floor.people_pane import FloorPeoplePane
from crm_desktop.ui.floor.people_presenter import FloorPeoplePresenter, PeopleWork
from crm_desktop.ui.floor.people_words import hours_words
from crm_desktop.ui.floor.state import Grouping, Measure
from crm_desktop.ui.floor.wiring import connect_people
from crm_desktop.ui.shared.formats import Formats
from tests.ui.floor.floors import TODAY, a_day

ROWS = (
    a_day(2, "一戸 静", 21, 1),
    a_day(2, "一戸 静", 22, 2),
    a_day(1, "髙橋 花子", 21, 9),
    a_day(1, "髙橋 花子", 22, 8),
)


class Office:
    """What is asked of the database."""

    def __init__(self) -> None:
        self.asked: list[tuple[date, date]] = []
        self.written: list[tuple[str, date, date, Path]] = []
        self.rows: Sequence[PersonDay] = ROWS
        self.refuses: Exception | None = None

    def read(self, first: date, last: date) -> Sequence[PersonDay]:
        self.asked.append((first, last))
        return self.rows

    def export(self, reason: str, first: date, last: date, file: Path) -> int:
        if self.refuses:
            raise self.refuses
        self.written.append((reason, first, last, file))
        return len(self.rows)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def presenter(office: Office, inline_jobs: Jobs, qapp: object) -> FloorPeoplePresenter:
    work = PeopleWork(office.read, office.export)
    return FloorPeoplePresenter(work, inline_jobs, today=lambda: TODAY)


@pytest.fixture
def pane(qtbot: QtBot, formats: Formats, presenter: FloorPeoplePresenter) -> FloorPeoplePane:
    pane = FloorPeoplePane(formats, exports=True)
    qtbot.addWidget(pane)
    connect_people(presenter, pane)
    pane.show()
    return pane


def told(pane: FloorPeoplePane) -> list[tuple[str, ...]]:
    return [tuple(pane.model.cells(row)[:3]) for row in range(pane.model.rowCount())]


def test_people_stand_in_the_order_of_their_names_not_of_their_calls(pane: FloorPeoplePane) -> None:
    assert told(pane) == [
        ("一戸 静", "all days", "3"),
        ("髙橋 花子", "all days", "17"),
        ("Together", "", "20"),
    ]


def test_days_stand_as_they_went_by(pane: FloorPeoplePane, presenter: FloorPeoplePresenter) -> None:
    presenter.choose_grouping(Grouping.DAYS)

    assert [row[1:] for row in told(pane)[:2]] == [("Nov 21 (Sat)", "10"), ("Nov 22 (Sun)", "10")]


def test_one_persons_days_are_theirs_alone(
    pane: FloorPeoplePane, presenter: FloorPeoplePresenter
) -> None:
    presenter.choose_grouping(Grouping.DAYS)
    pane.person.setCurrentIndex(pane.person.findData(1))
    pane.person.activated.emit(pane.person.currentIndex())

    assert [row[::2] for row in told(pane)[:2]] == [("髙橋 花子", "9"), ("髙橋 花子", "8")]


def test_the_chart_draws_the_rows_of_the_table_in_their_order(
    pane: FloorPeoplePane, presenter: FloorPeoplePresenter
) -> None:
    presenter.choose_measure(Measure.AWAY)

    bars = [(bar.words, bar.value, bar.told) for bar in pane.chart.bars]
    assert bars == [("一戸 静", 1200, "0:20 h"), ("髙橋 花子", 1200, "0:20 h")]
    assert "一戸 静 0:20 h" in pane.chart.accessibleDescription()


def test_days_are_read_in_either_order_and_no_more_than_93(
    office: Office, pane: FloorPeoplePane, presenter: FloorPeoplePresenter
) -> None:
    presenter.choose_days(TODAY, TODAY - timedelta(days=6))
    presenter.choose_days(TODAY - timedelta(days=400), TODAY)

    assert office.asked[-2:] == [
        (TODAY - timedelta(days=6), TODAY),
        (TODAY - timedelta(days=92), TODAY),
    ]


def test_a_day_that_is_chosen_is_read(office: Office, pane: FloorPeoplePane) -> None:
    pane.first_on.setDate(QDate(2026, 11, 20))

    assert office.asked[-1] == (date(2026, 11, 20), TODAY)


def test_days_on_which_nobody_did_anything_say_so(
    office: Office, pane: FloorPeoplePane, presenter: FloorPeoplePresenter
) -> None:
    office.rows = ()
    presenter.refresh()

    assert told(pane) == []
    assert pane.empty.text().startswith("Nobody took a call")
    assert not pane.chart.grab().isNull()


def test_figures_are_written_with_a_reason_to_the_file_chosen(
    office: Office, pane: FloorPeoplePane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/tmp/figures.csv", ""))
    assert not pane.export.isEnabled()

    pane.reason.setText(" 月次の報告のため ")
    pane.export.click()

    assert office.written == [("月次の報告のため", TODAY, TODAY, Path("/tmp/figures.csv"))]


def test_a_refused_export_is_told_and_can_be_tried_again(
    office: Office, pane: FloorPeoplePane, presenter: FloorPeoplePresenter
) -> None:
    refused: list[Exception] = []
    presenter.failed.connect(refused.append)
    office.refuses = ExportNotAllowed()

    presenter.export("月次の報告", Path("figures.csv"))

    assert refused == [office.refuses]
    assert not presenter.state.exporting


def test_whoever_has_no_right_is_offered_no_export(qtbot: QtBot, formats: Formats) -> None:
    pane = FloorPeoplePane(formats, exports=False)
    qtbot.addWidget(pane)
    pane.show()

    assert not pane.export.isVisible()
    assert not pane.reason.isVisible()


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00 h"), (59, "0:01 h"), (3599, "1:00 h"), (90_000, "25:00 h")]
)
def test_hours_are_told_in_hours_and_minutes(seconds: float, words: str) -> None:
    assert hours_words(seconds) == words
