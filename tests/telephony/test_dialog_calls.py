from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.call import CallEvent, CallResult, CallStage, LegOutcome
from crm_desktop.domain.call_state import CallState, call_from_events
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.telephony.dialog_calls import GAP, MOST_DIALOGS, DialogCalls
from crm_desktop.telephony.dialog_info import Dialog, DialogInfo, read_dialog_info

NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)
RECORDED = Path(__file__).parents[1] / "wire" / "sip" / "asterisk_22_dialogs.txt"
OUTSIDE = "sip:0312345678@pbx"
Told = tuple[float, str, Dialog]


def at(second: float) -> datetime:
    return NOON + timedelta(seconds=second)


def told(second: float, extension: str, state: str, remote: str = "", **facts: str) -> Told:
    facts = {"direction": "recipient", **facts} if remote else facts
    return second, extension, Dialog(facts.pop("dialog", "1"), state, remote=remote, **facts)


def events_of(notices: Sequence[Told], *, until: float = 999) -> list[CallEvent]:
    calls, events = DialogCalls("pbx"), []
    for second, extension, dialog in notices:
        events += calls.settle(at(second))
        events += calls.take(extension, DialogInfo(0, is_full=False, dialogs=(dialog,)), at(second))
    return events + calls.settle(at(until))


def states_of(events: Sequence[CallEvent]) -> list[CallState]:
    ids = dict.fromkeys(event.call_id for event in events)
    return [call_from_events([e for e in events if e.call_id == call_id]) for call_id in ids]


def legs(call: CallState) -> list[tuple[str, LegOutcome | None]]:
    return [(leg.extension, leg.outcome) for leg in call.legs]


def test_call_that_rings_at_two_telephones_is_one_and_answered_by_one() -> None:
    [call] = states_of(
        events_of(
            [
                told(0, "201", "early", OUTSIDE),
                told(0.1, "202", "early", OUTSIDE),
                told(5, "201", "terminated"),
                told(5.1, "202", "confirmed"),
                told(60, "202", "terminated", ending="remote-bye"),
            ]
        )
    )

    assert legs(call) == [
        ("201", LegOutcome.ANSWERED_ELSEWHERE),
        ("202", LegOutcome.ANSWERED),
    ]
    assert (call.result, str(call.ended_by)) == (CallResult.ANSWERED, "caller")
    assert (call.caller, call.ended_at) == ("+81312345678", at(60))


def test_queue_that_tries_one_after_the_other_is_one_missed_call() -> None:
    [call] = states_of(
        events_of(
            [
                told(0, "201", "early", OUTSIDE),
                told(15, "201", "terminated"),
                told(20, "202", "early", OUTSIDE),
                told(35, "202", "terminated"),
            ]
        )
    )

    assert [leg.extension for leg in call.legs] == ["201", "202"]
    assert (call.result, call.ended_at) == (CallResult.MISSED, at(35))


def test_same_caller_later_is_another_call() -> None:
    events = events_of(
        [
            told(0, "201", "early", OUTSIDE),
            told(5, "201", "terminated"),
            told(5 + GAP.total_seconds() + 1, "201", "early", OUTSIDE),
        ]
    )

    assert [call.ended_at for call in states_of(events)] == [at(5), None]


def test_same_number_twice_at_one_telephone_are_two_calls() -> None:
    calls = states_of(
        events_of(
            [
                told(0, "201", "early", OUTSIDE, dialog="a"),
                told(0, "201", "early", OUTSIDE, dialog="b"),
                told(3, "201", "confirmed", dialog="b"),
                told(9, "201", "terminated", dialog="a"),
                told(20, "201", "terminated", dialog="b"),
            ]
        )
    )

    assert [call.result for call in calls] == [CallResult.MISSED, CallResult.ANSWERED]


def test_talk_that_is_handed_on_stays_one_call() -> None:
    [call] = states_of(
        events_of(
            [
                told(0, "201", "early", OUTSIDE),
                told(3, "201", "confirmed"),
                told(30, "202", "early", "sip:201@pbx"),
                told(33, "202", "confirmed", "sip:201@pbx"),
                told(40, "202", "confirmed", OUTSIDE),
                told(40, "201", "terminated"),
                told(70, "202", "terminated"),
            ]
        )
    )

    assert legs(call) == [("201", LegOutcome.ANSWERED), ("202", LegOutcome.ANSWERED)]
    assert (call.answered_at, call.ended_at) == (at(3), at(70))


@pytest.mark.parametrize(
    "notices",
    [
        [told(0, "201", "early", "sip:202@pbx")],
        [told(0, "201", "early", OUTSIDE, direction="initiator")],
        [told(0, "201", "confirmed"), told(9, "201", "terminated")],
        [(0, "201", Dialog("1", "early", remote=OUTSIDE))],
        [told(0, "201", "trying", OUTSIDE), told(1, "201", "terminated")],
        [told(0, "201", "what-is-this", OUTSIDE)],
    ],
    ids=["colleague", "outgoing", "not seen ringing", "no direction", "not rung yet", "strange"],
)
def test_only_what_rings_from_outside_is_a_call(notices: list[Told]) -> None:
    assert events_of(notices) == []


