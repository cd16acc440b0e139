from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.call import CallDirection, CallEndedBy, CallResult, CallStage
from crm_desktop.domain.extension import ExtensionDirectory, StaffTelephone
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.telephony.source import EventRefused, Reception
from crm_desktop.telephony.zammad_push import read_zammad_push

OFFICE = ExtensionDirectory(
    [StaffTelephone("201", "tadokoro", "田所 由美"), StaffTelephone("202", "saeki", "佐伯 﨑子")]
)
AT = Reception("pbx", datetime(2026, 11, 20, 3, tzinfo=UTC), OFFICE)


def read(event: str = "newCall", **fields: Any) -> list[Any]:
    told = {"event": event, "callId": "c1", **fields}
    return read_zammad_push(
        {name: value if isinstance(value, list) else [value] for name, value in told.items()}, AT
    )


def extensions(event: str = "newCall", **fields: Any) -> list[str]:
    return [one.extension for one in read(event, **fields)]


def test_new_call_is_a_ringing_call_from_outside() -> None:
    (call,) = read(**{"from": "0312345678"}, to="0120000000", direction="in", user="201")

    assert (call.stage, call.direction) == (CallStage.RINGING, CallDirection.IN)
    assert (call.caller, call.caller_raw) == ("+81312345678", "0312345678")
    assert (call.called_raw, call.extension) == ("0120000000", "201")


def test_outgoing_call_is_of_the_customer_who_is_called() -> None:
    (call,) = read(**{"from": "201"}, to="09012345678", direction="out")

    assert (call.direction, call.caller) == (CallDirection.OUT, "+819012345678")
    assert (call.extension, call.called_raw) == ("201", "201")


@pytest.mark.parametrize(
    "fields",
    [
        {"user": "田所 由美"},
        {"caller": ["tadokoro"]},
        {"user": ["田所　由美", "201"]},
        {"answeringNumber": "201"},
        {"user": "Zentrale", "to": "201"},
        {"to": "sip:201@pbx.example"},
        {"user": "201", "to": "800"},
    ],
)
def test_ringing_telephone_is_found_wherever_it_is_named(fields: dict[str, Any]) -> None:
    assert extensions(direction="in", **{"to": "0120000000", **fields}) == ["201"]


def test_each_user_of_a_group_rings() -> None:
    assert extensions(direction="in", user=["田所 由美", "saeki", "203"]) == ["201", "202", "203"]


def test_call_that_names_no_telephone_rings_nobodys() -> None:
    assert extensions(direction="in", to="0120000000", user="Ticket System") == [""]


@pytest.mark.parametrize(
    ("fields", "extension"),
    [
        ({"user": "agent.name"}, ""),
        ({"user": "202"}, "202"),
        ({"caller": "佐伯 﨑子"}, "202"),
        ({"answeringNumber": "202", "user": ["201", "203"]}, "202"),
        ({"answeringNumber": "4921199999999", "user": "saeki"}, "202"),
        ({"user": ["201", "202"]}, ""),
        ({"to": "202"}, "202"),
        ({"user": "Agent Foo", "to": "800"}, ""),
        ({}, ""),
    ],
)
def test_answering_telephone_is_told_or_left_open(fields: dict[str, Any], extension: str) -> None:
    assert extensions("answer", direction="in", **fields) == [extension]


def test_answer_of_an_outgoing_call_is_at_the_telephone_that_dialled() -> None:
    fields = {"from": "201", "to": "09012345678", "answeringNumber": "09012345678"}

    assert extensions("answer", direction="out", **fields) == ["201"]


@pytest.mark.parametrize("name", ["callId", "call_id", "callid", "CallID"])
def test_id_of_the_call_has_many_names(name: str) -> None:
    fields = {"event": ["hangup"], name: ["7"]}

    assert read_zammad_push(fields, AT)[0].call_id == "7"


def test_hang_up_without_numbers_says_nothing_of_the_caller() -> None:
    (call,) = read("hangup", direction="in", cause="cancel")

    assert (call.caller, call.no_number_reason, call.caller_raw) == (None, None, "")
    assert (call.result, call.ended_by) == (CallResult.MISSED, CallEndedBy.CALLER)


@pytest.mark.parametrize(
    ("cause", "result"),
    [
        ("normalClearing", None),
        ("busy", CallResult.BUSY),
        ("noAnswer", CallResult.MISSED),
        ("congestion", CallResult.FAILED),
        ("notFound", CallResult.UNREACHABLE),
        ("forwarded", CallResult.FORWARDED),
        ("ORIGINATOR_CANCEL", CallResult.MISSED),
        ("CALL_REJECTED", CallResult.REJECTED),
        ("something new", None),
    ],
)
def test_cause_says_how_an_unanswered_call_came_out(cause: str, result: CallResult | None) -> None:
    assert read("hangup", cause=cause)[0].result is result


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("anonymous", NoNumberReason.WITHHELD),
        ("Coin line/payphone", NoNumberReason.PAY_PHONE),
        ("", NoNumberReason.NONE),
        ("<unknown>", NoNumberReason.NONE),
    ],
)
def test_caller_without_a_number_has_a_reason(number: str, reason: NoNumberReason) -> None:
    (call,) = read(**{"from": number}, direction="in")

    assert (call.caller, call.no_number_reason) == (None, reason)


def test_caller_that_cannot_be_read_is_kept_as_received() -> None:
    (call,) = read(**{"from": "Lastname, Firstname"}, direction="in")

    assert (call.caller, call.no_number_reason) == (None, None)
    assert call.caller_raw == "Lastname, Firstname"


def test_queue_may_be_named_in_to() -> None:
    (call,) = read(**{"from": "0312345678"}, to="support", direction="in")

    assert (call.queue, call.extension) == ("support", "")


def test_colleague_is_not_a_call_from_outside() -> None:
    assert read(**{"from": "202"}, to="201", direction="in")[0].direction is CallDirection.INTERNAL


def test_emergency_number_is_not_a_colleague() -> None:
    assert read(**{"from": "201"}, to="110", direction="out")[0].direction is CallDirection.OUT


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"event": "newCall", "callId": "1", "direction": "sideways"}, "invalid_direction"),
        ({"event": "newCall", "callId": "1"}, "invalid_direction"),
        ({"event": "dtmf", "callId": "1", "direction": "in"}, "unknown_event"),
        ({"callId": "1"}, "no_event"),
        ({"event": "hangup"}, "no_call_id"),
        ({"event": "hangup", "callId": "9" * 251}, "call_id_too_long"),
    ],
)
def test_what_is_no_event_is_refused(fields: dict[str, str], word: str) -> None:
    with pytest.raises(EventRefused) as refusal:
        read_zammad_push({name: [value] for name, value in fields.items()}, AT)

    assert refusal.value.word == word


words = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["newCall", "answer", "hangup", "in", "out", "201", "0312345678", "anonymous"]),
)
names = st.sampled_from(
    ["event", "callId", "from", "to", "direction", "user", "caller", "queue", "answeringNumber"]
)


@given(st.dictionaries(names, st.lists(words, max_size=3)))
def test_any_fields_are_events_or_refused(fields: dict[str, list[str]]) -> None:
    try:
        events = read_zammad_push(fields, AT)
    except EventRefused:
        return
    assert events
