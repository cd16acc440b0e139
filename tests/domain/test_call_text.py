"""Lines of telephone programs, and what else stands in such files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.call import CallDirection, CallStage
from crm_desktop.domain.call_notice import CallNotice
from crm_desktop.domain.call_text import call_in_line, wholly_phone_number
from crm_desktop.domain.caller import read_caller
from crm_desktop.domain.no_number import NoNumberReason

PATTERN = r"^(?P<event>\S+)\s+(?P<number>[-0-9+P]*)(?:\s+→(?P<to>[0-9]+))?"


@pytest.mark.parametrize(
    "line",
    [
        "0355550182",
        "０３－５５５５－０１８２",
        " 03-5555-0182\t",
        "+81355550182",
        "2026/11/22 10:22:33,着信,0355550182,内線201",
        "2026-11-22T10:22:33 TEL:0355550182",
        "着信 「03(5555)0182」 髙橋商店",
        "number=0355550182;line=1",
    ],
)
def test_number_in_a_line_is_who_rings(line: str) -> None:
    notice = call_in_line(line)

    assert notice is not None
    assert notice.stage is CallStage.RINGING
    assert read_caller(notice.caller_raw).number == "+81355550182"


@pytest.mark.parametrize(
    "line",
    ["", " ", "2026/11/22 10:22:33", "201", "開始", "20261122102233", "注文 123456789012345"],
)
def test_line_without_a_number_is_no_call(line: str) -> None:
    assert call_in_line(line) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("非通知", NoNumberReason.WITHHELD),
        ("2026/11/22 10:22 ﾋﾂｳﾁ", NoNumberReason.WITHHELD),
        ("10:22,公衆電話,201", NoNumberReason.PAY_PHONE),
        ("表示圏外", NoNumberReason.UNAVAILABLE),
        ("非通知 0355550182", NoNumberReason.WITHHELD),
    ],
)
def test_why_there_is_no_number_is_kept(line: str, reason: NoNumberReason) -> None:
    notice = call_in_line(line)

    assert notice is not None
    assert read_caller(notice.caller_raw).no_number_reason is reason


def test_pattern_finds_number_event_and_line() -> None:
    assert call_in_line("応答 0355550182 →0120555315", PATTERN) == CallNotice(
        CallStage.ANSWERED, caller_raw="0355550182", called_raw="0120555315"
    )
    assert call_in_line("hangup 0355550182", PATTERN) == CallNotice(
        CallStage.ENDED, caller_raw="0355550182"
    )


def test_outbound_call_is_to_whom_it_is() -> None:
    assert call_in_line("発信 0355550182", PATTERN) == CallNotice(
        CallStage.RINGING, CallDirection.OUT, caller_raw="0355550182"
    )


@pytest.mark.parametrize("line", ["天気 0355550182", "まったく別の行です", "event"])
def test_line_that_says_nothing_known_is_no_call(line: str) -> None:
    assert call_in_line(line, PATTERN) is None


@pytest.mark.parametrize(
    "text",
    ["", "03-5555-0182 髙橋様", "12345", "2026-11-22", "¥0355550182", "0355550182\n0355550183"],
)
def test_text_that_is_more_than_a_number_is_none(text: str) -> None:
    assert wholly_phone_number(text) == ""


@given(st.text(), st.sampled_from(["", PATTERN, r"(?P<number>.*)", r"(?P<id>.*)(?P<number>)"]))
def test_any_line_is_survived(line: str, pattern: str) -> None:
    notice = call_in_line(line, pattern)

    assert notice is None or notice.caller_raw.isprintable()
