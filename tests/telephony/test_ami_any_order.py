"""Whatever reaches the gateway of a call, and in whatever order: it ends, and pops once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.call_state import call_from_events
from crm_desktop.telephony.ami_calls import AmiCalls
from crm_desktop.telephony.ami_frames import AmiEvent, AmiFrames
from tests.telephony.ami_exchange import BANNER, answered_by, carrier, hung_up, telephone
from tests.telephony.test_ami_calls import LOCAL_1, LOCAL_2, PAIR

RECORDINGS: Final = Path(__file__).parents[3] / "shared" / "data" / "ami"
BEGINS_ANEW: Final = {"", "Shutdown"}


def composed() -> bytes:
    line, again = carrier(), carrier(uniqueid="1800000000.20")
    sato, suzuki = telephone("201", line, 2), telephone("202", line, 3)
    sent = [line.says("Newchannel"), again.says("Newchannel"), PAIR]
    for phone in (sato, suzuki, telephone("201", again, 21)):
        sent += [phone.says("Newchannel"), line.dials(phone), phone.state_is("Ringing")]
    sent += [line.dial_end(suzuki, "CANCEL"), line.dial_end(suzuki, "CANCEL")]
    sent += answered_by(sato, line)
    sent += hung_up(LOCAL_1, LOCAL_2, suzuki, again, telephone("201", again, 21), line, sato)
    return BANNER + b"".join(sent)


def streams() -> list[list[AmiEvent]]:
    files = sorted(RECORDINGS.glob("*.txt")) if RECORDINGS.is_dir() else []
    wholes = [AmiFrames().feed(data) for data in (composed(), *(f.read_bytes() for f in files))]
    return [[event for event in whole if event.name not in BEGINS_ANEW] for whole in wholes]


STREAMS: Final = streams()


def told_of(events: list[AmiEvent], hangups: list[AmiEvent]) -> list[CallEvent]:
    calls = AmiCalls("pbx")
    told = [step for event in [*events, *hangups] for step in calls.take(event)]
    assert calls.open_calls == 0
    return told


def assert_sound(told: list[CallEvent]) -> None:
    incoming = [step for step in told if step.direction is CallDirection.IN and step.extension]
    rings = Counter(step.leg_id for step in incoming if step.stage is CallStage.RINGING)
    assert all(count == 1 for count in rings.values())
    for call_id in {step.call_id for step in told}:
        state = call_from_events([step for step in told if step.call_id == call_id])
        assert state.ended_at is not None
        assert all(leg.ended_at for leg in state.legs)


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_events_in_any_order_close_every_call_and_ring_once(data: st.DataObject) -> None:
    events = data.draw(st.sampled_from(STREAMS))
    shuffled = list(events)
    data.draw(st.randoms()).shuffle(shuffled)

    assert_sound(told_of(shuffled, []))


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_missing_events_close_every_call_once_its_channels_hang_up(data: st.DataObject) -> None:
    events = data.draw(st.sampled_from(STREAMS))
    chance = data.draw(st.randoms())
    kept = [event for event in events if chance.random() < 0.7]
    hangups = [event for event in events if event.name == "Hangup"]

    assert_sound(told_of(kept, hangups))


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_events_that_come_twice_or_late_change_no_call(data: st.DataObject) -> None:
    events = data.draw(st.sampled_from(STREAMS))
    chance = data.draw(st.randoms())
    doubled = [event for event in events for _ in range(chance.choice([1, 1, 2, 3]))]

    once, twice = told_of(events, []), told_of([*doubled, *events], [])

    assert [step.event_key for step in once] == [step.event_key for step in twice]


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_recording_cut_anywhere_is_closed_with_the_connection(data: st.DataObject) -> None:
    events = data.draw(st.sampled_from(STREAMS))
    calls = AmiCalls("pbx")
    cut = data.draw(st.integers(0, len(events)))

    told = [step for event in events[:cut] for step in calls.take(event)] + calls.close_all()

    assert calls.open_calls == 0
    assert_sound(told)
