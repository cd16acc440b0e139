"""The worker on a real queue: everything is done, once, whatever breaks."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import update

from crm_desktop.actions.page_texts import ReadPage
from crm_desktop.database.engine import Database
from crm_desktop.database.models.assignment import CustomerMove, CustomerMoveItem
from crm_desktop.database.models.document import DocumentPage
from crm_desktop.database.queries.page_texts import UnreadPage, letters_with
from crm_desktop.database.queries.task_queue import QueueState, failed_tasks, queue_state
from crm_desktop.database.roles import WORKER
from crm_desktop.domain.page_reading import PageBox, PageReading, PageWord
from crm_desktop.worker.office import queue_app, work, work_once
from crm_desktop.worker.tasks import READING, add_reading_tasks
from tests.actions.assignments import customers_of, somebody, today, whose
from tests.conftest import LoginAt
from tests.scanned_letters import a_letter
from tests.waiting import until_waiting

READ = PageReading(((PageWord(PageBox(0.1, 0.1, 0.5, 0.1), "青汁をたのむ"),),))


def read(_page: UnreadPage, _content: bytes) -> PageReading:
    return READ


@pytest.fixture
def worker(own_database: Database, login_at: LoginAt) -> Iterator[Database]:
    """The worker's own connection to the database, with the worker's rights only."""
    with Database(login_at(own_database, WORKER)) as database:
        yield database


def stored_letter(database: Database, *, pages: int = 1) -> int:
    with database.writing() as session:
        return a_letter(session, pages=pages)


def do_what_waits(worker: Database, reader: ReadPage = read) -> None:
    app = queue_app(worker.dsn)
    add_reading_tasks(app, worker, reader)
    asyncio.run(work_once(app, worker, [READING]))


def state(database: Database) -> QueueState:
    with database.reading() as session:
        return queue_state(session)


def texts(database: Database) -> list[tuple[int, int]]:
    with database.reading() as session:
        return sorted((one.document_id, one.page_number) for one in letters_with(session, "青汁"))


def owner_does(database: Database, statement: Any) -> None:
    with psycopg.connect(database.dsn, autocommit=True) as owner:
        owner.execute(statement)


def test_all_pages_of_a_new_letter_are_read(own_database: Database, worker: Database) -> None:
    document = stored_letter(own_database, pages=3)

    do_what_waits(worker)

    assert texts(own_database) == [(document, 1), (document, 2), (document, 3)]
    assert (state(own_database).waiting, state(own_database).failed) == (0, 0)


def test_page_that_cannot_be_read_leaves_the_others(
    own_database: Database, worker: Database
) -> None:
    document = stored_letter(own_database, pages=2)
    tried: list[UnreadPage] = []

    def reader(page: UnreadPage, _content: bytes) -> PageReading:
        tried.append(page)
        if len(tried) == 1:
            raise ValueError("紙づまり")
        return READ

    do_what_waits(worker, reader)

    assert texts(own_database) == [(document, 2)]
    assert (state(own_database).waiting, state(own_database).failed) == (1, 0)


def test_page_that_never_can_be_read_is_told(own_database: Database, worker: Database) -> None:
    document = stored_letter(own_database)

    def reader(_page: UnreadPage, _content: bytes) -> PageReading:
        raise ValueError("紙づまり")

    for _ in range(4):
        do_what_waits(worker, reader)
        owner_does(own_database, "UPDATE procrastinate.procrastinate_jobs SET scheduled_at = NULL")

    with own_database.reading() as session:
        told = [(task.name, task.arguments, task.attempts) for task in failed_tasks(session)]
    assert told == [("read_page", {"document_id": document, "page_number": 1}, 4)]
    assert state(own_database).failed == 1


def test_failed_page_is_not_taken_up_again_by_itself(
    own_database: Database, worker: Database
) -> None:
    stored_letter(own_database)
    owner_does(own_database, "UPDATE procrastinate.procrastinate_jobs SET status = 'failed'")

    do_what_waits(worker)

    assert texts(own_database) == []


def test_page_that_was_moved_while_it_waited_is_read(
    own_database: Database, worker: Database
) -> None:
    document = stored_letter(own_database)
    with own_database.writing() as session:
        session.execute(update(DocumentPage).values(page_number=7))

    do_what_waits(worker)

    assert texts(own_database) == [(document, 7)]


DIES = """
import asyncio, sys, time
from crm_desktop.database.engine import Database
from crm_desktop.worker.office import queue_app, work_once
from crm_desktop.worker.tasks import READING, add_reading_tasks

def read(page, content):
    print("reading", flush=True)
    time.sleep(600)

with Database(sys.argv[1]) as database:
    app = queue_app(sys.argv[1])
    add_reading_tasks(app, database, read)
    asyncio.run(work_once(app, database, [READING]))
