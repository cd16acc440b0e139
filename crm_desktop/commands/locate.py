"""``crm-desktop locate``: finds where all addresses are, for an office without a worker."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from threading import Event
from typing import Final

from crm_desktop.actions.locating import LocatedRun
from crm_desktop.commands.chosen_database import DSN_HELP, chosen_database
from crm_desktop.commands.database_refusals import exit_code_of, sentences_of
from crm_desktop.commands.told_to_stop import told_to_stop
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.unlocated import Wanted, count_of
from crm_desktop.errors.base import CrmError
from crm_desktop.log import start_logging
from crm_desktop.worker.locating import Locating, locate_all

INTERRUPTED: Final = 130
LEFT: Final = 1
MOST_PROCESSES: Final = 64
_PROGRESS_S: Final = 2.0
_MOST_ROUNDS: Final = 5
_ROUND_S: Final = 1.0
_DESCRIPTION: Final = """\
Finds where addresses are that nobody has looked for yet, from the towns that the program brings or
the office took in; nothing is asked on the internet. The worker does the same by itself. It may be
broken off (Ctrl+C) and given again: what is found is kept. Pins that people have set never move."""
_EXIT_CODES: Final = """\
exit codes: 0 all were looked for; 1 some were not, because others were changing them: give the
command again; 130 broken off, what is found is kept; others as of crm-desktop db"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``locate`` and its arguments."""
    parser = commands.add_parser(
        "locate",
        help="find where addresses are, for the map",
        description=_DESCRIPTION,
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="look for all of them again, as after newer towns; only what is different is written, "
        "and what a service on the internet has found stays",
    )
    parser.add_argument(
        "--processes",
        type=_process_count,
        default=1,
        metavar="N",
        help="processors to use; 1 unless set. Each takes some 150 MB",
    )
    parser.add_argument("--dsn", help=DSN_HELP)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Locate, tell how far it is and what it came to, and return the exit code."""
    start_logging("warning")
    asked = Locating(Wanted.ALL if arguments.all else Wanted.NEW, processes=arguments.processes)
    try:
        with (
            chosen_database(arguments.dsn, program="crm-desktop locate") as (database, _place),
            told_to_stop("stopping; what is in hand is stored first") as stop,
        ):
            began = time.monotonic()
            done = _located(database, asked, stop)
            _print(done, time.monotonic() - began, as_json=arguments.json)
    except CrmError as error:
        print(f"crm-desktop locate: {sentences_of(error)}", file=sys.stderr)
        return exit_code_of(error)
    if stop.is_set():
        print("broken off; give the command again to go on", file=sys.stderr)
        return INTERRUPTED
    return LEFT if done.left else 0


def _located(database: Database, asked: Locating, stop: Event) -> LocatedRun:
    """Locate, and once more what others were changing at that moment."""
    with database.reading() as session:
        progress = _Progress(count_of(session, asked.wanted), stop)
    done = locate_all(database, asked, progress.tell)
    for _ in range(_MOST_ROUNDS):
        if not done.left or stop.wait(_ROUND_S):
            break
        again = locate_all(database, Locating(), lambda _done: not stop.is_set())
        done = LocatedRun(done.read, done.found, done.written + again.written, again.left)
    return done


class _Progress:
    """Tells now and then how far it is, and when to stop."""

    def __init__(self, total: int, stop: Event) -> None:
        self._total = total
        self._stop = stop
        self._began = self._told_at = time.monotonic()

    def tell(self, done: LocatedRun) -> bool:
        """Print a line every two seconds; False: it is to stop."""
        now = time.monotonic()
        if now - self._told_at >= _PROGRESS_S:
            self._told_at = now
            speed = done.read / (now - self._began)
            line = f"{done.read:,} of {self._total:,} addresses, {speed:,.0f} a second"
            print(line, file=sys.stderr, flush=True)
        return not self._stop.is_set()


def _print(done: LocatedRun, took_s: float, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({**asdict(done), "seconds": round(took_s, 3)}))
        return
    print(
        f"{done.read:,} addresses looked for in {took_s:.1f} s: {done.found:,} found, "
        f"{done.read - done.found:,} not; {done.written:,} positions written, "
        f"{done.left:,} left for later"
    )


def _process_count(typed: str) -> int:
    count = int(typed) if typed.isdecimal() else 0
    if not 1 <= count <= MOST_PROCESSES:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST_PROCESSES}, not {typed!r}")
    return count
