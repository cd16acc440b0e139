"""Pushes that no sender should send: each is understood or refused, and can be stored."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unicodedata import category

import pytest

from crm_desktop.domain.call_state import call_from_events
from crm_desktop.domain.extension import ExtensionDirectory, StaffTelephone
from crm_desktop.source_settings import DIALECTS, SourceSettings
from crm_desktop.telephony.dialects import Sender, dialect_of
from crm_desktop.telephony.http_fields import fields_of_body
from crm_desktop.telephony.source import EventRefused, Reception

INPUTS = 100_000
WIRE = Path(__file__).parents[1] / "wire" / "zammad"
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
TYPES = ("application/x-www-form-urlencoded",) * 4 + ("application/json", "text/html")
NASTY = (
    b"\x00", b"\xff", b"\x82\xa0", b"%00", b"%", b"\\u0000", b"\\ud800", b'"', b"{", b"[", b"&",
    b"=", b"event", b"newCall", b"hangup", b"1970-01-01", b"2099-12-31T23:59:59Z", b"9" * 400,
    b"-1", b"1e999", b"null", "髙橋".encode(), b"+81312345678", b"anonymous",
)  # fmt: skip
BODIES = (
    b'{"event":"newCall","from":"0312345678","to":"0120000000","direction":"in","callId":"1",'
    b'"user":["201"]}',
    b"event=answer&callId=1&answeringNumber=201&direction=in&from=0312345678",
    b"event=HungUp&call_id=1&type=missed&duration=0&from=anonymous&peer=7777abc%40fpbx.de",
    b"callstatus=Hangup&callUUID=1&causetxt=NORMAL&starttime=2026-11-22+12%3A00%3A00&direction=in",
    b'{"challenge":"abc","call":{"id":1,"details":[{"from_number":"0312345678"}]}}',
    b"term=0312345678&CallType=Missed&Number=0312345678&Agent=201&Duration=00:00:12",
)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_spoilt_pushes_are_understood_or_refused() -> None:
    chance = random.Random(20261122)
    recorded = tuple(file.read_bytes() for file in sorted(WIRE.iterdir()) if file.is_file())
    bodies = BODIES + recorded
    readers = [
        dialect_of(Sender("pbx", SourceSettings(name), "t", "s"), "https://a.example").read
        for name in DIALECTS
    ]
    reception = Reception("pbx", NOW, ExtensionDirectory([StaffTelephone("201", "taka", "髙橋")]))
    understood = 0

    for _ in range(INPUTS):
        body = spoilt(chance, chance.choice(bodies))
        try:
            told = chance.choice(readers)(fields_of_body(body, chance.choice(TYPES)), reception)
        except EventRefused:
            continue
        for event in told:
            texts = (event.call_id, event.caller_raw, event.called_raw, event.cause, event.leg_id)
            assert not any(category(sign) in {"Cc", "Cs"} for text in texts for sign in text)
            assert abs(event.happened_at - NOW) <= timedelta(hours=1, minutes=1)
        understood += bool(told) and bool(call_from_events(told))
    assert understood > INPUTS // 50


def spoilt(chance: random.Random, body: bytes) -> bytes:
    """Return ``body`` with up to three places of it cut out or replaced."""
    data = bytearray(body)
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(data) + 1)
        data[at : at + chance.randrange(4)] = chance.choice(NASTY)
    return bytes(data)
