from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.tasks import TaskPlan
from crm_desktop.database.queries.approvals import AskedApproval
from crm_desktop.database.queries.tasks import OpenTask, TaskChoices
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.tasks.panel import TasksPanel
from crm_desktop.ui.tasks.sheets import DoneSheet, TaskSheet
from crm_desktop.ui.tasks.state import TasksState, WorkView

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = date(2026, 11, 23)
TASK = OpenTask(
    1,
    "call_back",
    "払込票の再発行",
    date(2026, 11, 20),
    "",
    7,
    "髙橋 美智子",
    "",
    for_group="受注係",
)
HELD = replace(TASK, task_id=2, due_on=TODAY, taken_by="佐伯 千鶴", taken_until=NOW)
NOTE = AskedApproval(
    5,
    3,
    7,
    "﨑山 弘",
    "",
    "苦情",
    "Complaint",
    "箱が潰れた\n二度目",
    "佐伯",
    NOW,
    NOW,
    "asked",
    "",
    True,
)
CHOICES = TaskChoices(((3, "佐伯 千鶴"),), ("受注係",))


@pytest.fixture
def panel(qtbot: QtBot, formats: Formats) -> TasksPanel:
    panel = TasksPanel(formats, now=lambda: NOW)
    qtbot.addWidget(panel)
    panel.resize(1100, 600)
    panel.show()
    return panel


def shown(*rows: OpenTask | AskedApproval, **more: object) -> TasksState:
    state = TasksState(TODAY, rows=rows, chosen=rows[0] if rows else None, loaded=True)
    return replace(state, **more)  # type: ignore[arg-type]


def test_a_row_says_when_for_whom_what_and_whose(panel: TasksPanel) -> None:
    panel.show_state(shown(TASK, HELD))

    assert list(panel.model.cells(0)) == [
        "Nov 20 (3 d late)",
        "髙橋 美智子",
        "Call back",
        "払込票の再発行",
        "受注係",
        "",
    ]
    assert panel.model.cells(1)[-1] == "佐伯 千鶴, until 12:00"


def test_what_another_has_taken_is_only_looked_at(panel: TasksPanel) -> None:
    panel.show_state(shown(HELD))

    assert not any(button.isEnabled() for button in (panel.open, panel.take, panel.finish))


def test_keys_of_the_list_open_take_and_finish(panel: TasksPanel, qtbot: QtBot) -> None:
    panel.show_state(shown(TASK))
    for key, told in (
        (Qt.Key.Key_Return, panel.table.row_opened),
        (Qt.Key.Key_Space, panel.table.take_wanted),
        (Qt.Key.Key_Delete, panel.done_wanted),
    ):
        with qtbot.waitSignal(told):
            QTest.keyClick(panel.table, key)


def test_a_note_is_sent_back_only_with_a_word(panel: TasksPanel, qtbot: QtBot) -> None:
    panel.show_state(shown(NOTE, view=WorkView.APPROVALS, supervises=True))
    assert not panel.approval.send_back.isEnabled()
    assert "箱が潰れた\n二度目" in panel.detail.toPlainText()

    panel.approval.word.setText("返金は?")
    with qtbot.waitSignal(panel.approval.sent_back) as told:
        panel.approval.send_back.click()

    assert told.args == ["返金は?"]


def test_whoever_wrote_a_note_that_was_sent_back_asks_again(panel: TasksPanel) -> None:
    back = replace(NOTE, approval="sent_back", word="返金は?")
    panel.show_state(shown(back, view=WorkView.APPROVALS))

    assert panel.approval.ask_again.isVisible()
    assert not panel.approval.approve.isVisible()
    assert panel.model.cells(0)[-1] == "Sent back: 返金は?"


def test_an_empty_list_says_what_would_be_there(panel: TasksPanel) -> None:
    panel.show_state(shown(view=WorkView.OVERDUE))

    assert panel.empty.text() == "Nothing is overdue."
    assert panel.take.isHidden()


def test_a_sheet_plans_day_time_and_group(qtbot: QtBot, formats: Formats) -> None:
    sheet = TaskSheet("Plan", "髙橋 美智子", formats, CHOICES)
    sheet.show_task("折り返し", TaskPlan(TODAY, NOW, for_group="受注係", priority=1), today=TODAY)

    assert sheet.fields.plan() == TaskPlan(TODAY, NOW, for_group="受注係", priority=1)
    assert sheet.fields.due_at.text() == "12:00"


def test_a_time_that_is_none_is_refused_and_the_sheet_stays(qtbot: QtBot, formats: Formats) -> None:
    sheet = DoneSheet(TASK, formats, CHOICES, tomorrow=date(2026, 11, 24))
    sheet.show()
    sheet.again.setChecked(True)
    sheet.fields.due_at.setText("25:00")

    with qtbot.assertNotEmitted(sheet.done_wanted):
        sheet.ok_wanted.emit()

    assert "25:00" in sheet.refusal.text()
    assert sheet.isVisible()


def test_what_need_not_be_done_says_why(qtbot: QtBot, formats: Formats) -> None:
    sheet = DoneSheet(TASK, formats, CHOICES, tomorrow=date(2026, 11, 24))
    sheet.words.setText("先方から電話あり")

    with qtbot.waitSignal(sheet.drop_wanted) as told:
        sheet.drop.click()

    assert told.args == ["先方から電話あり"]


def test_whose_a_task_is_stays_so_before_and_after_people_are_known(
    qtbot: QtBot, formats: Formats
) -> None:
    sheet = TaskSheet("Plan", "髙橋 美智子", formats, TaskChoices())
    sheet.show_task("折り返し", TaskPlan(TODAY, staff_id=3), today=TODAY)
    assert sheet.fields.plan().staff_id == 3

    sheet.fields.show_choices(CHOICES)

    assert sheet.fields.whose.currentText() == "佐伯 千鶴"
    assert sheet.fields.plan().staff_id == 3
