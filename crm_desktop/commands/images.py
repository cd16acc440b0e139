"""``crm-desktop images``: moves the originals of papers out of the database and back, proves them.

A move that is broken off is carried on by giving the same command again.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import dataclass, field
from threading import Event
from typing import Final

from crm_desktop.actions.originals import (
    Moved,
    Verified,
    move_back,
    move_originals,
    verify_originals,
)
from crm_desktop.commands.chosen_database import DSN_HELP, chosen_database
from crm_desktop.commands.database_refusals import exit_code_of, sentences_of
from crm_desktop.commands.told_to_stop import told_to_stop
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.originals import images_url
from crm_desktop.errors import papers
from crm_desktop.errors.base import CrmError
from crm_desktop.log import start_logging
from crm_desktop.settings import load_settings

NOT_WHOLE: Final = 20
INTERRUPTED: Final = 130
DATABASE: Final = "database"
_MEGABYTE: Final = 1024 * 1024
_PROGRESS_S: Final = 2.0
_EXIT_CODES: Final = """\
exit codes: 0 all done; 20 originals are missing or have other bytes; 130 broken off, nothing lost;
those of `crm-desktop db` when the database cannot be used; 1 anything else"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``images`` and its actions."""
    parser = commands.add_parser(
        "images",
        help="move the originals of papers out of the database or back, or prove them",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(dest="action", required=True)
    move = actions.add_parser("move", help="move them; may be broken off and started again")
    move.add_argument(
        "--to",
        default="",
        metavar="URL",
        help="an fsspec URL such as file:///srv/papers or s3://bucket/papers, an absolute folder, "
        f"or {DATABASE!r}; without it, where the office keeps them already",
    )
    verify = actions.add_parser("verify", help="read each one and compare its hash")
    for action in (move, verify):
        action.add_argument("--dsn", help=DSN_HELP)
        action.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked and return the exit code that tells how it went."""
    start_logging("warning")
    shown = _Shown()
    try:
        with (
            told_to_stop("Stopping after this one …") as shown.stop,
            chosen_database(arguments.dsn, program="crm-desktop images") as (database, _place),
        ):
            if arguments.action == "verify":
                return _verify(database, shown, as_json=arguments.json)
            return _move(database, arguments.to, shown, as_json=arguments.json)
    except CrmError as error:
        print(f"crm-desktop images: {shown.so_far}{_sentence(error)}", file=sys.stderr)
        return NOT_WHOLE if isinstance(error, papers.OriginalMissing) else exit_code_of(error)
    except KeyboardInterrupt:
        print(
            f"crm-desktop images: {shown.so_far}Broken off; nothing is lost. The same command "
            "carries on.",
            file=sys.stderr,
        )
        return INTERRUPTED


@dataclass(slots=True)
class _Shown:
    """Progress on standard error, every two seconds; ``so_far`` is what the last line said.

    Once ``stop`` is set, the next news of progress break the work off.
    """

    stop: Event = field(default_factory=Event)
    so_far: str = ""
    last: float = field(default_factory=time.monotonic)

    def moved(self, state: Moved) -> None:
        self.so_far = f"{state.moved:,} moved ({state.bytes_moved / _MEGABYTE:,.0f} MB). "
        self._line(f"{state.looked_at:,} of {state.of:,} originals, {self.so_far}")

    def verified(self, state: Verified) -> None:
        self._line(f"{state.looked_at:,} of {state.of:,} originals, {len(state.bad)} not whole.")

    def _line(self, words: str) -> None:
        if self.stop.is_set():
            raise KeyboardInterrupt
        if time.monotonic() - self.last >= _PROGRESS_S:
            self.last = time.monotonic()
            print(words, file=sys.stderr)


def _move(database: Database, to: str, shown: _Shown, *, as_json: bool) -> int:
    if to == DATABASE:
        done = move_back(database, shown.moved)
        where = "the database"
    else:
        where = to or _usual_place(database)
        done = move_originals(database, where, shown.moved)
    if as_json:
        print(json.dumps({"moved": done.moved, "bytes": done.bytes_moved, "of": done.of}))
        return 0
    print(
        f"{done.moved:,} originals ({done.bytes_moved / _MEGABYTE:,.0f} MB) moved to {where}, each "
        "read back and compared."
    )
    if done.moved and to:
        print("Copies at the place they came from, if it was outside, may now be removed.")
    return 0


def _usual_place(database: Database) -> str:
    with database.reading() as session:
        known = images_url(session)
    return known or load_settings(os.environ).images.url


def _verify(database: Database, shown: _Shown, *, as_json: bool) -> int:
    done = verify_originals(database, shown.verified)
    if as_json:
        print(json.dumps({"originals": done.looked_at, "bad": list(done.bad)}))
    else:
        print(f"{done.looked_at:,} originals read, {len(done.bad)} missing or with other bytes.")
        for key in done.bad:
            print(key)
    return NOT_WHOLE if done.bad else 0


def _sentence(error: CrmError) -> str:
    match error:
        case papers.BadPaperStore():
            return f"The address for originals cannot be used: {error.problem}."
        case papers.PaperStoreAway():
            return (
                f"{error.place} does not answer, or is not the place it was: nothing is lost. "
                "Check that it is mounted and may be written, then give the same command again."
            )
        case papers.PaperStoreFull():
            return f"{error.place} is full: nothing is lost. Make room, then start again."
        case papers.OriginalMissing() | papers.PaperNotKept():
            return (
                f"The original {error.sha256} is missing or has other bytes; it was left where it "
                "is. `crm-desktop images verify` lists all such."
            )
        case papers.MoveBusy():
            return "Originals are being moved already."
        case _:
            return sentences_of(error)
