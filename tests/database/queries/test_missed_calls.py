from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from crm_desktop.actions.calls import (
    record_call_event,
    record_call_events,
    remember_caller_choice,
)
from crm_desktop.database.queries.missed_calls import missed_calls
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.no_number import NoNumberReason
from tests.builders import HOME, MOBILE, a_customer
from tests.today import yesterdays_noon

NOON = yesterdays_noon()


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


def test_missed_calls_are_one_entry_a_caller(session: Session) -> None:
    missed(session, "a", 0)
    missed(session, "b", 60)
    missed(session, "c", 30, HOME)

    entries = missed_calls(session, since=NOON)

    assert [(entry.caller, entry.times) for entry in entries] == [(MOBILE, 2), (HOME, 1)]


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
    a_customer(session, "山﨑 花", phones=(MOBILE,))
    missed(session, "a", 0)

    (entry,) = missed_calls(session, since=NOON)

    assert entry.customer_name == "山﨑 花"


def test_shared_number_names_who_was_chosen_last_or_nobody(session: Session) -> None:
    a_customer(session, "山﨑 花", phones=(MOBILE,))
    brother = a_customer(session, "山﨑 一郎", phones=(MOBILE,))
    missed(session, "a", 0)

    before = missed_calls(session, since=NOON)
    remember_caller_choice(session, MOBILE, brother.id)
    after = missed_calls(session, since=NOON)

    assert [entry.customer_name for entry in (*before, *after)] == ["", "山﨑 一郎"]


def test_withheld_call_tells_why_it_has_no_number(session: Session) -> None:
    missed(session, "a", 0, None)

    (entry,) = missed_calls(session, since=NOON)

    assert (entry.caller, entry.no_number_reason) == (None, NoNumberReason.WITHHELD)


def test_calls_before_the_moment_do_not_count(session: Session) -> None:
    missed(session, "a", 0)

    assert missed_calls(session, since=NOON + timedelta(seconds=1)) == []


@pytest.mark.parametrize(("limit", "callers"), [(1, 1), (0, 0), (-1, 0), (2**31 - 1, 2)])
def test_list_has_a_limit(session: Session, limit: int, callers: int) -> None:
    missed(session, "a", 0)
    missed(session, "b", 30, HOME)

    assert len(missed_calls(session, since=NOON, limit=limit)) == callers
