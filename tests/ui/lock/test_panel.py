from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.errors.access import PasswordWrong
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState
from crm_desktop.ui.lock.idle_watch import IdleWatch
from crm_desktop.ui.lock.panel import LockPanel
from crm_desktop.ui.lock.presenter import LockPresenter
from crm_desktop.ui.lock.state import LockState
from crm_desktop.ui.lock.wiring import connect_lock
from crm_desktop.ui.main_window import MainWindow

OPEN = LockState("髙橋 美智子")
LOCKED = replace(OPEN, locked=True)
SECRET = "﨑山 トメ"


class Card(QWidget):
    """Stands in for a card: a field that is being typed in, and a loud colour."""

    def __init__(self) -> None:
        super().__init__()
        self.note = QLineEdit()
        self.setStyleSheet("background: #ff00ff")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        QVBoxLayout(self).addWidget(self.note)


@pytest.fixture
def card(window: MainWindow) -> Card:
    card = Card()
    window.set_card(card)
    window.show_card()
    card.note.setFocus()
    card.note.setText(SECRET)
    return card


@pytest.fixture
def panel(window: MainWindow, card: Card) -> Iterator[LockPanel]:
    panel = LockPanel(window)
    yield panel
    panel.show_state(OPEN)


def colours(window: QWidget) -> set[str]:
    shown = window.grab().toImage()
    places = [(x, y) for x in range(0, shown.width(), 4) for y in range(0, shown.height(), 4)]
    return {QColor(shown.pixelColor(x, y)).name() for x, y in places}


def texts(top: QAccessibleInterface) -> Iterator[str]:
    """Yield what a screen reader is told of, but not what is invisible."""
    if top.state().invisible:
        return
    yield top.text(QAccessible.Text.Name)
    yield top.text(QAccessible.Text.Value)
    for number in range(top.childCount()):
        child = top.child(number)
        if child is not None:
            yield from texts(child)


def test_nothing_behind_the_lock_can_be_seen(window: MainWindow, panel: LockPanel) -> None:
    assert "#ff00ff" in colours(window)
    panel.show_state(LOCKED)

    assert "#ff00ff" not in colours(window)


def test_nothing_behind_the_lock_is_read_out(window: MainWindow, panel: LockPanel) -> None:
    top = QAccessible.queryAccessibleInterface(window)
    assert SECRET in set(texts(top))
    panel.show_state(LOCKED)

    assert SECRET not in set(texts(top))


def test_the_lock_grows_with_the_window(window: MainWindow, panel: LockPanel) -> None:
    panel.show_state(LOCKED)
    window.resize(1500, 900)
    QApplication.processEvents()

    assert panel.geometry() == window.rect()
    assert "#ff00ff" not in colours(window)


def test_what_was_typed_and_the_caret_are_there_again(card: Card, panel: LockPanel) -> None:
    card.note.setCursorPosition(2)
    panel.show_state(LOCKED)
    assert panel.password.edit.hasFocus()
    panel.show_state(OPEN)

    assert card.note.text() == SECRET
    assert card.note.hasFocus()
    assert card.note.cursorPosition() == 2


@pytest.mark.parametrize("keys", ["F1", "Ctrl+K", "Ctrl+N", "Ctrl+J", "Ctrl+Shift+P"])
def test_shortcuts_are_dead_while_locked(
    window: MainWindow, panel: LockPanel, card: Card, qtbot: QtBot, keys: str
) -> None:
    heard: list[str] = []
    for owner in (window, card):
        for sequence in ("Ctrl+J", "Ctrl+Shift+P"):
            if (owner is window) is (sequence == "Ctrl+J"):
                QShortcut(QKeySequence(sequence), owner, lambda: heard.append("own"))
    window.keys_wanted.connect(lambda: heard.append("keys"))
    window.new_customer_wanted.connect(lambda _number: heard.append("new"))
    panel.show_state(LOCKED)

    QTest.keySequence(panel.password.edit, QKeySequence(keys))

    assert heard == []
    assert panel.password.edit.hasFocus()


def test_shortcuts_live_again_after_it(window: MainWindow, panel: LockPanel, qtbot: QtBot) -> None:
    panel.show_state(LOCKED)
    panel.show_state(OPEN)

    with qtbot.waitSignal(window.keys_wanted):
        QTest.keyClick(window, Qt.Key.Key_F1)


def test_escape_goes_no_further_than_the_lock(
    window: MainWindow, panel: LockPanel, qtbot: QtBot
) -> None:
    panel.show_state(LOCKED)
    with qtbot.assertNotEmitted(window.back_wanted):
        QTest.keyClick(panel.password.edit, Qt.Key.Key_Escape)


def test_the_tab_key_stays_on_the_lock(window: MainWindow, panel: LockPanel) -> None:
    panel.show_state(LOCKED)
    reached = []
    for _ in range(4):
        reached.append(window.focusWidget())
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)

    stops = [panel.password.edit, panel.unlock, panel.other_person]
    assert reached == [*stops, panel.password.edit]