@pytest.mark.parametrize(
    ("remote", "name", "reason"),
    [
        ("sip:anonymous@anonymous.invalid", "Anonymous", NoNumberReason.WITHHELD),
        ("sip:anonymous@anonymous.invalid", "Coin line/payphone", NoNumberReason.PAY_PHONE),
        ("", "", NoNumberReason.NONE),
    ],
)
def test_caller_without_a_number_has_none(remote: str, name: str, reason: NoNumberReason) -> None:
    dialog = Dialog("1", "early", "recipient", remote=remote, remote_name=name)

    [event] = events_of([(0, "201", dialog)])

    assert (event.caller, event.no_number_reason) == (None, reason)


def test_two_callers_without_numbers_are_told_apart_by_time() -> None:
    withheld = "sip:anonymous@anonymous.invalid"
    events = events_of(
        [
            told(0, "201", "early", withheld),
            told(0.5, "202", "early", withheld),
            told(8, "203", "early", withheld),
        ]
    )

    assert [len(call.legs) for call in states_of(events)] == [2, 1]


def test_what_a_full_state_does_not_name_has_ended() -> None:
    calls = DialogCalls("pbx")
    ringing = Dialog("1", "early", "recipient", remote=OUTSIDE)
    calls.take("201", DialogInfo(0, is_full=True, dialogs=(ringing,)), NOON)

    [ended] = calls.take("201", DialogInfo(9, is_full=True), at(4))

    assert (ended.stage, ended.extension) == (CallStage.ENDED, "201")


def test_partial_state_ends_nothing_that_it_does_not_name() -> None:
    calls = DialogCalls("pbx")
    ringing = Dialog("1", "early", "recipient", remote=OUTSIDE)
    calls.take("201", DialogInfo(0, is_full=True, dialogs=(ringing,)), NOON)

    assert calls.take("201", DialogInfo(1, is_full=False), at(4)) == []
    assert len(calls.going_on) == 2


def test_what_was_told_is_kept_with_each_event_of_a_telephone() -> None:
    notices = [
        told(0, "201", "early", OUTSIDE),
        told(3, "201", "confirmed"),
        told(9, "201", "terminated"),
    ]

    kept = [event.raw.get("state") for event in events_of(notices) if event.leg_id]

    assert kept == ["early", "confirmed", "terminated"]


def test_telephone_with_more_calls_than_can_be_is_not_followed_for_ever() -> None:
    notices = [
        told(0, "201", "early", f"sip:06{number:08}@pbx", dialog=str(number))
        for number in range(MOST_DIALOGS + 5)
    ]

    assert len(events_of(notices)) == MOST_DIALOGS


def test_rejected_call_is_rejected() -> None:
    notices = [
        told(0, "201", "early", OUTSIDE),
        told(3, "201", "terminated", ending="rejected"),
    ]

    [call] = states_of(events_of(notices))

    assert (call.result, legs(call)) == (CallResult.REJECTED, [("201", LegOutcome.REJECTED)])


def recorded() -> list[tuple[float, str, DialogInfo]]:
    blocks = re.split(r"^@ ", RECORDED.read_text("utf-8"), flags=re.MULTILINE)[1:]
    heads = [block.partition("\n") for block in blocks]
    return [
        (float(head.split()[0]), head.split()[1], read_dialog_info(body.encode()))
        for head, _, body in heads
    ]


def test_recording_of_an_asterisk_gives_what_happened_at_the_telephones() -> None:
    """A ring group answered by 202, handed on to 203; then 201 called 202 and the outside."""
    calls, events = DialogCalls("pbx"), []
    for second, extension, info in recorded():
        events += calls.settle(at(second)) + calls.take(extension, info, at(second))
    events += calls.settle(at(99))

    [call] = states_of(events)
    assert (call.caller, call.answered_at, call.ended_at) == ("+81312345678", at(5.07), at(12.36))
    assert [(leg.extension, leg.turn, leg.outcome) for leg in call.legs] == [
        ("201", 1, LegOutcome.ANSWERED_ELSEWHERE),
        ("202", 1, LegOutcome.ANSWERED),
        ("203", 1, LegOutcome.ANSWERED_ELSEWHERE),
        ("203", 1, LegOutcome.ANSWERED),
    ]


dialogs = st.builds(
    Dialog,
    st.sampled_from("ab"),
    st.sampled_from(["trying", "early", "confirmed", "terminated", "?"]),
    st.sampled_from(["recipient", "recipient", "initiator", ""]),
    st.sampled_from(["", "rejected", "local-bye"]),
    st.sampled_from([OUTSIDE, "sip:0699998888@pbx", "sip:202@pbx", ""]),
)
infos = st.builds(
    DialogInfo, st.integers(0, 9), st.booleans(), st.lists(dialogs, max_size=3).map(tuple)
)


@given(st.lists(st.tuples(st.floats(0, 9), st.sampled_from(["201", "202"]), infos), max_size=25))
def test_whatever_is_told_every_call_ends_and_rings_once_a_leg(
    notices: list[tuple[float, str, DialogInfo]],
) -> None:
    calls, events, now = DialogCalls("pbx"), [], 0.0
    for waited, extension, info in notices:
        now += waited
        events += calls.settle(at(now)) + calls.take(extension, info, at(now))
    for extension in ("201", "202"):
        events += calls.forget(extension, at(now + 1))
    events += calls.settle(at(now + 1) + GAP)

    assert calls.going_on == set()
    assert all(
        call.ended_at and all(leg.ended_at for leg in call.legs) for call in states_of(events)
    )
    rings = [(e.call_id, e.leg_id) for e in events if e.stage is CallStage.RINGING]
    assert len(rings) == len(set(rings))
