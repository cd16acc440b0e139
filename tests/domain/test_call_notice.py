from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.call import CallDirection, CallStage
from crm_desktop.domain.call_notice import (
    CallNotice,
    NoticeProblem,
    event_of_notice,
    read_link,
    read_notice,
)
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.errors.desk import BadCallNotice

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)


def test_command_reports_a_call() -> None:
    fields = {"event": "ringing", "from": "0312345678", "to": "0120000000", "call-id": "X"}

    assert read_notice({**fields, "extension": "201"}) == CallNotice(
        CallStage.RINGING,
        caller_raw="0312345678",
        called_raw="0120000000",
        extension="201",
        call_id="X",
    )


@pytest.mark.parametrize(
    "link",
    [
        "crm-desktop://call?event=ringing&from=%2B81312345678&id=X",
        "crm-desktop://call/?from=+81312345678&call-id=X",
        "crm-desktop:call?from=+81312345678&callId=X&utm_source=phone",
        "CRM-DESKTOP://call?FROM=+81312345678&call_id=X&id=X",
    ],
)
def test_link_reports_the_same_however_it_is_written(link: str) -> None:
    assert read_link(link) == CallNotice(CallStage.RINGING, caller_raw="+81312345678", call_id="X")


@pytest.mark.parametrize(
    ("link", "problem"),
    [
        ("https://call?event=ringing", NoticeProblem.LINK),
        ("crm-desktop://open?file=/etc/passwd", NoticeProblem.LINK),
        ("crm-desktop://call/../../x?event=ringing", NoticeProblem.LINK),
        ("crm-desktop://user@call?event=ringing", NoticeProblem.LINK),
        ("crm-desktop://call:80?event=ringing", NoticeProblem.LINK),
        ("crm-desktop://call?event=ringing#x", NoticeProblem.LINK),
        ("crm-desktop://[call?event=ringing", NoticeProblem.LINK),
        ("crm-desktop://call?event=format", NoticeProblem.EVENT),
        ("crm-desktop://call?direction=up", NoticeProblem.DIRECTION),
        ("crm-desktop://call?extension=201;rm", NoticeProblem.EXTENSION),
        ("crm-desktop://call?from=03%0d%0aevent:+x", NoticeProblem.TEXT),
        ("crm-desktop://call?from=%00", NoticeProblem.TEXT),
        ("crm-desktop://call?from=1&from=2", NoticeProblem.TWICE),
        ("crm-desktop://call?id=" + "9" * 300, NoticeProblem.TOO_LONG),
        ("crm-desktop://call?x=" + "9" * 3000, NoticeProblem.TOO_LONG),
    ],
)
def test_hostile_link_is_refused(link: str, problem: NoticeProblem) -> None:
    with pytest.raises(BadCallNotice) as refusal:
        read_link(link)

    assert refusal.value.problem is problem


@given(st.text(max_size=80))
def test_any_link_is_a_notice_or_refused(rest: str) -> None:
    for link in (rest, f"crm-desktop://call?{rest}"):
        try:
            assert isinstance(read_link(link), CallNotice)
        except BadCallNotice:
            continue


def test_reported_call_is_an_event_at_the_telephone() -> None:
    notice = read_notice({"from": "非通知", "direction": "in"})

    event = event_of_notice(notice, call_id="X", extension="201", at=NOON)

    assert (event.stage, event.extension) == (CallStage.RINGING, "201")
    assert event.no_number_reason is NoNumberReason.WITHHELD


def test_end_is_that_of_the_whole_call() -> None:
    notice = read_notice({"event": "ended"})

    event = event_of_notice(notice, call_id="X", extension="201", at=NOON)

    assert (event.extension, event.direction, event.no_number_reason) == ("", None, None)


def test_outgoing_call_is_to_the_number_outside() -> None:
    notice = read_notice({"direction": "out", "from": "201", "to": "09012345678"})

    event = event_of_notice(notice, call_id="X", extension="201", at=NOON)

    assert event.direction is CallDirection.OUT
    assert (event.caller, event.called_raw) == ("+819012345678", "201")
