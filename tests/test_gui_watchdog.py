from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.gui_watchdog import GuiWatchdog


def work_for(seconds: float) -> None:
    """Be at work for so long, whatever else the machine has to do."""
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def test_who_holds_the_window_is_named(qtbot: QtBot) -> None:
    watchdog = GuiWatchdog()

    watchdog.do("sum", lambda: work_for(0.3), lambda: True)

    (hold,) = watchdog.holds
    assert hold.seconds > 0.1
    assert "test_gui_watchdog.py" in hold.stack


def test_many_short_pieces_of_work_are_no_hold(qtbot: QtBot) -> None:
    watchdog = GuiWatchdog()
    done: list[int] = []

    def piece() -> None:
        time.sleep(0.01)
        done.append(1)

    timer = QTimer()
    timer.timeout.connect(piece)

    watchdog.do("pieces", lambda: timer.start(0), lambda: len(done) > 30)
    timer.stop()

    assert watchdog.holds == []


def test_a_step_that_never_comes_is_said(qtbot: QtBot) -> None:
    with pytest.raises(TimeoutError, match="never"):
        GuiWatchdog().do("never", lambda: None, lambda: False, within_s=0.1)
