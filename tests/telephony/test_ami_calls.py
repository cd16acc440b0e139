from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crm_desktop.domain.call import CallDirection, CallResult, LegOutcome
from crm_desktop.domain.call_state import call_from_events
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.telephony.ami_calls import AmiCalls
from crm_desktop.telephony.ami_frames import AmiFrames
from tests.telephony.ami_exchange import (
    BANNER,
    Party,
    answered_by,
    calls_of,
    carrier,
    event,
    hung_up,
    pops_of,
    replayed,
    telephone,
)

LINE = carrier()
SATO = telephone("201", LINE, 2)
SUZUKI = telephone("202", LINE, 3)
RINGS_AT_SATO = [
    LINE.says("Newchannel"),
    SATO.says("Newchannel"),
    LINE.dials(SATO),
    SATO.state_is("Ringing"),
]
SHUTDOWN = event("Shutdown", {"Shutdown": "Cleanly", "Restart": "True"})


def test_dial_end_that_comes_twice_clears_once() -> None:
    cancel = LINE.dial_end(SATO.now("Ringing"), "CANCEL")

    assert pops_of(*RINGS_AT_SATO, cancel, cancel, *hung_up(SATO, LINE)) == [
        ("ringing", "201"),
        ("cleared", "201"),
    ]


def test_telephone_that_rings_before_it_is_dialled_pops_once() -> None:
    sent = [LINE.says("Newchannel"), SATO.says("Newchannel"), SATO.state_is("Ringing")]

    assert pops_of(*sent, LINE.dials(SATO.now("Ringing"))) == [("ringing", "201")]


def test_call_without_dialling_is_answered_by_whoever_hears_the_line() -> None:
    sent = [LINE.says("Newchannel"), SATO.says("Newchannel"), SATO.state_is("Ringing")]

    (call,) = calls_of(*sent, *answered_by(SATO, LINE), *hung_up(LINE, SATO))

    assert (call["rang"], call["answered"], call["result"]) == (["201"], ["201"], "answered")


def test_everything_twice_is_as_once() -> None:
    sent = [*RINGS_AT_SATO, *answered_by(SATO, LINE), *hung_up(SATO, LINE)]

    calls, pops = replayed(*(piece for piece in sent for _ in range(2)))

    assert calls == calls_of(*sent)
    assert [(pop["pop"], pop["extension"]) for pop in pops] == pops_of(*sent)


def test_late_event_opens_no_ended_call_again() -> None:
    over = [*RINGS_AT_SATO, *hung_up(SATO, LINE)]

    assert calls_of(*over, *RINGS_AT_SATO, *answered_by(SATO, LINE)) == calls_of(*over)


def test_restart_gives_the_same_uniqueids_to_another_call() -> None:
    other = carrier("09012345678")

    first, second = calls_of(*RINGS_AT_SATO, SHUTDOWN, other.says("Newchannel"), *hung_up(other))

    assert (first["caller"], first["ended_by"], first["result"]) == ("0312345678", "pbx", "missed")
    assert second["caller"] == "09012345678"


def test_restart_of_which_nobody_told_is_seen_by_the_names() -> None:
    other = replace(carrier("09012345678"), name="PJSIP/trunk-00000000")

    calls = calls_of(*RINGS_AT_SATO, other.says("Newchannel"), *hung_up(other))

    assert [call["caller"] for call in calls] == ["0312345678", "09012345678"]


def test_two_calls_from_one_number_are_two() -> None:
    again = carrier(uniqueid="1800000000.7")
    waiting = telephone("201", again, 8)
    sent = [*RINGS_AT_SATO, *answered_by(SATO, LINE), again.says("Newchannel")]

    calls = calls_of(*sent, waiting.state_is("Ringing"), *hung_up(again, waiting, LINE, SATO))

    assert [(call["result"], call["rang"]) for call in calls] == [
        ("answered", ["201"]),
        ("missed", ["201"]),
    ]


def test_call_waiting_pops_while_the_first_call_is_talked() -> None:
    second = carrier("09012345678", "1800000000.7")
    waiting = telephone("201", second, 8)
    sent = [*RINGS_AT_SATO, *answered_by(SATO, LINE), second.says("Newchannel")]

    pops = pops_of(*sent, waiting.state_is("Ringing"), *hung_up(second, waiting))

    assert pops[-2:] == [("ringing", "201"), ("cleared", "201")]


LOCAL_1 = Party("Local/201@q-00000001;1", "1800000000.4", LINE.linkedid, state="Down")
LOCAL_2 = Party("Local/201@q-00000001;2", "1800000000.5", LINE.linkedid, state="Ring")
PAIR = event("LocalBridge", {**LOCAL_1.block("LocalOne"), **LOCAL_2.block("LocalTwo")})


