from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState
from crm_desktop.ui.main_window import DeskOfWindow, MainWindow
from crm_desktop.ui.shared.formats import Formats

CALL = DeskCall(1, CallPhase.RINGING, datetime(2026, 11, 23, 3, tzinfo=UTC), "+81353211111")


class Card(QWidget):
    """Stands in for the customer card: a page with a field and a splitter."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.note = QLineEdit()
        self.columns = QSplitter()
        self.columns.setObjectName("card")
        for _ in range(2):
            self.columns.addWidget(QWidget())
        column = QVBoxLayout(self)
        column.addWidget(self.note)
        column.addWidget(self.columns)


@pytest.fixture
def card(window: MainWindow) -> Card:
    card = Card()
    window.set_card(card)
    return card


def test_a_card_that_is_shown_leaves_the_caret_in_the_search(
    window: MainWindow, card: Card
) -> None:
    window.search.grab_caret()
    window.show_card()

    assert window.search.field.hasFocus()
    assert card.isVisible()


def test_an_idle_desk_has_its_caret_in_no_field(window: MainWindow) -> None:
    assert window.home.tasks.hasFocus()


def test_a_customer_chosen_in_the_search_takes_the_caret_to_the_card(
    window: MainWindow, card: Card
) -> None:
    window.search.grab_caret()
    window.search.reset()
    window.show_card()

    assert card.hasFocus()


def test_a_page_that_goes_hands_its_caret_to_the_next(window: MainWindow, card: Card) -> None:
    window.home.tasks.setFocus()
    window.show_card()

    assert card.hasFocus()


def test_a_ringing_call_moves_nothing_that_is_being_typed(window: MainWindow, card: Card) -> None:
    window.show_card()
    card.note.setFocus()
    QTest.keyClicks(card.note, "abc")
    place = card.note.mapTo(window, card.note.pos())
    window.incoming_call.show_state(IncomingCallState((CALL,), None))

    assert card.note.hasFocus()
    assert card.note.mapTo(window, card.note.pos()) == place


def test_an_error_moves_nothing_that_is_being_typed(window: MainWindow, card: Card) -> None:
    window.show_card()
    place = card.note.mapTo(window, card.note.pos())

    window.tell("データベースにつながりません。")
    QApplication.processEvents()

    assert card.note.mapTo(window, card.note.pos()) == place


@pytest.mark.parametrize(
    ("key", "signal"), [(Qt.Key.Key_F1, "keys_wanted"), (Qt.Key.Key_Escape, "back_wanted")]
)
def test_keys_of_the_window_are_told(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, signal: str
) -> None:
    with qtbot.waitSignal(getattr(window, signal)):
        QTest.keyClick(window, key)


def test_escape_in_the_search_goes_no_further_than_the_search(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.search.grab_caret()

    with qtbot.assertNotEmitted(window.back_wanted):
        QTest.keyClick(window.search.field, Qt.Key.Key_Escape)


def test_the_layout_is_remembered_per_person(
    window: MainWindow, settings: QSettings, qtbot: QtBot, formats: Formats
) -> None:
    window.splitter.setSizes([300, 1000])
    window.close()

    again = MainWindow(DeskOfWindow("tadokoro", "", formats), settings=settings)
    other = MainWindow(DeskOfWindow("saeki", "", formats), settings=settings)
    for one in (again, other):
        qtbot.addWidget(one)
        one.show()

    assert again.splitter.sizes()[0] == 300
    assert other.splitter.sizes()[0] < 300


def test_the_splitters_of_the_card_are_remembered_too(
    window: MainWindow, card: Card, settings: QSettings, qtbot: QtBot, formats: Formats
) -> None:
    window.show_card()
    card.columns.setSizes([100, 900])
    window.close()

    again, fresh = MainWindow(DeskOfWindow("tadokoro", "", formats), settings=settings), Card()
    qtbot.addWidget(again)
    again.set_card(fresh)
    again.show_card()
    again.show()

    narrow, wide = fresh.columns.sizes()
    assert narrow * 8 < wide


def test_a_call_is_announced_with_who_calls(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(window, "announce", said.append)

    window.announce_call(replace(CALL, customer_name="髙橋 美智子"))

    assert said == ["Ringing, 髙橋 美智子, 03-5321-1111"]


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (960, 540)])
def test_the_window_fits_its_screen(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    QApplication.processEvents()

    assert window.minimumSizeHint().width() <= size[0]
    assert (window.width(), window.height()) == size
