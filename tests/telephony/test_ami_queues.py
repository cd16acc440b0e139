"""Pauses over a real socket. What the exchange says was seen on Asterisk 22.10.1."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import pytest

from crm_desktop.database.queries.availability import TelephoneAvailability
from crm_desktop.domain.availability import Availability
from crm_desktop.errors.telephony import ExchangeMayNotPause
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_orders import AmiOrders
from crm_desktop.telephony.ami_source import AmiSource
from crm_desktop.telephony.exchange_link import Patience
from crm_desktop.telephony.exchange_queues import OrderFailed, QueuePlace
from crm_desktop.telephony.queue_pauses import QueuePauses
from tests.telephony.exchanges import PATIENT, Exchange, listening, message

READY, AFTER_CALL = Availability.READY, Availability.AFTER_CALL
AWAY, SIGNED_OUT = Availability.AWAY, Availability.SIGNED_OUT
IMPATIENT = Patience(first_s=0.01, longest_s=0.02)
PLACE = QueuePlace("sales", "PJSIP/201", paused=False, reason="")


def member(
    interface: str, queue: str = "sales", *, paused: bool = False, reason: str = "", state: str = ""
) -> tuple[str, ...]:
    """Return the lines that a row of a list and an event share."""
    return (
        f"Queue: {queue}",
        f"StateInterface: {state or interface}",
        f"Paused: {int(paused)}",
        f"PausedReason: {reason}",
    )


def row(interface: str, queue: str = "sales", **how: object) -> bytes:
    location = f"Location: {interface}"
    return message("Event: QueueMember", location, *member(interface, queue, **how))  # type: ignore[arg-type]


def told(name: str, interface: str, queue: str = "sales", **how: object) -> bytes:
    lines = member(interface, queue, **how)  # type: ignore[arg-type]
    return message(f"Event: {name}", "Privilege: agent,all", f"Interface: {interface}", *lines)


class Floor:
    """An exchange, a source that listens to it, and the pauses that follow what people say."""

    def __init__(self, *rows: bytes, **exchange: object) -> None:
        self.exchange = replace(Exchange(queues=rows), **exchange)  # type: ignore[arg-type]
        self.people: dict[str, TelephoneAvailability] = {}
        self.orders = AmiOrders()
        people = self.people.values()
        self.pauses = QueuePauses(lambda: list(people), [self.orders.queues])
        self.source: AmiSource | None = None

    async def says(self, state: Availability, reason: str = "", extension: str = "201") -> None:
        self.people[extension] = TelephoneAvailability(extension, state, reason)
        await self.pauses.take_all()

    async def tells(self, octets: bytes) -> None:
        """Let the exchange say something, and wait until it was heard."""
        await self.exchange.say(octets + message("Event: QueueStatusComplete"))
        await asyncio.sleep(0.05)

    async def is_listed(self) -> None:
        async with asyncio.timeout(20):
            while self.orders.queues.listing() is None:
                await asyncio.sleep(0.002)

    @property
    def done(self) -> list[tuple[str, str, str]]:
        heard = self.orders_heard
        return [(order["Interface"], order["Paused"], order["Reason"]) for order in heard]

    @property
    def orders_heard(self) -> list[dict[str, str]]:
        return [order for order in self.exchange.heard if order["Action"] == "QueuePause"]

    def run(self, script: Callable[[], Awaitable[None]]) -> Floor:
        async def run() -> None:
            async with listening(self.exchange) as account:
                self.source = source = AmiSource(
                    account,
                    ExtensionPattern(),
                    tuple,
                    orders=self.orders,
                    times=PATIENT,
                    patience=IMPATIENT,
                )
                running = asyncio.create_task(source.run(_nothing))
                try:
                    await self.is_listed()
                    await script()
                finally:
                    running.cancel()
                    await asyncio.gather(running, return_exceptions=True)

        asyncio.run(run())
        return self


async def _nothing(_events: Sequence[object]) -> None:
    pass


def test_who_cannot_take_calls_is_not_rung_by_queues_until_ready() -> None:
    floor = Floor(row("PJSIP/201"), row("PJSIP/202"))

    async def script() -> None:
        for state, reason in (AFTER_CALL, ""), (READY, ""), (AWAY, "昼食"), (SIGNED_OUT, ""):
            await floor.says(state, reason)

    assert floor.run(script).done == [
        ("PJSIP/201", "true", "CRM: after-call work"),
        ("PJSIP/201", "false", ""),
        ("PJSIP/201", "true", "CRM: 昼食"),
        ("PJSIP/201", "true", "CRM: signed out"),
    ]


@pytest.mark.parametrize(
    ("interface", "state"),
    [
        ("SIP/201", ""),
        ("Local/201@from-queue/n", "PJSIP/201"),
        ("Local/201@from-queue/n", "hint:201@ext-local"),
        ("Local/201@agents", ""),
        ("Agent/1201", "PJSIP/201"),
    ],
)
def test_a_telephone_is_known_by_whatever_name_a_queue_has_for_it(
    interface: str, state: str
) -> None:
    floor = Floor(row(interface, state=state))

    async def script() -> None:
        await floor.says(AWAY)

    assert floor.run(script).done == [(interface, "true", "CRM: away")]


def test_a_telephone_is_paused_in_each_queue_by_its_name_there() -> None:
    floor = Floor(row("PJSIP/201"), row("PJSIP/201", "gold"), row("Local/201@q/n", "support"))

    async def script() -> None:
        await floor.says(AWAY)

    floor.run(script)
    assert [(order["Queue"], order["Interface"]) for order in floor.orders_heard] == [
        ("sales", "PJSIP/201"),
        ("gold", "PJSIP/201"),
        ("support", "Local/201@q/n"),
    ]


def test_what_is_so_already_is_not_told_again() -> None:
    floor = Floor(row("PJSIP/201"))

    async def script() -> None:
        for _ in range(3):
            await floor.says(AWAY)

    assert len(floor.run(script).done) == 1


def test_a_telephone_in_no_queue_and_a_ready_one_need_no_order() -> None:
    floor = Floor(row("PJSIP/201"), row("DAHDI/g0/0312345678"))

    async def script() -> None:
        await floor.says(READY)
        await floor.says(AWAY, extension="205")

    assert floor.run(script).done == []


def test_after_a_new_connection_the_exchange_is_told_anew() -> None:
    floor = Floor(row("PJSIP/201"))

    async def script() -> None:
        await floor.says(AWAY)
        floor.exchange.hang_up()
        await floor.exchange.until_asked("QueueStatus", 2)
        await floor.is_listed()
        await floor.says(AWAY)

    assert len(floor.run(script).done) == 2


def test_our_pause_from_an_earlier_run_ends_when_its_person_is_ready() -> None:
    floor = Floor(row("PJSIP/201", paused=True, reason="CRM: 昼食"))

    async def script() -> None:
        await floor.says(READY)

    assert floor.run(script).done == [("PJSIP/201", "false", "")]


def test_whoever_paused_at_the_telephone_is_not_fought() -> None:
    floor = Floor(row("PJSIP/201"), row("PJSIP/201", "gold"))

    async def script() -> None:
        await floor.says(READY)
        await floor.tells(told("QueueMemberPause", "PJSIP/201", paused=True, reason="*46"))
        for state in AFTER_CALL, READY:
            await floor.says(state)

    floor.run(script)
    assert {order["Queue"] for order in floor.orders_heard} == {"gold"}


def test_whoever_let_the_queue_ring_at_the_telephone_is_not_fought() -> None:
    floor = Floor(row("PJSIP/201"))

    async def script() -> None:
        await floor.says(AWAY)
        await floor.tells(told("QueueMemberPause", "PJSIP/201"))
        await floor.says(AWAY)

    assert len(floor.run(script).done) == 1


def test_who_is_away_and_joins_another_queue_is_paused_there_too() -> None:
    floor = Floor(row("PJSIP/201"))

    async def script() -> None:
        await floor.says(AWAY)
        await floor.tells(told("QueueMemberAdded", "PJSIP/201", "gold"))
        await floor.says(AWAY)
        await floor.tells(told("QueueMemberRemoved", "PJSIP/201", "gold"))
        await floor.says(AWAY)

    assert len(floor.run(script).done) == 2


def test_a_missing_right_is_the_sources_problem_and_is_not_asked_again() -> None:
    floor = Floor(row("PJSIP/201"), refused=frozenset({"QueuePause"}))

    async def script() -> None:
        for _ in range(2):
            await floor.says(AWAY)

    floor.run(script)
    assert len(floor.done) == 1
    assert floor.source is not None
    problem = floor.source.health().problem
    assert isinstance(problem, ExchangeMayNotPause)


def test_an_order_that_nobody_could_take_is_told_again() -> None:
    floor = Floor(row("PJSIP/201"))
    queues = floor.orders.queues

    async def script() -> None:
        await floor.says(READY)

    floor.run(script)

    with pytest.raises(OrderFailed) as refused:
        asyncio.run(queues.pause(PLACE, paused=True, reason=""))
    assert not refused.value.is_lasting
    assert queues.listing() is None


def test_a_reason_of_two_lines_is_one_and_fits_what_the_exchange_keeps() -> None:
    floor = Floor(row("PJSIP/201"))

    async def script() -> None:
        await floor.says(AWAY, "昼食\r\nAction: Command\r\n" + "離" * 60)

    ((_interface, _paused, reason),) = floor.run(script).done
    assert reason.startswith("CRM: 昼食 Action: Command 離離")
    assert len(reason.encode()) <= 79
