"""Bytes that no SIP exchange should send: refused or read, and no call stays open."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.call_state import call_from_events
from crm_desktop.errors.base import CrmError
from crm_desktop.settings import Secret
from crm_desktop.telephony.dialog_calls import GAP, DialogCalls
from crm_desktop.telephony.sip_account import SipAccount
from crm_desktop.telephony.sip_link import SipPlace
from crm_desktop.telephony.sip_messages import BrokenSip, SipFrames, SipMessage, read_message
from crm_desktop.telephony.sip_subscription import Subscription

INPUTS = 100_000
RECORDED = Path(__file__).parents[1] / "wire" / "sip" / "asterisk_22_dialogs.txt"
NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)
ACCOUNT = SipAccount("pbx", "192.0.2.1", "crm", Secret("s"))
HERE = SipPlace("192.0.2.9", 5062, "UDP")
NASTY = (
    b"\r\n", b"\r\n\r\n", b"\n", b" ", b":", b";", b",", b"<", b">", b'"', b"\x00", b"\xff",
    b"\x82\xa0", b"SIP/2.0", b"Content-Length: 9", b"l: 0", b"early", b"confirmed", b"&x;",
    b"<!DOCTYPE a>", b"recipient", b"tag=", b"9" * 30,
)  # fmt: skip


def messages(subscription: Subscription) -> list[bytes]:
    """Return a recorded NOTIFY in each state, and answers to what we ask."""
    asked = subscription.request()
    ours = asked.get("From").replace("From", "To")
    bodies = [block.partition("\n")[2] for block in RECORDED.read_text("utf-8").split("@ ")[1:9]]
    notices = [
        SipMessage(
            "NOTIFY",
            "sip:crm@192.0.2.9:5062",
            headers=(
                ("From", "<sip:201@192.0.2.1>;tag=theirs"), ("To", ours),
                ("Call-ID", subscription.call_id), ("CSeq", f"{number} NOTIFY"),
                ("Subscription-State", "active;expires=599"),
            ),
            body=body.encode(),
        )
        for number, body in enumerate(bodies, 1)
    ]  # fmt: skip
    challenge = ("WWW-Authenticate", 'Digest realm="a", nonce="b", qop="auth", algorithm=SHA-256')
    answers = [
        SipMessage(status=401, reason="x", headers=(("CSeq", "1 SUBSCRIBE"), challenge)),
        SipMessage(status=200, reason="x", headers=(("Contact", "<sip:a@b>"), ("Expires", "60"))),
        SipMessage(status=423, reason="x", headers=(("Min-Expires", "300"),)),
    ]
    return [message.encoded() for message in (*notices, *answers)]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_spoilt_messages_are_survived_and_no_call_stays_open() -> None:
    chance = random.Random(20261122)
    subscription = Subscription(ACCOUNT, "201", HERE)
    whole, calls, told = messages(subscription), DialogCalls("pbx"), list[CallEvent]()
    now, understood = NOON, 0

    for _ in range(INPUTS):
        data = spoilt(chance, chance.choice(whole))
        now += timedelta(seconds=chance.random())
        subscription = fresh(subscription, chance)
        for message in read_both_ways(data):
            told += understand(message, subscription, calls, now)
            understood += 1

    told += calls.forget("201", now) + calls.settle(now + GAP)
    assert understood > INPUTS // 10
    assert calls.going_on == set()
    for call_id in {event.call_id for event in told[-2_000:]}:
        assert call_from_events([e for e in told if e.call_id == call_id]).ended_at


def fresh(subscription: Subscription, chance: random.Random) -> Subscription:
    """Return another subscription with the same ids now and then, as after an outage."""
    if chance.random() > 0.02:
        return subscription
    another = Subscription(ACCOUNT, "201", HERE)
    another.call_id, another._tag = subscription.call_id, subscription._tag
    return another


def read_both_ways(data: bytes) -> list[SipMessage]:
    try:
        SipFrames().feed(data)
        return [read_message(data)]
    except BrokenSip:
        return []


def understand(
    message: SipMessage, subscription: Subscription, calls: DialogCalls, now: datetime
) -> list[CallEvent]:
    try:
        if message.status:
            subscription.take_answer(message)
            subscription.request().encoded()
            return []
        _status, is_new = subscription.take_notify(message)
        info = subscription.info_of(message) if is_new else None
    except CrmError:
        return []
    return calls.settle(now) + (calls.take("201", info, now) if info else [])


def spoilt(chance: random.Random, message: bytes) -> bytes:
    """Return ``message`` with up to three places of it cut out or replaced."""
    data = bytearray(message)
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(data) + 1)
        data[at : at + chance.randrange(3)] = chance.choice(NASTY)
    return bytes(data)
