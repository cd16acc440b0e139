"""``crm-desktop import``: take in customers or orders from a CSV file of a shop system."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from crm_desktop.actions.import_file import (
    ImportObserver,
    ImportRequest,
    MailingWave,
    OpenedImport,
    import_file,
    open_import,
)
from crm_desktop.actions.import_tally import ImportTally
from crm_desktop.commands import import_places, import_towns
from crm_desktop.commands.day_argument import a_day
from crm_desktop.commands.import_places import add_places_arguments
from crm_desktop.commands.import_report import (
    ImportSummary,
    json_refusal,
    json_report,
    refusal_text,
    text_report,
)
from crm_desktop.commands.refusals import sentence_of
from crm_desktop.commands.source_arguments import add_source_arguments
from crm_desktop.commands.told_to_stop import told_to_stop
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.preparation import state_of
from crm_desktop.database.server_check import problem_of
from crm_desktop.domain.moment import JAPAN_TIME
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import SchemaMissing
from crm_desktop.errors.files import BadImportProfile
from crm_desktop.maps.postal_directory import PostalDirectory
from crm_desktop.resources import resource
from crm_desktop.settings import Settings, load_settings
from crm_desktop.tables.column_profile import ImportProfile, load_import_profile
from crm_desktop.tables.import_fields import LIST_FIELDS

ALL_IN: Final = 0
SOME_REJECTED: Final = 1
NOTHING_READ: Final = 2
INTERRUPTED: Final = 130


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``import`` and its arguments."""
    parser = commands.add_parser(
        "import",
        help="take in customers, orders or papers from a CSV file",
        description="Take in customers, orders, mailings (DM) and who got them, enclosures and "
        "which parcels held them, places to pay, or newer towns. Doing it again changes nothing. "
        "Exit code: 0 all rows are in, 1 some were rejected, 2 nothing could be read, "
        "130 interrupted.",
    )
    parser.add_argument("table", choices=(*_TABLES, *_OF_THE_MAP), help="what the rows are")
    parser.add_argument(
        "file",
        type=Path,
        help="CSV file in UTF-8 or CP932 (Shift_JIS); places also as OpenStreetMap's .osm.pbf and "
        ".osm, as an answer of Overpass (JSON) and as GeoJSON, towns also as a ZIP with one CSV",
    )
    parser.add_argument(
        "--profile",
        default="generic",
        metavar="NAME",
        help="eccube4, generic (default), or the path of a profile of your own (.toml)",
    )
    parser.add_argument("--shop", default="", help="name of the shop, when there are several")
    parser.add_argument("--rejects", type=Path, metavar="FILE", help="where rejected rows go")
    parser.add_argument("--dsn", default="", help="another PostgreSQL than the one that is set")
    parser.set_defaults(run=run, refuse=parser.error)
    _add_switches(parser)
    _add_posting(parser)
    add_source_arguments(parser)
    add_places_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Import the file and print what it came to; the exit code says how it went."""
    if of_the_map := _OF_THE_MAP.get(arguments.table):
        return of_the_map(arguments)
    try:
        opened = open_import(_request(arguments))
        summary = _imported(opened, arguments.dsn)
    except CrmError as error:
        if arguments.json:
            print(json_refusal(error))
        else:
            print(f"crm-desktop import: {refusal_text(error)}", file=sys.stderr)
        return NOTHING_READ
    print(json_report(summary) if arguments.json else text_report(summary))
    return _exit_code(summary)


def _add_switches(parser: argparse.ArgumentParser) -> None:
    for name, text in {
        "--dry-run": "say what would happen and keep nothing",
        "--json": "print one JSON object",
        "--accept-proposals": "take what is proposed for cells that lost their leading zeros",
        "--link-same-person": "attach a new shop account to the one customer with the same name "
        "and number",
    }.items():
        parser.add_argument(name, action="store_true", help=text)


def _add_posting(parser: argparse.ArgumentParser) -> None:
    posting = parser.add_argument_group("who got a mailing (recipients)")
    posting.add_argument("--mailing", default="", metavar="CODE", help="the mailing's code")
    posting.add_argument("--wave", type=_a_count, default=1, metavar="N", help="1 when not given")
    posting.add_argument("--dropped-on", type=a_day, metavar="DAY", help="when it was posted")


def _a_count(text: str) -> int:
    count = int(text)
    if not 1 <= count <= _MOST_WAVES:
        raise ValueError
    return count


def _wave(arguments: argparse.Namespace) -> MailingWave | None:
    if arguments.table != "recipients":
        return None
    if not arguments.mailing or arguments.dropped_on is None:
        arguments.refuse("recipients need --mailing CODE and --dropped-on DAY")
    return MailingWave(arguments.mailing, arguments.wave, arguments.dropped_on)


def _request(arguments: argparse.Namespace) -> ImportRequest:
    return ImportRequest(
        arguments.table,
        arguments.file,
        _profile(arguments.profile),
        datetime.now(JAPAN_TIME).date(),
        sentence_of,
        shop=arguments.shop,
        rejects=arguments.rejects,
        dry_run=arguments.dry_run,
        takes_proposals=arguments.accept_proposals,
        links_same_person=arguments.link_same_person,
        wave=_wave(arguments),
    )


def _profile(name: str) -> ImportProfile:
    """Return one of our profiles by name, or an administrator's own by path."""
    if name.endswith(".toml"):
        return load_import_profile(Path(name))
    known = sorted(path.stem for path in resource("import_profiles").glob("*.toml"))
    if name not in known:
        raise BadImportProfile(name, f"there is none of this name; known are {', '.join(known)}")
    return load_import_profile(resource("import_profiles", f"{name}.toml"))


