from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.actions.calls import (
    mark_call_customer,
    record_call_event,
    record_call_events,
    remember_caller_choice,
)
from crm_desktop.database.models.call import Call, CallLeg, CallReport, CallStep
from crm_desktop.database.models.customer import CallerChoice, Customer
from crm_desktop.database.models.staff import OfficeSetting, Staff
from crm_desktop.domain.call import CallEvent, CallResult, CallStage, LegOutcome
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.errors.database import RecordGone

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)


def event(second: int, stage: str, extension: str = "", **facts: Any) -> CallEvent:
    at = NOON + timedelta(seconds=second)
    told = {"source": "pbx", "call_id": "c1", "extension": extension, **facts}
    return CallEvent(stage=CallStage(stage), happened_at=at, **told)


def count(session: Session, model: type[Any]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def only_call(session: Session) -> Call:
    session.expire_all()
    return session.scalars(select(Call)).one()


def test_call_is_kept_from_its_first_ring_to_its_end(session: Session) -> None:
    for told in (
        event(0, "ringing", "201", caller="+81312345678", called_raw="0120000000"),
        event(5, "answered", "201"),
        event(65, "ended", cause="normalClearing"),
    ):
        record_call_event(session, told)

    call = only_call(session)
    assert (call.caller, call.called_raw) == ("+81312345678", "0120000000")
    assert call.answered_at == NOON + timedelta(seconds=5)
    assert call.result is CallResult.ANSWERED


def test_repeated_event_changes_nothing(session: Session) -> None:
    first = record_call_event(session, event(0, "ringing", "201"))
    again = record_call_event(session, event(3, "ringing", "201"))

    assert len(first) == 1
    assert again == []
    assert count(session, CallReport) == 1


def test_event_with_an_id_counts_once_whoever_brings_it(session: Session) -> None:
    told = event(0, "ringing", "201", event_key="e1")

    record_call_events(session, [told, told])
    record_call_event(session, event(1, "answered", "201", event_key="e1"))

    assert count(session, CallStep) == 1


def test_answer_elsewhere_clears_the_other_telephone(session: Session) -> None:
    record_call_events(
        session,
        [event(0, "ringing", "201"), event(0, "ringing", "202"), event(4, "answered", "202")],
    )

    legs = {leg.extension: leg for leg in session.scalars(select(CallLeg))}
    assert legs["201"].outcome is LegOutcome.ANSWERED_ELSEWHERE
    assert legs["202"].answered_at == NOON + timedelta(seconds=4)


def test_each_change_of_a_burst_is_a_step_of_its_own(session: Session) -> None:
    ids = record_call_events(
        session, [event(0, "ringing", "201"), event(1, "answered", "201"), event(2, "ended")]
    )

    steps = session.scalars(select(CallStep).order_by(CallStep.id)).all()
    assert [step.id for step in steps] == ids
    assert [(step.extension, step.stage) for step in steps] == [
        ("201", CallStage.RINGING),
        ("201", CallStage.ANSWERED),
        ("201", CallStage.ENDED),
        ("", CallStage.ENDED),
    ]


def test_late_answer_with_its_own_time_is_seen_as_an_answer(session: Session) -> None:
    record_call_events(session, [event(0, "ringing", "201"), event(60, "ended")])
    record_call_event(session, event(5, "answered", "201"))

    assert only_call(session).result is CallResult.ANSWERED


def test_withheld_number_is_never_stored(session: Session) -> None:
    raw = {"from": "anonymous", "asserted": "sip:09012345678@carrier.example", "n": [819012345678]}
    told = event(0, "ringing", "201", caller_raw="09012345678", caller="+819012345678", raw=raw)
    withheld = {"no_number_reason": NoNumberReason.WITHHELD}

    record_call_event(session, CallEvent(**{**_fields(told), **withheld}))

    assert "12345678" not in _everything_stored(session)
    assert only_call(session).no_number_reason is NoNumberReason.WITHHELD


def test_number_withheld_only_later_is_taken_out_again(session: Session) -> None:
    raw = {"CallerIDNum": "09012345678"}
    record_call_event(
        session,
        event(0, "ringing", "201", caller_raw="09012345678", caller="+819012345678", raw=raw),
    )
    record_call_event(session, event(1, "ringing", no_number_reason=NoNumberReason.WITHHELD))
    session.flush()

    assert "12345678" not in _everything_stored(session)


def test_id_that_an_exchange_gives_again_is_another_call(session: Session) -> None:
    record_call_events(session, [event(0, "ringing", "201"), event(9, "ended")])
    record_call_event(session, event(7200, "ringing", "202"))

    calls = session.scalars(select(Call).order_by(Call.id)).all()
    assert [(call.occurrence, call.result) for call in calls] == [(1, CallResult.MISSED), (2, None)]


def test_transferred_back_call_keeps_both_turns(session: Session) -> None:
    for told in (
        event(0, "answered", "201"),
        event(5, "transferred", "202"),
        event(9, "transferred", "201"),
        event(12, "ended"),
    ):
        record_call_event(session, told)

    legs = session.scalars(select(CallLeg).order_by(CallLeg.id)).all()
    assert [(leg.source_leg_id, leg.outcome) for leg in legs] == [
        ("201", LegOutcome.TRANSFERRED),
        ("202", LegOutcome.TRANSFERRED),
        ("201#2", LegOutcome.MISSED),
    ]


def test_leg_is_that_of_the_staff_with_the_extension(session: Session) -> None:
    session.add(Staff(login="tadokoro", name="田所 由美", extension="201"))
    session.flush()

    record_call_event(session, event(0, "ringing", "201"))

    leg = session.scalars(select(CallLeg)).one()
    assert leg.staff_id == session.scalar(select(Staff.id))


def test_line_has_the_name_the_office_gave_it(session: Session) -> None:
    session.add(OfficeSetting(key="line_names", value={"0120-000-000": "テレビ通販受付"}))
    session.flush()

    record_call_event(session, event(0, "ringing", "201", called_raw="+81120000000"))
    record_call_event(session, event(3, "answered", "201"))

    assert only_call(session).line_name == "テレビ通販受付"


def test_operators_choice_of_customer_outlives_later_events(session: Session) -> None:
    customer = Customer(code="C-1", name="髙橋 美智子")
    session.add(customer)
    record_call_event(session, event(0, "ringing", "201"))
    call = only_call(session)

    mark_call_customer(session, call.id, customer.id)
    session.flush()
    record_call_event(session, event(5, "answered", "201"))

    assert only_call(session).customer_id == customer.id


def test_choosing_a_customer_for_no_call_is_refused(session: Session) -> None:
    with pytest.raises(RecordGone):
        mark_call_customer(session, -1, 1)


def test_last_choice_for_a_shared_number_is_remembered(session: Session) -> None:
    family = [Customer(code="C-1", name="山﨑 花"), Customer(code="C-2", name="山﨑 一郎")]
    session.add_all(family)
    session.flush()

    for customer in family:
        remember_caller_choice(session, "+81312345678", customer.id)

    choice = session.scalars(select(CallerChoice)).one()
    assert choice.customer_id == family[1].id


def _fields(told: CallEvent) -> dict[str, Any]:
    return {name: getattr(told, name) for name in CallEvent.__dataclass_fields__}


def _everything_stored(session: Session) -> str:
    tables = (Call, CallLeg, CallReport, CallStep)
    return "".join(
        str(row) for table in tables for row in session.execute(select(table.__table__)).all()
    )
