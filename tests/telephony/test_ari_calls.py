"""Replays calls recorded on an Asterisk 22.10.1 of our own, cut down to what calls are told by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from crm_desktop.domain.call import CallStage
from crm_desktop.telephony.ami_call import AmiCall
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ari_calls import AriCalls

RECORDINGS: Final = Path(__file__).parent / "recordings"


def recorded(name: str) -> list[dict[str, Any]]:
    lines = (RECORDINGS / f"{name}.ari.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def calls_of(messages: list[dict[str, Any]]) -> list[AmiCall]:
    """Return the calls that were over by the last of ``messages``."""
    over: list[AmiCall] = []
    calls = AriCalls("pbx", over=over.append)
    for message in messages:
        calls.take(message)
    assert calls.open_calls == 0
    return over


def channel(channel_id: str, name: str, state: str, number: str = "") -> dict[str, Any]:
    return {"id": channel_id, "name": name, "state": state, "caller": {"number": number}}


LINE: Final = channel("1.1", "PJSIP/trunk-00000001", "Ring", "0312345678")
PHONE: Final = channel("1.2", "PJSIP/201-00000002", "Ringing", "201")


@pytest.mark.parametrize(
    ("name", "rang", "answered", "result", "ended_by"),
    [
        ("direct", ["201"], ["201"], "answered", "caller"),
        ("missed", ["201"], [], "missed", "caller"),
        ("queue", ["201", "202", "203"], ["202"], "answered", "caller"),
        ("queue_local", ["201", "202"], ["202"], "answered", "caller"),
        ("blind", ["201", "202"], ["201", "202"], "answered", "caller"),
        ("attended", ["201"], ["201", "203"], "answered", "caller"),
        ("attended_refused", ["201"], ["201"], "answered", "caller"),
        ("pickup", ["201"], ["202"], "answered", "operator"),
        ("conference", [], ["201", "202"], "answered", "caller"),
    ],
)
def test_call_is_understood_as_it_was_at_the_telephones(
    name: str, rang: list[str], answered: list[str], result: str, ended_by: str
) -> None:
    (call,) = calls_of(recorded(name))

    assert (call.direction, call.caller) == ("in", "0312345678" if name == "missed" else MOBILE)
    assert (call.rang_in_order, call.answered) == (rang, answered)
    assert (call.result, call.ended_by) == (result, ended_by)


MOBILE: Final = "09012345678"


def test_queue_is_told_by_the_application_that_the_caller_is_in() -> None:
    (call,) = calls_of(recorded("queue"))

    assert (call.queue, call.dialled) == ("sales", "0120000002")


def test_call_that_the_exchange_dialled_for_a_telephone_is_a_call_out() -> None:
    (call,) = calls_of(recorded("orig"))

    assert (call.direction, call.dialled, call.answered) == ("out", "0398765432", ["201"])


def test_no_telephone_is_told_who_calls_before_the_exchange_said_that_it_may() -> None:
    calls = AriCalls("pbx", asks_presentation=True)
    told = [event for message in recorded("withheld")[:6] for event in calls.take(message)]
    assert not any(event.extension or event.caller_raw for event in told)
    (asked,) = calls.questions()

    told = calls.take_answer(asked, "prohib_not_screened")

    ringing = [event for event in told if event.extension == "201"]
    assert [event.stage for event in ringing] == [CallStage.RINGING]
    assert all(event.caller is None and not event.caller_raw for event in told)
    assert {event.no_number_reason for event in told} == {"withheld"}


def test_presentation_that_changes_hides_the_number() -> None:
    calls = AriCalls("pbx")
    calls.take({"type": "ChannelCreated", "channel": LINE})

    told = calls.take({"type": "ChannelCallerId", "channel": LINE, "caller_presentation": 32})

    assert [event.no_number_reason for event in told] == ["withheld"]


@pytest.mark.parametrize("phone_first", [True, False])
def test_calls_in_progress_are_told_from_the_lists(*, phone_first: bool) -> None:
    channels = [PHONE, LINE] if phone_first else [LINE, PHONE]

    told = AriCalls("pbx").take_list(channels, [], {"1.1": "1.1", "1.2": "1.1"})

    assert {event.call_id for event in told} == {"1.1"}
    assert [(str(event.stage), event.extension) for event in told] == [
        ("ringing", ""),
        ("ringing", "201"),
    ]
    assert told[1].caller_raw == "0312345678"


def test_who_talks_is_told_from_the_list_of_bridges() -> None:
    channels = [{**one, "state": "Up"} for one in (LINE, PHONE)]
    bridge = {"id": "b", "technology": "simple_bridge", "channels": ["1.1", "1.2"]}

    told = AriCalls("pbx").take_list(channels, [bridge], {"1.1": "1.1", "1.2": "1.1"})

    assert (told[-1].stage, told[-1].extension) == (CallStage.ANSWERED, "201")


def test_birth_of_a_channel_that_was_listed_changes_nothing() -> None:
    calls = AriCalls("pbx")
    calls.take_list([LINE, PHONE], [], {"1.1": "1.1", "1.2": "1.1"})

    told = calls.take({"type": "ChannelCreated", "channel": {**PHONE, "state": "Down"}})
    told += calls.take({"type": "ChannelDestroyed", "channel": LINE, "cause": 16})

    assert {event.call_id for event in told} == {"1.1"}
    assert calls.open_calls == 0


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"type": 7},
        {"type": "ChannelCreated"},
        {"type": "ChannelCreated", "channel": "PJSIP/201"},
        {"type": "ChannelDestroyed", "channel": {"id": ["1.1"]}},
        {"type": "ChannelEnteredBridge", "channel": LINE, "bridge": {"channels": [None, {}]}},
        {"type": "Dial", "dialstatus": None, "peer": None, "caller": []},
        {"type": "ChannelStateChange", "channel": {**LINE, "caller": "0312345678", "state": {}}},
    ],
)
def test_message_that_makes_no_sense_tells_nothing_of_telephones(message: dict[str, Any]) -> None:
    told = AriCalls("pbx").take(message)

    assert not any(event.extension for event in told)


def test_channel_from_an_outside_context_is_a_line_whatever_its_name() -> None:
    pattern = ExtensionPattern(outside_contexts=["from-pstn"])
    line = channel("1.1", "PJSIP/0312-00000001", "Ring", "0312345678")

    told = AriCalls("pbx", pattern).take(
        {"type": "ChannelCreated", "channel": {**line, "dialplan": {"context": "from-pstn"}}}
    )

    assert [(event.direction, event.caller_raw) for event in told] == [("in", "0312345678")]
