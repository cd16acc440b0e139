"""``crm-desktop enclose``: lays enclosures into parcels by the office's rules."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Final

from crm_desktop.actions.enclosing import enclose_parcels
from crm_desktop.commands.chosen_database import DSN_HELP, chosen_database
from crm_desktop.commands.database_refusals import exit_code_of, sentences_of
from crm_desktop.commands.day_argument import a_day
from crm_desktop.domain.moment import JAPAN_TIME
from crm_desktop.errors.base import CrmError
from crm_desktop.log import start_logging

_DESCRIPTION: Final = """\
Lays enclosures (同梱物) into the parcels that wait to be sent, as the office's rules say now. With
--since also into parcels that were sent on that day or later and of which nothing is recorded.
What was recorded of a sent parcel, and what a person or a file has said of one, stays as it is.
Doing it again changes nothing; it may be broken off at any time."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``enclose`` and its arguments."""
    parser = commands.add_parser(
        "enclose",
        help="lay enclosures into parcels by the office's rules",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--since", type=a_day, metavar="DAY", help="also parcels sent since then")
    parser.add_argument("--dsn", help=DSN_HELP)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Apply the rules and print what was done."""
    start_logging("warning")
    today = datetime.now(JAPAN_TIME).date()
    try:
        with chosen_database(arguments.dsn, program="crm-desktop enclose") as (database, _place):
            parcels, done = enclose_parcels(
                database.writing, today=today, since=arguments.since, progress=_say
            )
    except CrmError as error:
        print(f"crm-desktop enclose: {sentences_of(error)}", file=sys.stderr)
        return exit_code_of(error)
    if arguments.json:
        print(json.dumps({"parcels": parcels, **asdict(done)}))
    else:
        print(f"{parcels:,} parcels: {done.laid_in:,} laid in, {done.taken_out:,} taken out")
    return 0


def _say(parcels: int) -> bool:
    print(f"{parcels:,} parcels", file=sys.stderr)
    return True