def _imported(opened: OpenedImport, dsn: str) -> ImportSummary:
    """Import an opened file; a failure on the way is part of the summary."""
    tally, start, failure = ImportTally(), time.monotonic(), ""
    with ExitStack() as resources:
        stop = resources.enter_context(told_to_stop("Stopping after this batch …"))
        places = PlaceIndex(resources.enter_context(PostalDirectory()))
        database = resources.enter_context(_database(dsn))
        observer = ImportObserver(_Progress(opened.file.format.line_count), stop.is_set)
        try:
            import_file(opened, database, places, tally=tally, observer=observer)
        except CrmError as error:
            if not tally.read:
                raise
            failure = refusal_text(error)
    return ImportSummary(opened, tally, time.monotonic() - start, failure)


@contextmanager
def _database(dsn: str) -> Iterator[Database]:
    """Yield the database at ``dsn``, of the settings or, without either, the embedded one.

    Raises:
        CrmError: it is not one that can be worked on; the error says why.
    """
    settings = load_settings(os.environ)
    address = settings.database.address(dsn)
    with ExitStack() as resources:
        if not address:
            address = resources.enter_context(_embedded(settings)).admin_url
        if problem := problem_of(state_of(address)):
            raise problem
        yield resources.enter_context(
            Database(address, program="crm-desktop import", statement_timeout_ms=_TIME_LIMIT_MS)
        )


def _embedded(settings: Settings) -> EmbeddedServer:
    server = EmbeddedServer(settings.embedded_path)
    if not server.exists:
        raise SchemaMissing
    return server


class _Progress:
    """Says once a second, on standard error, how far an import is."""

    def __init__(self, line_count: int) -> None:
        self._line_count = line_count
        self._next_s = time.monotonic() + _SECONDS_BETWEEN

    def __call__(self, line: int) -> None:
        """Say that everything up to ``line`` is done, if it is time to say so."""
        now = time.monotonic()
        if now >= self._next_s:
            self._next_s = now + _SECONDS_BETWEEN
            percent = 100 * line // max(self._line_count, 1)
            print(f"line {line:,} of {self._line_count:,} ({percent} %)", file=sys.stderr)


def _exit_code(summary: ImportSummary) -> int:
    if summary.tally.stopped:
        return INTERRUPTED
    if summary.failure:
        return SOME_REJECTED
    return SOME_REJECTED if summary.tally.rejected else ALL_IN


_OF_THE_MAP: Final = {"places": import_places.run, "towns": import_towns.run}
_TABLES: Final = ("customers", "orders", *LIST_FIELDS)
_MOST_WAVES: Final = 1_000
_TIME_LIMIT_MS: Final = 60_000
_SECONDS_BETWEEN: Final = 1.0
