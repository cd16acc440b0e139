"""``crm-desktop import towns FILE``: take in newer towns, or blocks, by which homes are found."""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import Final

from crm_desktop.actions.town_files import TakenTowns, import_towns, rehearse_towns
from crm_desktop.commands.chosen_database import chosen_database
from crm_desktop.commands.import_report import refusal_text, visible
from crm_desktop.commands.progress_lines import ProgressLines
from crm_desktop.commands.source_arguments import told_of_source
from crm_desktop.database.queries.town_files import newest_town_file
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.map import BadTownFile, TownFileProblem
from crm_desktop.maps.town_csv import MOST_LINES
from crm_desktop.maps.town_file import TownSource

ALL_IN: Final = 0
NOTHING_READ: Final = 2
INTERRUPTED: Final = 130


def run(arguments: argparse.Namespace) -> int:
    """Take the file in and print what it came to; the exit code says how it went."""
    start = time.monotonic()
    try:
        taken = _taken_in(arguments)
    except CrmError as error:
        if arguments.json:
            print(json.dumps({"error": towns_refusal(error), "problem": type(error).__name__}))
        else:
            print(f"crm-desktop import: {towns_refusal(error)}", file=sys.stderr)
        return NOTHING_READ
    except KeyboardInterrupt:
        print(json.dumps({"error": None, "stopped": True}) if arguments.json else _STOPPED)
        return INTERRUPTED
    seconds = time.monotonic() - start
    print(_json(taken, arguments, seconds) if arguments.json else _text(taken, arguments, seconds))
    return ALL_IN


def towns_refusal(error: CrmError) -> str:
    """Return a sentence for a file of which nothing was kept."""
    if not isinstance(error, BadTownFile):
        return refusal_text(error)
    place = f", line {error.line:,}" if error.line else ""
    return visible(f"{error.name}{place}: {_WHY[error.problem]}. Nothing of it was kept.")


def _taken_in(arguments: argparse.Namespace) -> TakenTowns:
    told, progress = _told(arguments), ProgressLines("lines")
    with chosen_database(arguments.dsn, program="crm-desktop import") as (database, _):
        if not arguments.dry_run:
            with database.writing() as session:
                return import_towns(session, arguments.file, told, progress)
        with database.reading() as session:
            before = newest_town_file(session)
        return rehearse_towns(before, arguments.file, told, progress)


def _told(arguments: argparse.Namespace) -> TownSource:
    facts = told_of_source(arguments)
    name = " ".join(arguments.source.split())
    return TownSource(name, facts.credit, facts.licence, facts.fetched_on)


def _json(taken: TakenTowns, arguments: argparse.Namespace, seconds: float) -> str:
    source, towns = taken.source, taken.towns
    facts = {
        "table": "towns",
        "file": str(arguments.file),
        "source": source.name,
        "licence": source.licence,
        "credit": source.credit,
        "fetched_on": source.fetched_on.isoformat() if source.fetched_on else None,
        "dry_run": bool(arguments.dry_run),
        "cities": towns.cities,
        "towns": towns.towns,
        "blocks": towns.blocks,
        "bytes": len(towns.content),
        "changed": taken.is_new,
        "seconds": round(seconds, 3),
        "stopped": False,
        "error": None,
    }
    return json.dumps(facts)


def _text(taken: TakenTowns, arguments: argparse.Namespace, seconds: float) -> str:
    source, towns = taken.source, taken.towns
    day = f"as of {source.fetched_on}" if source.fetched_on else "of no known day"
    lines = [
        f"{arguments.file.name}: {source.name}, {day}",
        f"licence: {source.licence or '?'}; credit: {source.credit or '?'}",
        f"towns {towns.towns:,}, blocks {towns.blocks:,}, in {towns.cities:,} cities; the file of "
        f"all towns has {len(towns.content):,} bytes now ({seconds:.1f} s)",
    ]
    if not taken.is_new:
        lines.append("nothing in it was new")
    if arguments.dry_run:
        lines.append("dry run: nothing was kept")
    elif taken.is_new:
        lines.append(_NEXT)
    return "\n".join(visible(line) for line in lines)


_STOPPED: Final = "stopped: nothing was kept, the towns that were there are as they were"
_NEXT: Final = (
    "desks use them when they are started next; crm-desktop locate --all looks for all homes again"
)
_WHY: Final = {
    TownFileProblem.MISSING: "it is not there, or may not be read",
    TownFileProblem.EMPTY: "no town with a point is in it",
    TownFileProblem.TOO_LARGE: f"it is too large; at most {MOST_LINES:,} lines are taken at once,"
    " so give one prefecture after the other",
    TownFileProblem.DAMAGED: "it is damaged, or a ZIP without just one CSV in it",
    TownFileProblem.ENCODING: "a character is neither UTF-8 nor CP932 as its header is",
    TownFileProblem.COLUMNS: "it is no file of towns; known are latest.csv of Geolonia 住所データ"
    " and the CSV files of 国土交通省 位置参照情報, with their header",
    TownFileProblem.CELLS: "the line has more or fewer cells than the header, or a quote too many",
    TownFileProblem.NAME: "a name is missing, too long, or has characters that no name has",
    TownFileProblem.NOT_A_NUMBER: "latitude or longitude is no number",
    TownFileProblem.ZERO: "0, 0 lies in the sea off Africa",
    TownFileProblem.SWAPPED: "latitude and longitude look swapped",
    TownFileProblem.OUTSIDE: "the point does not lie in Japan",
}
