from __future__ import annotations

from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from crm_desktop.ui.incoming_call.later_states import LaterStates
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState

CALL = DeskCall(1, CallPhase.RINGING, datetime(2026, 11, 22, 3, tzinfo=UTC), "+81353211111")
RINGING = IncomingCallState((CALL,), CALL)


def test_newest_state_is_passed_on_once_and_later(qtbot: QtBot) -> None:
    later = LaterStates(delay_ms=1)
    told: list[IncomingCallState] = []
    later.changed.connect(told.append)

    with qtbot.waitSignal(later.changed):
        later.on_state(IncomingCallState())
        later.on_state(RINGING)
        assert told == []

    assert told == [RINGING]


def test_next_state_is_passed_on_again(qtbot: QtBot) -> None:
    later = LaterStates(delay_ms=1)
    for state in (RINGING, IncomingCallState()):
        with qtbot.waitSignal(later.changed) as passed:
            later.on_state(state)

        assert passed.args == [state]
