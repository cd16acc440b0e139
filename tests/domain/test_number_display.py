"""What boxes on a telephone line send, cut anywhere and broken anyhow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.call import CallStage
from crm_desktop.domain.call_notice import CallNotice
from crm_desktop.domain.caller import read_caller
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.domain.number_display import ACK, NAK, NumberDisplayReader
from tests.domain.number_display_signals import aloha, signal, with_parity

NUMBER = "0355550182"


def heard(data: bytes) -> list[CallNotice]:
    return list(NumberDisplayReader().feed(data).notices)


def callers(data: bytes) -> list[str]:
    return [notice.caller_raw for notice in heard(data)]


def test_signal_of_the_line_tells_caller_and_called() -> None:
    data = signal({0x02: NUMBER, 0x09: "0120555315"})

    assert heard(data) == [
        CallNotice(CallStage.RINGING, caller_raw=NUMBER, called_raw="0120555315")
    ]


@pytest.mark.parametrize(
    ("letter", "reason"),
    [
        ("P", NoNumberReason.WITHHELD),
        ("C", NoNumberReason.PAY_PHONE),
        ("O", NoNumberReason.UNAVAILABLE),
        ("S", NoNumberReason.SERVICE_CONFLICT),
    ],
)
def test_why_there_is_no_number_is_kept(letter: str, reason: NoNumberReason) -> None:
    for data in (signal({0x04: letter}), aloha(letter), f"NMBR = {letter}\r\n".encode()):
        assert [read_caller(caller).no_number_reason for caller in callers(data)] == [reason]


def test_withheld_number_that_is_sent_all_the_same_is_not_taken() -> None:
    assert callers(signal({0x02: NUMBER, 0x04: "P"})) == ["P"]


def test_sixteen_digits_double_their_dle() -> None:
    assert callers(signal({0x02: "0" * 16})) == ["0" * 16]


def test_box_that_strips_the_parity_is_understood() -> None:
    stripped = bytes(byte & 0x7F for byte in signal({0x02: NUMBER}))

    assert callers(stripped) == [NUMBER]


@pytest.mark.parametrize("place", range(6, 23))
def test_one_wrong_bit_is_no_call(place: int) -> None:
    data = bytearray(signal({0x02: NUMBER}))
    data[place] ^= 0x04

    assert heard(bytes(data)) == []


def test_signal_that_was_cut_off_does_not_eat_the_next() -> None:
    assert callers(signal({0x02: NUMBER})[:15] + signal({0x04: "C"})) == ["C"]


def test_aloha_is_thanked() -> None:
    reading = NumberDisplayReader().feed(aloha(NUMBER))

    assert [notice.caller_raw for notice in reading.notices] == [NUMBER]
    assert reading.answer == ACK


def test_aloha_is_asked_again_when_the_parity_is_wrong() -> None:
    data = bytearray(aloha(NUMBER))
    data[12] ^= 0x01

    reading = NumberDisplayReader().feed(bytes(data))

    assert (reading.notices, reading.answer) == ((), NAK)


@pytest.mark.parametrize(
    "line",
    [
        b"0355550182\r\n",
        b"03-5555-0182\r",
        b"\x12DT0355550182\x14",
        b"\x12DT 0355550182\r\n",
        b"RING\r\nDATE = 1122\r\nTIME = 1030\r\nNMBR = 0355550182\r\n",
        b"\r\nRING ANALOG 0355550182/12 0120555315\r\n",
        with_parity(b"0355550182\r\n"),
    ],
)
def test_lines_of_text_are_understood(line: bytes) -> None:
    assert [read_caller(caller).number for caller in callers(line)] == ["+81355550182"]


@pytest.mark.parametrize("line", [b"OK\r\n", b"RING\r\n", b"20261122\r\n", b"12:30\r\n", b"\r\n"])
def test_other_lines_are_no_call(line: bytes) -> None:
    assert heard(line) == []


def test_line_without_an_end_counts_when_it_falls_silent() -> None:
    reader = NumberDisplayReader()

    assert reader.feed(b"0355550182").notices == ()
    assert [notice.caller_raw for notice in reader.fall_silent().notices] == [NUMBER]
    assert reader.fall_silent().notices == ()


messages = st.one_of(
    st.from_regex(r"0[0-9]{8,10}", fullmatch=True), st.sampled_from(["P", "O", "C", "S"])
)


@given(st.lists(messages, max_size=5), st.data())
def test_however_it_is_cut_the_calls_are_the_same(sent: list[str], data: st.DataObject) -> None:
    whole = b"".join(
        data.draw(st.sampled_from([aloha, lambda text: signal(_fields(text)), _line]))(text)
        for text in sent
    )
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    reader = NumberDisplayReader()

    got = [
        notice.caller_raw
        for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)
        for notice in reader.feed(whole[start:end]).notices
    ]

    assert got == sent


@given(st.lists(st.binary(max_size=300), max_size=6))
def test_any_bytes_are_survived_and_the_next_call_is_heard(noise: list[bytes]) -> None:
    reader = NumberDisplayReader()
    for data in noise:
        for notice in reader.feed(data).notices:
            assert notice.caller_raw.isascii()
            assert notice.caller_raw.isprintable()
    reader.fall_silent()

    assert [notice.caller_raw for notice in reader.feed(signal({0x02: NUMBER})).notices] == [NUMBER]


def _fields(text: str) -> dict[int, str]:
    return {0x02 if text.isdigit() else 0x04: text}


def _line(text: str) -> bytes:
    return f"NMBR = {text}\r\n".encode()