def test_local_member_rings_once_and_is_answered_through_the_pair() -> None:
    sent = [LINE.says("Newchannel"), LOCAL_1.says("Newchannel"), LOCAL_2.says("Newchannel"), PAIR]
    sent += [LOCAL_1.state_is("Ringing"), SATO.state_is("Ringing")]
    sent += [SATO.enters("b1"), LOCAL_2.enters("b1"), LOCAL_1.enters("b2"), LINE.enters("b2")]

    assert pops_of(*sent) == [("ringing", "201"), ("answered", "201")]


def test_local_halves_that_are_optimised_away_end_nothing() -> None:
    sent = [*RINGS_AT_SATO, PAIR, SATO.enters("b1"), LOCAL_2.enters("b1")]
    sent += [LOCAL_1.enters("b2"), LINE.enters("b2"), LINE.leaves("b2")]
    sent += [LINE.enters("b1", SwapUniqueid=LOCAL_2.uniqueid), *hung_up(LOCAL_1, LOCAL_2)]

    assert pops_of(*sent) == [("ringing", "201"), ("answered", "201")]
    assert pops_of(*sent, *hung_up(LINE, SATO))[-1] == ("cleared", "201")


def test_conference_with_the_customer_is_answered_by_all_in_it() -> None:
    own = replace(SUZUKI, linkedid=SUZUKI.uniqueid, state="Ring", exten="800")
    sent = [*RINGS_AT_SATO, own.says("Newchannel"), *answered_by(SATO, LINE, "conference")]

    (call,) = calls_of(*sent, own.enters("conference"), *hung_up(LINE, SATO, own))

    assert call["answered"] == ["201", "202"]


def test_parked_call_goes_on_and_is_answered_by_whoever_fetches_it() -> None:
    fetching = replace(SUZUKI, linkedid=SUZUKI.uniqueid, state="Ring", exten="701")
    sent = [*RINGS_AT_SATO, *answered_by(SATO, LINE), LINE.leaves("b1")]
    sent += [LINE.enters("lot", BridgeTechnology="holding_bridge"), *hung_up(SATO)]
    sent += [fetching.says("Newchannel"), *answered_by(fetching, LINE, "b2")]

    (call,) = calls_of(*sent, *hung_up(LINE, fetching))

    assert (call["answered"], call["rang"]) == (["201", "202"], ["201"])


def test_two_parked_callers_do_not_talk_with_each_other_nor_with_a_telephone() -> None:
    other = carrier("09012345678", "1800000000.7")
    lot = {"BridgeTechnology": "holding_bridge"}
    sent = [LINE.says("Newchannel"), other.says("Newchannel"), SATO.says("Newchannel")]
    sent += [party.enters("lot", **lot) for party in (LINE, other, SATO)]

    assert [call["result"] for call in calls_of(*sent, *hung_up(LINE, other, SATO))] == [
        "missed",
        "missed",
    ]


def test_exchange_that_answers_is_no_answered_call() -> None:
    sent = [LINE.says("Newchannel"), LINE.state_is("Up"), LINE.enters("voicemail")]

    (call,) = calls_of(*sent, *hung_up(LINE))

    assert (call["result"], call["ended_by"]) == ("missed", "pbx")


def test_consultation_within_the_customers_call_does_not_pop() -> None:
    asked = telephone("202", LINE, 3, connected="201")
    sent = [*RINGS_AT_SATO, *answered_by(SATO, LINE), asked.state_is("Ringing")]

    assert ("ringing", "202") not in pops_of(*sent)


def test_telephone_pops_when_the_customer_is_handed_on_while_it_rings() -> None:
    own = replace(SATO, uniqueid="1800000000.8", linkedid="1800000000.8", exten="202", state="Ring")
    asked = telephone("202", own, 9, connected="201")
    handed_on = replace(asked, linkedid=LINE.linkedid, connected=LINE.caller, state="Ringing")
    sent = [*RINGS_AT_SATO, *answered_by(SATO, LINE), own.says("Newchannel")]
    sent += [asked.says("Newchannel"), asked.state_is("Ringing")]

    assert ("ringing", "202") not in pops_of(*sent)
    assert pops_of(*sent, handed_on.says("NewConnectedLine"))[-1] == ("ringing", "202")


def test_consultation_that_came_to_nothing_is_a_call_of_its_own() -> None:
    own = replace(SATO, uniqueid="1800000000.8", linkedid="1800000000.8", exten="202", state="Ring")
    asked = telephone("202", own, 9, connected="201")
    sent = [*RINGS_AT_SATO, *answered_by(SATO, LINE), own.says("Newchannel")]
    sent += [asked.state_is("Ringing"), *hung_up(asked, own), *hung_up(LINE, SATO)]

    customer, inside = calls_of(*sent)

    assert (customer["answered"], customer["rang"]) == (["201"], ["201"])
    assert (inside["dir"], inside["rang"], inside["result"]) == ("internal", ["202"], "missed")


