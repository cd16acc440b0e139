"""Promises of seeing what the operator's hands do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.shared.window_filter import WindowFilter

KINDS = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.InputMethod}


class Desk(QWidget):
    """Two fields, the first with the caret."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.first)
        column.addWidget(self.second)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    desk.first.setFocus()
    qtbot.waitUntil(desk.first.hasFocus)
    return desk


@pytest.fixture
def seen(desk: Desk) -> Iterator[list[QEvent.Type]]:
    seen: list[QEvent.Type] = []

    def see(event: QEvent) -> bool:
        if event.type() in KINDS and event.type() not in seen:
            seen.append(event.type())
        return False

    watch = WindowFilter(see)
    watch.start()
    watch.start()
    yield seen
    watch.stop()
    watch.stop()


def test_keys_and_clicks_are_seen_and_arrive(desk: Desk, seen: list[QEvent.Type]) -> None:
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_A)
    QTest.mouseClick(desk.windowHandle(), Qt.MouseButton.LeftButton)

    assert seen == [QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress]
    assert desk.first.text() == "a"


def test_a_conversion_is_seen_where_the_caret_goes(desk: Desk, seen: list[QEvent.Type]) -> None:
    desk.second.setFocus()
    QApplication.sendEvent(desk.second, QInputMethodEvent("たか", []))

    assert seen == [QEvent.Type.InputMethod]


def test_a_window_that_opens_later_is_seen(
    desk: Desk, seen: list[QEvent.Type], qtbot: QtBot
) -> None:
    dialog = QDialog(desk)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.mouseClick(dialog.windowHandle(), Qt.MouseButton.LeftButton)

    assert seen == [QEvent.Type.MouseButtonPress]


def test_what_is_taken_does_not_arrive(desk: Desk) -> None:
    watch = WindowFilter(lambda event: event.type() == QEvent.Type.KeyPress)
    watch.start()
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_A)
    watch.stop()
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_B)

    assert desk.first.text() == "b"


def test_a_window_that_went_meanwhile_does_not_matter(desk: Desk, qtbot: QtBot) -> None:
    watch = WindowFilter(lambda _event: False)
    watch.start()
    dialog = QDialog(desk)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.deleteLater()

    watch.stop()

    assert not watch.is_on
