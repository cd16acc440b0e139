from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.missed_calls import MissedCalls
from crm_desktop.database.queries.tasks import OpenTask
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.ui.home.panel import HomePanel
from crm_desktop.ui.home.state import HomeRows, HomeState
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.row_list import RowList

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = date(2026, 11, 23)
TASK = OpenTask(
    1, "call_back", "払込票の再発行", date(2026, 11, 20), "", 7, "髙橋 美智子", "タカハシ ミチコ"
)
MISSED = MissedCalls(
    9, "+81353211111", None, "", "通販受付", "", 2, NOW, NOW - timedelta(hours=1), None, "", ""
)


@pytest.fixture
def panel(qtbot: QtBot, formats: Formats) -> HomePanel:
    panel = HomePanel(formats, now=lambda: NOW)
    qtbot.addWidget(panel)
    panel.resize(1100, 600)
    panel.show()
    return panel


def words(rows: RowList) -> list[str]:
    model = rows.row_model
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def open_first(rows: RowList) -> None:
    place = rows.visualRect(rows.row_model.index(0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_late_task_says_how_late_it_is(panel: HomePanel) -> None:
    panel.show_state(HomeState(TODAY, HomeRows(tasks=(TASK,)), loaded=True))

    assert words(panel.tasks) == ["Nov 20 (3 d late) 髙橋 美智子 払込票の再発行"]


def test_a_task_opens_its_customer(panel: HomePanel, qtbot: QtBot) -> None:
    panel.show_state(HomeState(TODAY, HomeRows(tasks=(TASK,)), loaded=True))

    with qtbot.waitSignal(panel.customer_wanted) as wanted:
        open_first(panel.tasks)

    assert wanted.args == [7]


def test_a_task_about_nobody_opens_nothing(panel: HomePanel, qtbot: QtBot) -> None:
    nobody = replace(TASK, customer_id=None, customer_name="")
    panel.show_state(HomeState(TODAY, HomeRows(tasks=(nobody,)), loaded=True))

    with qtbot.assertNotEmitted(panel.customer_wanted):
        open_first(panel.tasks)


def test_a_missed_caller_who_is_no_customer_is_told_by_number(
    panel: HomePanel, qtbot: QtBot
) -> None:
    panel.show_state(HomeState(TODAY, HomeRows(missed=(MISSED,)), loaded=True))

    with qtbot.waitSignal(panel.missed.number_wanted) as wanted:
        open_first(panel.missed.rows)

    assert wanted.args == ["+81353211111"]
    assert words(panel.missed.rows) == ["Today 11:00 03-5321-1111"]


def test_a_withheld_missed_call_says_why_it_has_no_number(panel: HomePanel) -> None:
    withheld = replace(MISSED, caller=None, no_number_reason=NoNumberReason.WITHHELD)
    panel.show_state(HomeState(TODAY, HomeRows(missed=(withheld,)), loaded=True))

    assert words(panel.missed.rows) == ["Today 11:00 Number withheld"]


def test_empty_lists_say_what_would_be_there(panel: HomePanel) -> None:
    panel.show_state(HomeState(TODAY, loaded=True))

    assert not panel.tasks.isVisible()
    assert "Follow-ups" in panel._tasks_pane._words.text()


def test_before_the_first_answer_nothing_is_claimed(panel: HomePanel) -> None:
    panel.show_state(HomeState(TODAY))

    assert panel._tasks_pane._words.text() == "Reading …"


def test_several_missed_callers_are_settled_at_once(panel: HomePanel, qtbot: QtBot) -> None:
    rows = HomeRows(missed=(MISSED, replace(MISSED, call_id=10, caller="+81355550101")))
    panel.show_state(HomeState(TODAY, rows, loaded=True))
    assert not panel.missed.settle.done.isEnabled()

    panel.missed.rows.setFocus()
    QTest.keyClick(panel.missed.rows, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert panel.missed.settle.done.isEnabled()
    with qtbot.waitSignal(panel.missed.settle_wanted) as wanted:
        panel.missed.settle.reasons.actions()[3].trigger()

    assert wanted.args == [[9, 10], MissedCallSettled.SALES]


def test_click_with_ctrl_chooses_and_opens_nothing(panel: HomePanel, qtbot: QtBot) -> None:
    panel.show_state(HomeState(TODAY, HomeRows(missed=(MISSED,)), loaded=True))
    place = panel.missed.rows.visualRect(panel.missed.rows.row_model.index(0)).center()

    with qtbot.assertNotEmitted(panel.missed.number_wanted):
        QTest.mouseClick(
            panel.missed.rows.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            place,
        )

    assert [missed.call_id for missed in panel.missed.rows.chosen_rows] == [9]


def test_what_was_settled_can_be_put_back(panel: HomePanel, qtbot: QtBot) -> None:
    panel.show_state(HomeState(TODAY, loaded=True))
    assert not panel.missed.settle.undo.isVisible()

    panel.show_state(HomeState(TODAY, loaded=True, settled=2))

    with qtbot.waitSignal(panel.missed.undo_wanted):
        panel.missed.settle.undo.click()
