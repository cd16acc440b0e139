"""The database that a command works on: the one it is given, the settings', or the embedded one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.preparation import make_ready, state_of
from crm_desktop.database.replica import Replica
from crm_desktop.database.server_address import shown_dsn
from crm_desktop.database.server_check import problem_of
from crm_desktop.errors.database import SchemaMissing
from crm_desktop.settings import load_settings

DSN_HELP: Final = (
    "the PostgreSQL to use, such as postgresql://admin@host/crm; without it the one in the "
    "settings, else the embedded one. Give the password in PGPASSWORD: whoever lists the "
    "processes of this computer can read arguments."
)


@contextmanager
def chosen_database(
    dsn: str | None, *, program: str, embedded_login: str = "", prepares: bool = False
) -> Iterator[tuple[Database, str]]:
    """Yield the database and the words for it; statements may take as long as they need.

    In the embedded one ``embedded_login`` signs in, with the password in PGPASSWORD, or its owner
    when that is empty; ``prepares``: it is brought up to date first.

    Raises:
        CrmError: it is not one that can be worked on; the error says why.
    """
    with _address(dsn, embedded_login, prepares=prepares) as (address, place):
        if problem := problem_of(state_of(address)):
            raise problem
        with Database(address, program=program, pool_size=1, statement_timeout_ms=0) as database:
            _read_reports_from_replica(database, dsn)
            yield database, place


def _read_reports_from_replica(database: Database, dsn: str | None) -> None:
    """Let heavy reading go where the settings say, unless another server was named."""
    settings = load_settings(os.environ).database
    first = next(iter(settings.choices), None)
    if first is not None and first.reports and not dsn:
        lag_s = 60 * settings.reports_lag_minutes
        database.read_reports_from(Replica(database, first.reports, most_lag_s=lag_s))


@contextmanager
def _address(dsn: str | None, embedded_login: str, *, prepares: bool) -> Iterator[tuple[str, str]]:
    settings = load_settings(os.environ)
    address = settings.database.address(dsn)
    if address:
        yield address, shown_dsn(address)
        return
    server = EmbeddedServer(settings.embedded_path)
    if not server.exists:
        raise SchemaMissing
    with server:
        if prepares:
            make_ready(server)
        yield server.url_for(embedded_login, "") if embedded_login else server.admin_url, "embedded"
