"""The last column of the card, and the room that papers and map take."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.customer_card.side_column import SideView
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.shared.formats import Formats
from tests.ui.customer_card.cards import JAPAN, TODAY, a_card

SMALL_SCREEN = (1134, 620)


@pytest.fixture
def panel(qtbot: QtBot) -> CustomerCardPanel:
    panel = CustomerCardPanel(Formats("ja", JAPAN))
    qtbot.addWidget(panel)
    panel.side.put_map(QWidget())
    panel.resize(*SMALL_SCREEN)
    panel.show_state(CustomerCardState(a_card(), today=TODAY))
    panel.show()
    QApplication.processEvents()
    return panel


def test_the_map_takes_the_place_of_the_papers(panel: CustomerCardPanel) -> None:
    panel.show_side(SideView.MAP)

    assert panel.papers.isHidden()
    assert panel.side.map_switch.isChecked()


def test_on_a_small_screen_the_map_is_wider_than_the_papers(panel: CustomerCardPanel) -> None:
    panel.show_side(SideView.MAP)
    QApplication.processEvents()

    assert panel.side.width() >= 320
    assert panel.orders.width() >= 410


def test_for_a_large_map_the_orders_step_aside(panel: CustomerCardPanel) -> None:
    note = panel.middle.width()

    panel.show_side(SideView.LARGE_MAP)
    QApplication.processEvents()

    assert not panel.orders.isVisible()
    assert abs(panel.middle.width() - note) < 8
    assert panel.side.width() > 700


def test_the_note_keeps_text_and_caret_whatever_stands_beside_it(panel: CustomerCardPanel) -> None:
    panel.note.setEnabled(True)
    body = panel.note.body
    body.setFocus()
    QTest.keyClicks(body, "kikoemasuka")
    body.moveCursor(body.textCursor().MoveOperation.Left)

    for view in (SideView.MAP, SideView.LARGE_MAP, SideView.PAPERS):
        panel.show_side(view)
        QTest.keyClicks(body, "x")

    assert body.toPlainText() == "kikoemasukxxxa"


def test_borders_that_were_dragged_come_back_with_the_papers(panel: CustomerCardPanel) -> None:
    panel.columns.moveSplitter(470, 1)
    dragged = panel.columns.sizes()

    panel.show_side(SideView.LARGE_MAP)
    panel.show_side(SideView.PAPERS)

    assert panel.columns.sizes() == dragged


def test_borders_of_the_papers_are_those_that_are_remembered(panel: CustomerCardPanel) -> None:
    panel.columns.moveSplitter(470, 1)
    state = panel.columns.saveState()

    panel.show_side(SideView.MAP)

    assert panel.columns.saveState() == state


def test_f6_brings_the_papers_back(panel: CustomerCardPanel) -> None:
    panel.show_side(SideView.MAP)

    QTest.keyClick(panel, Qt.Key.Key_F6)

    assert panel.side_view is SideView.PAPERS


def test_f3_brings_the_orders_back_beside_a_large_map(panel: CustomerCardPanel) -> None:
    panel.show_side(SideView.LARGE_MAP)

    QTest.keyClick(panel, Qt.Key.Key_F3)

    assert panel.orders.isVisible()
    assert panel.side_view is SideView.MAP


@pytest.mark.parametrize("which", ["papers_switch", "map_switch"])
def test_switches_have_words_and_take_the_tab_key(panel: CustomerCardPanel, which: str) -> None:
    switch = getattr(panel.side, which)

    assert switch.text()
    assert switch.focusPolicy() & Qt.FocusPolicy.TabFocus
