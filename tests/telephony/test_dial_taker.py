from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from crm_desktop.actions.dialling import DialWish, ask_to_dial
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.dial_requests import DialProgress, dial_progress
from crm_desktop.database.roles import GATEWAY, OPERATOR
from crm_desktop.domain.dial_request import Dialler, DialProblem, DialState, NumberShown
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.dialling import NotDialled
from crm_desktop.telephony.dial_taker import DiallingExchange, DialTaker
from tests.conftest import LoginOf

numbers = itertools.count(1)
NUMBER = "+81312345678"
Asks = Callable[..., tuple[int, str]]


@dataclass
class Orders:
    """An exchange that writes down what it is told to dial; ``failure`` is what it says then."""

    failure: CrmError | None = None
    takes_orders: bool = True
    dialled: list[tuple[str, str]] = field(default_factory=list)

    async def originate(self, extension: str, digits: str, *, action_id: str) -> None:
        self.dialled.append((extension, digits))
        if self.failure is not None:
            raise self.failure


@pytest.fixture
def asks(login_of: LoginOf) -> Asks:
    """Return what asks, as an operator, for a number; answers with the request and telephone."""

    def ask(number: str = NUMBER, shown: NumberShown = NumberShown.AS_USUAL) -> tuple[int, str]:
        extension = f"4{next(numbers):05}"
        with Database(login_of(OPERATOR, extension=extension)) as desk, desk.writing() as session:
            wish = DialWish(uuid4(), number, shown)
            return ask_to_dial(session, wish, Dialler.EXCHANGE), extension

    return ask


@pytest.fixture
def gateway(login_of: LoginOf) -> Iterator[Database]:
    with Database(login_of(GATEWAY)) as gateway:
        yield gateway


def take(gateway: Database, *exchanges: Orders) -> None:
    """Take what waits and wait until it was seen through."""
    named = {
        f"pbx{place}": DiallingExchange(orders, lambda _extension: True)
        for place, orders in enumerate(exchanges)
    }

    async def run() -> None:
        await DialTaker(gateway, named).take_all()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*others)

    asyncio.run(run())


def progress(database: Database, request_id: int) -> DialProgress:
    with database.asking() as session:
        return dial_progress(session, request_id)


def set_office(database: Database, **settings: Any) -> None:
    with psycopg.connect(database.dsn, autocommit=True) as connection:
        connection.execute("DELETE FROM office_setting WHERE key = 'outside_prefix'")
        for key, value in settings.items():
            connection.execute("INSERT INTO office_setting VALUES (%s, %s)", [key, Jsonb(value)])


def test_request_is_dialled_and_said_to_be(
    asks: Asks, gateway: Database, database: Database
) -> None:
    orders = Orders()
    request_id, extension = asks()

    take(gateway, orders)

    assert orders.dialled == [(extension, "0312345678")]
    assert progress(database, request_id) == DialProgress(DialState.PLACED)


def test_withheld_number_and_outside_line_stand_in_front(
    asks: Asks, gateway: Database, database: Database
) -> None:
    orders = Orders()
    set_office(database, outside_prefix="0")
    _request_id, extension = asks(shown=NumberShown.HIDDEN)

    take(gateway, orders)
    set_office(database)

    assert orders.dialled == [(extension, "01840312345678")]


def test_why_it_was_not_dialled_is_told_to_the_desk(
    asks: Asks, gateway: Database, database: Database
) -> None:
    request_id, _extension = asks()

    take(gateway, Orders(NotDialled(DialProblem.NOT_ALLOWED)))

    assert progress(database, request_id) == DialProgress(DialState.FAILED, "not_allowed")


@pytest.mark.parametrize("prefix", ["11", "119", "0\r\nAction: Logoff"])
def test_prefix_that_leads_elsewhere_dials_nothing(
    prefix: str, asks: Asks, gateway: Database, database: Database
) -> None:
    orders = Orders()
    set_office(database, outside_prefix=prefix)
    request_id, _extension = asks()

    take(gateway, orders)
    set_office(database)

    assert (orders.dialled, progress(database, request_id).state) == ([], DialState.FAILED)


def test_gateway_that_is_not_signed_in_leaves_the_request_to_the_other(
    asks: Asks, gateway: Database, database: Database
) -> None:
    request_id, _extension = asks()

    take(gateway, Orders(takes_orders=False))

    assert progress(database, request_id) == DialProgress(DialState.ASKED)


def test_of_two_exchanges_the_one_that_knows_the_telephone_dials(
    asks: Asks, gateway: Database, database: Database
) -> None:
    first, second = Orders(), Orders()
    asked: Sequence[tuple[int, str]] = [asks(), asks()]

    async def run() -> None:
        of_first = DiallingExchange(first, lambda extension: extension == asked[0][1])
        of_second = DiallingExchange(second, lambda extension: extension == asked[1][1])
        await DialTaker(gateway, {"one": of_first, "two": of_second}).take_all()
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}))

    asyncio.run(run())

    assert [first.dialled[0][0], second.dialled[0][0]] == [asked[0][1], asked[1][1]]
