"""``crm-desktop doctor``: why calls are shown, or are not, with what to do about it."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Final

from crm_desktop.commands.chosen_database import DSN_HELP
from crm_desktop.commands.doctor_findings import (
    Finding,
    Level,
    database_findings,
    failure_finding,
    gateway_findings,
    settings_findings,
)
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.preparation import state_of
from crm_desktop.database.server_address import shown_dsn
from crm_desktop.database.server_check import problem_of
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import SchemaMissing
from crm_desktop.log import start_logging
from crm_desktop.settings import Settings, load_settings

_PROGRAM: Final = "crm-desktop doctor"
_MARKS: Final = {Level.WELL: "ok  ", Level.HINT: "hint", Level.PROBLEM: "!!  "}


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``doctor``."""
    parser = commands.add_parser(
        "doctor",
        help="tell why calls are shown, or are not",
        description="Looks at settings, keyring, gateway, database, sources and extensions.",
        epilog="exit codes: 0 calls are shown, as far as this can be seen; 1 some are not",
    )
    parser.add_argument("--dsn", default="", help=DSN_HELP)
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="the embedded PostgreSQL in this folder"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was found and return the exit code; nothing is changed."""
    start_logging("error")
    findings = list(_findings(arguments.dsn, arguments.data))
    is_well = not any(finding.level is Level.PROBLEM for finding in findings)
    if arguments.json:
        told = {"ok": is_well, "findings": [asdict(finding) for finding in findings]}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            print(f"{_MARKS[finding.level]}  {finding.about}: {finding.sentence}")
    return 0 if is_well else 1


def _findings(dsn: str, data: Path | None) -> Iterator[Finding]:
    try:
        settings = load_settings(os.environ)
    except CrmError as error:
        yield failure_finding("settings", error)
        return
    yield from settings_findings(settings)
    yield from gateway_findings(settings.gateway)
    with ExitStack() as stack:
        try:
            address, place = _address(settings, dsn, data, stack)
            if problem := problem_of(state_of(address)):
                raise problem
            database = stack.enter_context(Database(address, program=_PROGRAM, pool_size=1))
            yield Finding("database", Level.WELL, f"The database {place} is ready.")
            yield from list(database_findings(database))
        except CrmError as error:
            yield failure_finding("database", error)


def _address(settings: Settings, dsn: str, data: Path | None, stack: ExitStack) -> tuple[str, str]:
    """Return where the database is, and the words for it.

    Raises:
        SchemaMissing, EmbeddedServerFailed: there is none, or it does not start.
    """
    address = settings.database.address(dsn) if dsn or data is None else ""
    if address:
        return address, shown_dsn(address)
    server = EmbeddedServer(data or settings.embedded_path)
    if not server.exists:
        raise SchemaMissing
    stack.enter_context(server)
    return server.admin_url, "on this computer"
