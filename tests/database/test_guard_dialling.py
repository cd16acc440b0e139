"""Numbers that desks ask to be dialled, attacked over raw SQL and used by the program."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import errors

from crm_desktop.actions.call_notices import ReportingDesk, record_call_notice
from crm_desktop.actions.calls import record_call_event
from crm_desktop.actions.dialling import (
    DialWish,
    ask_to_dial,
    fail_old_dial_requests,
    settle_dial_request,
    take_dial_requests,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.dial_requests import dial_progress, exchange_dials
from crm_desktop.database.queries.opened_cards import see_that_open
from crm_desktop.database.roles import GATEWAY, OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.call_notice import read_notice
from crm_desktop.domain.dial_request import Dialler, DialProblem, DialState
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import RecordGone
from tests.builders import a_customer
from tests.conftest import LoginOf

numbers = itertools.count(1)
DIRECT = "INSERT INTO dial_request (operation_id, number, dialler) VALUES (%s, '+81312345678', 'x')"
Telephones = Callable[..., None]
ADesk = Callable[..., "Desk"]


def a_number() -> str:
    return f"+8170{next(numbers):08}"


class Desk:
    """An operator with a telephone, as the program works for them."""

    def __init__(self, dsn: str, extension: str) -> None:
        self.database = Database(dsn)
        self.extension = extension

    def open(self, customer_id: int) -> None:
        with self.database.writing() as session:
            see_that_open(session, customer_id, OpeningReason.SEARCH, None)

    def dial(
        self, number: str, customer_id: int | None = None, by: Dialler = Dialler.EXCHANGE
    ) -> int:
        with self.database.writing() as session:
            return ask_to_dial(session, DialWish(uuid4(), number, customer_id=customer_id), by)

    def progress(self, request_id: int) -> DialState:
        with self.database.asking() as session:
            return dial_progress(session, request_id).state

    def settle(self, request_id: int, problem: DialProblem | None) -> DialState:
        with self.database.writing() as session:
            return settle_dial_request(session, request_id, problem).state


@pytest.fixture
def a_desk(login_of: LoginOf) -> Iterator[ADesk]:
    desks: list[Desk] = []

    def a_desk(group: str = OPERATOR, *, has_telephone: bool = True) -> Desk:
        extension = f"6{next(numbers):05}" if has_telephone else ""
        columns = {"extension": extension} if has_telephone else {}
        desks.append(Desk(login_of(group, **columns), extension))
        return desks[-1]

    yield a_desk
    for desk in desks:
        desk.database.close()


@pytest.fixture
def customer_id(database: Database) -> int:
    with database.writing() as session:
        return a_customer(session, "﨑山 タミ", "サキヤマ タミ").id


@pytest.fixture
def gateway(login_of: LoginOf) -> Iterator[Database]:
    with Database(login_of(GATEWAY)) as gateway:
        yield gateway


@pytest.fixture
def calls_out(gateway: Database) -> Telephones:
    """Return what lets a call out begin at a telephone, told by a gateway."""

    def call(number: str, extension: str, *, direction: str = "out", **facts: Any) -> None:
        event = CallEvent(
            "pbx",
            f"o{next(numbers)}",
            CallStage.RINGING,
            datetime.now(UTC),
            direction=CallDirection(direction),
            extension=extension,
            caller=number,
            **facts,
        )
        with gateway.writing() as session:
            record_call_event(session, event)

    return call


def call_with(database: Database, number: str) -> list[tuple[int | None, int | None]]:
    """Return the customer and the dial request of each call with ``number``."""
    with psycopg.connect(database.dsn) as connection:
        return connection.execute(
            "SELECT c.customer_id, d.id FROM call c LEFT JOIN dial_request d ON d.call_id = c.id"
            " WHERE c.caller = %s ORDER BY c.id",
            [number],
        ).fetchall()


def test_request_is_written_for_the_own_telephone(a_desk: ADesk, database: Database) -> None:
    desk = a_desk()

    request_id = desk.dial(a_number())

    with psycopg.connect(database.dsn) as connection:
        row = connection.execute(
            "SELECT extension, state FROM dial_request WHERE id = %s", [request_id]
        ).fetchone()
    assert row == (desk.extension, "asked")


def test_customer_whose_card_is_shut_is_refused(a_desk: ADesk, customer_id: int) -> None:
    desk = a_desk()

    with pytest.raises(RightMissing):
        desk.dial(a_number(), customer_id)


def test_customer_whose_card_is_open_is_taken(a_desk: ADesk, customer_id: int) -> None:
    desk = a_desk()
    desk.open(customer_id)

    assert desk.progress(desk.dial(a_number(), customer_id)) is DialState.ASKED


def test_exchange_dials_for_nobody_without_a_telephone(a_desk: ADesk) -> None:
    desk = a_desk(has_telephone=False)

    with pytest.raises(RightMissing):
        desk.dial(a_number())


def test_scanner_dials_nothing(a_desk: ADesk) -> None:
    with pytest.raises(RightMissing):
        a_desk(SCANNER).dial(a_number())


@pytest.mark.parametrize(
    "statement",
    [
        DIRECT,
        "UPDATE dial_request SET extension = '201' WHERE operation_id <> %s",
        "DELETE FROM dial_request WHERE operation_id <> %s",
        "UPDATE dial_request SET state = 'placed' WHERE operation_id <> %s",
    ],
)
def test_desk_writes_no_request_but_by_asking(a_desk: ADesk, statement: str) -> None:
    desk = a_desk()

    with (
        psycopg.connect(desk.database.dsn) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode(), [uuid4()])


def test_same_operation_asks_once(a_desk: ADesk) -> None:
    desk, wish = a_desk(), DialWish(uuid4(), a_number())

    with desk.database.writing() as session:
        first = ask_to_dial(session, wish, Dialler.EXCHANGE)
        again = ask_to_dial(session, wish, Dialler.EXCHANGE)

    assert first == again


def test_colleague_neither_sees_nor_settles_a_request(a_desk: ADesk) -> None:
    request_id = a_desk().dial(a_number())
    colleague = a_desk()

    for attempt in (colleague.progress, lambda it: colleague.settle(it, DialProblem.BUSY)):
        with pytest.raises(RecordGone):
            attempt(request_id)


def test_supervisor_sees_what_the_floor_dials(a_desk: ADesk) -> None:
    request_id = a_desk().dial(a_number())

    assert a_desk(SUPERVISOR).progress(request_id) is DialState.ASKED


def test_two_gateways_dial_once(a_desk: ADesk, gateway: Database, login_of: LoginOf) -> None:
    desk = a_desk()
    request_id = desk.dial(a_number())

    taken = []
    with Database(login_of(GATEWAY)) as spare:
        for each in (gateway, spare):
            with each.writing() as session:
                taken += take_dial_requests(session, "pbx", [desk.extension])

    assert [one.request_id for one in taken] == [request_id]


def test_request_that_was_withdrawn_is_not_dialled(a_desk: ADesk, gateway: Database) -> None:
    desk = a_desk()
    request_id = desk.dial(a_number())

    assert desk.settle(request_id, DialProblem.NOBODY_TOOK_IT) is DialState.FAILED

    with gateway.writing() as session:
        assert take_dial_requests(session, "pbx", [desk.extension]) == []


def test_what_an_exchange_has_taken_is_not_taken_back(a_desk: ADesk, gateway: Database) -> None:
    desk = a_desk()
    request_id = desk.dial(a_number())
    with gateway.writing() as session:
        take_dial_requests(session, "pbx", [desk.extension])

    assert desk.settle(request_id, DialProblem.NOBODY_TOOK_IT) is DialState.PLACED


def test_old_request_is_given_up_and_never_dialled(
    a_desk: ADesk, gateway: Database, database: Database
) -> None:
    desk = a_desk()
    request_id = desk.dial(a_number())
    grow_old(database, request_id, seconds=31)

    with gateway.writing() as session:
        taken = take_dial_requests(session, "pbx", [desk.extension])
        fail_old_dial_requests(session)

    assert (taken, desk.progress(request_id)) == ([], DialState.FAILED)


def grow_old(database: Database, request_id: int, *, seconds: int) -> None:
    with psycopg.connect(database.dsn, autocommit=True) as connection:
        connection.execute(
            "UPDATE dial_request SET asked_at = now() - make_interval(secs => %s) WHERE id = %s",
            [seconds, request_id],
        )


def test_call_out_is_noted_with_the_customer_it_was_dialled_for(
    a_desk: ADesk, customer_id: int, database: Database, calls_out: Telephones
) -> None:
    desk, number = a_desk(), a_number()
    desk.open(customer_id)
    request_id = desk.dial(number, customer_id)

    calls_out(number, desk.extension)

    assert call_with(database, number) == [(customer_id, request_id)]


@pytest.mark.parametrize("case", ["another telephone", "call that comes in", "too late"])
def test_other_call_is_not_noted(
    case: str, a_desk: ADesk, customer_id: int, database: Database, calls_out: Telephones
) -> None:
    desk, number = a_desk(), a_number()
    desk.open(customer_id)
    request_id = desk.dial(number, customer_id)
    if case == "too late":
        grow_old(database, request_id, seconds=121)

    extension = "59999" if case == "another telephone" else desk.extension
    calls_out(number, extension, direction="in" if case == "call that comes in" else "out")

    assert call_with(database, number) == [(None, None)]


def test_call_of_a_phone_system_that_names_no_telephone_is_noted(
    a_desk: ADesk, customer_id: int, database: Database, calls_out: Telephones
) -> None:
    desk, number = a_desk(), a_number()
    desk.open(customer_id)
    request_id = desk.dial(number, customer_id, Dialler.LINK)

    calls_out(number, "")

    assert call_with(database, number) == [(customer_id, request_id)]


def test_second_call_to_the_number_is_not_the_dialled_one(
    a_desk: ADesk, customer_id: int, database: Database, calls_out: Telephones
) -> None:
    desk, number = a_desk(), a_number()
    desk.open(customer_id)
    request_id = desk.dial(number, customer_id)

    calls_out(number, desk.extension)
    calls_out(number, desk.extension)

    assert call_with(database, number) == [(customer_id, request_id), (None, None)]


def test_desk_cannot_report_a_colleagues_dialling_as_its_own_call(
    a_desk: ADesk, customer_id: int, database: Database
) -> None:
    desk, number = a_desk(), a_number()
    desk.open(customer_id)
    desk.dial(number, customer_id, Dialler.LINK)
    thief = a_desk()
    login = str(psycopg.conninfo.conninfo_to_dict(thief.database.dsn)["user"])

    notice = read_notice({"to": number, "direction": "out"})
    with thief.database.writing() as session:
        at = datetime.now(UTC) - timedelta(seconds=1)
        record_call_notice(session, notice, ReportingDesk(login, thief.extension), at=at)

    assert call_with(database, number) == [(None, None)]


def test_exchange_dials_only_while_a_gateway_listens(a_desk: ADesk, login_of: LoginOf) -> None:
    desk, name = a_desk(), "crm-desktop dialling"

    def told() -> bool:
        with desk.database.asking() as session:
            return exchange_dials(session)

    with psycopg.connect(login_of(OPERATOR), application_name=name):
        assert not told()
    with psycopg.connect(login_of(GATEWAY), application_name=name):
        assert told()
