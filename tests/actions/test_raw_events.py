from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from crm_desktop.actions.calls import record_call_event
from crm_desktop.actions.raw_events import forget_raw_events
from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call, CallReport
from crm_desktop.database.models.staff import OfficeSetting
from crm_desktop.database.roles import GATEWAY, OPERATOR
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.telephony.office import office_on
from tests.conftest import LoginOf

NOW = datetime.now(UTC)


def received(session: Session, call_id: str, *, days_ago: float) -> None:
    at = NOW - timedelta(days=days_ago)
    event = CallEvent(
        "pbx", call_id, CallStage.RINGING, at, extension="201",
        caller="+81312345678", raw={"from": "0312345678", "名前": "髙橋"},
    )  # fmt: skip
    record_call_event(session, event)
    session.execute(update(CallReport).where(CallReport.happened_at == at).values(recorded_at=at))


def raw_of(session: Session) -> list[Any]:
    session.expire_all()
    return list(session.scalars(select(CallReport.raw).order_by(CallReport.recorded_at)))


def test_what_was_received_is_kept_for_thirty_days_and_what_was_understood_stays(
    session: Session,
) -> None:
    received(session, "old", days_ago=30.1)
    received(session, "new", days_ago=29.9)

    assert forget_raw_events(session, at=NOW) == 1

    old, new = raw_of(session)
    assert (old, new) == (None, {"from": "0312345678", "名前": "髙橋"})
    facts = session.scalars(select(CallReport.facts).order_by(CallReport.recorded_at)).all()
    assert [fact["caller"] for fact in facts] == ["+81312345678"] * 2


@pytest.mark.parametrize(
    ("setting", "kept"), [(7, 0), (90, 1), (0, 1), (-1, 1), ("7", 1), (None, 1)]
)
def test_office_may_set_the_days_and_nothing_senseless(
    session: Session, setting: object, kept: int
) -> None:
    received(session, "c1", days_ago=20)
    session.add(OfficeSetting(key="raw_event_days", value=setting))
    session.flush()

    forget_raw_events(session, at=NOW)

    assert sum(raw is not None for raw in raw_of(session)) == kept


def test_the_oldest_are_first_and_no_more_than_asked_for(session: Session) -> None:
    for days_ago in (33, 31, 32):
        received(session, f"c{days_ago}", days_ago=days_ago)

    assert forget_raw_events(session, at=NOW, most=2) == 2
    assert [raw is not None for raw in raw_of(session)] == [False, False, True]


def test_report_that_somebody_is_at_keeps_nobody_waiting(database: Database) -> None:
    with database.writing() as session:
        received(session, "locked", days_ago=40)
        received(session, "free", days_ago=50)

    with database.writing() as other, database.writing() as session:
        other.scalars(report_of("locked").with_for_update()).one()

        assert forget_raw_events(session, at=NOW) == 1


@pytest.mark.parametrize(("group", "kept"), [(GATEWAY, 0), (OPERATOR, 1)])
def test_gateway_may_forget_and_desks_may_not(
    database: Database, login_of: LoginOf, group: str, kept: int
) -> None:
    with database.writing() as session:
        received(session, f"for {group}", days_ago=40)

    with Database(login_of(group)) as program:
        assert not office_on(program).forget_raw_events()

    with database.reading() as session:
        report = session.scalars(report_of(f"for {group}")).one()
        assert (report.raw is not None) == bool(kept)


def report_of(call_id: str) -> Select[CallReport]:
    return (
        select(CallReport)
        .join(Call, Call.id == CallReport.call_id)
        .where(Call.source_call_id == call_id)
    )
