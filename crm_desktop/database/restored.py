"""What a restored database needs around its rows, and what is asked of the one it replaces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final, LiteralString

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from crm_desktop.database.engine import ConnectionKind, connection_text
from crm_desktop.database.failures import expected_failures
from crm_desktop.database.kept_roles import KeptRole, RolesMade, make_roles
from crm_desktop.database.preparation import RIGHTS_LOCK_KEY
from crm_desktop.database.queries.originals import IMAGES_URL
from crm_desktop.database.roles import OWNER

_PROGRAM: Final = "crm-desktop restore"
_OF_WORK: Final = ("staff", "customer", "customer_order", "contact_note", "call", "document")
_TABLES: Final = """
SELECT c.relname::text FROM pg_class c
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
"""


def holds_data(dsn: str) -> bool:
    """Tell whether anybody has worked in the database, or it is another program's.

    Tables that were only made, and what the program itself writes into them, are no data.
    """
    with _connection(dsn) as connection:
        tables = {name for (name,) in connection.execute(_TABLES)}
        if not tables:
            return False
        if "schema_compatibility" not in tables:
            return True
        return any(
            connection.execute(
                sql.SQL("SELECT FROM public.{} LIMIT 1").format(sql.Identifier(table))
            ).fetchone()
            is not None
            for table in _OF_WORK
            if table in tables
        )


def bring_in_roles(dsn: str, roles: Sequence[KeptRole]) -> RolesMade:
    """Make the groups, and the logins that the server lacks, all or none.

    Raises:
        RightMissing: the login may not make roles.
    """
    with _connection(dsn) as connection, connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [RIGHTS_LOCK_KEY])
        return make_roles(connection, roles)


def let_owner_create(dsn: str) -> None:
    """Let a dump give its tables to their owner, where no superuser brings it in."""
    with _connection(dsn) as connection:
        _of_database(connection, "GRANT CREATE ON DATABASE {} TO {}")
        connection.execute(
            sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(sql.Identifier(OWNER))
        )


def point_to_originals(dsn: str, url: str) -> None:
    """Let the office's setting name the place where its originals lie now."""
    with _connection(dsn) as connection:
        connection.execute(
            "INSERT INTO public.office_setting (key, value) VALUES (%s, %s)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [IMAGES_URL, Jsonb(url)],
        )


def finish_restored(
    dsn: str, record_id: int | None, made_at: datetime, verified_at: datetime | None
) -> None:
    """Let the database know of the backup it comes from, and the planner of its rows."""
    with _connection(dsn) as connection:
        if record_id is not None:
            connection.execute(
                "UPDATE public.backup SET ended_at = %s, verified_at = %s WHERE id = %s",
                [made_at, verified_at, record_id],
            )
        _of_database(connection, "REVOKE CREATE ON DATABASE {} FROM {}")
        connection.execute("ANALYZE")


def _of_database(connection: psycopg.Connection[Any], statement: LiteralString) -> None:
    names = sql.Identifier(connection.info.dbname), sql.Identifier(OWNER)
    connection.execute(sql.SQL(statement).format(*names))


@contextmanager
def _connection(dsn: str) -> Iterator[psycopg.Connection[Any]]:
    text = connection_text(dsn, ConnectionKind(_PROGRAM, statement_timeout_ms=0))
    with expected_failures(), psycopg.connect(text, autocommit=True) as connection:
        yield connection
