"""``crm-desktop scan``: takes letters from scanners and watched folders into the database."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crm_desktop.actions.intake import IntakeResult
from crm_desktop.app.scan_sink import letter_sink
from crm_desktop.commands.chosen_database import DSN_HELP
from crm_desktop.commands.database_refusals import exit_code_of, sentences_of
from crm_desktop.commands.import_report import visible
from crm_desktop.commands.service_address import service_address
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import WORKER
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.base import CrmError
from crm_desktop.log import start_logging
from crm_desktop.scan_settings import ScanSettings
from crm_desktop.scanning.configured import scan_sources
from crm_desktop.scanning.sane import sane_devices
from crm_desktop.scanning.source import ScanOrder, ScanSource
from crm_desktop.scanning.taking import ScanNews, follow, take_all
from crm_desktop.settings import load_settings

LOGIN: Final = "scanner"
ALL_TAKEN: Final = 0
SOME_LEFT: Final = 1
WRONG_USE: Final = 2
_DESCRIPTION: Final = """\
Takes what lies in the watched folders, and what the scanners scan, into the database; a file
leaves its folder only when it is stored and was read back. Sources are the tables [scan.NAME] of
the settings. Watched folders are watched until told to stop (Ctrl+C, SIGTERM); a scanner scans
once, what is in its feeder, or the page on its glass. Sign in as somebody of the group
crm_scanner; in the embedded database it signs in by itself."""
_EXIT_CODES: Final = """\
exit codes: 0 all is taken, or told to stop; 1 something was not taken; 2 wrong use or settings;
others as of crm-desktop db"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``scan`` and its arguments."""
    parser = commands.add_parser(
        "scan",
        help="take letters from scanners and watched folders",
        description=_DESCRIPTION,
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--once", action="store_true", help="take what is there now, then end")
    parser.add_argument(
        "--source", action="append", default=[], metavar="NAME", help="only this; may be repeated"
    )
    parser.add_argument("--list", action="store_true", help="show the sources and SANE's scanners")
    parser.add_argument("--dsn", help=DSN_HELP)
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="the embedded PostgreSQL in this folder"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Take papers in and return the exit code that tells whether all of them were."""
    settings = load_settings(os.environ)
    start_logging(settings.log.level)
    if arguments.list:
        return _list(settings.scan)
    wanted = arguments.source or list(settings.scan)
    if problem := _problem(wanted, settings.scan):
        print(f"crm-desktop scan: {visible(problem)}", file=sys.stderr)
        return WRONG_USE
    sources = scan_sources({name: settings.scan[name] for name in wanted}, settings.data_path)
    try:
        with (
            service_address(arguments, settings, LOGIN, WORKER) as dsn,
            Database(dsn, program="crm-desktop scan", pool_size=1) as database,
        ):
            return _take(database, sources, once=arguments.once)
    except CrmError as error:
        print(f"crm-desktop scan: {_words(error)}", file=sys.stderr)
        return exit_code_of(error)


def _take(database: Database, sources: list[ScanSource], *, once: bool) -> int:
    console = _Console()
    sink = letter_sink(database, console.show_intake)
    print("taking from " + ", ".join(visible(source.name) for source in sources), flush=True)
    sink = letter_sink(database, console.show_intake)
    with _stopped_by_signals() as order:
        if once:
            take_all(sources, sink, order=order, tell=console.show)
        else:
            follow(sources, sink, order=order, tell=console.show)
    print(console.summary)
    return SOME_LEFT if console.failed and (once or not order.stop.is_set()) else ALL_TAKEN


def _problem(wanted: list[str], known: Mapping[str, ScanSettings]) -> str:
    """Return what is wrong with the sources to take from; "" when nothing is."""
    if not known:
        return "No source is set. Write [scan.NAME] into the settings, with kind and more."
    strange = next((name for name in wanted if name not in known), None)
    return f"There is no [scan.{strange}]; known are {', '.join(known)}." if strange else ""


def _list(known: Mapping[str, ScanSettings]) -> int:
    for name, source in known.items():
        place = source.folder or source.address or source.device or " ".join(source.command)
        print(visible(f"{name}: {source.kind} {place}".rstrip()))
    try:
        devices = sane_devices(ScanOrder())
    except CrmError as error:
        print(visible(f"SANE cannot be asked: {error}"))
        return ALL_TAKEN
    for device in devices:
        print(visible(f'SANE: device = "{device.name}" ({device.label})'))
    if not devices:
        print("SANE sees no scanner.")
    return ALL_TAKEN


@dataclass
class _Console:
    """Says what happens: results on standard output, troubles and percents on standard error."""

    failed: bool = False
    _taken: int = 0
    _letters: int = 0
    _assigned: int = 0
    _refused: int = 0

    def show(self, news: ScanNews) -> None:
        """Say what happened."""
        if news.percent is not None:
            self._show_percent(news)
        elif news.error is None:
            self._taken += news.taken
            print(visible(f"{news.source}: {_files(news.taken)} stored"), flush=True)
        else:
            self.failed = True
            print(visible(_trouble(news)), file=sys.stderr, flush=True)

    def show_intake(self, source: str, result: IntakeResult) -> None:
        """Say what is no paper, and kept; count the rest."""
        for refused in result.refused:
            words = f"{source}: {refused.name} is in quarantine: {refused}"
            print(visible(words), file=sys.stderr, flush=True)
        new = [letter for letter in result.letters if letter.added]
        self._refused += len(result.refused)
        self._letters += len(new)
        self._assigned += sum(letter.assigned for letter in new)

    @property
    def summary(self) -> str:
        """What it all came to."""
        return (
            f"{_files(self._taken)} taken: new letters: {self._letters}, "
            f"found their customer: {self._assigned}, in quarantine: {self._refused}"
        )

    def _show_percent(self, news: ScanNews) -> None:
        if sys.stderr.isatty():
            words = visible(f"{news.source}: page {news.percent:3} %")
            print(words, end="\r", file=sys.stderr, flush=True)


def _trouble(news: ScanNews) -> str:
    match news.error:
        case CrmError() as error:
            words = _words(error).removeprefix(f"{news.source}: ")
        case _:
            words = "the program made a mistake here; it is in the log"
    others = f" and {_files(news.files - 1)} more" if news.files > 1 else ""
    whose = f"{news.name}{others}: " if news.name else ""
    return f"{news.source}: {whose}{words}"


def _words(error: CrmError) -> str:
    if isinstance(error, RightMissing):
        return "This login may not take letters in. Sign in as somebody of the group crm_scanner."
    return sentences_of(error)


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


@contextmanager
def _stopped_by_signals() -> Iterator[ScanOrder]:
    """Yield an order that Ctrl+C or SIGTERM stops; a second Ctrl+C ends the program at once."""
    order = ScanOrder()

    def stop(_signal: int, _frame: object) -> None:
        if order.stop.is_set():
            raise KeyboardInterrupt
        order.stop.set()
        print("Stopping; whole pages are stored …", file=sys.stderr)

    before = {ending: signal.signal(ending, stop) for ending in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield order
    finally:
        for ending, handler in before.items():
            signal.signal(ending, handler)
