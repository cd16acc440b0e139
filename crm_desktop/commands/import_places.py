"""``crm-desktop import places FILE``: take in the places where customers can pay."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Final

from crm_desktop.actions.place_files import open_place_file
from crm_desktop.actions.places import (
    PlacesRequest,
    PlacesTally,
    import_places,
    rehearse_places,
)
from crm_desktop.commands.chosen_database import chosen_database
from crm_desktop.commands.places_report import (
    STOPPED,
    PlacesSummary,
    places_json,
    places_refusal,
    places_refusal_json,
    places_text,
    stopped_json,
)
from crm_desktop.commands.progress_lines import ProgressLines
from crm_desktop.commands.source_arguments import told_of_source
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.domain.place_reading import one_line
from crm_desktop.errors.base import CrmError

ALL_IN: Final = 0
SOME_REJECTED: Final = 1
NOTHING_READ: Final = 2
INTERRUPTED: Final = 130


def add_places_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only places have."""
    places = parser.add_argument_group("places to pay (places)")
    places.add_argument(
        "--source",
        default="",
        metavar="NAME",
        help="the file's name when not given; the places that came under it before are replaced",
    )
    places.add_argument(
        "--kind",
        choices=[kind.value for kind in PlaceKind],
        help="what an entry is that does not say so itself",
    )


def run(arguments: argparse.Namespace) -> int:
    """Take the file in and print what it came to; the exit code says how it went."""
    request, start = _request(arguments), time.monotonic()
    try:
        tally = _taken_in(request, arguments)
    except CrmError as error:
        if arguments.json:
            print(places_refusal_json(error))
        else:
            print(f"crm-desktop import: {places_refusal(error)}", file=sys.stderr)
        return NOTHING_READ
    except KeyboardInterrupt:
        print(stopped_json() if arguments.json else STOPPED)
        return INTERRUPTED
    summary = PlacesSummary(
        request, tally, time.monotonic() - start, dry_run=bool(arguments.dry_run)
    )
    print(places_json(summary) if arguments.json else places_text(summary))
    return SOME_REJECTED if tally.refused else ALL_IN


def _request(arguments: argparse.Namespace) -> PlacesRequest:
    path: Path = arguments.file
    kind = PlaceKind(arguments.kind) if arguments.kind else None
    source = one_line(arguments.source) or one_line(path.name.split(".")[0]) or "places"
    return PlacesRequest(path, source, told_of_source(arguments), kind)


def _taken_in(request: PlacesRequest, arguments: argparse.Namespace) -> PlacesTally:
    file, progress = open_place_file(request.path), ProgressLines("entries")
    with chosen_database(arguments.dsn, program="crm-desktop import") as (database, _):
        if arguments.dry_run:
            with database.reading() as session:
                return rehearse_places(session, file, request, progress)
        with database.writing() as session:
            return import_places(session, file, request, progress)