"""


def test_page_of_a_worker_that_was_killed_is_read_once(
    own_database: Database, worker: Database
) -> None:
    document = stored_letter(own_database)
    line = [sys.executable, "-c", DIES, worker.dsn]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "reading\n"
        process.send_signal(signal.SIGKILL)
    assert (state(own_database).doing, texts(own_database)) == (1, [])
    aged = (
        "UPDATE procrastinate.procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
    )
    owner_does(own_database, aged)

    do_what_waits(worker)

    assert texts(own_database) == [(document, 1)]
    assert (state(own_database).doing, state(own_database).waiting) == (0, 0)


def nothing() -> None:
    pass


async def work_until_first_page(worker: Database) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def reader(_page: UnreadPage, _content: bytes) -> PageReading:
        loop.call_soon_threadsafe(stop.set)
        return READ

    app = queue_app(worker.dsn)
    add_reading_tasks(app, worker, reader)
    await asyncio.wait_for(work(app, worker, [READING], stop=stop, each_minute=nothing), 30)


def test_worker_told_to_stop_finishes_its_page(own_database: Database, worker: Database) -> None:
    document = stored_letter(own_database)

    asyncio.run(work_until_first_page(worker))

    assert texts(own_database) == [(document, 1)]
    assert state(own_database).doing == 0


async def stop_soon(worker: Database, rounds: int) -> None:
    """Have the worker told to stop after so many rounds of its loop, a busy one.

    Answers of the database are there by each round, so one may come with the word to stop.
    """
    stop = asyncio.Event()
    app = queue_app(worker.dsn)
    working = asyncio.create_task(work(app, worker, [READING], stop=stop, each_minute=nothing))
    for _ in range(rounds):
        await asyncio.sleep(0)
        time.sleep(0.001)
    stop.set()
    await asyncio.wait_for(working, 60)


@pytest.mark.timeout(600)
def test_worker_told_to_stop_while_it_begins_ends(worker: Database) -> None:
    for rounds in range(120):
        asyncio.run(stop_soon(worker, rounds))


async def work_on_what_comes(own_database: Database, worker: Database) -> None:
    stop = asyncio.Event()
    app = queue_app(worker.dsn)
    add_reading_tasks(app, worker, read)
    working = asyncio.create_task(work(app, worker, [READING], stop=stop, each_minute=nothing))
    while not state(own_database).worker_seen_at:
        await asyncio.sleep(0.05)
    await asyncio.to_thread(cut_connections, own_database)
    await asyncio.to_thread(stored_letter, own_database)
    while not await asyncio.to_thread(texts, own_database):
        await asyncio.sleep(0.05)
    stop.set()
    await asyncio.wait_for(working, 30)


def cut_connections(database: Database) -> None:
    owner_does(
        database,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'crm-desktop worker' AND datname = current_database()",
    )


def test_worker_goes_on_when_its_connections_were_lost(
    own_database: Database, worker: Database
) -> None:
    asyncio.run(work_on_what_comes(own_database, worker))

    assert len(texts(own_database)) == 1


async def work_until_moved(own_database: Database, worker: Database, ids: list[int]) -> None:
    stop = asyncio.Event()
    working = asyncio.create_task(
        work(queue_app(worker.dsn), worker, [READING], stop=stop, each_minute=nothing)
    )
    while next(iter(whose(own_database, ids).values()))[0] is None:
        await asyncio.sleep(0.05)
    stop.set()
    await asyncio.wait_for(working, 30)


def test_worker_does_planned_moves_of_customers(own_database: Database, worker: Database) -> None:
    ids = customers_of(own_database, None, 1)
    receiver = somebody(own_database, "﨑田")
    with own_database.writing() as session:
        move = CustomerMove(
            operation_id=uuid4(),
            made_by_id=receiver,
            state="planned",
            planned_on=today(own_database),
        )
        session.add(move)
        session.flush()
        session.add(CustomerMoveItem(move_id=move.id, customer_id=ids[0], to_staff_id=receiver))

    asyncio.run(asyncio.wait_for(work_until_moved(own_database, worker, ids), 60))

    assert whose(own_database, ids)[ids[0]][0] == receiver


def test_page_of_a_killed_worker_that_was_asked_for_again_is_read(
    own_database: Database, worker: Database
) -> None:
    document = stored_letter(own_database)
    jobs = "procrastinate.procrastinate_jobs"
    owner_does(own_database, f"UPDATE {jobs} SET status = 'doing'")
    owner_does(own_database, "UPDATE document_page SET rotation_degrees = 90")
    assert (state(own_database).doing, state(own_database).waiting) == (1, 1)

    do_what_waits(worker)

    assert texts(own_database) == [(document, 1)]
    assert (state(own_database).doing, state(own_database).waiting) == (0, 0)


def test_page_that_is_asked_for_again_while_its_reading_fails_is_tried_again(
    own_database: Database, worker: Database
) -> None:
    document = stored_letter(own_database)
    tried: list[int] = []

    def reader(_page: UnreadPage, _content: bytes) -> PageReading:
        tried.append(1)
        if len(tried) == 1:
            owner_does(own_database, "UPDATE document_page SET rotation_degrees = 90")
            raise ValueError("紙づまり")
        return READ

    for _ in range(2):
        do_what_waits(worker, reader)
        owner_does(own_database, "UPDATE procrastinate.procrastinate_jobs SET scheduled_at = NULL")

    assert texts(own_database) == [(document, 1)]
    assert (state(own_database).doing, state(own_database).waiting) == (0, 0)


def test_page_is_tried_again_that_is_just_being_turned(
    own_database: Database, worker: Database
) -> None:
    document = stored_letter(own_database)

    with ThreadPoolExecutor(1) as beside, psycopg.connect(own_database.dsn) as desk:

        def reader(_page: UnreadPage, _content: bytes) -> PageReading:
            desk.execute("UPDATE document_page SET rotation_degrees = 90")
            raise ValueError("紙づまり")

        working = beside.submit(do_what_waits, worker, reader)
        until_waiting(own_database.dsn)

    assert working.exception() is None
    assert (state(own_database).doing, state(own_database).waiting) == (0, 2)
    owner_does(own_database, "UPDATE procrastinate.procrastinate_jobs SET scheduled_at = NULL")
    do_what_waits(worker)
    assert texts(own_database) == [(document, 1)]
    assert state(own_database).waiting == 0
