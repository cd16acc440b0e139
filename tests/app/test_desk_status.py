"""Promises of what the top bar says of the desk: calls and person together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from crm_desktop.app.desk_status import DeskStatusKeeper
from crm_desktop.domain.availability import Availability
from crm_desktop.ui.availability.state import AvailabilityRules, AvailabilityState
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState
from crm_desktop.ui.top_bar.state import DeskStatus, TopBarState

NOON = datetime(2026, 11, 23, 3, tzinfo=UTC)
LATER = NOON + timedelta(minutes=2)
READY, AFTER_CALL = Availability.READY, Availability.AFTER_CALL
AWAY, SIGNED_OUT = Availability.AWAY, Availability.SIGNED_OUT
RINGING, TALKING, ENDED = CallPhase.RINGING, CallPhase.TALKING, CallPhase.ENDED


def told(person: AvailabilityState, *phases: CallPhase) -> TopBarState:
    """Return what is told last; the calls' phases began `LATER`."""
    keeper, states = DeskStatusKeeper(lambda: NOON), list[TopBarState]()
    keeper.changed.connect(states.append)
    calls = tuple(DeskCall(call_id, phase, LATER) for call_id, phase in enumerate(phases, 1))

    keeper.on_availability(person)
    keeper.on_calls(IncomingCallState(calls))

    keeper.tell()
    return states[-1]


@pytest.mark.parametrize(
    ("said", "phases", "status"),
    [
        (READY, (), DeskStatus.READY),
        (READY, (RINGING,), DeskStatus.RINGING),
        (READY, (RINGING, TALKING), DeskStatus.TALKING),
        (AFTER_CALL, (ENDED,), DeskStatus.AFTER_CALL),
        (AFTER_CALL, (ENDED, RINGING), DeskStatus.AFTER_CALL),
        (AFTER_CALL, (ENDED, TALKING), DeskStatus.TALKING),
        (AWAY, (RINGING,), DeskStatus.AWAY),
        (AWAY, (TALKING,), DeskStatus.TALKING),
        (READY, (ENDED,), DeskStatus.READY),
        (AWAY, (CallPhase.CALLING,), DeskStatus.CALLING),
        (SIGNED_OUT, (), DeskStatus.NONE),
    ],
)
def test_talking_and_calling_outweigh_the_person_and_ringing_only_ready(
    qapp: QApplication, said: Availability, phases: tuple[CallPhase, ...], status: DeskStatus
) -> None:
    assert told(AvailabilityState(said, NOON), *phases).status is status


def test_the_time_is_that_of_what_is_told(qapp: QApplication) -> None:
    person = AvailabilityState(AFTER_CALL, NOON)

    assert told(person, ENDED).status_since == NOON
    assert told(person, TALKING).status_since == LATER
    assert told(AvailabilityState(SIGNED_OUT, NOON)).status_since is None


def test_reason_and_time_allowed_are_told_along(qapp: QApplication) -> None:
    rules = AvailabilityRules(after_call_s=180)

    state = told(AvailabilityState(AWAY, NOON, "昼食", rules))

    assert (state.away_reason, state.after_call_s) == ("昼食", 180)
