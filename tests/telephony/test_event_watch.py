"""What a gateway keeps of what it receives, while somebody watches."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import psycopg

from crm_desktop.actions.received_events import DROPPED, Received
from crm_desktop.actions.received_events import watch_events as ask_to_watch
from crm_desktop.database.engine import Database
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.call_sources import ReceivedRow, received_after
from crm_desktop.database.session_lock import SessionLock
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_source import AmiSource
from crm_desktop.telephony.event_watch import MOST_A_SECOND, NO_CALL, WRITE_EVERY_S, EventWatch
from crm_desktop.telephony.gateway import Listening, gateway_on
from crm_desktop.telephony.leader import LedSource
from crm_desktop.telephony.office import office_on
from tests.telephony.exchanges import PATIENT, Exchange, listening, message
from tests.telephony.gateways import TOKEN, push, running
from tests.telephony.until import until

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


class Office:
    """Watches or does not, and keeps what it is given unless it is away."""

    def __init__(self, *, watched: bool = True) -> None:
        self.watched = watched
        self.away = False
        self.offered = 0
        self.kept: list[Received] = []

    def is_watched(self) -> bool:
        return self.watched

    def keep(self, received: Sequence[Received]) -> None:
        away = self.away
        if not away:
            self.kept += received
        self.offered += len(received)
        if away:
            raise DatabaseUnreachable


def ringing(call_id: str = "c1", extension: str = "201") -> CallEvent:
    return CallEvent(
        "本社", call_id, CallStage.RINGING, NOW, extension=extension, caller="+81312345678"
    )


def watched(office: Office, script: Callable[[EventWatch], Awaitable[None]]) -> list[Received]:
    async def run() -> None:
        watch = EventWatch(office.is_watched, office.keep, lambda: {"201"})
        await watch.look()
        task = asyncio.create_task(watch.run())
        await script(watch)
        noted = office.offered + len(watch._waiting) + bool(watch._dropped)
        await until(lambda: office.offered == noted)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())
    return office.kept


def test_event_is_kept_with_what_came_of_it() -> None:
    async def script(watch: EventWatch) -> None:
        watch.took([ringing(), ringing(), ringing("c2", "205")])

    kept = watched(Office(), script)

    assert [(one.understood, one.extension, one.why) for one in kept] == [
        ("ringing", "201", "popped"),
        ("ringing", "201", "repeated"),
        ("ringing", "205", "nobodys_extension"),
    ]


def test_nothing_is_kept_while_nobody_watches() -> None:
    async def script(watch: EventWatch) -> None:
        watch.took([ringing()])
        watch.refused("本社", {"event": "?"}, "event")
        await asyncio.sleep(2 * WRITE_EVERY_S)

    assert watched(Office(watched=False), script) == []


def test_event_that_comes_while_it_is_asked_who_watches_is_kept() -> None:
    asked, answered = threading.Event(), threading.Event()

    class SlowOffice(Office):
        def is_watched(self) -> bool:
            asked.set()
            return answered.wait(60)

    async def script(watch: EventWatch) -> None:
        asked.clear()
        answered.clear()
        looking = asyncio.create_task(watch.look())
        await until(asked.is_set)
        watch.took([ringing()])
        answered.set()
        await looking

    answered.set()

    assert [one.why for one in watched(SlowOffice(), script)] == ["popped"]


def test_flood_is_cut_and_said_to_be() -> None:
    async def script(watch: EventWatch) -> None:
        watch.took([ringing(f"c{n}") for n in range(MOST_A_SECOND * 10)])

    kept = watched(Office(), script)

    assert len([one for one in kept if one.source]) < MOST_A_SECOND * 2
    (dropped,) = [one for one in kept if one.understood == DROPPED]
    assert int(dropped.why) + len(kept) - 1 == MOST_A_SECOND * 10


def test_database_that_is_away_stops_nothing() -> None:
    office = Office()

    async def script(watch: EventWatch) -> None:
        office.away = True
        watch.took([ringing()])
        await until(lambda: office.offered)
        office.away = False
        watch.took([ringing("c2")])

    assert [one.source_call_id for one in watched(office, script)] == ["c2"]


def test_what_tells_of_no_call_leaves_room_for_what_does() -> None:
    async def script(watch: EventWatch) -> None:
        for _ in range(MOST_A_SECOND * 4):
            watch.overheard("本社", {"Event": "Newexten"})
        watch.took([ringing()])

    kept = watched(Office(), script)

    assert [one.why for one in kept if one.understood == "ringing"] == ["popped"]
    assert {one.is_private for one in kept if one.why == NO_CALL} == {True}


def test_number_of_a_caller_who_withholds_it_is_in_no_later_event_either() -> None:
    asserted = {"from": "09012345678", "event": "newCall"}
    first = replace(ringing(), caller=None, no_number_reason=NoNumberReason.WITHHELD, raw=asserted)
    later = replace(ringing(), stage=CallStage.ANSWERED, caller=None, raw=asserted)

    async def script(watch: EventWatch) -> None:
        watch.took([replace(first, caller_raw="09012345678"), later])

    kept = watched(Office(), script)

    assert [one.is_private for one in kept] == [True, True]
    assert "09012345678" not in str(kept[0].raw)


def received(database: Database, count: int, event: str = "") -> list[ReceivedRow]:
    for _ in range(400):
        with database.asking() as session:
            rows = received_after(session, 0)
        rows = [row for row in rows if not event or row.raw.get("Event") == event]
        if len(rows) >= count:
            return rows
        time.sleep(0.05)
    raise AssertionError(rows)


def test_running_gateway_keeps_pushes_from_when_somebody_asks(own_database: Database) -> None:
    with own_database.writing() as session:
        session.add(Staff(login="tadokoro", name="田所", extension="201"))
    gateway = gateway_on(own_database, Listening({"pbx": TOKEN}, port=0))
    with running(gateway) as port:
        push(port, callId="before", user="201")
        ask(own_database)
        asyncio.run(until(lambda: gateway._watch._watched))
        push(port, callId="c1", user="201", **{"from": "0355550182"})
        push(port, callId="c2", user="205", **{"from": "0355550183"})
        push(port, event="髙橋")
        rows = received(own_database, 3)

    assert [(row.why, row.extension) for row in rows] == [
        ("popped", "201"),
        ("nobodys_extension", "205"),
        ("unknown_event", ""),
    ]
    assert rows[0].call_id is not None
    assert TOKEN not in str(rows)


def test_what_an_exchange_says_besides_calls_is_kept_without_persons(
    own_database: Database,
) -> None:
    exchange = Exchange()
    noise = message("Event: Hold", "Channel: PJSIP/201-0000000a", "CallerIDName: 髙橋")

    async def live() -> None:
        async with listening(exchange) as account:
            source = AmiSource(account, ExtensionPattern(), tuple, times=PATIENT)
            led = LedSource("pbx", source, SessionLock(own_database.dsn, "source pbx"))
            gateway = gateway_on(own_database, Listening({}, port=0))
            async with gateway.running([led]):
                await exchange.until_asked("QueueStatus")
                await asyncio.to_thread(ask, own_database)
                await until(lambda: gateway._watch._watched)
                await exchange.say(noise)
                await asyncio.to_thread(received, own_database, 1, "Hold")

    asyncio.run(live())

    (row,) = received(own_database, 1, "Hold")
    assert (row.source, row.understood, row.why) == ("pbx", "", NO_CALL)
    assert (row.raw["Channel"], row.raw["CallerIDName"]) == ("PJSIP/201-0000000a", "***")


def ask(database: Database) -> None:
    with database.writing() as session:
        ask_to_watch(session)


def test_gateway_forgets_what_it_received_a_day_ago(own_database: Database) -> None:
    office = office_on(own_database)
    office.keep_received([Received("本社", {"from": "0312345678"}, why="old")])
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute("UPDATE received_event SET received_at = now() - interval '25 hours'")
    office.keep_received([Received("本社", why="new")])

    office.close_forgotten_calls()

    with psycopg.connect(own_database.dsn) as owner:
        left = owner.execute("SELECT why FROM received_event").fetchall()
    assert left == [("new",)]
