"""Works through the queue until told to stop, also past a server that goes away for a while."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Coroutine
from contextlib import suppress
from typing import Any, Final

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.worker import Worker
from psycopg.conninfo import make_conninfo

from crm_desktop.actions.due_moves import do_due_moves
from crm_desktop.actions.locating import locate_forgotten
from crm_desktop.actions.page_texts import read_letters_later
from crm_desktop.database.engine import ConnectionKind, Database, connection_text
from crm_desktop.database.server_address import read_address
from crm_desktop.database.task_queue import QUEUE_SCHEMA
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseUnreachable

log = logging.getLogger(__name__)

_PROGRAM: Final = "crm-desktop worker"
_LOOK_EVERY_S: Final = 60.0
_DEAD_AFTER_S: Final = 30.0
_FIRST_DELAY_S: Final = 1.0
_LONGEST_DELAY_S: Final = 60.0
_CANCELLED_AGAIN_S: Final = 1.0


def queue_app(dsn: str) -> App:
    """Return procrastinate on our database, its tables found in their own schema."""
    kind = ConnectionKind(_PROGRAM)
    given = read_address(dsn)
    options = f"{given.get('options', '')} -c search_path={QUEUE_SCHEMA},pg_catalog".strip()
    text = connection_text(make_conninfo("", **{**given, "options": options}), kind)
    return App(connector=PsycopgConnector(conninfo=text, min_size=1, max_size=3))


async def work(
    app: App,
    database: Database,
    queues: Collection[str],
    *,
    stop: asyncio.Event,
    each_minute: Callable[[], None],
) -> None:
    """Do tasks of ``queues`` until ``stop`` is set; the one in hand is finished first.

    ``each_minute`` is called about so often, in a thread. A server that is away is tried again
    after a second, then more and more seldom.
    """
    delay_s = _FIRST_DELAY_S
    while not stop.is_set():
        try:
            async with app.open_async():
                delay_s = _FIRST_DELAY_S
                looking = _look_after(app, database, each_minute)
                await _work_connected(app, queues, looking, stop)
        except ConnectorException as error:
            log.warning("the database is away (%s)", type(error.__cause__ or error).__name__)
        if not stop.is_set():
            log.warning("trying the database again in %.0f s", delay_s)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), delay_s)
            delay_s = min(2 * delay_s, _LONGEST_DELAY_S)


async def work_once(app: App, database: Database, queues: Collection[str]) -> None:
    """Do what waits in ``queues`` now, retries that are due later excepted.

    Raises:
        DatabaseUnreachable: the server is away.
    """
    try:
        async with app.open_async():
            await take_up_stalled(app)
            await asyncio.to_thread(_ask_for_forgotten, database)
            await app.run_worker_async(
                queues=queues,
                wait=False,
                install_signal_handlers=False,
                listen_notify=False,
                delete_jobs="successful",
            )
    except ConnectorException as error:
        raise DatabaseUnreachable from error


async def take_up_stalled(app: App) -> int:
    """Put tasks of workers that died back into the queue and return how many."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=_DEAD_AFTER_S))
    for job in stalled:
        # Another worker may take it up at this very moment: then it is no longer ours to.
        with suppress(ConnectorException):
            await app.job_manager.retry_job(job)
            log.warning("task %s %s of a worker that died is done again", job.task_name, job.id)
    return len(stalled)


async def _work_connected(
    app: App,
    queues: Collection[str],
    look_after: Coroutine[Any, Any, None],
    stop: asyncio.Event,
) -> None:
    """Work until told to stop or the worker ends by itself, as when its connection is lost."""
    worker = Worker(
        app,
        queues=queues,
        install_signal_handlers=False,
        delete_jobs="successful",
        stalled_worker_timeout=_DEAD_AFTER_S,
    )
    working = asyncio.create_task(worker.run())  # type: ignore[no-untyped-call]
    looking = asyncio.create_task(look_after)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({working, looking, stopping}, return_when=asyncio.FIRST_COMPLETED)
    # It finishes the task in hand. A cancellation it could miss, see `_end`.
    worker.stop()  # type: ignore[no-untyped-call]
    await _end(looking, stopping)
    answers = await asyncio.gather(working, looking, stopping, return_exceptions=True)
    for answer in answers:
        if isinstance(answer, Exception):
            raise answer


async def _end(*tasks: asyncio.Task[Any]) -> None:
    """Cancel ``tasks`` until they are done.

    A cancellation is lost when it comes with an answer that is waited for with a limit
    (`asyncio.wait_for` before Python 3.12, which psycopg uses).
    """
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=_CANCELLED_AGAIN_S)


async def _look_after(app: App, database: Database, each_minute: Callable[[], None]) -> None:
    """Take up, now and each minute, what a worker that died left and what nobody asked for.

    And move the customers that are planned to be moved by now.
    """
    while True:
        await take_up_stalled(app)
        await asyncio.to_thread(_ask_for_forgotten, database)
        await asyncio.to_thread(_move_what_is_due, database)
        await asyncio.to_thread(each_minute)
        await asyncio.sleep(_LOOK_EVERY_S)


def _ask_for_forgotten(database: Database) -> None:
    """Have pages read that were moved while they waited, and addresses found nobody asked for."""
    try:
        with database.writing() as session:
            if found := read_letters_later(session, "forgotten"):
                log.info("%d pages that were forgotten wait to be read", found)
            if locate_forgotten(session):
                log.info("addresses that were forgotten wait to be located")
    except CrmError as error:
        log.warning("what was forgotten could not be looked for: %s", error)


def _move_what_is_due(database: Database) -> None:
    """Do the planned moves of customers whose day has come."""
    try:
        do_due_moves(database)
    except CrmError as error:
        log.warning("planned moves could not be done: %s", error)
