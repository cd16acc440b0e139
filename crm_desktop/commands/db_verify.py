"""``crm-desktop db verify``: whether the database still holds what it promises."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Final

from crm_desktop.actions.backup_copies import BackupWork
from crm_desktop.actions.verifying import verify_database
from crm_desktop.commands.backup_place import DAMAGED, Telling, backup_place, told_of
from crm_desktop.commands.chosen_database import DSN_HELP
from crm_desktop.database.preparation import state_of
from crm_desktop.database.server_check import problem_of
from crm_desktop.database.verification import Check, Checked

_DESCRIPTION: Final = """\
Holds every row to its conditions and references anew, computes the hash of every original and of
every entry of the record, walks through the indexes (amcheck, as a superuser), looks at the queue.
Nothing is changed and nobody is named; desks may work meanwhile. Ctrl+C ends it at any time."""
_CODES: Final = """\
exit codes: 0 whole, as far as this login sees; 20 damaged; 130 broken off; those of
`crm-desktop db`"""


def add_verify_action(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``verify`` to the actions of ``db``."""
    action = actions.add_parser(
        "verify",
        help="tell whether the database is whole",
        description=_DESCRIPTION,
        epilog=_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    action.add_argument("--dsn", help=DSN_HELP)
    action.add_argument(
        "--data", type=Path, metavar="FOLDER", help="the embedded PostgreSQL in this folder"
    )
    action.add_argument("--json", action="store_true", help="print one JSON object")
    action.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify, tell, and return the exit code."""
    return told_of(
        arguments, partial(_verify, arguments), wanted="whole", left="nothing was changed"
    )


def _verify(arguments: argparse.Namespace) -> int:
    checks: list[Checked] = []
    with backup_place(arguments.dsn, arguments.data) as place:
        if problem := problem_of(state_of(place.dsn)):
            raise problem
        with closing(verify_database(place.dsn, BackupWork(Telling()))) as looking:
            for checked in looking:
                checks.append(checked)
                if not arguments.json:
                    print(_line(checked), flush=True)
    damaged = any(checked.bad for checked in checks if checked.damage)
    if arguments.json:
        print(json.dumps({"whole": not damaged, "checks": list(map(asdict, checks))}))
    elif damaged:
        print("DAMAGED: restore the last good backup beside this database and compare.")
    else:
        print("Whole, as far as was looked.")
    return DAMAGED if damaged else 0


def _line(checked: Checked) -> str:
    words = _WORDS[checked.check].format(n=f"{checked.looked_at:,}")
    if checked.left_out:
        return f"--    {words}; the rest was left out: {checked.left_out}."
    mark = "ok  " if not checked.bad else "!!  " if checked.damage else "hint"
    told = f"{checked.bad:,} {_BAD[checked.check]}" if checked.bad else "all well"
    about = f" ({', '.join(checked.about)})" if checked.about else ""
    return f"{mark}  {words}: {told}{about}."


_WORDS: Final = {
    Check.UNPROVED: "{n} constraints are there",
    Check.CHECKS: "{n} conditions asked of every row",
    Check.REFERENCES: "{n} references looked up for every row",
    Check.NUMBERS: "{n} tables that number their rows",
    Check.ORIGINALS: "{n} originals of papers, each hash computed",
    Check.ORPHANS: "{n} images of papers",
    Check.AUDIT: "{n} entries of the record of what was done",
    Check.INDEXES: "{n} indexes walked through",
    Check.PAGES: "{n} pages of data, by the server's own checksums",
    Check.QUEUE: "{n} tasks in the queue",
}
_BAD: Final = {
    Check.UNPROVED: "were never held to the rows there are",
    Check.CHECKS: "rows do not fit",
    Check.REFERENCES: "rows refer to what is not there",
    Check.NUMBERS: "would give a number twice",
    Check.ORIGINALS: "missing or with other bytes",
    Check.ORPHANS: "belong to no paper; they only take room",
    Check.AUDIT: "damages; `crm-desktop audit verify` says where",
    Check.INDEXES: "are damaged; REINDEX makes them anew",
    Check.PAGES: "times a damaged page was read; look at the disk",
    Check.QUEUE: "wait for a person",
}
