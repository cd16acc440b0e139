from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.dial_request import DialProblem, NumberShown
from crm_desktop.domain.dialling import DialCaution
from crm_desktop.errors.dialling import NotDialled
from crm_desktop.ui.dialling.panel import DialStrip
from crm_desktop.ui.dialling.selected_number import selected_number
from crm_desktop.ui.dialling.state import DialStage, DialView
from crm_desktop.ui.shared.formats import Formats

ASKING = DialView(DialStage.ASKING, "+81570000123", 7, "﨑山 タミ", DialCaution.NAVI)


class Window(QWidget):
    """A field in which somebody types, above the strip."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        self.strip = DialStrip(Formats("ja"), self)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.strip)
        self.escapes = 0
        QShortcut(QKeySequence("Esc"), self, self._escape)

    def _escape(self) -> None:
        self.escapes += 1


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.field.setFocus()
    qtbot.waitUntil(window.field.hasFocus)
    return window


def test_question_names_the_number_and_whose_it_is(window: Window) -> None:
    window.strip.show_view(ASKING)

    assert window.strip.whom.text() == "0570-000-123  﨑山 タミ 様"
    assert window.strip.words.text()


@pytest.mark.parametrize("name", ["髙橋\n美智子", "長" * 5_000, "<b>髙橋</b>", "髙橋\t\r\u2028子"])
def test_strange_name_neither_widens_nor_heightens_the_strip(window: Window, name: str) -> None:
    window.strip.show_view(ASKING)
    usual = window.strip.minimumSizeHint()

    window.strip.show_view(replace(ASKING, customer_name=name))

    assert window.strip.minimumSizeHint() == usual


def test_enter_dials_with_the_choice_that_is_made(qtbot: QtBot, window: Window) -> None:
    window.strip.show_view(ASKING)
    window.strip.choice[NumberShown.HIDDEN].setFocus()
    window.strip.choice[NumberShown.HIDDEN].click()

    with qtbot.waitSignal(window.strip.confirmed) as confirmed:
        QTest.keyClick(window.strip.choice[NumberShown.HIDDEN], Qt.Key.Key_Return)

    assert confirmed.args == [NumberShown.HIDDEN]


def test_question_has_the_caret_so_that_enter_dials(qtbot: QtBot, window: Window) -> None:
    window.strip.show_view(ASKING)

    qtbot.waitUntil(window.strip.dial.hasFocus)
    with qtbot.waitSignal(window.strip.confirmed):
        QTest.keyClick(window.strip.dial, Qt.Key.Key_Return)


def test_escape_cancels_and_the_caret_goes_back(qtbot: QtBot, window: Window) -> None:
    window.strip.cancelled.connect(lambda: window.strip.show_view(DialView()))
    window.strip.show_view(ASKING)
    qtbot.waitUntil(window.strip.dial.hasFocus)

    QTest.keyClick(window.strip.dial, Qt.Key.Key_Escape)

    qtbot.waitUntil(window.field.hasFocus)
    assert window.strip.isHidden()
    assert window.escapes == 0


@pytest.mark.parametrize(
    "view",
    [
        DialView(DialStage.ASKED, "+81353211111"),
        DialView(DialStage.RINGING, "+81353211111"),
        DialView(DialStage.HANDED_OVER, "+81353211111"),
        DialView(DialStage.FAILED, error=NotDialled(DialProblem.SPECIAL)),
    ],
)
def test_news_take_nobodys_caret(window: Window, view: DialView) -> None:
    window.strip.show_view(view)

    assert window.field.hasFocus()
    assert window.strip.isVisible()
    assert window.strip.words.text()
    assert window.strip.dial.isHidden()


@pytest.mark.parametrize(
    ("selected", "number"),
    [("03-5321-1111", "03-5321-1111"), ("110", "110"), ("お電話の件", ""), ("", "")],
)
def test_selected_text_is_a_number_only_where_it_is_meant_as_one(
    window: Window, selected: str, number: str
) -> None:
    window.field.setText(selected)
    window.field.selectAll()

    assert selected_number(window.field) == number
