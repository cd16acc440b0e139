"""What a running gateway says of itself and its sources, to the database and on /healthz."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.call_sources import SourceStateRow, call_sources
from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.extension import ExtensionDirectory, StaffTelephone
from crm_desktop.domain.source_state import SourceReport, SourceState
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.telephony import gateway as gateway_module
from crm_desktop.telephony import source_reports
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_source import AmiSource
from crm_desktop.telephony.gateway import Gateway, Listening, gateway_on
from crm_desktop.telephony.office import Office as GatewayOffice
from crm_desktop.telephony.source_health import SourceNotes
from crm_desktop.telephony.source_reports import SourceReports
from tests.telephony.exchanges import PATIENT, Exchange, listening
from tests.telephony.gateways import TOKEN, push, running, send
from tests.telephony.test_ami_source import IMPATIENT
from tests.telephony.until import until


def rows_of(database: Database) -> list[SourceStateRow]:
    with database.asking() as session:
        return call_sources(session)


def until_row(database: Database, holds: Callable[[SourceStateRow], bool]) -> SourceStateRow:
    for _ in range(400):
        found = [row for row in rows_of(database) if holds(row)]
        if found:
            return found[0]
        time.sleep(0.05)
    raise AssertionError(rows_of(database))


def test_gateway_and_its_senders_listen_and_stop_as_it_does(
    own_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_reports, "LAST_WORDS_S", 60.0)
    with running(gateway_on(own_database, Listening({"pbx": TOKEN}, port=0))) as port:
        row = until_row(own_database, lambda row: row.name == "pbx")
        assert (row.kind, row.state) == ("zammad", SourceState.LISTENING)
        assert row.gateway.endswith(f":{port}")
        assert any(row.is_gateway for row in rows_of(own_database))

    assert {row.state for row in rows_of(own_database)} == {SourceState.STOPPED}


def test_push_that_is_refused_is_told_until_one_is_taken(own_database: Database) -> None:
    with running(gateway_on(own_database, Listening({"pbx": TOKEN}, port=0))) as port:
        push(port, event="髙橋")
        refused = until_row(own_database, lambda row: bool(row.problem))
        push(port, **{"from": "0355550182"})
        until_row(own_database, lambda row: row.name == "pbx" and not row.problem)

    assert (refused.problem, refused.facts["source"]) == ("PushRefused", "pbx")
    assert refused.state is SourceState.LISTENING


def test_health_lists_the_same_sources(own_database: Database) -> None:
    with running(gateway_on(own_database, Listening({"pbx": TOKEN}, port=0))) as port:
        push(port, **{"from": "0355550182"})
        told = send(port, "GET", "/healthz")[1]["sources"]

    assert [(one["name"], one["kind"], one["state"]) for one in told] == [
        ("", "gateway", "listening"),
        ("pbx", "zammad", "listening"),
    ]
    assert datetime.fromisoformat(told[1]["last_event_at"]) <= datetime.now(UTC)


def test_exchange_whose_link_goes_and_comes_is_told(own_database: Database) -> None:
    exchange = Exchange()

    async def seen(state: str, problem: str) -> None:
        def holds(row: SourceStateRow) -> bool:
            return (row.name, row.state, row.problem) == ("pbx", state, problem)

        await asyncio.to_thread(until_row, own_database, holds)

    async def live() -> None:
        async with listening(exchange) as account:
            source = AmiSource(
                account, ExtensionPattern(), tuple, times=PATIENT, patience=IMPATIENT
            )
            async with gateway_on(own_database, Listening({}, port=0)).running([source]):
                await seen("connected", "")
                exchange.refused = frozenset({"Login"})
                exchange.hang_up()
                await seen("problem", "ExchangeLoginRefused")
                exchange.refused = frozenset()
                await seen("connected", "")

    asyncio.run(live())


class Office:
    """Takes reports, or is away; its clock may differ."""

    def __init__(self, *, away: bool = False, behind_s: float = 0.0) -> None:
        self.away = away
        self.behind = timedelta(seconds=behind_s)
        self.told: list[Sequence[SourceReport]] = []

    def tell(self, reports: Sequence[SourceReport]) -> datetime:
        if self.away:
            raise DatabaseUnreachable
        self.told.append(reports)
        return datetime.now(UTC) - self.behind


def report_until(
    office: Office, holds: Callable[[Sequence[SourceReport]], bool], *, spooled: int = 0
) -> None:
    reports = SourceReports(
        lambda: [SourceNotes("本社", "ami").health], lambda: spooled, office.tell
    )

    async def run() -> None:
        task = asyncio.create_task(reports.run())
        await asyncio.sleep(0.1)
        office.away = False
        async with asyncio.timeout(20):
            while not any(map(holds, office.told)):
                await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())


def test_last_word_is_that_all_have_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_reports, "LAST_WORDS_S", 60.0)
    asked, answered = threading.Event(), threading.Event()

    class Slow(Office):
        def tell(self, reports: Sequence[SourceReport]) -> datetime:
            if not asked.is_set():
                asked.set()
                answered.wait(60)
            return super().tell(reports)

    office = Slow()

    async def run() -> None:
        task = asyncio.create_task(SourceReports(tuple, lambda: 0, office.tell).run())
        await asyncio.to_thread(asked.wait, 60)
        task.cancel()
        asyncio.get_running_loop().call_later(0.1, answered.set)
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())

    states = [told.state for (told,) in office.told]
    assert states == [SourceState.LISTENING, SourceState.STOPPED]


def test_events_that_wait_on_disk_are_told() -> None:
    report_until(Office(), lambda told: told[0].facts == {"events": 12}, spooled=12)


def test_clock_apart_from_that_of_the_database_is_told() -> None:
    report_until(Office(behind_s=9), lambda told: told[0].facts == {"seconds": 9})


def test_answer_that_is_long_in_coming_is_no_clock_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_reports, "CLOCKS_APART_S", 0)
    monkeypatch.setattr(source_reports, "TELL_EVERY_S", 0.0)

    class Slow(Office):
        def tell(self, reports: Sequence[SourceReport]) -> datetime:
            time.sleep(0.7)
            return super().tell(reports)

    office = Slow()

    report_until(office, lambda _told: len(office.told) > 1)

    assert not any(report.problem for told in office.told for report in told)


def test_clock_that_is_a_little_off_is_no_trouble() -> None:
    office = Office(behind_s=3)

    report_until(office, lambda told: told[0].state is SourceState.LISTENING)

    assert not any(report.problem for told in office.told for report in told)


def test_office_that_was_away_is_told_when_it_comes_back() -> None:
    report_until(Office(away=True), lambda told: told[1].name == "本社")


def test_telephones_are_known_at_once_when_the_database_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gateway_module, "LOOK_EVERY_S", 600.0)
    asked: list[int] = []

    def read_directory() -> ExtensionDirectory:
        asked.append(1)
        if len(asked) < 3:
            raise DatabaseUnreachable
        return ExtensionDirectory([StaffTelephone("201", "tadokoro", "田所 紀代美")])

    stored: list[CallEvent] = []
    office = GatewayOffice(stored.extend, read_directory, lambda: None, lambda: True)
    gateway = Gateway(Listening({"pbx": TOKEN}, port=0), office)
    with running(gateway) as port:
        push(port, user="田所 紀代美", callId="early")
        asyncio.run(until(lambda: gateway._knows_directory))
        push(port, user="田所 紀代美", callId="late")

    assert [event.extension for event in stored] == ["", "201"]
