"""What Asterisk 22.10.1 sent when it was told to dial, from its first event to the database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.actions.calls import record_call_events
from crm_desktop.database.models.call import Call, CallLeg
from crm_desktop.domain.call import CallDirection, CallEvent, CallResult
from crm_desktop.telephony.ami_calls import AmiCalls
from crm_desktop.telephony.ami_frames import AmiFrames

RECORDING = Path(__file__).with_name("recordings") / "click_to_call.ami.txt"


def events_of_recording() -> list[CallEvent]:
    calls = AmiCalls("pbx")
    frames = AmiFrames().feed(RECORDING.read_bytes())
    return [told for frame in frames for told in calls.take(frame)]


def test_telephone_that_is_rung_to_dial_shows_no_incoming_call() -> None:
    told = [(str(event.stage), event.extension, event.caller) for event in events_of_recording()]

    assert told == [
        ("ringing", "203", "+81398765432"),
        ("answered", "203", "+81398765432"),
        ("ended", "203", "+81398765432"),
        ("ended", "", "+81398765432"),
    ]
    assert {event.direction for event in events_of_recording()} == {CallDirection.OUT}


def test_each_event_of_a_call_has_a_key_of_its_own() -> None:
    keys = [event.event_key for event in events_of_recording()]

    assert len(set(keys)) == len(keys) == 4


def test_call_that_was_dialled_is_over_in_the_database(session: Session) -> None:
    for event in events_of_recording():
        record_call_events(session, [event])

    call = session.scalars(select(Call)).one()
    legs = session.scalars(select(CallLeg)).all()
    assert (call.direction, call.result) == (CallDirection.OUT, CallResult.ANSWERED)
    assert call.ended_at is not None
    assert [(leg.extension, leg.ended_at is not None) for leg in legs] == [("203", True)]
