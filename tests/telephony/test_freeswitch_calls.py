from __future__ import annotations

from typing import Any

import pytest

from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.telephony.ami_call import AmiCall
from crm_desktop.telephony.freeswitch_calls import FreeSwitchCalls
from tests.telephony.freeswitch_exchange import Event, Leg, bridged, line, telephone


def replayed(*events: Event) -> tuple[list[AmiCall], list[CallEvent]]:
    over: list[AmiCall] = []
    calls = FreeSwitchCalls("pbx", over=over.append)
    told = [event for headers in events for event in calls.take(headers)]
    return over, told


LINE = line()
PHONE = telephone("201", "b")
OTHER = telephone("202", "c")
RINGING = (LINE.created(), PHONE.created(), PHONE.rings())
TALKING = (*RINGING, PHONE.answers(), LINE.answers(), bridged(LINE, PHONE))


@pytest.mark.parametrize(
    ("ends", "result", "ended_by"),
    [
        ((PHONE.gone(answered="1"), LINE.gone(how="recv_bye")), "answered", "caller"),
        ((PHONE.gone(how="recv_bye", answered="1"), LINE.gone(how="send_bye")), "answered", "op"),
    ],
)
def test_answered_call_tells_who_hung_up(
    ends: tuple[Event, ...], result: str, ended_by: str
) -> None:
    ((call,), _told) = replayed(*TALKING, *ends)

    assert (call.direction, call.caller, call.dialled) == ("in", "0312345678", "0120000001")
    assert (call.rang_in_order, call.answered, call.result) == (["201"], ["201"], result)
    assert str(call.ended_by).startswith(ended_by)


@pytest.mark.parametrize(
    ("ends", "result"),
    [
        (
            (PHONE.gone("ORIGINATOR_CANCEL"), LINE.gone("ORIGINATOR_CANCEL", "recv_cancel")),
            "missed",
        ),
        ((PHONE.gone("CALL_REJECTED", "recv_refuse"), LINE.gone("CALL_REJECTED")), "rejected"),
        ((PHONE.gone("NO_ANSWER"), LINE.gone("NO_ANSWER")), "missed"),
    ],
)
def test_call_that_nobody_takes_tells_why(ends: tuple[Event, ...], result: str) -> None:
    ((call,), _told) = replayed(*RINGING, *ends)

    assert (call.rang_in_order, call.answered, str(call.result)) == (["201"], [], result)


def test_telephones_that_lose_the_race_stop_ringing() -> None:
    ((call,), told) = replayed(
        LINE.created(), PHONE.created(), OTHER.created(), PHONE.rings(), OTHER.rings(),
        OTHER.answers(), PHONE.gone("LOSE_RACE"), LINE.answers(), bridged(LINE, OTHER),
        OTHER.gone(answered="1"), LINE.gone(how="recv_bye"),
    )  # fmt: skip

    assert (call.rang_in_order, call.answered) == (["201", "202"], ["202"])
    ended = [event.extension for event in told if event.stage is CallStage.ENDED]
    assert ended == ["201", "202", ""]


def test_call_that_is_handed_on_stays_one_call() -> None:
    ((call,), told) = replayed(
        *TALKING, bridged(LINE, PHONE, "CHANNEL_UNBRIDGE"), PHONE.gone(answered="1"),
        OTHER.created(), OTHER.rings(), OTHER.answers(), bridged(LINE, OTHER),
        OTHER.gone(answered="1"), LINE.gone(how="recv_bye"),
    )  # fmt: skip

    assert (call.rang_in_order, call.answered) == (["201", "202"], ["201", "202"])
    assert {event.call_id for event in told} == {"a"}


def test_number_that_the_carrier_asserts_though_it_is_withheld_is_never_told() -> None:
    hidden = line(Caller_Privacy_Hide_Number="true")

    _over, told = replayed(hidden.created(), PHONE.created(), PHONE.rings())

    assert {(event.caller, event.caller_raw) for event in told} == {(None, "")}
    assert {event.no_number_reason for event in told} == {"withheld"}
    assert told[-1].extension == "201"


def test_agent_whom_the_queue_rings_is_part_of_the_callers_call() -> None:
    queued = line(variable_cc_queue="").says("CHANNEL_ANSWER", "ACTIVE")
    queued |= {"variable_cc_queue": "sales@default"}
    agent = Leg("b", "sofia/internal/201@192.0.2.7", "0312345678", "201", call="b")
    member = {"variable_cc_member_session_uuid": "a"}

    _over, told = replayed(LINE.created(), queued, agent.created() | member, agent.rings() | member)

    assert (told[-1].call_id, told[-1].extension, told[-1].queue) == ("a", "201", "sales")


def test_call_out_is_told_with_who_was_called() -> None:
    phone = Leg("a", "sofia/internal/201@192.0.2.7", "201", "0398765432", inbound=True)
    trunk = Leg("b", "sofia/external/0398765432", "201", "0398765432")

    ((call,), _told) = replayed(
        phone.created(), trunk.created(), trunk.rings(), trunk.answers(), phone.answers(),
        bridged(phone, trunk), trunk.gone(answered="1"), phone.gone(how="recv_bye"),
    )  # fmt: skip

    assert (call.direction, call.dialled, call.answered) == ("out", "0398765432", ["201"])


def test_calls_in_progress_are_told_from_the_lists() -> None:
    channels = [one.says("CHANNEL_DATA", "ACTIVE") for one in (PHONE, LINE)]

    told = FreeSwitchCalls("pbx").take_list(channels, [("a", "b")])

    assert (told[-1].stage, told[-1].extension, told[-1].caller_raw) == (
        CallStage.ANSWERED,
        "201",
        "0312345678",
    )


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Event-Name": "CHANNEL_CREATE"},
        {"Event-Name": 7, "Unique-ID": ["a"]},
        {"Event-Name": "CHANNEL_BRIDGE", "Unique-ID": "a"},
        {"Event-Name": "CHANNEL_HANGUP_COMPLETE", "Unique-ID": "a", "Hangup-Cause": None},
        {"Event-Name": "HEARTBEAT", "Unique-ID": "a", "Channel-Name": {}},
    ],
)
def test_event_that_makes_no_sense_tells_nothing(headers: dict[str, Any]) -> None:
    assert FreeSwitchCalls("pbx").take(headers) == []
