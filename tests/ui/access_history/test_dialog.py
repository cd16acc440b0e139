from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.ui.access_history.dialog import AccessHistoryDialog
from crm_desktop.ui.access_history.state import AccessHistoryState, LookKind
from crm_desktop.ui.shared.formats import Formats
from tests.ui.access_history.looks import NOW, a_look

OPENED = a_look(why="call", call_id=4182)
LOOKS = (
    a_look("history", login="saeki", staff_name="佐伯 直子"),
    OPENED,
    a_look("open", login="sakiyama", staff_name="", why="missed_call", program="psql"),
)
STATE = AccessHistoryState(7, "髙橋 美智子", LOOKS)


@pytest.fixture
def dialog(qtbot: QtBot, formats: Formats) -> AccessHistoryDialog:
    dialog = AccessHistoryDialog(formats, now=lambda: NOW)
    qtbot.addWidget(dialog)
    dialog.show_state(STATE)
    dialog.show()
    return dialog


def rows(dialog: AccessHistoryDialog) -> list[tuple[str, ...]]:
    return [row.cells for row in dialog.table.words.rows]


def test_row_says_when_who_what_why_and_with_what(dialog: AccessHistoryDialog) -> None:
    assert rows(dialog)[1:] == [
        ("Today 12:00", "田所 誠 (tadokoro)", "Opened", "call (no. 4182)", "crm-desktop"),
        ("Today 12:00", "sakiyama", "Opened", "missed call", "psql"),
    ]
    assert dialog.customer.whole_text == "髙橋 美智子"
    assert dialog.count.text().startswith("3 of 3 entries.")


def test_filters_list_who_and_what_there_is(dialog: AccessHistoryDialog) -> None:
    people = [dialog.people.itemText(place) for place in range(dialog.people.count())]

    assert people == ["Everybody", "佐伯 直子 (saeki)", "田所 誠 (tadokoro)", "sakiyama"]
    assert dialog.kinds.count() == 1 + len(LookKind)


def test_choosing_in_the_filters_is_told(dialog: AccessHistoryDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.person_chosen) as person:
        QTest.keyClick(dialog.people, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.kind_chosen) as kind:
        QTest.keyClick(dialog.kinds, Qt.Key.Key_Down)

    assert (person.args, kind.args) == (["saeki"], [LookKind.OPENED])


def test_filters_that_leave_nothing_say_so(dialog: AccessHistoryDialog) -> None:
    dialog.show_state(AccessHistoryState(7, "髙橋", LOOKS, kind=LookKind.EXPORTED))

    assert not dialog.table.isVisible()
    assert "Choose another" in dialog.words.text()
    assert not dialog.copy_button.isEnabled()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (AccessHistoryState(7, "髙橋", loading=True), "Reading …"),
        (AccessHistoryState(7, "髙橋", failed=True), "This could not be read."),
    ],
)
def test_nothing_is_claimed_without_an_answer(
    state: AccessHistoryState, words: str, dialog: AccessHistoryDialog
) -> None:
    dialog.show_state(state)

    assert (dialog.words.text(), dialog.count.text()) == (words, "")


def test_chosen_rows_are_copied_by_key(dialog: AccessHistoryDialog, qapp: QApplication) -> None:
    dialog.table.selectRow(1)

    QTest.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == (
        "Today 12:00\t田所 誠 (tadokoro)\tOpened\tcall (no. 4182)\tcrm-desktop"
    )


def test_all_rows_are_copied_when_none_is_chosen(dialog: AccessHistoryDialog) -> None:
    dialog.copy_button.click()

    assert len(QGuiApplication.clipboard().text().splitlines()) == 3


def test_right_click_offers_cell_and_rows(dialog: AccessHistoryDialog, qtbot: QtBot) -> None:
    table = dialog.table
    place = table.visualRect(table.words.index(1, 1)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, QPoint(0, 0))
    QApplication.sendEvent(table.viewport(), event)

    menu = table.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "Copy 田所 誠 (tadokoro)",
        "Copy the rows",
    ]
    menu.close()


def test_table_has_the_keyboard_and_escape_puts_the_dialog_away(
    dialog: AccessHistoryDialog, qtbot: QtBot
) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.table)

    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)

    assert not dialog.isVisible()


def test_names_are_never_read_as_html(dialog: AccessHistoryDialog) -> None:
    hostile = a_look(staff_name="<b>花</b>", why="<img src=x>")
    dialog.show_state(AccessHistoryState(7, "<h1>髙橋</h1>", (hostile,)))

    index = dialog.table.words.index(0, 1)
    assert "&lt;b&gt;" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert dialog.customer.text() == "<h1>髙橋</h1>"
    assert dialog.customer.textFormat() is Qt.TextFormat.PlainText