def test_queue_member_who_rejects_leaves_a_missed_call_when_the_caller_gives_up() -> None:
    refused = SATO.now("Ringing").says("HangupRequest", Cause="17")
    sent = [*RINGS_AT_SATO, refused, LINE.dial_end(SATO, "NOANSWER"), *hung_up(SATO)]

    (call,) = calls_of(*sent, LINE.says("HangupRequest", Cause="127"), *hung_up(LINE))

    assert (call["result"], call["ended_by"]) == ("missed", "caller")


@pytest.mark.parametrize(
    ("status", "result"),
    [("CHANUNAVAIL", "unreachable"), ("CONGESTION", "failed"), ("BUSY", "busy")],
)
def test_telephone_that_cannot_ring_says_why(status: str, result: str) -> None:
    sent = [LINE.says("Newchannel"), SATO.says("Newchannel"), LINE.dial_end(SATO, status)]

    (call,) = calls_of(*sent, *hung_up(SATO, LINE))

    assert (call["result"], call["rang"]) == (result, [])


def test_lost_call_that_rang_nobody_was_unreachable() -> None:
    (call,) = calls_of(LINE.says("Newchannel"), LINE.says("Hangup", Cause="3"))

    assert (call["result"], call["ended_by"], call["rang"]) == ("unreachable", "pbx", [])


ORIGIN = Party("PJSIP/201-00000010", "1800000000.16", "1800000000.16", "201", exten="s")
OUTSIDE = Party("PJSIP/trunk-00000011", "1800000000.17", ORIGIN.linkedid, "0398765432")


@pytest.mark.parametrize(("status", "result"), [("BUSY", "busy"), ("NOANSWER", "missed")])
def test_outbound_call_that_nobody_takes(status: str, result: str) -> None:
    dialling = ORIGIN.now("Ring", exten="0398765432")
    sent = [dialling.says("Newchannel"), OUTSIDE.says("Newchannel"), OUTSIDE.state_is("Ringing")]

    (call,) = calls_of(*sent, dialling.dial_end(OUTSIDE, status), *hung_up(OUTSIDE, ORIGIN))

    assert (call["dir"], call["caller"], call["dialled"]) == ("out", "201", "0398765432")
    assert (call["result"], call["rang"]) == (result, [])


def test_click_to_call_that_the_operator_does_not_take_is_no_incoming_call() -> None:
    called = ORIGIN.now("Ringing", caller="0398765432", connected="0398765432")
    sent = [ORIGIN.says("Newchannel"), called.says("Newstate"), *hung_up(called)]

    calls, pops = replayed(*sent)

    assert [(call["dir"], call["dialled"], call["result"]) for call in calls] == [
        ("out", "0398765432", "failed")
    ]
    assert pops == []


def test_click_to_call_through_local_shows_no_withheld_caller() -> None:
    half = replace(LOCAL_1, linkedid=LOCAL_1.uniqueid)
    phone = telephone("201", half, 6, connected="<unknown>")
    line = replace(OUTSIDE, linkedid=half.linkedid)
    sent = [half.says("Newchannel"), phone.state_is("Ringing"), line.says("Newchannel")]
    sent += [*answered_by(phone, line), *hung_up(line, phone, half)]

    calls, pops = replayed(*sent)

    assert [(call["dir"], call["caller"], call["rang"]) for call in calls] == [("out", "201", [])]
    assert pops == []


def test_click_to_call_through_local_that_the_operator_does_not_take() -> None:
    half = replace(LOCAL_1, linkedid=LOCAL_1.uniqueid)
    phone = telephone("201", half, 6, connected="<unknown>")

    calls, pops = replayed(
        half.says("Newchannel"), phone.state_is("Ringing"), *hung_up(phone, half)
    )

    assert [(call["dir"], call["rang"], call["result"]) for call in calls] == [
        ("out", [], "failed")
    ]
    assert pops == []


def test_internal_call_is_told_when_it_is_over_with_the_times_of_what_happened() -> None:
    moments = iter(datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=n) for n in range(99))
    calls, frames = AmiCalls("pbx", now=lambda: next(moments)), AmiFrames()
    dialling = ORIGIN.now("Ring", exten="202")
    called = telephone("202", dialling, 18)
    sent = [dialling.says("Newchannel"), called.state_is("Ringing"), *answered_by(called, dialling)]

    talking = [step for one in frames.feed(BANNER + b"".join(sent)) for step in calls.take(one)]
    ends = frames.feed(b"".join(hung_up(called, dialling)))
    state = call_from_events([step for one in ends for step in calls.take(one)])

    assert (talking, state.direction, state.caller_raw) == ([], CallDirection.INTERNAL, "201")
    assert state.answered_at
    assert state.began_at < state.answered_at < (state.ended_at or state.began_at)


