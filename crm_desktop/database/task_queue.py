"""Keeps procrastinate's tables, the queue of tasks, in a schema of their own.

They are made and brought up to date with the SQL that the package brings along, whole or not at
all. What was run last stands in the comment of the schema. Who may use them:
``migrations/guard``.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from crm_desktop.database.roles import OWNER

QUEUE_SCHEMA: Final = "procrastinate"
_SCHEMA: Final = sql.Identifier(QUEUE_SCHEMA)
_OWNER: Final = sql.Identifier(OWNER)


def apply_queue(connection: psycopg.Connection[Any]) -> None:
    """Make the tables, or run the steps they have not seen, in the transaction of ``connection``.

    The roles must be there. Tables of a newer procrastinate stay as they are.
    """
    connection.execute(
        sql.SQL("CREATE SCHEMA IF NOT EXISTS {} AUTHORIZATION {}").format(_SCHEMA, _OWNER)
    )
    row = connection.execute(
        "SELECT coalesce(obj_description(%s::regnamespace, 'pg_namespace'), '')", [QUEUE_SCHEMA]
    ).fetchone()
    seen = str(row[0]) if row else ""
    if seen >= newest_step():
        return
    files = [step for step in _steps() if step.name > seen] if seen else [_folder() / "schema.sql"]
    connection.execute(sql.SQL("SET LOCAL ROLE {}").format(_OWNER))
    connection.execute(sql.SQL("SET LOCAL search_path TO {}, pg_catalog").format(_SCHEMA))
    for file in files:
        connection.execute(sql.SQL(file.read_text(encoding="utf-8")))
    connection.execute(
        sql.SQL("COMMENT ON SCHEMA {} IS {}").format(_SCHEMA, sql.Literal(newest_step()))
    )
    connection.execute("SET LOCAL search_path TO DEFAULT")
    connection.execute("RESET ROLE")


def newest_step() -> str:
    """Return the name of the last step that the installed procrastinate brings."""
    return _steps()[-1].name


def _steps() -> list[Path]:
    return sorted((_folder() / "migrations").glob("*.sql"), key=lambda file: file.name)


def _folder() -> Path:
    """Return where the package's SQL lies; the package itself is not imported."""
    found = find_spec(QUEUE_SCHEMA)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(QUEUE_SCHEMA)
    return Path(found.submodule_search_locations[0]) / "sql"
