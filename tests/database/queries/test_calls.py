from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from crm_desktop.actions.calls import (
    record_call_event,
    record_call_events,
    remember_caller_choice,
)
from crm_desktop.database.models.customer import Customer, CustomerPhone
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.call_reports import lines_named
from crm_desktop.database.queries.calls import (
    call_steps_after,
    calls_now,
    missed_calls,
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


def customer_with(session: Session, name: str, *numbers: str) -> int:
    customer = Customer(code=f"C-{name}", name=name, name_kana="タカハシ")
    customer.phones = [CustomerPhone(number=number) for number in numbers]
    session.add(customer)
    session.flush()
    return customer.id


def test_nothing_is_newer_in_an_empty_office(session: Session) -> None:
    assert newest_call_step(session) == 0
    assert call_steps_after(session, 0) == []


def test_step_tells_what_a_desk_needs(session: Session) -> None:
    record_call_event(
        session,
        event("a", 0, "ringing", "201", caller=MOBILE, called_raw="0120000000", queue="受付"),
    )

    (row,) = call_steps_after(session, 0)

    assert (row.stage, row.extension, row.caller) == (CallStage.RINGING, "201", MOBILE)
    assert (row.called_raw, row.queue, row.over) == ("0120000000", "受付", False)


def test_ringing_step_of_a_call_that_is_over_says_so(session: Session) -> None:
    missed(session, "a", 0)

    assert [row.over for row in call_steps_after(session, 0)] == [True, True, True]


def test_steps_come_in_pages(session: Session) -> None:
    for number in range(5):
        record_call_event(session, event(f"c{number}", 0, "ringing", "201"))

    first = call_steps_after(session, 0, limit=3)
    rest = call_steps_after(session, first[-1].step_id, limit=3)

    assert [len(first), len(rest)] == [3, 2]
    assert rest[-1].step_id == newest_call_step(session)


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


def test_missed_calls_are_one_entry_a_caller(session: Session) -> None:
    missed(session, "a", 0)
    missed(session, "b", 60)
    missed(session, "c", 30, "+81312345678")

    entries = missed_calls(session, since=NOON)

    assert [(entry.caller, entry.times) for entry in entries] == [(MOBILE, 2), ("+81312345678", 1)]


def test_withheld_missed_calls_are_never_taken_together(session: Session) -> None:
    missed(session, "a", 0, None)
    missed(session, "b", 60, None)

    assert [entry.times for entry in missed_calls(session, since=NOON)] == [1, 1]


@pytest.mark.parametrize("direction", ["in", "out"])
def test_caller_who_was_spoken_to_later_is_off_the_list(session: Session, direction: str) -> None:
    missed(session, "a", 0)
    spoken = {"caller": MOBILE, "direction": direction}
    record_call_event(session, event("b", 60, "answered", "202", **spoken))

    assert missed_calls(session, since=NOON) == []


def test_only_customer_with_the_number_is_named(session: Session) -> None:
    customer_with(session, "山﨑 花", MOBILE)
    missed(session, "a", 0)

    (entry,) = missed_calls(session, since=NOON)

    assert entry.customer_name == "山﨑 花"


def test_shared_number_names_who_was_chosen_last_or_nobody(session: Session) -> None:
    customer_with(session, "山﨑 花", MOBILE)
    brother = customer_with(session, "山﨑 一郎", MOBILE)
    missed(session, "a", 0)

    before = missed_calls(session, since=NOON)
    remember_caller_choice(session, MOBILE, brother, staff_id=None, at=NOON)
    after = missed_calls(session, since=NOON)

    assert [entry.customer_name for entry in (*before, *after)] == ["", "山﨑 一郎"]


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
