"""``crm-desktop db``: makes a database, brings it up to date, tells its state, keeps it safe."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from crm_desktop.commands.database_refusals import EXIT_CODE_HELP, exit_code_of, sentences_of
from crm_desktop.commands.db_backup import add_backup_actions
from crm_desktop.commands.db_embedded import add_embedded_actions
from crm_desktop.commands.db_verify import add_verify_action
from crm_desktop.commands.replication_words import replication_words
from crm_desktop.database.embedded import EmbeddedServer, StartStep
from crm_desktop.database.engine import Database
from crm_desktop.database.preparation import create_database, prepare, state_of
from crm_desktop.database.queries.replication import replication_state
from crm_desktop.database.server_address import shown_dsn
from crm_desktop.database.server_check import ServerState, problem_of
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseMissing, SchemaMissing
from crm_desktop.log import start_logging
from crm_desktop.settings import load_settings

_DSN_HELP = (
    "the PostgreSQL to use, such as postgresql://owner@host/crm; without it the one in the "
    "settings, else the embedded one. Give the password in PGPASSWORD: whoever lists the "
    "processes of this computer can read arguments."
)

_OLD_PROGRAMS_HELP = (
    "the folder of the programs of the older PostgreSQL that made the embedded data, where they "
    "are neither kept beside the data nor installed in the usual place"
)


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``db`` and its actions."""
    parser = commands.add_parser(
        "db",
        help="make a database, bring it up to date, or tell its state",
        epilog=EXIT_CODE_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(dest="action", required=True)
    for name, help_line in {
        "init": "make the database, its tables and roles; carries on what was broken off",
        "upgrade": "bring an existing database up to date; desks may be online",
        "status": "tell whether a desk could work on it, and why not",
    }.items():
        action = actions.add_parser(name, help=help_line)
        action.add_argument("--dsn", help=_DSN_HELP)
        if name == "status":
            action.add_argument("--json", action="store_true", help="print one JSON object")
        if name == "upgrade":
            action.add_argument("--old-programs", type=Path, metavar="DIR", help=_OLD_PROGRAMS_HELP)
        action.set_defaults(run_action=_run)
    add_embedded_actions(actions)
    add_backup_actions(actions)
    add_verify_action(actions)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked and return the exit code that tells how it went."""
    return int(arguments.run_action(arguments))


def _run(arguments: argparse.Namespace) -> int:
    start_logging("warning")
    try:
        with _server(arguments) as (dsn, place):
            if arguments.action == "status":
                return _status(dsn, place, as_json=arguments.json)
            state = _init(dsn) if arguments.action == "init" else prepare(dsn)
            print(f"The database {place} is ready: {_summary(state)}.")
            return 0
    except CrmError as error:
        if getattr(arguments, "json", False):
            print(json.dumps(_failure(error), ensure_ascii=False))
        else:
            print(sentences_of(error), file=sys.stderr)
        return exit_code_of(error)


@contextmanager
def _server(arguments: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Yield the address to use and the words for it; the embedded server runs inside."""
    settings = load_settings(os.environ)
    dsn = settings.database.address(arguments.dsn)
    if dsn:
        yield dsn, shown_dsn(dsn)
        return
    old_programs = getattr(arguments, "old_programs", None)
    server = EmbeddedServer(settings.embedded_path, progress=_say, old_programs=old_programs)
    if arguments.action != "init" and not server.exists:
        raise SchemaMissing
    with server:
        yield server.admin_url, "(embedded)"


def _init(dsn: str) -> ServerState:
    try:
        state_of(dsn)
    except DatabaseMissing:
        create_database(dsn)
    return prepare(dsn)


def _status(dsn: str, place: str, *, as_json: bool) -> int:
    state = state_of(dsn)
    problem = problem_of(state)
    with (
        Database(dsn, program="crm-desktop db", pool_size=1) as database,
        database.reading() as session,
    ):
        replication = replication_state(session)
    if as_json:
        fields = {"ready": problem is None, "database": place, **asdict(state)}
        fields["replication"] = asdict(replication)
        fields |= _failure(problem) if problem else {"problem": None, "message": None}
        print(json.dumps(fields, ensure_ascii=False))
    elif problem is None:
        print(f"The database {place} is ready: {_summary(state)}.")
    else:
        print(f"{place}: {_summary(state)}.\n{sentences_of(problem)}")
    if not as_json:
        print("".join(f"{line}\n" for line in replication_words(replication)), end="")
    return exit_code_of(problem) if problem else 0


def _failure(error: CrmError) -> dict[str, object]:
    return {"ready": False, "problem": type(error).__name__, "message": sentences_of(error)}


def _summary(state: ServerState) -> str:
    newer = ", newer than this program but compatible" * (state.revision > state.newest_known)
    return (
        f"PostgreSQL {state.version}, {state.encoding}, LC_CTYPE {state.character_type}, "
        f"revision {state.revision or 'none'} of {state.newest_known}{newer}, login {state.login}"
    )


def _say(step: StartStep) -> None:
    match step:
        case StartStep.CREATING:
            print("Making the embedded PostgreSQL (once, a few seconds) …", file=sys.stderr)
        case StartStep.BRINGING_OVER:
            print("Bringing the data over to a newer PostgreSQL (once) …", file=sys.stderr)
        case StartStep.COMPARING:
            print("Comparing both, row by row …", file=sys.stderr)
