"""Orders over a real socket. What the exchange answers was seen on Asterisk 22.10.1."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from crm_desktop.domain.dial_request import DialProblem
from crm_desktop.errors.dialling import NotDialled
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_orders import AmiDialling, AmiOrders
from crm_desktop.telephony.ami_source import AmiSource
from tests.telephony.exchanges import PATIENT, Exchange, listening

DIALLING = AmiDialling("from-internal", ring_s=0.2, answer_s=20.0)


async def nothing(_events: object) -> None:
    pass


def given(
    exchange: Exchange,
    order: Callable[[AmiOrders], Awaitable[None]],
    dialling: AmiDialling = DIALLING,
) -> None:
    """Give an order to ``exchange`` over the connection of a source."""

    async def run() -> None:
        orders = AmiOrders(dialling)
        async with listening(exchange) as account:
            source = AmiSource(account, ExtensionPattern(), tuple, orders=orders, times=PATIENT)
            running = asyncio.create_task(source.run(nothing))
            await exchange.until_asked("QueueStatus")
            try:
                await order(orders)
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
        assert not orders.takes_orders

    asyncio.run(run())


async def dial(orders: AmiOrders) -> None:
    await orders.originate("201", "1840312345678", action_id="crm-dial-7")


def test_telephone_is_rung_as_one_of_the_office_and_then_the_number() -> None:
    exchange = Exchange()

    given(exchange, dial)

    order = next(told for told in exchange.heard if told["Action"] == "Originate")
    assert order == {
        "Action": "Originate",
        "ActionID": "crm-dial-7",
        "Channel": "PJSIP/201",
        "Context": "from-internal",
        "Exten": "1840312345678",
        "Priority": "1",
        "CallerID": "201",
        "Timeout": "200",
        "Async": "true",
    }


@pytest.mark.parametrize(
    ("exchange", "problem"),
    [
        (Exchange(refused=frozenset({"Originate"})), DialProblem.NOT_ALLOWED),
        (Exchange(originates=False), DialProblem.EXCHANGE_REFUSED),
        (Exchange(originate_reason="3"), DialProblem.NOT_PICKED_UP),
        (Exchange(originate_reason="5"), DialProblem.BUSY),
        (Exchange(originate_reason="0"), DialProblem.TELEPHONE_AWAY),
        (Exchange(originate_reason="99"), DialProblem.TELEPHONE_AWAY),
    ],
)
def test_failure_is_told_with_its_reason(exchange: Exchange, problem: DialProblem) -> None:
    with pytest.raises(NotDialled) as refused:
        given(replace(exchange, heard=[], lines=[], served=[]), dial)

    assert refused.value.problem == problem


def test_exchange_that_does_not_say_what_came_of_it_is_away() -> None:
    with pytest.raises(NotDialled) as refused:
        given(Exchange(originate_reason=""), dial, replace(DIALLING, answer_s=0.2))

    assert refused.value.problem == DialProblem.EXCHANGE_AWAY


def test_order_fails_when_the_exchange_hangs_up_meanwhile() -> None:
    exchange = Exchange(originate_reason="")

    async def dial_and_lose(orders: AmiOrders) -> None:
        dialling = asyncio.create_task(dial(orders))
        await exchange.until_asked("Originate")
        exchange.hang_up()
        await dialling

    with pytest.raises(NotDialled) as refused:
        given(exchange, dial_and_lose)

    assert refused.value.problem == DialProblem.EXCHANGE_AWAY


def test_nothing_is_dialled_without_a_connection() -> None:
    with pytest.raises(NotDialled) as refused:
        asyncio.run(dial(AmiOrders(DIALLING)))

    assert refused.value.problem == DialProblem.NOBODY_TOOK_IT


def test_number_with_a_line_break_never_reaches_the_exchange() -> None:
    exchange = Exchange()

    async def dial_badly(orders: AmiOrders) -> None:
        await orders.originate("201", "0312\r\nApplication: System", action_id="a")

    with pytest.raises(NotDialled):
        given(exchange, dial_badly)
    assert all(told["Action"] != "Originate" for told in exchange.heard)
