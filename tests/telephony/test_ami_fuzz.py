"""Bytes that no exchange should send: nothing falls over, and nothing stays open."""

from __future__ import annotations

import random

import pytest

from crm_desktop.telephony.ami_calls import AmiCalls
from crm_desktop.telephony.ami_frames import AmiFrames
from tests.telephony.test_ami_any_order import composed

INPUTS = 100_000
NASTY = (b"\r\n", b"\r\n\r\n", b"\n", b":", b"<unknown>", b"\x82\xa0", b"\xff", b"\x00", b"Event: ")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_spoilt_streams_are_survived() -> None:
    chance, whole = random.Random(20261122), composed()

    for _ in range(INPUTS):
        start = chance.randrange(len(whole))
        data = bytearray(whole[start : start + chance.randrange(1500)])
        for _spoilt in range(chance.randrange(1, 6)):
            at = chance.randrange(len(data) + 1)
            data[at : at + chance.randrange(3)] = chance.choice(NASTY)
        calls, frames = AmiCalls("pbx"), AmiFrames()
        for event in frames.feed(bytes(data)) + frames.finish():
            calls.take(event)
        calls.close_all()
        assert calls.open_calls == 0
