from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.actions.call_notices import ReportingDesk, record_call_notice
from crm_desktop.actions.calls import record_call_event
from crm_desktop.actions.forgotten_calls import (
    CLOSED_BY_TIME,
    LongestCall,
    close_forgotten_calls,
)
from crm_desktop.database.models.call import Call, CallLeg
from crm_desktop.domain.call import CallEvent, CallResult, CallStage, LegOutcome
from crm_desktop.domain.call_notice import read_notice

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)
TANAKA, SATO = "0312345678", "09012345678"


def report(session: Session, second: int, own: str = "201", **fields: str) -> None:
    notice = read_notice({name.rstrip("_"): text for name, text in fields.items()})
    at = NOON + timedelta(seconds=second)
    record_call_notice(session, notice, ReportingDesk(f"desk_{own}", own), at=at)


def results(session: Session) -> list[tuple[str, CallResult | None]]:
    session.expire_all()
    calls = session.scalars(select(Call).order_by(Call.id))
    return [(call.caller_raw, call.result) for call in calls]


def test_call_with_an_id_goes_its_way(session: Session) -> None:
    report(session, 0, event="ringing", from_=TANAKA, id="X")
    report(session, 3, event="answered", id="X")
    report(session, 60, event="ended", id="X")

    assert results(session) == [(TANAKA, CallResult.ANSWERED)]


def test_call_without_an_id_is_the_one_that_goes_on_here(session: Session) -> None:
    report(session, 0, from_=TANAKA)
    report(session, 0, "202", from_=SATO)
    report(session, 3, event="answered")
    report(session, 60, event="ended")

    assert results(session) == [(TANAKA, CallResult.ANSWERED), (SATO, None)]


def test_link_opened_twice_is_one_ringing(session: Session) -> None:
    report(session, 0, from_=TANAKA)
    report(session, 1, from_=TANAKA)

    assert results(session) == [(TANAKA, None)]


@pytest.mark.parametrize("caller", [TANAKA, "anonymous", ""])
def test_ringing_whose_end_was_never_told_hides_no_later_one(session: Session, caller: str) -> None:
    report(session, 0, from_=caller)
    report(session, 300, from_=caller)

    assert len(results(session)) == 2


def test_withheld_caller_is_not_whoever_rings_already(session: Session) -> None:
    report(session, 0, from_=TANAKA)
    report(session, 2, from_="anonymous")

    assert len(results(session)) == 2


def test_same_id_on_two_pcs_is_two_calls_when_the_callers_differ(session: Session) -> None:
    report(session, 0, "201", from_=TANAKA, id="1")
    report(session, 1, "202", from_=SATO, id="1")
    report(session, 5, "202", event="ended", id="1")

    assert results(session) == [(TANAKA, None), (SATO, CallResult.MISSED)]


def test_call_handed_on_is_over_at_the_desk_that_reports_it(session: Session) -> None:
    report(session, 0, from_=TANAKA, event="answered")
    report(session, 9, event="transferred", extension="202")

    legs = session.scalars(select(CallLeg)).all()
    assert [(leg.extension, leg.outcome) for leg in legs] == [("201", LegOutcome.TRANSFERRED)]
    assert results(session) == [(TANAKA, CallResult.ANSWERED)]


def test_same_report_of_two_people_is_two_calls(session: Session) -> None:
    report(session, 0, "201", from_=TANAKA, id="1")
    report(session, 1, "202", from_=TANAKA, id="1")
    report(session, 9, "202", event="ended", id="1")

    assert results(session) == [(TANAKA, None), (TANAKA, CallResult.MISSED)]


def test_end_of_no_call_is_nothing(session: Session) -> None:
    report(session, 0, event="ended")

    assert results(session) == []


@pytest.mark.parametrize(
    ("stage", "minutes", "closed"),
    [("ringing", 2, 0), ("ringing", 4, 1), ("answered", 600, 0), ("answered", 800, 1)],
)
def test_call_whose_end_was_never_told_is_closed_by_time(
    session: Session, stage: str, minutes: int, closed: int
) -> None:
    report(session, 0, event=stage, from_=TANAKA)

    at = NOON + timedelta(minutes=minutes)
    assert close_forgotten_calls(session, at=at, longest=LongestCall()) == closed

    session.expire_all()
    assert session.scalars(select(Call)).one().cause == CLOSED_BY_TIME * closed


@pytest.mark.parametrize(
    ("extension", "minutes", "closed"), [("201", 29, 0), ("201", 31, 1), ("", 100, 0), ("", 130, 1)]
)
def test_exchanges_may_let_a_call_wait_longer(
    session: Session, extension: str, minutes: int, closed: int
) -> None:
    record_call_event(session, CallEvent("pbx", "c", CallStage.RINGING, NOON, extension=extension))

    at = NOON + timedelta(minutes=minutes)
    assert close_forgotten_calls(session, at=at, longest=LongestCall()) == closed
