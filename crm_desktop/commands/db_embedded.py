"""``crm-desktop db take-over``, ``go-back``: what only the embedded database needs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from typing import Final

from crm_desktop.commands.database_refusals import OTHER, exit_code_of, sentences_of
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.errors.base import CrmError
from crm_desktop.log import start_logging
from crm_desktop.settings import load_settings


def add_embedded_actions(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the actions to those of ``db``; each has a ``run_action`` of its own."""
    for name, (help_line, work) in _ACTIONS.items():
        action = actions.add_parser(name, help=help_line, description=f"{help_line}.")
        action.set_defaults(run_action=run_embedded, work=work)


def run_embedded(arguments: argparse.Namespace) -> int:
    """Do it, say what was done and return the exit code."""
    start_logging("warning")
    try:
        words, code = arguments.work(EmbeddedServer(load_settings(os.environ).embedded_path))
    except CrmError as error:
        print(sentences_of(error), file=sys.stderr)
        return exit_code_of(error)
    print(words)
    return int(code)


def _take_over(server: EmbeddedServer) -> tuple[str, int]:
    if computer := server.take_over():
        return f"The embedded database is free; {computer} had it open. It can be opened here.", 0
    return "Nobody has the embedded database open.", 0


def _go_back(server: EmbeddedServer) -> tuple[str, int]:
    folders = server.go_back()
    if folders is None:
        return (
            "There is no way back: the embedded database was not brought over from an older "
            "PostgreSQL, or that one's folder is gone, or it is open. Nothing was changed.",
            OTHER,
        )
    old, aside = folders
    return (
        f"The data in {old} count again, as they were when they were brought over. Start the older "
        f"CRM Desktop; this one would bring them over anew. What was saved since is in {aside}.",
        0,
    )


_ACTIONS: Final[Mapping[str, tuple[str, Callable[[EmbeddedServer], tuple[str, int]]]]] = {
    "take-over": ("free the embedded database from a computer that is off for good", _take_over),
    "go-back": ("give up an embedded database for the older one it was brought from", _go_back),
}
