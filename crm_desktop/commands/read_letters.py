"""``crm-desktop read-letters``: lets the worker read what it has not, or everything anew."""

from __future__ import annotations

import argparse
import sys

from crm_desktop.actions.page_texts import read_letters_later
from crm_desktop.commands.chosen_database import DSN_HELP, chosen_database
from crm_desktop.commands.database_refusals import exit_code_of, sentences_of
from crm_desktop.database.queries.task_queue import QueueState, failed_tasks, queue_state
from crm_desktop.errors.base import CrmError
from crm_desktop.log import start_logging


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``read-letters``."""
    parser = commands.add_parser(
        "read-letters",
        help="let the worker read the pages of letters",
        description="Puts pages of letters that were not read, also those that failed, into the "
        "queue of crm-desktop worker, and tells how it stands. What a person has corrected stays.",
        epilog="exit codes: as of crm-desktop db",
    )
    parser.add_argument("--again", action="store_true", help="also pages that were read before")
    parser.add_argument("--status", action="store_true", help="only tell how the queue stands")
    parser.add_argument("--dsn", help=DSN_HELP)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask for the pages, tell how many there are, and return the exit code."""
    start_logging("warning")
    try:
        with chosen_database(arguments.dsn, program="crm-desktop read-letters") as (database, _):
            if not arguments.status:
                with database.writing() as session:
                    added = read_letters_later(session, "all" if arguments.again else "unread")
                print(f"{added:,} more pages wait to be read.")
            with database.reading() as session:
                print(_words(queue_state(session)))
                for task in failed_tasks(session):
                    print(f"failed: {task.name} {task.arguments} after {task.attempts} tries")
    except CrmError as error:
        print(f"crm-desktop: {sentences_of(error)}", file=sys.stderr)
        return exit_code_of(error)
    return 0


def _words(state: QueueState) -> str:
    worker = (
        f"a worker was there at {state.worker_seen_at:%Y-%m-%d %H:%M:%S} UTC"
        if state.worker_seen_at
        else "no worker runs: start crm-desktop worker"
    )
    return (
        f"{state.waiting:,} pages wait, {state.doing:,} are being read, "
        f"{state.failed:,} failed; {worker}."
    )
