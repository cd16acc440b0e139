from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import CallReport
from crm_desktop.domain.call import CallDirection, CallResult
from tests.telephony.senders import call_of, exchange, pushing_to, rang


@pytest.fixture(scope="module")
def port(database: Database) -> Iterator[int]:
    with pushing_to(database, "miitel", dialect="miitel") as port:
        yield port


def push(port: int, told: dict[str, Any]) -> tuple[int, str, str]:
    return exchange(port, json.dumps(told).encode(), Content_Type="application/json")


def over(call_id: str, **detail: Any) -> dict[str, Any]:
    began_at = datetime.now(UTC) - timedelta(hours=3)
    times = {"dial_starts_at": 0, "dial_answered_at": 10, "dial_ends_at": 60}
    told = {
        name: f"{began_at + timedelta(seconds=s):%Y-%m-%dT%H:%M:%SZ}" for name, s in times.items()
    }
    numbers = {"from_number": "09012345678", "to_number": "0120000000"}
    return {
        "call": {
            "id": call_id,
            "details": [{"call_type": "INCOMING_CALL", **numbers, **told, **detail}],
        }
    }


def test_challenge_is_answered_with_itself(port: int) -> None:
    assert push(port, {"challenge": "0af3"}) == (200, "text/plain", "0af3")


@pytest.mark.parametrize("challenge", ["<b>x</b>", "a b", "9" * 201, "チャレンジ"])
def test_challenge_that_is_none_is_not_sent_back(port: int, challenge: str) -> None:
    status, kind, text = push(port, {"challenge": challenge})

    assert (status, kind) == (422, "application/json")
    assert challenge not in text


def test_call_that_is_over_is_in_the_log_and_rang_nowhere(database: Database, port: int) -> None:
    for _twice in range(2):
        assert push(port, over("answered")) == (200, "application/json", "{}")

    call = call_of(database, "answered")
    assert (call.caller, call.result) == ("+819012345678", CallResult.ANSWERED)
    assert call.answered_at is not None
    assert call.ended_at is not None
    assert call.ended_at - call.began_at == timedelta(seconds=60)
    assert call.answered_at - call.began_at == timedelta(seconds=10)
    assert rang(database, "answered") == {}


def test_what_was_said_is_not_kept(database: Database, port: int) -> None:
    told = over("said", phrases=[{"text": "住所は秘密町です"}])
    push(port, {**told, "memo": "秘密町"})

    with database.reading() as session:
        assert "秘密町" not in str(session.scalars(select(CallReport.raw)).all())


def test_call_that_nobody_answered_is_missed(database: Database, port: int) -> None:
    push(port, over("missed", dial_answered_at=None))

    assert call_of(database, "missed").result is CallResult.MISSED


def test_call_to_a_customer_goes_out(database: Database, port: int) -> None:
    numbers = {"from_number": "0120000000", "to_number": "09012345678"}
    push(port, over("out", call_type="OUTGOING_CALL", **numbers))

    call = call_of(database, "out")
    assert (call.direction, call.caller) == (CallDirection.OUT, "+819012345678")


def test_call_of_an_unknown_kind_came_in(database: Database, port: int) -> None:
    assert push(port, over("new", call_type="TELEPATHY"))[0] == 200

    assert call_of(database, "new").direction is CallDirection.IN


@pytest.mark.parametrize("told", ["1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z"])
def test_times_far_off_are_those_of_reception(database: Database, port: int, told: str) -> None:
    times = dict.fromkeys(("dial_starts_at", "dial_answered_at", "dial_ends_at"), told)
    push(port, over(told, **times))

    assert abs(call_of(database, told).began_at - datetime.now(UTC)) < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("told", "status"),
    [({}, 422), ({"call": {}}, 422), ({"call": {"id": "x", "details": "髙橋"}}, 200)],
)
def test_call_needs_an_id_and_no_more(port: int, told: dict[str, Any], status: int) -> None:
    assert push(port, told)[0] == status
