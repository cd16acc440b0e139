from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.ui.shared.copy_menu import Copy, copies_of_number, copy_of
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.row_list import RowList, RowPaint


def paint(row: RowPaint, words: str) -> None:
    row.text(words, row.room)


@pytest.fixture
def rows(qtbot: QtBot) -> RowList:
    rows = RowList(paint, lambda words: words.upper())
    qtbot.addWidget(rows)
    rows.resize(200, 200)
    rows.show()
    rows.show_rows(("a", "b", "c"))
    return rows


def test_enter_opens_the_chosen_row(rows: RowList, qtbot: QtBot) -> None:
    rows.choose(1)

    with qtbot.waitSignal(rows.row_opened) as opened:
        QTest.keyClick(rows, Qt.Key.Key_Return)

    assert opened.args == ["b"]


def test_the_chosen_row_stays_chosen_when_rows_come_above_it(rows: RowList) -> None:
    rows.choose(1)
    rows.show_rows(("new", "a", "b", "c"))

    assert rows.chosen_row == "b"


def test_a_row_that_stands_for_nothing_is_not_opened(rows: RowList, qtbot: QtBot) -> None:
    rows.row_model.can_be_chosen = lambda words: words != "a"

    with qtbot.assertNotEmitted(rows.row_opened):
        place = rows.visualRect(rows.row_model.index(0)).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_rows_are_painted(rows: RowList) -> None:
    blank = rows.grab().toImage()
    rows.show_rows(("髙橋", "﨑山", "c"))

    assert rows.grab().toImage() != blank


def test_the_right_button_offers_to_copy(rows: RowList, qtbot: QtBot) -> None:
    rows.copies_of = lambda words: [Copy(f"Copy {words}", words)]
    place = rows.visualRect(rows.row_model.index(2)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, QPoint(0, 0))

    QApplication.sendEvent(rows.viewport(), event)
    (menu,) = rows.findChildren(QMenu)
    menu.actions()[0].trigger()
    menu.close()

    assert event.type() is QEvent.Type.ContextMenu
    assert QGuiApplication.clipboard().text() == "c"


def test_a_number_is_copied_with_and_without_hyphens(formats: Formats) -> None:
    copies = copies_of_number("+81353211111", formats)
    texts = [copy.text for copy in copies if not copy.dials]

    assert texts == ["03-5321-1111", "0353211111"]


def test_nothing_is_offered_for_nothing(formats: Formats) -> None:
    assert copy_of("") == copies_of_number("", formats) == []