def test_other_windows_of_the_program_go_and_come_back(
    window: MainWindow, panel: LockPanel, qtbot: QtBot
) -> None:
    dialog, menu = QDialog(window), QMenu(window)
    menu.addAction(SECRET)
    dialog.show()
    menu.popup(window.pos())
    panel.show_state(LOCKED)
    assert not dialog.isVisible()
    assert not menu.isVisible()
    panel.show_state(OPEN)

    assert dialog.isVisible()
    assert not menu.isVisible()


def test_a_window_that_comes_up_while_locked_waits(window: MainWindow, panel: LockPanel) -> None:
    panel.show_state(LOCKED)
    late = QDialog(window)
    late.show()
    QApplication.processEvents()
    assert not late.isVisible()
    panel.show_state(OPEN)

    assert late.isVisible()
    assert late.windowOpacity() == 1.0


def test_a_sheet_that_shows_itself_over_the_window_waits(
    window: MainWindow, panel: LockPanel
) -> None:
    panel.show_state(LOCKED)
    sheet = QWidget(window)
    sheet.show()
    QApplication.processEvents()
    assert not sheet.isVisible()
    panel.show_state(OPEN)

    assert sheet.isVisible()


def test_a_call_is_announced_without_whose_it_is(window: MainWindow, panel: LockPanel) -> None:
    panel.show_state(LOCKED)
    call = DeskCall(1, CallPhase.RINGING, datetime(2026, 11, 23, 3, tzinfo=UTC), "+81353211111")
    window.incoming_call.show_state(IncomingCallState((call,), None))
    panel.show_state(replace(LOCKED, ringing=True))

    said = " ".join(texts(QAccessible.queryAccessibleInterface(window)))
    assert panel.call.isVisible()
    assert "A call rings for you" in said
    assert "5321" not in said


def test_what_another_call_must_not_cover_counts_behind_the_lock_too(
    window: MainWindow, panel: LockPanel
) -> None:
    window.show_chooser()
    window.caller_page.finder.field.setText("タカハシ")
    panel.show_state(LOCKED)

    assert window.caller_page.has_typing


def test_splitters_stand_where_they_stood(window: MainWindow, panel: LockPanel) -> None:
    window.splitter.setSizes([300, 1066])
    before = window.splitter.sizes()
    panel.show_state(LOCKED)
    window.resize(1500, 900)
    window.resize(1366, 728)
    panel.show_state(OPEN)

    assert window.splitter.sizes() == before


def test_a_call_moves_nothing_that_is_being_typed(panel: LockPanel) -> None:
    panel.show_state(LOCKED)
    QTest.keyClicks(panel.password.edit, "secr")
    place = panel.password.mapTo(panel, panel.password.pos())
    panel.show_state(replace(LOCKED, ringing=True))

    assert panel.password.mapTo(panel, panel.password.pos()) == place
    assert panel.password.edit.text() == "secr"
    assert panel.password.edit.hasFocus()


def test_a_refusal_leaves_the_password_to_be_typed_over(panel: LockPanel) -> None:
    panel.show_state(LOCKED)
    panel.password.edit.setText("wrong")
    panel.show_state(replace(LOCKED, checking=True))
    panel.show_state(replace(LOCKED, refusal=PasswordWrong()))

    assert panel.password.edit.selectedText() == "wrong"
    assert "not the password" in panel.error.words.text()


def test_the_password_is_forgotten_with_the_unlocking(panel: LockPanel) -> None:
    panel.show_state(LOCKED)
    panel.password.edit.setText("secret")
    panel.show_state(OPEN)

    assert panel.password.edit.text() == ""


def test_an_idle_desk_is_locked_and_the_password_opens_it(
    panel: LockPanel, card: Card, inline_jobs: Jobs
) -> None:
    watch = IdleWatch(10)
    presenter = LockPresenter("michiko", "髙橋 美智子", lambda _l, _p: None, inline_jobs)
    connect_lock(presenter, panel, watch)
    watch.idle.emit()
    assert panel.isVisible()
    QTest.keyClicks(panel.password.edit, "any")
    QTest.keyClick(panel.password.edit, Qt.Key.Key_Return)

    assert not panel.isVisible()
    assert card.note.hasFocus()
    watch.stop()


def test_a_caret_that_was_to_go_elsewhere_meanwhile_goes_there(
    window: MainWindow, panel: LockPanel
) -> None:
    panel.show_state(LOCKED)
    window.show_home()
    panel.show_state(OPEN)

    assert window.home.isVisible()
    assert window.focusWidget() is not None
    assert not panel.isAncestorOf(window.focusWidget())


def test_the_window_for_signing_in_is_not_hidden_once_the_desk_is(
    window: MainWindow, panel: LockPanel, qtbot: QtBot
) -> None:
    panel.show_state(LOCKED)
    window.hide()
    sign_in = QWidget()
    qtbot.addWidget(sign_in)
    sign_in.show()
    QApplication.processEvents()

    assert sign_in.isVisible()
