from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.telephony.sip_messages import (
    LONGEST_BODY,
    LONGEST_HEAD,
    BrokenSip,
    SipFrames,
    SipMessage,
    address_of,
    listed,
    parameters_of,
    read_message,
)

NOTIFY = (
    b"NOTIFY sip:crm@192.0.2.9:5062 SIP/2.0\r\n"
    b"v: SIP/2.0/UDP 192.0.2.1;rport;branch=z9hG4bK1\r\n"
    b"f: <sip:201@pbx.example>;tag=theirs\r\n"
    b't: "CRM; the desk" <sip:crm@pbx.example>;tag=ours\r\n'
    b"i: abc\r\n"
    b"CSeq: 24867 NOTIFY\r\n"
    b"o: dialog\r\n"
    b"SUBSCRIPTION-STATE: active;\r\n expires=599\r\n"
    b"l: 4\r\n"
    b"\r\n"
    b"body"
)


def test_compact_and_folded_headers_are_read() -> None:
    message = read_message(NOTIFY)

    assert (message.method, message.uri) == ("NOTIFY", "sip:crm@192.0.2.9:5062")
    assert (message.get("Call-ID"), message.cseq) == ("abc", (24867, "NOTIFY"))
    assert (message.get("Event"), message.body) == ("dialog", b"body")
    assert parameters_of(message.get("Subscription-State")) == {"expires": "599"}
    assert parameters_of(message.get("To")) == {"tag": "ours"}


def test_what_is_beyond_the_length_of_a_datagram_is_dropped() -> None:
    assert read_message(NOTIFY + b"more").body == b"body"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        NOTIFY.replace(b"l: 4", b"l: 5"),
        NOTIFY.replace(b"l: 4", b"l: -1"),
        NOTIFY.replace(b"l: 4", b"l: 4\r\nContent-Length: 3"),
        NOTIFY.replace(b"l: 4", b"l: 99999999999"),
        NOTIFY.replace(b"i: abc", b"no header at all"),
        NOTIFY.replace(b"i: abc", b"i: abc\0"),
        NOTIFY.replace(b"i: abc", b"X: " + b"x" * LONGEST_HEAD),
        NOTIFY.replace(b"i: abc\r\n", b"X: y\r\n" * 300),
        NOTIFY[: NOTIFY.index(b"\r\n\r\n")],
    ],
    ids=lambda data: data[-30:].decode(),
)
def test_broken_datagram_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenSip):
        read_message(data)


@pytest.mark.parametrize("seed", range(20))
def test_stream_is_cut_into_messages_wherever_it_was_cut(seed: int) -> None:
    chance, frames = random.Random(seed), SipFrames()
    answer = b"SIP/2.0 200 OK\r\nCall-ID: abc\r\nCSeq: 2 SUBSCRIBE\r\nContent-Length: 0\r\n\r\n"
    stream, told = (NOTIFY + answer + b"\r\n\r\n") * 5, []

    while stream:
        size = chance.randrange(1, 90)
        told += frames.feed(stream[:size])
        stream = stream[size:]

    assert [message.status or message.method for message in told] == ["NOTIFY", 200] * 5
    assert {message.body for message in told} == {b"body", b""}


@pytest.mark.parametrize(
    "data",
    [
        NOTIFY.replace(b"l: 4\r\n", b""),
        NOTIFY.replace(b"l: 4", b"l: %d" % (LONGEST_BODY + 1)),
        b"x" * (LONGEST_HEAD + 1),
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
    ],
    ids=["no length", "huge body", "endless head", "another protocol"],
)
def test_stream_that_cannot_be_cut_is_given_up(data: bytes) -> None:
    with pytest.raises(BrokenSip):
        SipFrames().feed(data)


def test_message_comes_out_as_it_went_in() -> None:
    headers = (("Call-ID", "abc"), ("CSeq", "1 SUBSCRIBE"), ("X-Name", "髙橋 ｻﾄｼ"))
    message = SipMessage("SUBSCRIBE", "sip:201@pbx.example", headers=headers, body="本文".encode())

    read = read_message(message.encoded())

    assert read.headers == (*headers, ("Content-Length", "6"))
    assert (read.uri, read.body.decode()) == ("sip:201@pbx.example", "本文")


@pytest.mark.parametrize("value", ["a\r\nVia: forged", "a\nb", "a\0"])
def test_line_break_never_makes_two_headers(value: str) -> None:
    with pytest.raises(BrokenSip):
        SipMessage("SUBSCRIBE", "sip:201@pbx", headers=(("Call-ID", value),)).encoded()


def test_entries_and_addresses_are_found_in_a_line() -> None:
    line = '<sip:a@h;lr>, "b, <c>" <sip:b@h;x=1>;q=1 , sip:c@h'

    assert [address_of(entry) for entry in listed([line])] == [
        "sip:a@h;lr",
        "sip:b@h;x=1",
        "sip:c@h",
    ]


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_message_or_refused(data: bytes) -> None:
    for spoilt in (data, NOTIFY[: len(data)] + data, data + NOTIFY):
        try:
            read_message(spoilt)
        except BrokenSip:
            continue


@given(st.lists(st.binary(max_size=60), max_size=8), st.integers(0, len(NOTIFY)))
def test_any_stream_is_read_or_given_up(pieces: list[bytes], begin: int) -> None:
    frames = SipFrames()
    try:
        for piece in (NOTIFY[begin:], *pieces, NOTIFY):
            frames.feed(piece)
    except BrokenSip:
        return
