from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.telephony.ami_frames import LONGEST_EVENT, LONGEST_VALUE, AmiEvent, AmiFrames

BANNER = b"Asterisk Call Manager/11.0.0\r\n"
STREAM = (
    BANNER
    + b"Response: Success\r\nActionID: 1\r\nMessage: Authentication accepted\r\n\r\n"
    + "Event: Newchannel\r\nCallerIDName: 髙橋 﨑子\r\nUniqueid: 1.1\r\n\r\n".encode()
    + b"Event: Hangup\r\nUniqueid: 1.1\r\nCause-txt: Normal Clearing\r\n\r\n"
)


def events_in(*pieces: bytes) -> list[AmiEvent]:
    frames = AmiFrames()
    return [event for piece in pieces for event in frames.feed(piece)]


def test_banner_has_no_blank_line_behind_it() -> None:
    events = events_in(STREAM)

    assert [(event.name, event.line) for event in events] == [
        ("", 2),
        ("Newchannel", 6),
        ("Hangup", 10),
    ]
    assert events[0].get("Response") == "Success"


@given(cuts=st.lists(st.integers(0, len(STREAM)), max_size=6).map(sorted))
def test_cuts_change_nothing(cuts: list[int]) -> None:
    edges = [0, *cuts, len(STREAM)]
    pieces = [STREAM[start:end] for start, end in pairwise(edges)]

    assert events_in(*pieces) == events_in(STREAM)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_survived(data: bytes) -> None:
    frames = AmiFrames()

    frames.feed(data)
    frames.finish()

    assert frames.feed(b"Event: X\r\n\r\n") is not None


def test_half_an_event_waits_and_the_end_of_a_file_hands_it_out() -> None:
    frames = AmiFrames()

    assert frames.feed(BANNER + b"Event: Hangup\r\nUniqueid: 1.1") == []
    assert [event.get("Uniqueid") for event in frames.finish()] == ["1.1"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_names_are_read_as_utf8_or_shift_jis(encoding: str) -> None:
    name = "髙橋 ﾀﾛｳ".encode(encoding)

    (event,) = events_in(BANNER + b"Event: X\r\nCallerIDName: " + name + b"\r\n\r\n")

    assert event.get("CallerIDName") == "髙橋 ﾀﾛｳ"


def test_name_in_no_encoding_spoils_only_itself() -> None:
    (event,) = events_in(
        BANNER + b"Event: X\r\nCallerIDName: \xff\x81 \x81\xff\r\nUniqueid: 1\r\n\r\n"
    )

    assert (event.get("Uniqueid"), "\ufffd" in event.get("CallerIDName")) == ("1", True)


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\x85", "\u2028".encode(), b"\x0b", b"\n\n"])
def test_injected_line_end_makes_no_field(end: bytes) -> None:
    name = b"x" + end + b"Event: Hangup" + end + b"Uniqueid: 2.2"

    (event,) = events_in(
        BANNER + b"Event: X\r\nCallerIDName: " + name + b"\r\nUniqueid: 1.1\r\n\r\n"
    )

    assert (event.name, event.get("Uniqueid")) == ("X", "1.1")


def test_event_that_says_twice_what_it_is_about_is_not_believed() -> None:
    forged = b"Event: Hangup\r\nName: x\r\nUniqueid: 2.2\r\nUniqueid: 1.1\r\n\r\n"

    assert events_in(BANNER + forged) == []


def test_repeated_keys_keep_all_their_values() -> None:
    (event,) = events_in(BANNER + b"Event: X\r\nChanVariable: a=1\r\nChanVariable: b=2\r\n\r\n")

    assert event.values("ChanVariable") == ["a=1", "b=2"]
    assert event.get("ChanVariable") == "a=1"


def test_unknown_is_empty() -> None:
    (event,) = events_in(BANNER + b"Event: X\r\nCallerIDNum: <unknown>\r\nExten: \r\n\r\n")

    assert (event.get("CallerIDNum"), event.get("Exten"), event.get("Absent")) == ("", "", "")


def test_line_of_a_megabyte_is_shortened() -> None:
    line = b"AppData: " + b"x" * 1_000_000

    (event,) = events_in(BANNER + b"Event: X\r\n" + line + b"\r\nUniqueid: 1.1\r\n\r\n")

    assert (len(event.get("AppData")), event.get("Uniqueid")) == (LONGEST_VALUE, "1.1")


def test_endless_event_is_not_kept_and_the_next_is_read() -> None:
    frames = AmiFrames()
    frames.feed(BANNER + b"Event: X\r\nAppData: ")

    for _ in range(6):
        frames.feed(b"x" * (1024 * 1024))
    held = len(frames._held)
    events = frames.feed(b"\r\n\r\nEvent: Hangup\r\nUniqueid: 1.1\r\n\r\n")

    assert held <= LONGEST_EVENT + 4
    assert events[-1].get("Uniqueid") == "1.1"


def test_file_with_plain_line_ends_is_read_too() -> None:
    assert [event.name for event in events_in(STREAM.replace(b"\r\n", b"\n"))] == [
        "",
        "Newchannel",
        "Hangup",
    ]


def test_line_counts_what_an_editor_counts() -> None:
    events = events_in(BANNER + b"Event: X\r\nName: a\nb\r\n\r\n\r\n\r\nEvent: Y\r\n\r\n")

    assert [(event.name, event.line) for event in events] == [("X", 2), ("Y", 8)]
