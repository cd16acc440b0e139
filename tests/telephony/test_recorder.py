from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain
from typing import TypeVar

import pytest

from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.telephony import recorder as recorder_module
from crm_desktop.telephony.event_writer import EventNotStored, Store
from crm_desktop.telephony.recorder import Recorder, TooManyWaiting

T = TypeVar("T")


def event(call_id: object) -> CallEvent:
    return CallEvent("pbx", str(call_id), CallStage.RINGING, datetime(2026, 11, 20, tzinfo=UTC))


def recording(store: Store, work: Callable[[Recorder], Awaitable[T]]) -> T:
    """Do ``work`` with a recorder that runs."""

    async def run() -> T:
        recorder = Recorder(store)
        task = asyncio.create_task(recorder.run())
        try:
            return await work(recorder)
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            recorder.close()

    return asyncio.run(run())


def test_what_waits_is_stored_together_in_its_order() -> None:
    batches: list[list[str]] = []
    gate = threading.Event()

    def store(events: Sequence[CallEvent]) -> None:
        gate.wait(10)
        batches.append([one.call_id for one in events])

    async def burst(recorder: Recorder) -> None:
        pushes = [asyncio.create_task(recorder.record([event(n)])) for n in range(100)]
        await asyncio.sleep(0.05)
        gate.set()
        await asyncio.gather(*pushes)

    recording(store, burst)

    assert list(chain.from_iterable(batches)) == [str(n) for n in range(100)]
    assert len(batches) < 5


def test_answer_comes_only_after_storing() -> None:
    stored: list[CallEvent] = []

    async def one(recorder: Recorder) -> int:
        await recorder.record([event("a")])
        return len(stored)

    assert recording(stored.extend, one) == 1


def test_database_that_is_away_is_told_to_each_sender() -> None:
    def store(_events: Sequence[CallEvent]) -> None:
        raise DatabaseUnreachable

    async def burst(recorder: Recorder) -> list[object]:
        pushes = [recorder.record([event(n)]) for n in range(3)]
        return list(await asyncio.gather(*pushes, return_exceptions=True))

    assert [type(error) for error in recording(store, burst)] == [DatabaseUnreachable] * 3


def test_one_bad_event_costs_its_own_sender_only() -> None:
    stored: list[str] = []

    def store(events: Sequence[CallEvent]) -> None:
        if any(one.call_id == "bad" for one in events):
            raise ZeroDivisionError("0312345678")
        stored.extend(one.call_id for one in events)

    async def burst(recorder: Recorder) -> list[object]:
        pushes = [recorder.record([event(name)]) for name in ("a", "bad", "b")]
        return list(await asyncio.gather(*pushes, return_exceptions=True))

    answers = recording(store, burst)

    assert stored == ["a", "b"]
    assert [type(answer) for answer in answers] == [type(None), EventNotStored, type(None)]
    assert "0312345678" not in str(answers[1])


def test_more_than_memory_should_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder_module, "MOST_WAITING", 2)

    async def fill() -> None:
        recorder = Recorder(lambda _events: None)  # does not run
        waiting = [asyncio.create_task(recorder.record([event(n)])) for n in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(TooManyWaiting):
            await recorder.record([event("one more")])
        for task in waiting:
            task.cancel()
        recorder.close()

    asyncio.run(fill())
