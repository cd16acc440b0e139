from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crm_desktop.actions.calls import record_call_events
from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call, CallReport, CallStep
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.errors.files import SpoolFull
from crm_desktop.telephony import recorder as recorder_module
from crm_desktop.telephony import spooling as spooling_module
from crm_desktop.telephony.recorder import Recorder
from crm_desktop.telephony.spool import Spool

AT = datetime(2026, 11, 20, tzinfo=UTC)
STAGES = (CallStage.RINGING, CallStage.ANSWERED, CallStage.ENDED)


class Office:
    """A database that is there or not, and what it was given."""

    def __init__(self) -> None:
        self.away = True
        self.refused = ""
        self.stored: list[str] = []

    def store(self, events: Sequence[CallEvent]) -> None:
        if self.away:
            raise DatabaseUnreachable
        if any(one.call_id == self.refused for one in events):
            raise ZeroDivisionError
        self.stored += [one.call_id for one in events]


def event(call_id: object, stage: CallStage = CallStage.RINGING, *, seconds: int = 0) -> CallEvent:
    return CallEvent("pbx", str(call_id), stage, AT + timedelta(seconds=seconds), extension="201")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spooling_module, "RETRY_S", 0.01)


def recording(office: Office, spool: Spool, work: Callable[[Recorder], Awaitable[None]]) -> None:
    async def run() -> None:
        recorder = Recorder(office.store, spool)
        task = asyncio.create_task(recorder.run())
        await work(recorder)
        await recorder.finish()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        recorder.close()

    asyncio.run(run())


async def until_empty(recorder: Recorder) -> None:
    async with asyncio.timeout(20):
        while recorder.spooled:
            await asyncio.sleep(0.01)


def test_events_of_an_outage_are_stored_before_newer_ones(tmp_path: Path) -> None:
    office, numbers = Office(), count()

    async def outage(recorder: Recorder) -> None:
        for _ in range(50):
            await recorder.record([event(next(numbers))])
        assert (recorder.spooled, office.stored) == (50, [])
        office.away = False
        while recorder.spooled:
            await recorder.record([event(next(numbers))])
        await recorder.record([event(next(numbers))])

    recording(office, Spool(tmp_path), outage)

    assert office.stored == [str(number) for number in range(next(numbers))]


def test_event_that_the_database_refuses_does_not_hold_up_the_others(tmp_path: Path) -> None:
    office = Office()
    office.refused = "2"

    async def outage(recorder: Recorder) -> None:
        for number in range(4):
            await recorder.record([event(number)])
        office.away = False
        await until_empty(recorder)

    recording(office, Spool(tmp_path), outage)

    assert office.stored == ["0", "1", "3"]
    assert b'"call_id":"2"' in next(tmp_path.glob("*.aside")).read_bytes()


def test_sender_is_told_when_the_disk_takes_no_more(tmp_path: Path) -> None:
    async def outage(recorder: Recorder) -> None:
        with pytest.raises(SpoolFull):
            await recorder.record([event(1)])

    recording(Office(), Spool(tmp_path, limit_bytes=10), outage)


def test_database_that_does_not_answer_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_module, "PATIENCE_S", 0.01)
    office = Office()
    office.away = False
    slow = asyncio.Event()

    async def outage(recorder: Recorder) -> None:
        await recorder.record([event(1)])
        assert recorder.spooled_since is not None
        slow.set()

    def store(events: Sequence[CallEvent]) -> None:
        while not slow.is_set():
            pass
        office.stored += [one.call_id for one in events]

    monkeypatch.setattr(office, "store", store)
    recording(office, Spool(tmp_path), outage)

    assert set(office.stored) == {"1"}


def test_crash_between_storing_and_deleting_doubles_nothing(
    tmp_path: Path, own_database: Database
) -> None:
    spool = Spool(tmp_path)
    events = [
        event(call, stage, seconds=call + 10 * place)
        for call in range(20)
        for place, stage in enumerate(STAGES)
    ]
    spool.keep(events)
    spool.close()

    counts = [replayed(tmp_path, own_database, forget=forget) for forget in (False, False, True)]

    assert counts == [(20, 60, 60)] * 3
    assert not list(tmp_path.glob("*.calls"))


def replayed(folder: Path, database: Database, *, forget: bool) -> tuple[int, ...]:
    """Store what is in the spool as a process does that may die before it deletes it."""
    spool = Spool(folder)
    with database.writing() as session:
        record_call_events(session, spool.oldest())
    if forget:
        spool.forget_oldest()
    spool.close()
    with database.reading() as session:
        kinds = (Call, CallReport, CallStep)
        return tuple(session.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds)
