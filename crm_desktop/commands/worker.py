"""``crm-desktop worker``: does what a desk should not wait for: letters, addresses, backups."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from crm_desktop.commands.chosen_database import DSN_HELP
from crm_desktop.commands.database_refusals import exit_code_of, sentences_of
from crm_desktop.commands.service_address import ServicePlace, service_place
from crm_desktop.database.embedded_files import cluster_home
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import WORKER
from crm_desktop.errors.base import CrmError
from crm_desktop.images.page_reading import reading_is_installed
from crm_desktop.log import start_logging
from crm_desktop.settings import Settings, load_settings
from crm_desktop.worker.forgetting import Forgetting
from crm_desktop.worker.locating import locate_online_if_allowed
from crm_desktop.worker.nightly import Nightly, NightlyPlace
from crm_desktop.worker.office import queue_app, work, work_once
from crm_desktop.worker.page_process import PageProcess
from crm_desktop.worker.reading import letter_reader
from crm_desktop.worker.tasks import LOCATING, READING, add_locating_tasks, add_reading_tasks

LOGIN: Final = "worker"
NOT_INSTALLED: Final = (
    "Reading is not installed on this computer, so letters stay unread; they wait for a worker "
    "that can read. Addresses are found all the same. To read here too, install the extra ocr: "
    "pip install rapidocr onnxruntime"
)
_DESCRIPTION: Final = """\
Finds where new and changed addresses are, reads the letters that wait to be read, and goes on until
told to stop (Ctrl+C, SIGTERM): what is in hand is finished first. Several may run, on any
computers. Reading takes 1 to 20 seconds and up to 1 GB of memory a page, in a process of its own;
where it is not installed, letters wait for a worker that can read. An embedded PostgreSQL is backed
up each night as well (settings: [backup]); a desk that opens one starts such a worker by itself."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``worker``."""
    parser = commands.add_parser(
        "worker",
        help="read letters and find addresses in the background",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="exit codes: 0 told to stop, or nothing is left; others as of crm-desktop db",
    )
    parser.add_argument("--dsn", help=DSN_HELP)
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="the embedded PostgreSQL in this folder"
    )
    parser.add_argument("--once", action="store_true", help="end when nothing waits any more")
    parser.add_argument(
        "--threads",
        type=int,
        default=1,
        metavar="N",
        help="processors for a page, or for many addresses; 1 unless set",
    )
    parser.add_argument(
        "--log-json", action="store_true", help="write each line of the log as a JSON object"
    )
    parser.add_argument(
        "--log-file", type=Path, metavar="FILE", help="write the log there as well, 10 MB at most"
    )
    parser.add_argument(
        "--until-input-ends",
        action="store_true",
        help="end when standard input is closed, as when the program that started this one is gone",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Work until told to stop, or with ``--once`` until nothing waits; return the exit code."""
    settings = load_settings(os.environ)
    start_logging(settings.log.level, arguments.log_file, as_json=arguments.log_json)
    if not reading_is_installed():
        print(f"crm-desktop: {NOT_INSTALLED}", file=sys.stderr, flush=True)
    try:
        with (
            service_place(arguments, settings, LOGIN, WORKER) as place,
            Database(place.dsn, program="crm-desktop worker", pool_size=2) as database,
            closing(PageProcess(threads=arguments.threads)) as process,
        ):
            return _work(_Office(place, database, process, settings), arguments)
    except CrmError as error:
        print(f"crm-desktop: {sentences_of(error)}", file=sys.stderr)
        return exit_code_of(error)


@dataclass(frozen=True, slots=True)
class _Office:
    """What the worker works with."""

    place: ServicePlace
    database: Database
    process: PageProcess
    settings: Settings


def _work(office: _Office, arguments: argparse.Namespace) -> int:
    app = queue_app(office.place.dsn)
    add_locating_tasks(app, office.database, processes=arguments.threads)
    queues = [LOCATING]
    if reading_is_installed():
        add_reading_tasks(app, office.database, letter_reader(office.process))
        queues.append(READING)
    with asyncio.Runner(loop_factory=_loop) as runner, ExitStack() as leaving:
        if arguments.once:
            runner.run(work_once(app, office.database, queues))
            return 0
        looks: list[Callable[[], None]] = [
            partial(_each_minute, office),
            Forgetting(office.database).look,
        ]
        if nightly := _nightly(office):
            looks.append(leaving.enter_context(closing(nightly)).look)
        working = partial(work, app, office.database, queues, each_minute=partial(_do_all, looks))
        runner.run(
            _work_until_told(
                working,
                _WORDS[READING in queues],
                until_input_ends=arguments.until_input_ends,
            )
        )
    return 0


def _nightly(office: _Office) -> Nightly | None:
    """Return what backs the embedded database up, unless the settings say that nothing does."""
    backup, place = office.settings.backup, office.place
    if not backup.nightly or place.folder is None:
        return None
    chosen = Path(backup.folder).expanduser() if backup.folder else None
    folder = chosen or place.folder.absolute().parent / "backups"
    nightly = NightlyPlace(place.owner_dsn, folder, cluster_home(place.folder), chosen is not None)
    return Nightly(nightly, backup)


def _do_all(looks: list[Callable[[], None]]) -> None:
    for look in looks:
        look()


def _each_minute(office: _Office) -> None:
    office.process.rest()
    locate_online_if_allowed(office.database)


async def _work_until_told(
    working: Callable[..., Awaitable[None]], words: str, *, until_input_ends: bool
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for ending in (signal.SIGINT, signal.SIGTERM):
        if sys.platform == "win32":
            signal.signal(ending, lambda *_: loop.call_soon_threadsafe(stop.set))
        else:
            loop.add_signal_handler(ending, stop.set)
    if until_input_ends:
        threading.Thread(
            target=_wait_for_end_of_input,
            args=(lambda: loop.call_soon_threadsafe(stop.set),),
            daemon=True,
        ).start()
    print(words, flush=True)
    await working(stop=stop)


def _wait_for_end_of_input(then: Callable[[], object]) -> None:
    # Not by sys.stdin: Python cannot end while another thread is in there.
    while os.read(sys.stdin.fileno(), 1):
        pass
    with suppress(RuntimeError):  # the loop has ended by itself meanwhile
        then()


def _loop() -> asyncio.AbstractEventLoop:
    """Return a loop that psycopg works with: not the one that Windows has by default."""
    return asyncio.SelectorEventLoop()


_WORDS: Final = {
    True: "locating addresses and reading letters that wait",
    False: "locating addresses that wait",
}
