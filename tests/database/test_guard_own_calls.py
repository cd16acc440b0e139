"""What a desk itself writes of calls, signed in as operators are."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import select, text

from crm_desktop.actions.call_notices import ReportingDesk, record_call_notice
from crm_desktop.actions.calls import (
    mark_call_customer,
    record_call_event,
    remember_caller_choice,
)
from crm_desktop.actions.forgotten_calls import (
    LongestCall,
    close_forgotten_calls,
    close_own_forgotten_calls,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call, CallLeg
from crm_desktop.database.models.customer import CallerChoice
from crm_desktop.database.queries.calls import call_steps_after
from crm_desktop.database.queries.opened_cards import see_that_open
from crm_desktop.database.roles import GATEWAY, OPERATOR
from crm_desktop.domain.call import CallEvent, CallResult, CallStage, LegOutcome
from crm_desktop.domain.call_notice import read_notice
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import RecordGone
from tests.builders import a_customer
from tests.conftest import LoginOf

numbers = itertools.count(1)


class Desk:
    """An operator with a telephone, as the program works for them."""

    def __init__(self, dsn: str, extension: str) -> None:
        self.database = Database(dsn)
        self.login = psycopg.conninfo.conninfo_to_dict(dsn)["user"]
        self.extension = extension

    def report(self, at: datetime | None = None, **fields: str) -> list[int]:
        notice = read_notice({name.rstrip("_"): value for name, value in fields.items()})
        desk = ReportingDesk(str(self.login), self.extension)
        with self.database.writing() as session:
            return record_call_notice(session, notice, desk, at=at or datetime.now(UTC))

    def calls(self) -> list[Call]:
        with self.database.reading() as session:
            calls = list(session.scalars(select(Call).order_by(Call.id)))
            session.expunge_all()
        return calls

    def open(self, customer_id: int) -> None:
        with self.database.writing() as session:
            see_that_open(session, customer_id, OpeningReason.SEARCH, None)

    def choose(self, call_id: int, customer_id: int) -> None:
        with self.database.writing() as session:
            number = mark_call_customer(session, call_id, customer_id)
            remember_caller_choice(session, number or "", customer_id)


@pytest.fixture
def a_desk(login_of: LoginOf) -> Iterator[Callable[[], Desk]]:
    desks: list[Desk] = []

    def a_desk() -> Desk:
        extension = f"8{next(numbers):05}"
        desks.append(Desk(login_of(OPERATOR, extension=extension), extension))
        return desks[-1]

    yield a_desk
    for desk in desks:
        desk.database.close()


@pytest.fixture
def ring(login_of: LoginOf, database: Database) -> Callable[[Desk, str], int]:
    """Let a call ring at a desk, told by a gateway; return its id."""
    gateway = login_of(GATEWAY)

    def ring(desk: Desk, caller: str) -> int:
        told = {"caller": caller, "extension": desk.extension}
        event = CallEvent("pbx", f"p{next(numbers)}", CallStage.RINGING, datetime.now(UTC), **told)  # type: ignore[arg-type]
        with Database(gateway) as writer, writer.writing() as session:
            record_call_event(session, event)
        with database.reading() as session:
            found = select(Call.id).where(Call.source_call_id == event.call_id)
            return session.scalars(found).one()

    return ring


def a_number() -> str:
    return f"+8180{next(numbers):08}"


def customer_of(database: Database, *phones: str, **facts: Any) -> int:
    with database.writing() as session:
        return a_customer(session, "﨑山 さくら", phones=phones, **facts).id


def test_call_reported_at_a_desk_goes_its_whole_way(a_desk: Callable[[], Desk]) -> None:
    desk, number = a_desk(), a_number()
    desk.report(from_=number, id="X")
    desk.report(event="answered", id="X")
    ids = desk.report(event="ended", id="X")

    (call,) = desk.calls()
    assert (call.caller, call.result, call.reported_by) == (
        number,
        CallResult.ANSWERED,
        desk.login,
    )
    with desk.database.asking() as session:
        told = call_steps_after(session, ids[0] - 1).rows
    assert [(row.step_id, row.extension) for row in told] == [
        (ids[0], desk.extension),
        (ids[1], ""),
    ]


def test_number_withheld_later_is_taken_out_of_a_desks_own_report(
    a_desk: Callable[[], Desk], database: Database
) -> None:
    desk = a_desk()
    desk.report(from_="09099990000", id="w")
    with desk.database.writing() as session:
        call_id = session.scalars(select(Call.source_call_id)).one()
        withheld = {"no_number_reason": "withheld", "extension": desk.extension}
        at = datetime.now(UTC)
        record_call_event(session, CallEvent("desk", call_id, CallStage.ANSWERED, at, **withheld))  # type: ignore[arg-type]

    with database.asking() as session:
        facts = session.scalars(text("SELECT facts::text FROM call_report")).all()
    assert not any("99990000" in fact for fact in facts)


def test_desks_that_report_the_same_id_are_in_nobodys_way(a_desk: Callable[[], Desk]) -> None:
    desks, number = [a_desk(), a_desk()], a_number()

    for desk in desks:
        desk.report(from_=number, id="1")
    desks[1].report(event="ended", id="1")

    assert [[call.result for call in desk.calls()] for desk in desks] == [
        [None],
        [CallResult.MISSED],
    ]


def test_report_of_a_colleagues_telephone_is_refused(a_desk: Callable[[], Desk]) -> None:
    desk, colleague = a_desk(), a_desk()

    with pytest.raises(RightMissing):
        desk.report(from_=a_number(), extension=colleague.extension)

    assert desk.calls() == colleague.calls() == []


def test_call_handed_on_leaves_no_trace_at_the_colleague(a_desk: Callable[[], Desk]) -> None:
    desk, colleague = a_desk(), a_desk()
    desk.report(event="answered", from_=a_number())
    desk.report(event="transferred", extension=colleague.extension)

    with desk.database.reading() as session:
        assert session.scalars(select(CallLeg.outcome)).all() == [LegOutcome.TRANSFERRED]
    assert colleague.calls() == []


def test_only_ones_own_reports_are_closed_by_time(
    a_desk: Callable[[], Desk], ring: Callable[[Desk, str], int]
) -> None:
    desk, other, longest = a_desk(), a_desk(), LongestCall()
    ring(desk, a_number())
    for one in (desk, other):
        one.report(from_=a_number())

    at = datetime.now(UTC) + timedelta(hours=13)
    with desk.database.writing() as session:
        assert close_own_forgotten_calls(session, at=at, longest=longest) == 1

    assert [call.ended_at is None for call in desk.calls()] == [True, False]
    assert [call.ended_at is None for call in other.calls()] == [True]


def test_gateway_closes_what_all_desks_forgot(
    a_desk: Callable[[], Desk], login_of: LoginOf
) -> None:
    desks = [a_desk(), a_desk()]
    for desk in desks:
        desk.report(from_=a_number())

    at = datetime.now(UTC) + timedelta(hours=13)
    with Database(login_of(GATEWAY)) as gateway, gateway.writing() as session:
        close_forgotten_calls(session, at=at, longest=LongestCall())

    assert all(call.ended_at for desk in desks for call in desk.calls())


def test_own_report_is_no_call_of_that_number(
    a_desk: Callable[[], Desk], database: Database
) -> None:
    desk, number = a_desk(), a_number()
    vip = customer_of(database, number, restricted=True)
    desk.report(from_=number)
    (call,) = desk.calls()

    with desk.database.asking() as session:
        brings = {"customer": vip, "call": call.id}
        outcome = session.execute(text("SELECT * FROM open_card(:customer, 'call', :call)"), brings)
    assert outcome.one().outcome == "restricted"


def test_choice_of_an_opened_customer_is_kept_though_another_was_chosen_before(
    a_desk: Callable[[], Desk], ring: Callable[[Desk, str], int], database: Database
) -> None:
    desk, number = a_desk(), a_number()
    before, now = customer_of(database, number), customer_of(database, number)
    with database.writing() as session:
        remember_caller_choice(session, number, before)
    call_id = ring(desk, number)

    desk.open(now)
    desk.choose(call_id, now)

    with database.reading() as session:
        choice = session.get_one(CallerChoice, number)
        assert (choice.customer_id, session.get_one(Call, call_id).customer_id) == (now, now)
        assert choice.staff_id is not None


def test_customer_whose_card_is_shut_is_not_chosen(
    a_desk: Callable[[], Desk], ring: Callable[[Desk, str], int], database: Database
) -> None:
    desk, number = a_desk(), a_number()
    customer_id = customer_of(database, number)
    call_id = ring(desk, number)

    with pytest.raises(RightMissing):
        desk.choose(call_id, customer_id)


def test_colleagues_call_is_given_to_nobody(
    a_desk: Callable[[], Desk], ring: Callable[[Desk, str], int], database: Database
) -> None:
    desk, number = a_desk(), a_number()
    customer_id = customer_of(database)
    call_id = ring(a_desk(), number)
    desk.open(customer_id)

    with pytest.raises(RecordGone):
        desk.choose(call_id, customer_id)
    with pytest.raises(RightMissing), desk.database.writing() as session:
        remember_caller_choice(session, number, customer_id)


def test_desk_cannot_take_a_forged_id_from_another(
    a_desk: Callable[[], Desk],
) -> None:
    desk, other = a_desk(), a_desk()
    with psycopg.connect(desk.database.dsn) as raw, pytest.raises(errors.InsufficientPrivilege):
        raw.execute(
            "INSERT INTO call (source, source_call_id, direction, began_at)"
            " VALUES ('desk', %s, 'in', now())",
            [f"{other.login} 1 from +819012345678"],
        )
