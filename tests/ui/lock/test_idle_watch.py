from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.ui.lock.idle_watch import IdleWatch

MINUTES = 10


class Clock:
    def __init__(self) -> None:
        self.now_s = 1_000_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def watch(qapp: QApplication, clock: Clock, told: list[str]) -> Iterator[IdleWatch]:
    watch = IdleWatch(MINUTES, now_s=clock)
    watch.idle.connect(lambda: told.append("idle"))
    watch.start()
    watch.look()  # the timer's first
    yield watch
    watch.stop()


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def pass_minutes(watch: IdleWatch, clock: Clock, minutes: float) -> None:
    clock.now_s += minutes * 60
    watch.look()


def test_a_desk_that_nobody_touches_is_idle_once(
    watch: IdleWatch, clock: Clock, told: list[str]
) -> None:
    pass_minutes(watch, clock, 9.9)
    assert told == []
    pass_minutes(watch, clock, 0.2)

    assert told == ["idle"]
    assert not watch._looks.isActive()


@pytest.mark.parametrize("touch", ["key", "press", "wheel", "composition"])
def test_a_touch_begins_the_time_anew(
    watch: IdleWatch, clock: Clock, told: list[str], field: QLineEdit, touch: str
) -> None:
    pass_minutes(watch, clock, 9)
    match touch:
        case "key":
            QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
        case "press":
            QTest.mouseClick(field.windowHandle(), Qt.MouseButton.LeftButton)
        case "wheel":
            QTest.wheelEvent(field.windowHandle(), QPointF(3, 3), QPoint(0, 120))
        case _:
            QApplication.sendEvent(field, QInputMethodEvent("たか", []))
    pass_minutes(watch, clock, 9)
    pass_minutes(watch, clock, 9)

    assert told == []


def move(field: QLineEdit, place: QPoint) -> None:
    where = QPointF(place)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, where, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(field.windowHandle(), event)


def test_a_window_that_moves_under_a_still_mouse_is_no_touch(
    watch: IdleWatch, clock: Clock, told: list[str], field: QLineEdit
) -> None:
    for _ in range(3):
        pass_minutes(watch, clock, 3)
        move(field, QPoint(5, 5))
    pass_minutes(watch, clock, 1.1)

    assert told == ["idle"]


def test_a_moved_mouse_is_a_touch(
    watch: IdleWatch, clock: Clock, told: list[str], field: QLineEdit
) -> None:
    move(field, QPoint(5, 5))
    pass_minutes(watch, clock, 9)
    move(field, QPoint(6, 5))
    pass_minutes(watch, clock, 2)
    pass_minutes(watch, clock, 2)

    assert told == []


def test_who_works_does_not_pay_for_the_watch(watch: IdleWatch, field: QLineEdit) -> None:
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)

    assert not watch._filter.is_on
    watch.look()
    assert watch._filter.is_on


def test_the_first_key_after_a_sleep_finds_an_idle_desk(
    watch: IdleWatch, clock: Clock, told: list[str], field: QLineEdit
) -> None:
    clock.now_s += 8 * 3600
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)

    assert told == ["idle"]


def test_no_minutes_are_never(clock: Clock, told: list[str]) -> None:
    watch = IdleWatch(0, now_s=clock)
    watch.idle.connect(lambda: told.append("idle"))
    watch.start()

    assert not watch._looks.isActive()


def test_the_office_may_change_the_minutes(watch: IdleWatch, clock: Clock, told: list[str]) -> None:
    watch.set_minutes(30)
    pass_minutes(watch, clock, 20)
    assert told == []
    watch.set_minutes(0)
    assert not watch._looks.isActive()
    watch.set_minutes(5)
    watch.look()
    pass_minutes(watch, clock, 5)

    assert told == ["idle"]


def test_a_call_one_is_in_counts_as_a_touch(
    watch: IdleWatch, clock: Clock, told: list[str]
) -> None:
    pass_minutes(watch, clock, 9)
    watch.touch()
    watch.look()
    pass_minutes(watch, clock, 9)

    assert told == []


def test_after_the_desk_is_opened_again_it_becomes_idle_again(
    watch: IdleWatch, clock: Clock, told: list[str]
) -> None:
    pass_minutes(watch, clock, 11)
    watch.start()
    watch.look()
    pass_minutes(watch, clock, 11)

    assert told == ["idle", "idle"]
