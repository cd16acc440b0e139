"""Locates all addresses that are wanted, run by run, on one processor or several."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue

from crm_desktop.actions.locating import LocatedRun, locate_run
from crm_desktop.actions.office_towns import office_towns
from crm_desktop.actions.online_locating import locate_some_online
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.office_settings import office_settings
from crm_desktop.database.queries.unlocated import BATCH, IdRun, Wanted, next_run
from crm_desktop.domain.map_settings import map_settings_of
from crm_desktop.errors.base import CrmError
from crm_desktop.maps.online_geocoder import configured_geocoder
from crm_desktop.worker.locating_process import LocatingProcess

log = logging.getLogger(__name__)

Locate = Callable[[IdRun, Wanted], LocatedRun]
Tell = Callable[[LocatedRun], bool]


@dataclass(frozen=True, slots=True)
class Locating:
    """What is to be located: ``wanted`` addresses from an id on, ``batch`` in one transaction."""

    wanted: Wanted = Wanted.NEW
    first_id: int = 1
    processes: int = 1
    batch: int = BATCH


def locate_all(database: Database, asked: Locating, tell: Tell) -> LocatedRun:
    """Locate what is asked for and return what became of it; what is done stays done.

    ``tell`` is given what was done so far after each run, and stops it by returning False, when
    the runs in hand are stored.

    Raises:
        LocatingFailed: a process ended, or could not go on.
        BadTownFile: the towns of the office are damaged.
    """
    done = LocatedRun()
    in_hand: deque[Future[LocatedRun]] = deque()
    with _locators(database, asked) as (locate, pool):
        for run in _runs(database, asked):
            in_hand.append(pool.submit(locate, run, asked.wanted))
            if len(in_hand) > asked.processes:
                done += in_hand.popleft().result()
                if not tell(done):
                    break
        while in_hand:
            done += in_hand.popleft().result()
            tell(done)
    return done


def locate_for_worker(database: Database, first_id: int, processes: int) -> LocatedRun:
    """Locate addresses nobody has looked for, and log how many there were."""
    began = time.monotonic()

    def tell(done: LocatedRun) -> bool:
        log.info("%d addresses looked for, %d found", done.read, done.found)
        return True

    done = locate_all(database, Locating(first_id=first_id, processes=processes), tell)
    took_s = time.monotonic() - began
    log.info(
        "addresses located: %d looked for, %d found, %d left for later, %.1f s",
        done.read,
        done.found,
        done.left,
        took_s,
    )
    return done


def locate_online_if_allowed(database: Database) -> None:
    """Ask a service on the internet for a few addresses, where the office has switched one on."""
    try:
        with database.reading() as session:
            settings = map_settings_of(office_settings(session))
        geocoder = configured_geocoder(settings)
        if geocoder is None:
            return
        with closing(geocoder):
            if asked := locate_some_online(database, geocoder):
                log.info("%d addresses asked of %s", asked, geocoder.host)
    except CrmError as error:
        log.warning("no address could be asked on the internet: %s", error)


def _runs(database: Database, asked: Locating) -> Iterator[IdRun]:
    first_id = asked.first_id
    while True:
        with database.reading() as session:
            run = next_run(session, first_id, asked.wanted, most=asked.batch)
        if run is None:
            return
        yield run
        first_id = run.last_id + 1


@contextmanager
def _locators(database: Database, asked: Locating) -> Iterator[tuple[Locate, ThreadPoolExecutor]]:
    """Yield what locates a run, and as many threads as may ask it at one time."""
    with ExitStack() as leaving:
        if asked.processes <= 1:
            towns = leaving.enter_context(office_towns(database))
            locate: Locate = partial(locate_run, database, towns)
        else:
            locate = _shared(
                [
                    leaving.enter_context(closing(LocatingProcess(database.dsn)))
                    for _ in range(asked.processes)
                ]
            )
        pool = leaving.enter_context(ThreadPoolExecutor(max(asked.processes, 1)))
        yield locate, pool


def _shared(processes: list[LocatingProcess]) -> Locate:
    """Return what has a run located by whichever process is free."""
    free: SimpleQueue[LocatingProcess] = SimpleQueue()
    for process in processes:
        free.put(process)

    def locate(run: IdRun, wanted: Wanted) -> LocatedRun:
        process = free.get()
        try:
            return process.locate(run, wanted)
        finally:
            free.put(process)

    return locate
