from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from crm_desktop.actions.calls import record_call_event
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.calls import call_steps_after
from crm_desktop.domain.call import CallEvent, CallStage

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)
WRITERS, CALLS = 3, 30


def ringing(source: str, number: int) -> CallEvent:
    at = NOON + timedelta(seconds=number)
    return CallEvent(source, str(number), CallStage.RINGING, at, extension="201")


def seen_after(database: Database, step_id: int) -> list[int]:
    with database.asking() as session:
        return [row.step_id for row in call_steps_after(session, step_id).rows]


def test_later_writer_waits_for_the_earlier_ones_commit(own_database: Database) -> None:
    begun, done = threading.Event(), list[int]()

    def write_second() -> None:
        begun.set()
        with own_database.writing() as session:
            done.extend(record_call_event(session, ringing("b", 1)))

    second = threading.Thread(target=write_second)
    with own_database.writing() as session:
        first = record_call_event(session, ringing("a", 1))
        second.start()
        begun.wait()
        second.join(0.2)
        assert done == []
    second.join()

    assert first < done


def test_reader_who_asks_for_newer_steps_sees_each_once(own_database: Database) -> None:
    def write(source: int) -> None:
        for number in range(CALLS):
            with own_database.writing() as session:
                record_call_event(session, ringing(f"pbx {source}", number))

    seen: list[int] = []
    with ThreadPoolExecutor(WRITERS) as writers:
        work = [writers.submit(write, source) for source in range(WRITERS)]
        while not all(done.done() for done in work):
            seen += seen_after(own_database, seen[-1] if seen else 0)
        seen += seen_after(own_database, seen[-1])

    assert [done.result() for done in work] == [None] * WRITERS
    assert seen == seen_after(own_database, 0)
    assert len(seen) == WRITERS * CALLS
