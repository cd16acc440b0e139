from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crm_desktop.domain.call import CallDirection, CallEndedBy, CallEvent, CallResult, CallStage
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.telephony.spool_records import events_in, line_of

AT = datetime(2026, 11, 20, 1, 2, 3, 456789, tzinfo=UTC)
FULL = CallEvent(
    "本社",
    "1732065723.17",
    CallStage.ENDED,
    AT,
    CallDirection.IN,
    leg_id="PJSIP/201-0000000a",
    extension="201",
    caller_raw="０３－5555－0182",
    caller="+81355550182",
    no_number_reason=NoNumberReason.WITHHELD,
    called_raw="0120555315",
    queue="ﾃﾚﾋﾞ受付",
    cause="髙橋\n﨑",
    result=CallResult.ANSWERED,
    ended_by=CallEndedBy.CALLER,
    recording_url="https://pbx.example/髙.wav",
    event_key="k",
    raw={"user": ["201", "﨑\ud800"], "n": 1},
)
BARE = CallEvent("pbx", "c", CallStage.RINGING, AT)


@pytest.mark.parametrize("event", [FULL, BARE])
def test_event_comes_back_as_it_was(event: CallEvent) -> None:
    assert events_in(line_of(event)) == ([event], [])


def test_event_is_one_line() -> None:
    assert line_of(FULL).count(b"\n") == 1


def test_half_a_last_line_is_told_from_the_others() -> None:
    half = line_of(FULL)[:-20]

    assert events_in(line_of(BARE) + half) == ([BARE], [half])


def test_no_cut_of_the_last_line_costs_another_or_makes_one() -> None:
    whole = line_of(BARE) + line_of(FULL)

    for length in range(len(line_of(BARE)), len(whole) - 1):
        assert events_in(whole[:length])[0] == [BARE]


@pytest.mark.parametrize(
    "line",
    [
        b"\x00" * 40,
        line_of(FULL).replace(b"201", b"202")[:-1],
        b"2 %08x {}" % 2745614147,
        b"2 00000000 {}",
        b"-1 0 x",
    ],
)
def test_damaged_line_does_not_hide_those_behind_it(line: bytes) -> None:
    assert events_in(line + b"\n" + line_of(BARE)) == ([BARE], [line])
