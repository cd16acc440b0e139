from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.models.staff import Staff
from crm_desktop.domain.call import CallResult
from crm_desktop.domain.no_number import NoNumberReason
from tests.telephony.gateways import TOKEN
from tests.telephony.senders import call_of, exchange, pushing_to, rang

NEW = {"event": "newCall", "from": "81312345678", "to": "81120000000", "direction": "in"}
USERS = {"user[]": ["田所 由美", "Nobody"], "userId[]": ["w0", "w1"]}
PUSH_URL = f"https://cti.example.jp/in&out/api/v1/cti/{TOKEN}"


@pytest.fixture(scope="module")
def port(database: Database) -> Iterator[int]:
    with database.writing() as session:
        session.add(Staff(login="tadokoro", name="田所 由美", extension="201"))
        session.add(Staff(login="saeki", name="佐伯 﨑子", extension="202"))
    with pushing_to(database, "cloud", dialect="sipgate") as port:
        yield port


def test_call_from_ringing_to_its_end(database: Database, port: int) -> None:
    for told in (
        {**NEW, **USERS},
        {**NEW, "event": "answer", "user": "田所 由美", "answeringNumber": "201"},
        {**NEW, "event": "hangup", "cause": "normalClearing"},
    ):
        assert exchange(port, {**told, "callId": "whole"})[0] == 200

    call = call_of(database, "whole")
    assert (call.caller, call.result) == ("+81312345678", CallResult.ANSWERED)
    assert rang(database, "whole") == {"201": True}


def test_new_call_is_answered_with_where_the_rest_goes(port: int) -> None:
    status, kind, text = exchange(port, {**NEW, "callId": "asked"}, Host="evil.example")

    assert (status, kind) == (200, "application/xml")
    assert dict(ET.fromstring(text).attrib) == {"onAnswer": PUSH_URL, "onHangup": PUSH_URL}
    assert "&amp;" in text
    assert "evil" not in text


@pytest.mark.parametrize("event", ["answer", "hangup", "dtmf"])
def test_other_events_are_answered_with_nothing_to_do(port: int, event: str) -> None:
    _status, kind, text = exchange(port, {**NEW, "event": event, "callId": event, "dtmf": "1"})

    assert kind == "application/xml"
    assert ET.fromstring(text).attrib == {}


def test_keys_pressed_are_no_call(database: Database, port: int) -> None:
    exchange(port, {"event": "dtmf", "dtmf": "1", "callId": "keys"})

    assert rang(database, "keys") == {}


def test_withheld_number_is_none(database: Database, port: int) -> None:
    exchange(port, {**NEW, "from": "anonymous", "callId": "withheld"})

    call = call_of(database, "withheld")
    assert (call.caller, call.no_number_reason) == (None, NoNumberReason.WITHHELD)


def test_answer_after_the_hang_up_changes_nothing(database: Database, port: int) -> None:
    for event in ("newCall", "hangup", "answer", "newCall"):
        exchange(port, {**NEW, "event": event, "callId": "late", "user": "saeki"})

    assert call_of(database, "late").result is CallResult.MISSED
    assert rang(database, "late") == {"202": False}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"callId": "1"}, 422),
        ({**NEW, "event": "answered?", "callId": "1"}, 422),
        ({**NEW, "direction": "sideways", "callId": "1"}, 422),
        ({**NEW, "callId": ""}, 422),
        ({**NEW, "callId": "9" * 251}, 422),
        (b"x" * 10_000_000, 413),
    ],
)
def test_what_is_no_event_is_refused(
    port: int, body: dict[str, object] | bytes, status: int
) -> None:
    assert exchange(port, body)[0] == status


def test_injected_lines_stay_in_their_field(database: Database, port: int) -> None:
    told = {**NEW, "from": "0312345678\r\nevent: hangup", "user": "x\n201", "callId": "a\r\nb"}

    assert exchange(port, told)[0] == 200
    assert call_of(database, "a b").ended_at is None


def test_calls_are_not_got(port: int) -> None:
    assert exchange(port, {**NEW, "callId": "got"}, method="GET")[0] == 405
