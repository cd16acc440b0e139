"""What one person opened, row by row, and the way on to who looked at a card."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.ui.openings.opened_dialog import OpenedCardsDialog
from crm_desktop.ui.openings.state import OpenedState
from crm_desktop.ui.shared.formats import Formats
from tests.ui.openings.days import CURIOUS, NOW, TODAY, a_card

CARDS = (
    a_card(why="call", call_id=4182, call_began_at=NOW),
    a_card(1, action="refuse", why="list", what="restricted", customer_id=8, name="﨑山 蓮"),
    a_card(2, why="call", call_id=9, code="", name=""),
)
STATE = OpenedState(CURIOUS, TODAY, CARDS)


@pytest.fixture
def dialog(qtbot: QtBot, formats: Formats) -> OpenedCardsDialog:
    dialog = OpenedCardsDialog(formats, today=TODAY)
    qtbot.addWidget(dialog)
    dialog.show_state(STATE)
    dialog.show()
    return dialog


def test_a_row_says_when_who_why_and_with_which_call(dialog: OpenedCardsDialog) -> None:
    assert [dialog.table.words.cells(row) for row in range(3)] == [
        ("12:00", "C-004182", "髙橋 美智子", "call", "12:00 (no. 4182)"),
        (
            "11:59",
            "C-004182",
            "﨑山 蓮",
            "Refused (restricted card): list of recent customers",
            "",
        ),
        ("11:58", "", "no such customer", "call", "9: no such call"),
    ]
    assert dialog.title.whole_text == "﨑山 蓮 (sakiyama), Nov 23 (Mon)"
    assert dialog.count.text() == "3 openings. That you asked is recorded too."


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_enter_and_shift_f7_ask_who_looked_at_the_chosen_card(
    key: Qt.Key, held: Qt.KeyboardModifier, dialog: OpenedCardsDialog, qtbot: QtBot
) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.table and dialog.isActiveWindow())
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)

    with qtbot.waitSignal(dialog.looks_wanted) as wanted:
        QTest.keyClick(dialog.table, key, held)

    assert wanted.args == [8, "﨑山 蓮"]


def test_older_ones_are_offered_where_there_are_and_the_chosen_row_stays(
    dialog: OpenedCardsDialog, qtbot: QtBot
) -> None:
    assert not dialog.older.isVisible()
    dialog.table.selectRow(1)
    dialog.show_state(OpenedState(CURIOUS, TODAY, CARDS, has_more=True))

    with qtbot.waitSignal(dialog.older_wanted):
        dialog.older.click()
    dialog.show_state(OpenedState(CURIOUS, TODAY, (*CARDS, a_card(3))))

    assert (dialog.table.currentIndex().row(), dialog.older.isVisible()) == (1, False)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (OpenedState(CURIOUS, TODAY, reading=True), "Reading …"),
        (OpenedState(CURIOUS, TODAY, failed=True), "This could not be read."),
        (OpenedState(CURIOUS, TODAY), "Nothing was opened on this day."),
    ],
)
def test_nothing_is_claimed_without_an_answer(
    state: OpenedState, words: str, dialog: OpenedCardsDialog
) -> None:
    dialog.show_state(state)

    assert (dialog.words.text(), dialog.count.text()) == (words, "")
    assert not dialog.looks.isEnabled()


def test_one_cell_is_copied_at_a_time(dialog: OpenedCardsDialog) -> None:
    table = dialog.table
    place = table.visualRect(table.words.index(1, 2)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, QPoint(0, 0))
    QApplication.sendEvent(table.viewport(), event)

    menu = table.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Copy 﨑山 蓮"]
    menu.close()


def test_escape_puts_it_away(dialog: OpenedCardsDialog) -> None:
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)

    assert not dialog.isVisible()
