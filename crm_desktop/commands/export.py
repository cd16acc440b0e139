"""``crm-desktop export``: writes all customers to a CSV file, for whom the database lets."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

from crm_desktop.actions.exports import ExportSummary, export_customers
from crm_desktop.commands.chosen_database import DSN_HELP, chosen_database
from crm_desktop.commands.database_refusals import exit_code_of, sentences_of
from crm_desktop.commands.import_report import visible
from crm_desktop.errors.access import (
    ExportNotAllowed,
    ExportReasonMissing,
    PasswordDue,
    StaffUnknown,
)
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.files import FileInTheWay, FileNotWritable
from crm_desktop.log import start_logging

_DESCRIPTION: Final = """\
Writes all customers to a CSV file (UTF-8) that `crm-desktop import customers` reads again. Needs
the supervisor role and the export right. The database records who exported, when, why and how
many; refused attempts too. Restricted customers are left out. What a spreadsheet would run as a
formula gets an apostrophe in front."""
_EXIT_CODES: Final = """\
exit codes: 0 written; 2 wrong use, reason or settings; 7 right missing; 21 FILE cannot be written
or is there already; others as of crm-desktop db"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``export`` and its arguments."""
    parser = commands.add_parser(
        "export",
        help="write all customers to a CSV file",
        description=_DESCRIPTION,
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", choices=("customers",), help="what the rows are")
    parser.add_argument("file", type=Path, help="the CSV file to write")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why; it is recorded")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    parser.add_argument("--dsn", help=DSN_HELP)
    parser.add_argument(
        "--login", default="", metavar="NAME", help="who signs in to the embedded database"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the file and return the exit code that tells how it went."""
    start_logging("warning")
    try:
        summary = _exported(arguments)
    except CrmError as error:
        words = visible(_sentence(error))
        if arguments.json:
            print(json.dumps({"problem": type(error).__name__, "message": words}))
        else:
            print(f"crm-desktop export: {words}", file=sys.stderr)
        return _exit_code(error)
    print(_json(summary, arguments.file) if arguments.json else _words(summary, arguments.file))
    return 0


def _exported(arguments: argparse.Namespace) -> ExportSummary:
    with chosen_database(
        arguments.dsn, program="crm-desktop export", embedded_login=arguments.login
    ) as (database, _place):
        return export_customers(
            database, arguments.reason, arguments.file, replaces=arguments.force
        )


def _words(summary: ExportSummary, path: Path) -> str:
    left_out = f", {summary.left_out:,} restricted left out" if summary.left_out else ""
    return visible(
        f"{summary.customers:,} customers written to {path}{left_out}. The export is recorded. "
        "Keep the file safe, and delete it when it has served its purpose."
    )


def _json(summary: ExportSummary, path: Path) -> str:
    return json.dumps({"file": str(path), **asdict(summary)})


def _sentence(error: CrmError) -> str:
    match error:
        case ExportNotAllowed():
            return (
                "Exporting customers needs the supervisor role and the export right. The attempt "
                "was recorded; ask an administrator."
            )
        case ExportReasonMissing():
            return "Give a reason of five characters or more with --reason; it is recorded."
        case PasswordDue():
            return "Your password must be changed first: sign in at a desk and choose a new one."
        case StaffUnknown():
            return (
                f"The login {error.login} belongs to nobody who works here. Give the login of a "
                "supervisor with --dsn, or with --login for the embedded database."
            )
        case _:
            return _file_sentence(error)


def _file_sentence(error: CrmError) -> str:
    match error:
        case FileInTheWay():
            return f"{error.path} is there already; --force replaces it. Nothing was exported."
        case FileNotWritable():
            reason = error.reason or "the system refuses it"
            return f"{error.path} cannot be written: {reason}. No file was left behind."
        case _:
            return sentences_of(error)


def _exit_code(error: CrmError) -> int:
    match error:
        case ExportNotAllowed() | StaffUnknown() | PasswordDue():
            return _RIGHT_MISSING
        case ExportReasonMissing():
            return _WRONG_USE
        case FileInTheWay() | FileNotWritable():
            return _FILE
        case _:
            return exit_code_of(error)


_WRONG_USE: Final = 2
_RIGHT_MISSING: Final = 7
_FILE: Final = 21
