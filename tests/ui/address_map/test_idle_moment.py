"""What holds the window up waits until nobody types, though not for ever."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.ui.address_map import idle_moment
from crm_desktop.ui.address_map.idle_moment import IdleMoment


class Clock:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.now_s = 1_000.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(idle_moment, "time", clock)
    monkeypatch.setattr(idle_moment, "_LOOK_MS", 1)
    return clock


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def test_it_comes_at_once_where_nobody_types(qtbot: QtBot, field: QLineEdit) -> None:
    came: list[str] = []

    IdleMoment(field).wait(lambda: came.append("now"))

    assert came == []
    qtbot.waitUntil(lambda: came == ["now"])


def test_it_waits_for_the_end_of_typing(qtbot: QtBot, field: QLineEdit, clock: Clock) -> None:
    came: list[str] = []
    idle = IdleMoment(field)

    QTest.keyClick(field, Qt.Key.Key_A)
    idle.wait(lambda: came.append(field.text()))
    for _ in range(4):
        clock.now_s += 0.3
        QTest.keyClick(field, Qt.Key.Key_A, delay=30)
    clock.now_s += 0.5

    qtbot.waitUntil(lambda: bool(came))
    assert came == ["aaaaa"]


def test_it_comes_to_somebody_who_never_stops_typing(field: QLineEdit, clock: Clock) -> None:
    came: list[str] = []
    idle = IdleMoment(field)

    QTest.keyClick(field, Qt.Key.Key_A)
    idle.wait(lambda: came.append(field.text()))
    for _ in range(1000):
        if came:
            break
        clock.now_s += 0.1
        QTest.keyClick(field, Qt.Key.Key_A, delay=20)

    assert len(came[0]) > 19
