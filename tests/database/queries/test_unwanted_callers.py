from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select

from crm_desktop.actions.calls import record_call_event
from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call
from crm_desktop.database.models.unwanted_caller import UnwantedCaller
from crm_desktop.database.queries.unwanted_callers import unwanted_reason
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.domain.unwanted import UnwantedAction, UnwantedRule, unwanted_rule
from tests.conftest import LoginOf

RULES = tuple(
    UnwantedRule(pattern, UnwantedAction.WARN, f"理由 {pattern}")
    for pattern in ("+81120*", "+81120555*", "+81120555999", "+81355550666", "withheld")
)
CALLERS = (
    ("+81120555999", None),
    ("+81120555998", None),
    ("+81120444000", None),
    ("+81355550666", None),
    ("+813555506660", None),
    ("+819012345678", None),
    (None, NoNumberReason.WITHHELD),
    (None, NoNumberReason.PAY_PHONE),
    (None, None),
)


@pytest.fixture
def desk(database: Database, login_of: LoginOf) -> Iterator[Database]:
    with database.writing() as session:
        for rule in RULES:
            row = UnwantedCaller(pattern=rule.pattern, reason=rule.reason, action=rule.action)
            session.add(row)
    with Database(login_of(OPERATOR, extension="201")) as desk:
        yield desk
    with database.writing() as session:
        session.execute(delete(UnwantedCaller))
        session.execute(delete(Call))


def called(
    database: Database, number: str | None, why: NoNumberReason | None, extension: str = "201"
) -> int:
    event = CallEvent(
        "pbx",
        "c1",
        CallStage.RINGING,
        datetime.now(UTC),
        direction=CallDirection.IN,
        extension=extension,
        caller=number,
        no_number_reason=why,
    )
    with database.writing() as session:
        record_call_event(session, event)
        return session.scalars(select(Call.id)).one()


@pytest.mark.parametrize(("number", "why"), CALLERS)
def test_database_and_domain_say_the_same(
    database: Database, desk: Database, number: str | None, why: NoNumberReason | None
) -> None:
    call_id = called(database, number, why)

    with desk.reading() as session:
        assert unwanted_reason(session, call_id) == unwanted_rule(RULES, number, why)


def test_caller_of_another_telephone_is_not_told(database: Database, desk: Database) -> None:
    call_id = called(database, "+81355550666", None, extension="305")

    with desk.reading() as session:
        assert unwanted_reason(session, call_id) is None
