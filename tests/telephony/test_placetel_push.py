from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from crm_desktop.database.engine import Database
from crm_desktop.domain.call import CallDirection, CallResult
from crm_desktop.errors.telephony import ExchangeSecretMissing
from crm_desktop.source_settings import read_source
from crm_desktop.telephony.dialect import Push
from crm_desktop.telephony.dialects import Sender, dialect_of
from crm_desktop.telephony.placetel_push import check_signature
from tests.telephony.senders import SECRET, call_of, exchange, pushing_to, rang

DOCUMENTED = (
    b"call_id=4a4cbb39578170aed9a2761a7bec8c7e704a541f52291ef603d6f5f152980c3c"
    b"&event=CallAccepted&from=0123456789&to=0987654321"
)
TELEPHONES = {"7777abcdefg@fpbx.de": "201", "0120000000": ["201", "202"]}


@pytest.fixture(scope="module")
def port(database: Database) -> Iterator[int]:
    settings = {"dialect": "placetel", "telephones": TELEPHONES}
    with pushing_to(database, "cloud", **settings) as port:
        yield port


def signed(port: int, call_id: str, secret: str = SECRET, **fields: str) -> tuple[int, str, str]:
    told = {"from": "0312345678", "to": "0120000000", "call_id": call_id, **fields}
    body = urlencode(told).encode()
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return exchange(port, body, X_PLACETEL_SIGNATURE=signature)


def test_documented_signature_is_right() -> None:
    signature = "c4f823c5b8806432fe2b83b1fc2ee714422e0cdfb4b5129152a7d0bbcd7792d0"

    check_signature("12345", Push({}, DOCUMENTED, {"X-PLACETEL-SIGNATURE": signature}))


def test_call_from_ringing_to_its_end(database: Database, port: int) -> None:
    for told in (
        {"event": "IncomingCall", "direction": "in"},
        {"event": "CallAccepted", "peer": "7777abcdefg@fpbx.de"},
        {"event": "HungUp", "type": "accepted", "duration": "9"},
    ):
        assert signed(port, "whole", **told) == (200, "application/json", "{}")

    call = call_of(database, "whole")
    assert (call.caller, call.result) == ("+81312345678", CallResult.ANSWERED)
    assert rang(database, "whole") == {"201": True, "202": False}


@pytest.mark.parametrize(
    ("kind", "result"),
    [
        ("missed", CallResult.MISSED),
        ("voicemail", CallResult.MISSED),
        ("blocked", CallResult.REJECTED),
        ("busy", CallResult.BUSY),
        ("canceled", CallResult.MISSED),
        ("unavailable", CallResult.UNREACHABLE),
        ("congestion", CallResult.FAILED),
        ("accepted", CallResult.ANSWERED),
        ("something new", CallResult.MISSED),
    ],
)
def test_kind_of_the_end_says_how_it_came_out(
    database: Database, port: int, kind: str, result: CallResult
) -> None:
    signed(port, kind, event="IncomingCall")
    signed(port, kind, event="HungUp", type=kind)

    assert call_of(database, kind).result is result


def test_outgoing_call_is_of_the_customer_who_is_called(database: Database, port: int) -> None:
    told = {"from": "0120000000", "to": "09012345678", "peer": "7777abcdefg@fpbx.de"}
    signed(port, "out", event="OutgoingCall", **told)

    call = call_of(database, "out")
    assert (call.direction, call.caller) == (CallDirection.OUT, "+819012345678")
    assert rang(database, "out") == {"201": False}


def test_withheld_number_is_none(database: Database, port: int) -> None:
    signed(port, "withheld", event="IncomingCall", **{"from": "anonymous"})

    assert call_of(database, "withheld").caller is None


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X_PLACETEL_SIGNATURE": ""},
        {"X_PLACETEL_SIGNATURE": "0" * 64},
        {"X_PLACETEL_SIGNATURE": "\xe9"},
    ],
)
def test_push_of_another_is_refused(port: int, headers: dict[str, Any]) -> None:
    body = {"event": "IncomingCall", "from": "0312345678", "call_id": "forged"}

    assert exchange(port, body, **headers)[0] == 403


def test_push_signed_with_another_secret_is_refused(database: Database, port: int) -> None:
    status, _kind, text = signed(port, "forged", secret="54321", event="IncomingCall")

    assert (status, '"signature"' in text) == (403, True)
    assert rang(database, "forged") == {}


def test_body_changed_on_its_way_is_refused(port: int) -> None:
    body = b"event=IncomingCall&call_id=1&from=0312345678"
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()

    assert exchange(port, body + b"9", X_PLACETEL_SIGNATURE=signature)[0] == 403


def test_without_a_secret_it_is_not_listened_to() -> None:
    sender = Sender("cloud", read_source({"dialect": "placetel"}), "token")

    with pytest.raises(ExchangeSecretMissing, match="CRM_DESKTOP_GATEWAY_SECRET_CLOUD"):
        dialect_of(sender, "")
