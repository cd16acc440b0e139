from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from crm_desktop.actions.calls import record_call_event, record_call_events
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.call_reports import lines_named
from crm_desktop.database.queries.calls import (
    CallSteps,
    call_steps_after,
    calls_now,
    newest_call_step,
)
from crm_desktop.database.queries.telephones import staff_telephones
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.extension import StaffTelephone
from crm_desktop.domain.no_number import NoNumberReason

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)
MOBILE = "+819012345678"


def event(call_id: str, second: int, stage: str, extension: str = "", **facts: Any) -> CallEvent:
    at = NOON + timedelta(seconds=second)
    return CallEvent("pbx", call_id, CallStage(stage), at, extension=extension, **facts)


def missed(session: Session, call_id: str, second: int, caller: str | None = MOBILE) -> None:
    facts: dict[str, Any] = {"caller": caller}
    if caller is None:
        facts["no_number_reason"] = NoNumberReason.WITHHELD
    record_call_events(
        session,
        [event(call_id, second, "ringing", "201", **facts), event(call_id, second + 9, "ended")],
    )


def test_nothing_is_newer_in_an_empty_office(session: Session) -> None:
    assert newest_call_step(session) == 0
    assert call_steps_after(session, 0) == CallSteps(0, (), more=False)


def test_step_tells_what_a_desk_needs(session: Session) -> None:
    record_call_event(
        session,
        event("a", 0, "ringing", "201", caller=MOBILE, called_raw="0120000000", queue="受付"),
    )

    (row,) = call_steps_after(session, 0).rows

    assert (row.stage, row.extension, row.caller) == (CallStage.RINGING, "201", MOBILE)
    assert (row.called_raw, row.queue, row.over) == ("0120000000", "受付", False)


def test_ringing_step_of_a_call_that_is_over_says_so(session: Session) -> None:
    missed(session, "a", 0)

    assert [row.over for row in call_steps_after(session, 0).rows] == [True, True, True]


def test_steps_come_in_pages(session: Session) -> None:
    for number in range(5):
        record_call_event(session, event(f"c{number}", 0, "ringing", "201"))

    first = call_steps_after(session, 0, limit=3)
    rest = call_steps_after(session, first.followed_to, limit=3)

    assert [(len(steps.rows), steps.more) for steps in (first, rest)] == [(3, True), (2, False)]
    assert rest.followed_to == rest.rows[-1].step_id == newest_call_step(session)


def test_calls_in_progress_are_those_of_the_telephone(session: Session) -> None:
    missed(session, "over", 0)
    record_call_event(session, event("other", 0, "ringing", "202"))
    record_call_events(
        session, [event("mine", 0, "ringing", "201"), event("mine", 5, "answered", "201")]
    )

    (row,) = calls_now(session, "201").in_progress

    assert row.stage is CallStage.ANSWERED


def test_call_answered_by_a_colleague_is_not_in_progress_here(session: Session) -> None:
    ringing = [event("a", 0, "ringing", "201"), event("a", 0, "ringing", "202")]
    record_call_events(session, [*ringing, event("a", 3, "answered", "202")])

    assert calls_now(session, "201").in_progress == ()
    assert calls_now(session, "").in_progress == ()


def test_staff_who_left_have_no_telephone(session: Session) -> None:
    session.add(Staff(login="tadokoro", name="田所 由美", extension="201"))
    session.add(Staff(login="saeki", name="佐伯", extension="202", active=False))
    session.add(Staff(login="boss", name="社長"))
    session.flush()

    assert staff_telephones(session) == [StaffTelephone("201", "tadokoro", "田所 由美")]


def test_lines_are_found_however_they_were_written() -> None:
    setting = json.dumps({"０１２０－０００－０００": "テレビ通販受付"})

    assert lines_named(setting)["+81120000000"] == "テレビ通販受付"


@pytest.mark.parametrize("setting", ["", "null", "[]", '"x"'])
def test_office_that_named_no_lines_has_none(setting: str) -> None:
    assert lines_named(setting) == {}
