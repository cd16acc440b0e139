"""A desk says that its PC's clock is wrong, on a real database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.app.clock_watch import ClockWatch
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR
from crm_desktop.errors.database import ClockWrong
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk

HOURS_BEHIND = timedelta(hours=-9)


class PcClock:
    """A clock that is off."""

    def __init__(self) -> None:
        self.off = timedelta()

    def __call__(self) -> object:
        return utc_now() + self.off


@pytest.fixture
def program(own_database: Database, open_desk: OpenDesk) -> Program:
    return open_desk(own_database, OPERATOR)


def looked(watch: ClockWatch, qtbot: QtBot) -> None:
    with qtbot.waitSignal(watch.looked):
        watch.look()


@pytest.mark.parametrize("off", [HOURS_BEHIND, timedelta(days=2), timedelta(minutes=3)])
def test_wrong_clock_is_said_once_until_it_is_right(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, off: timedelta
) -> None:
    watch, bar, clock = program.connection.clock, program.window.error_bar, PcClock()
    said: list[object] = []
    watch.wrong.connect(said.append)
    monkeypatch.setattr(watch, "_now", clock)
    watch.stop()  # it looks by itself five seconds after the start
    qtbot.waitUntil(lambda: not program.jobs.is_busy)

    clock.off = off
    looked(watch, qtbot)
    looked(watch, qtbot)

    (error,) = said
    assert isinstance(error, ClockWrong)
    assert error.here != error.there
    assert bar.isVisible()

    clock.off = timedelta(seconds=90)
    looked(watch, qtbot)

    assert not bar.isVisible()
    assert len(said) == 1


def test_clock_is_looked_at_by_itself(program: Program) -> None:
    assert program.connection.clock._timer.isActive()

    program.go_away()

    assert not program.connection.clock._timer.isActive()
