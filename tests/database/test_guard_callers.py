from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from crm_desktop.actions.calls import record_call_event
from crm_desktop.database.engine import Database
from crm_desktop.database.models.audit import AuditEntry
from crm_desktop.database.models.call import Call
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.queries.customers import customers_with_phone
from crm_desktop.database.roles import OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.errors.access import PasswordDue
from tests.builders import HOME, MOBILE, a_customer
from tests.conftest import LoginOf, SignedIn

NOW = datetime.now(UTC)


@pytest.fixture
def family(engine: Engine) -> Iterator[Session]:
    """A session of the owner's that may commit; two people of the office share ``HOME``."""
    with Session(engine) as session:
        a_customer(session, phones=(HOME,))
        a_customer(session, "髙橋 一郎", "タカハシ イチロウ", phones=(HOME,), restricted=True)
        session.commit()
        yield session
        session.rollback()
        session.execute(delete(Call))
        session.execute(delete(Customer))
        session.commit()


@pytest.fixture
def desk(login_of: LoginOf) -> Iterator[Any]:
    """Return a maker of sessions as a desk asks in."""
    with ExitStack() as closing:

        def desk(*groups: str, **columns: Any) -> Session:
            database = closing.enter_context(Database(login_of(*groups, **columns)))
            return closing.enter_context(database.asking())

        yield desk


def ringing(office: Session, extension: str, caller: str = HOME, direction: str = "in") -> int:
    """Let a trusted source report a call that rings at a telephone; return its id."""
    record_call_event(
        office,
        CallEvent(
            "pbx",
            f"{extension}-{caller}-{direction}",
            CallStage.RINGING,
            NOW,
            extension=extension,
            caller=caller,
            direction=CallDirection(direction),
        ),
    )
    office.commit()
    return office.scalars(select(Call.id).order_by(Call.id.desc())).first() or 0


def searches(office: Session) -> list[Any]:
    return list(
        office.scalars(
            select(AuditEntry.after).where(AuditEntry.action == "search").order_by(AuditEntry.id)
        )
    )


def names(session: Session, number: str, call_id: int | None) -> list[tuple[str, bool]]:
    return [
        (match.name, match.restricted) for match in customers_with_phone(session, number, call_id)
    ]


def test_ones_own_call_shows_the_family_and_is_no_search(family: Session, desk: Any) -> None:
    asker = desk(OPERATOR, extension="201")
    call_id = ringing(family, "201")
    before = len(searches(family))

    assert names(asker, HOME, call_id) == [("髙橋 一郎", True), ("髙橋 美智子", False)]
    assert len(searches(family)) == before


def test_number_without_a_call_is_a_search_and_hides_who_is_restricted(
    family: Session, desk: Any
) -> None:
    assert names(desk(OPERATOR), HOME, None) == [("髙橋 美智子", False)]
    assert searches(family)[-1] == {"words": HOME, "terms": {"phone_start": HOME}}


def test_supervisor_sees_who_is_restricted(family: Session, desk: Any) -> None:
    assert len(names(desk(SUPERVISOR), HOME, None)) == 2


@pytest.mark.parametrize(
    ("extension", "caller", "direction"),
    [("202", HOME, "in"), ("201", MOBILE, "in"), ("201", HOME, "out")],
)
def test_call_of_another_telephone_number_or_way_is_a_search(
    extension: str, caller: str, direction: str, family: Session, desk: Any
) -> None:
    asker = desk(OPERATOR, extension="201")
    call_id = ringing(family, extension, caller, direction)
    before = len(searches(family))

    assert names(asker, HOME, call_id) == [("髙橋 美智子", False)]
    assert len(searches(family)) == before + 1


@pytest.mark.parametrize(
    "change",
    [
        {"ended_at": NOW - timedelta(hours=2), "result": "missed"},
        {"reported_by": "somebody_at_a_desk"},
    ],
)
def test_old_call_or_one_that_a_desk_made_up_is_a_search(
    change: dict[str, Any], family: Session, desk: Any
) -> None:
    asker = desk(OPERATOR, extension="201")
    call_id = ringing(family, "201")
    family.execute(update(Call).values(**change))
    family.commit()
    before = len(searches(family))

    assert names(asker, HOME, call_id) == [("髙橋 美智子", False)]
    assert len(searches(family)) == before + 1


@pytest.mark.parametrize("number", ["", "03", "%", "+8135321111'", "\uffff", "8" * 10_000])
def test_no_text_is_a_number_of_somebody(number: str, family: Session, desk: Any) -> None:
    assert names(desk(OPERATOR), number, None) == []


def test_number_not_on_record_is_not_answered(family: Session, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(OPERATOR).execute("SELECT * FROM callers_found(%s, NULL)", [HOME])


def test_record_that_could_be_rolled_back_answers_nothing(
    family: Session, signed_in: SignedIn
) -> None:
    asker = signed_in(OPERATOR)
    asker.execute("BEGIN")
    asker.execute("SELECT * FROM caller_noted(%s, NULL)", [HOME])

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        asker.execute("SELECT * FROM callers_found(%s, NULL)", [HOME])


@pytest.mark.parametrize("statement", ["caller_noted('+81', 1)", "callers_found('+81', 1)"])
def test_scanner_asks_for_no_callers(statement: str, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(SCANNER).execute(f"SELECT * FROM {statement}".encode())


def test_who_has_no_password_yet_asks_for_no_callers(family: Session, desk: Any) -> None:
    asker = desk(OPERATOR, extension="201", password_due=True)

    with pytest.raises(PasswordDue):
        customers_with_phone(asker, HOME, ringing(family, "201"))
