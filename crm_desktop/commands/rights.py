"""``crm-desktop rights``: what each group may do with each table, as the database answers."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from crm_desktop.commands.chosen_database import DSN_HELP, chosen_database
from crm_desktop.commands.database_refusals import EXIT_CODE_HELP, exit_code_of, sentences_of
from crm_desktop.commands.text_table import text_table
from crm_desktop.database.queries.rights import (
    leakproof_comparisons,
    lines_of,
    rights_of_groups,
)
from crm_desktop.errors.base import CrmError
from crm_desktop.log import start_logging

_PROGRAM = "crm-desktop rights"
_HEADINGS = ("kind", "subject", "action", "roles", "rows", "columns")
_WIDEST_COLUMN = 60


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``rights``."""
    parser = commands.add_parser(
        "rights",
        help="tell what each group may do, asked of the database with the group's own role",
        epilog=EXIT_CODE_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--dsn", default="", help=DSN_HELP)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the rights and return the exit code; the database is left as it was."""
    start_logging("warning")
    try:
        with (
            chosen_database(arguments.dsn, program=_PROGRAM, prepares=True) as (database, _place),
            database.asking() as session,
        ):
            rights, leakproof = rights_of_groups(session), leakproof_comparisons(session)
    except CrmError as error:
        print(sentences_of(error), file=sys.stderr)
        return exit_code_of(error)
    if arguments.json:
        told = {"rights": [asdict(right) for right in rights], "leakproof": leakproof}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print(text_table(_HEADINGS, lines_of(rights), widest=_WIDEST_COLUMN))
    return 0
