"""From a bare server to a database that desks can work on, each step only where it is missing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import ConnectionKind, Database, connection_text
from crm_desktop.database.failures import expected_failures
from crm_desktop.database.guard import apply_guard, guard_digest
from crm_desktop.database.roles import ensure_group_roles
from crm_desktop.database.server_address import read_address
from crm_desktop.database.server_check import (
    ServerState,
    problem_of,
    server_state,
    unfit_server,
)
from crm_desktop.database.task_queue import apply_queue
from crm_desktop.errors.database import (
    DatabaseMissing,
    ExtensionMissing,
    SchemaMissing,
    SchemaTooOld,
    TookTooLong,
    WrongLocale,
)

_PROGRAM = "crm-desktop db"
_MAINTENANCE_DATABASE = "postgres"
_VERSION_WITH_BUILTIN_LOCALE = 170_000
_STATEMENT_TIMEOUT_MS = 60_000
RIGHTS_LOCK_KEY = 4_842_301_778
_RIGHTS_TRIES = 10
# Less than the second after which the server breaks a circle, at a desk as likely as here.
_GIVE_WAY_AFTER = "500ms"
_TAKE_ALL_TABLES = """
DO $$ BEGIN
    EXECUTE coalesce((
        SELECT 'LOCK TABLE ' || string_agg(c.oid::regclass::text, ', ' ORDER BY c.relname)
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind = 'r' AND n.nspname IN ('public', 'procrastinate')
           AND has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')), 'SELECT');
END $$
"""
# Roles belong to the whole server, locks to one database.
_MEANWHILE = (
    psycopg.errors.UniqueViolation,
    psycopg.errors.DuplicateObject,
    psycopg.errors.InternalError_,
)
_LOCALE_UNKNOWN = (psycopg.errors.InvalidParameterValue, psycopg.errors.WrongObjectType)


def state_of(dsn: str) -> ServerState:
    """Return the state of the database at ``dsn``.

    Raises:
        DatabaseUnreachable, SignInRefused, DatabaseMissing, BadServerAddress: see there.
    """
    with Database(dsn, program=_PROGRAM, pool_size=1) as database, database.asking() as session:
        return server_state(session)


def make_ready(server: EmbeddedServer) -> ServerState:
    """Make and migrate the embedded database where it needs that; return its state.

    Quick when there is nothing to do: alembic is not even imported.
    """
    try:
        state = state_of(server.admin_url)
    except DatabaseMissing:
        create_database(server.admin_url)
        return prepare(server.admin_url)
    match problem_of(state):
        case None if state.guard_digest == guard_digest():
            return state
        case None | SchemaMissing() | SchemaTooOld():
            return prepare(server.admin_url)
        case problem:
            raise problem


def create_database(dsn: str) -> None:
    """Make the database that ``dsn`` names, in UTF-8; nothing when it is there.

    Raises:
        RightMissing: the login may not make databases.
        DatabaseUnreachable, SignInRefused: see there.
    """
    wanted = read_address(dsn)
    name = str(wanted.get("dbname") or wanted.get("user") or "")
    elsewhere = make_conninfo("", **{**wanted, "dbname": _MAINTENANCE_DATABASE})
    with _connection(elsewhere) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if found.fetchone() is not None:
            return
        for options in _locale_options(connection.info.server_version):
            with suppress(psycopg.errors.DuplicateDatabase), suppress(*_LOCALE_UNKNOWN):
                connection.execute(
                    sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' {}").format(
                        sql.Identifier(name), options
                    )
                )
                return


def drop_database(dsn: str) -> None:
    """Throw away the database that ``dsn`` names, whoever uses it; nothing when there is none.

    Raises:
        RightMissing, DatabaseUnreachable, SignInRefused: see there.
    """
    wanted = read_address(dsn)
    elsewhere = make_conninfo("", **{**wanted, "dbname": _MAINTENANCE_DATABASE})
    name = sql.Identifier(str(wanted["dbname"]))
    with _connection(elsewhere) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def prepare(dsn: str) -> ServerState:
    """Bring an existing database to what this program needs; return its state then.

    May be started again after whatever broke it off, and by several programs at once.

    Raises:
        ServerTooOld, WrongLocale, SchemaForeign, SchemaTooNew, ExtensionMissing, RightMissing,
        UpgradeBusy, TookTooLong, DatabaseUnreachable, SignInRefused, DatabaseMissing: see there.
    """
    from crm_desktop.database.schema import upgrade  # noqa: PLC0415 (alembic takes 0.3 s)

    state = state_of(dsn)
    if unfit := unfit_server(state):
        raise unfit
    match problem_of(state):
        case None | SchemaMissing() | SchemaTooOld():
            pass
        case problem:
            raise problem
    _bring_in_trigrams(dsn, state)
    upgrade(dsn)
    _give_rights(dsn)
    return state_of(dsn)


def _give_rights(dsn: str) -> None:
    """Make roles and queue and apply the guard, also while another database of the server does.

    Desks may be at work. Each is in some tables and on its way to others, as this is: it takes all
    at once, and lets go of them as soon as it has to wait for somebody.
    """
    for patience in range(_RIGHTS_TRIES):
        try:
            with _connection(dsn) as connection, connection.transaction():
                # Two programs at once would find their grants "concurrently updated".
                connection.execute("SELECT pg_advisory_xact_lock(%s)", [RIGHTS_LOCK_KEY])
                # From here on only: what another program prepares takes longer.
                connection.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(_GIVE_WAY_AFTER))
                ensure_group_roles(connection)
                apply_queue(connection)
                connection.execute(_TAKE_ALL_TABLES)
                apply_guard(connection)
        except (*_MEANWHILE, TookTooLong):
            if patience == _RIGHTS_TRIES - 1:
                raise
            time.sleep(0.1 * (patience + 1))
        else:
            return


def _bring_in_trigrams(dsn: str, state: ServerState) -> None:
    """Make the extension and see that it keeps Japanese; leave no trace when it does not."""
    try:
        with _connection(dsn) as connection, connection.transaction():
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            kept = connection.execute("SELECT show_trgm('日本語') <> '{}'").fetchone()
            if kept != (True,):
                raise WrongLocale(state.encoding, state.character_type)
    except (psycopg.errors.FeatureNotSupported, psycopg.errors.UndefinedFile) as error:
        raise ExtensionMissing("pg_trgm") from error


def _locale_options(server_version: int) -> list[sql.SQL]:
    """Return what to try in turn: systems name their UTF-8 locales differently."""
    options = [
        sql.SQL("LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"),
        sql.SQL("LC_COLLATE 'C' LC_CTYPE 'en_US.UTF-8'"),
        sql.SQL(""),
    ]
    if server_version >= _VERSION_WITH_BUILTIN_LOCALE:
        builtin = (
            "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
        )
        options.insert(0, sql.SQL(builtin))
    return options


@contextmanager
def _connection(dsn: str) -> Iterator[psycopg.Connection[Any]]:
    kind = ConnectionKind(_PROGRAM, statement_timeout_ms=_STATEMENT_TIMEOUT_MS)
    text = connection_text(dsn, kind)
    with expected_failures(), psycopg.connect(text, autocommit=True) as connection:
        yield connection