def test_service_of_the_exchange_is_no_call() -> None:
    dialling = ORIGIN.now("Ring", exten="*97")

    assert calls_of(dialling.says("Newchannel"), *hung_up(dialling)) == []


@pytest.mark.parametrize(
    ("number", "withheld", "shown"),
    [("anonymous", True, "anonymous"), ("<unknown>", False, ""), ("非通知", True, "非通知")],
)
def test_caller_without_number(number: str, withheld: object, shown: str) -> None:
    line = carrier(number)

    (call,) = calls_of(line.says("Newchannel"), *hung_up(line))

    assert (call["withheld"], call["caller"], call["national"]) == (withheld, shown, "")


def told_with_question(answer: str) -> list[tuple[str, str | None, NoNumberReason | None]]:
    calls, frames = AmiCalls("pbx", asks_presentation=True), AmiFrames()
    told = []
    for sent in frames.feed(BANNER + b"".join(RINGS_AT_SATO)):
        told += calls.take(sent)
    ((action_id, channel),) = calls.questions()
    assert (channel, [step.extension for step in told]) == (LINE.name, [""])
    reply = f"Response: Success\r\nActionID: {action_id}\r\n{answer}\r\n\r\n".encode()
    told += [step for response in frames.feed(reply) for step in calls.take(response)]
    return [(step.extension, step.caller, step.no_number_reason) for step in told]


def test_nobody_pops_before_the_exchange_said_that_the_number_may_be_shown() -> None:
    told = told_with_question("Variable: CALLERID(num-pres)\r\nValue: allowed_not_screened")

    assert told == [("", None, None), ("201", "+81312345678", None)]


def test_number_that_the_carrier_asserts_against_the_callers_will_is_never_told() -> None:
    told = told_with_question("Variable: CALLERID(num-pres)\r\nValue: prohib_not_screened")

    assert [caller for _extension, caller, _reason in told] == [None, None, None]
    assert told[-1] == ("201", None, NoNumberReason.WITHHELD)


def test_calls_that_ended_while_nobody_listened_are_closed_by_the_list() -> None:
    row = LINE.now("Up").says("CoreShowChannel", BridgeId="")
    begin = b"Response: Success\r\nMessage: Channels will follow\r\n\r\n"
    other = carrier("09012345678", "1800000000.7")
    complete = event("CoreShowChannelsComplete", {"ListItems": "1"})

    gone, going_on = calls_of(other.says("Newchannel"), *RINGS_AT_SATO, begin, row, complete)

    assert (gone["caller"], gone["ended_by"]) == ("09012345678", "unknown")
    assert going_on["caller"] == "0312345678"


def test_call_events_come_to_the_same_call_in_the_call_log() -> None:
    calls, frames = AmiCalls("pbx"), AmiFrames()
    sent = [*RINGS_AT_SATO, *answered_by(SATO, LINE), *hung_up(SATO, LINE)]

    told = [step for one in frames.feed(BANNER + b"".join(sent)) for step in calls.take(one)]

    state = call_from_events(told)
    assert (state.result, state.caller) == (CallResult.ANSWERED, "+81312345678")
    assert [leg.extension for leg in state.legs if leg.answered_at] == ["201"]
    assert {step.call_id for step in told} == {LINE.uniqueid}
    assert calls.open_calls == 0


def test_telephone_that_stopped_ringing_because_another_answered_missed_nothing() -> None:
    calls, frames = AmiCalls("pbx"), AmiFrames()
    sent = [*RINGS_AT_SATO, SUZUKI.says("Newchannel"), SUZUKI.state_is("Ringing")]
    sent += [LINE.dial_end(SATO, "CANCEL"), *answered_by(SUZUKI, LINE), *hung_up(SATO, LINE)]

    told = [step for one in frames.feed(BANNER + b"".join(sent)) for step in calls.take(one)]

    outcomes = {leg.extension: leg.outcome for leg in call_from_events(told).legs}
    assert outcomes == {"201": LegOutcome.ANSWERED_ELSEWHERE, "202": LegOutcome.ANSWERED}


def test_telephone_that_nobody_took_up_before_it_rang_elsewhere_missed_it() -> None:
    calls, frames = AmiCalls("pbx"), AmiFrames()
    sent = [*RINGS_AT_SATO, LINE.dial_end(SATO, "NOANSWER"), LINE.dial_end(SATO, "CANCEL")]
    sent += [SUZUKI.state_is("Ringing"), *answered_by(SUZUKI, LINE), *hung_up(SATO, LINE)]

    told = [step for one in frames.feed(BANNER + b"".join(sent)) for step in calls.take(one)]

    outcomes = {leg.extension: leg.outcome for leg in call_from_events(told).legs}
    assert outcomes == {"201": LegOutcome.MISSED, "202": LegOutcome.ANSWERED}
