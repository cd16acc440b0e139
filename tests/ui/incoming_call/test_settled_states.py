from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.ui.incoming_call.settled_states import SettledStates
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState, Lookup

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


def state(lookup: Lookup) -> IncomingCallState:
    call = DeskCall(1, CallPhase.RINGING, NOW, "+81353211111", lookup=lookup)
    return IncomingCallState((call,), call)


@pytest.fixture
def passed(qtbot: QtBot) -> tuple[SettledStates, list[IncomingCallState]]:
    settled = SettledStates()
    states: list[IncomingCallState] = []
    settled.changed.connect(states.append)
    return settled, states


def test_a_quick_answer_is_shown_without_searching(
    qtbot: QtBot, passed: tuple[SettledStates, list[IncomingCallState]]
) -> None:
    settled, states = passed

    settled.on_state(state(Lookup.SEARCHING))
    settled.on_state(state(Lookup.ONE))
    qtbot.wait(100)

    assert states == [state(Lookup.ONE)]


def test_a_slow_answer_shows_that_it_is_searched(
    qtbot: QtBot, passed: tuple[SettledStates, list[IncomingCallState]]
) -> None:
    settled, states = passed

    settled.on_state(state(Lookup.SEARCHING))
    qtbot.waitUntil(lambda: states == [state(Lookup.SEARCHING)])


def test_a_call_that_goes_before_the_answer_shows_nothing(
    qtbot: QtBot, passed: tuple[SettledStates, list[IncomingCallState]]
) -> None:
    settled, states = passed

    settled.on_state(state(Lookup.SEARCHING))
    settled.on_state(IncomingCallState())
    qtbot.wait(100)

    assert states == [IncomingCallState()]
