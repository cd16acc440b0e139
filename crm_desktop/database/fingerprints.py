"""How many rows each table has, and a number that is another where one of them differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import sql

from crm_desktop.database.engine import ConnectionKind, connection_text
from crm_desktop.database.failures import expected_failures

_PROGRAM: Final = "crm-desktop backup"
_SAME_WORDS: Final = {
    "datestyle": "ISO, YMD",
    "intervalstyle": "postgres",
    "extra_float_digits": "1",
    "bytea_output": "hex",
    "timezone": "UTC",
    "search_path": "pg_catalog",
    # Rows that a policy hides are an error then, not missing.
    "row_security": "off",
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}
_TABLES: Final = """
SELECT n.nspname, c.relname,
       array_agg(a.attname::text ORDER BY a.attnum)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE c.relkind IN ('r', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
 GROUP BY 1, 2 ORDER BY 1, 2
"""
# A constraint of the table holds each against its hash: that stands for the bytes.
_PROVED: Final = {("public", "stored_image", "content")}


@dataclass(frozen=True, slots=True)
class TablePrint:
    """``rows`` of a table, and the sum of a hash of each: the order does not matter."""

    rows: int
    hash: str


Tables = Mapping[str, TablePrint]


@contextmanager
def one_moment(dsn: str) -> Iterator[psycopg.Connection[Any]]:
    """Yield a connection that sees the database as it is now, for as long as the block lasts.

    Raises:
        DatabaseUnreachable, SignInRefused, RightMissing, …: see `expected_failures`.
    """
    kind = ConnectionKind(_PROGRAM, read_only=True, statement_timeout_ms=0)
    with expected_failures(), psycopg.connect(connection_text(dsn, kind)) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        for name, value in _SAME_WORDS.items():
            connection.execute("SELECT set_config(%s, %s, true)", [name, value])
        yield connection


def snapshot_of(connection: psycopg.Connection[Any]) -> str:
    """Return the name by which others see the same moment, while the transaction lasts."""
    return str(_one(connection, "SELECT pg_export_snapshot()"))


def table_prints(
    connection: psycopg.Connection[Any], each: Callable[[str], None]
) -> dict[str, TablePrint]:
    """Return the prints of all tables by ``schema.table``; ``each`` is told the table before.

    ``connection`` is one of `one_moment`.
    """
    prints = {}
    for schema, table, columns in connection.execute(_TABLES).fetchall():
        name = f"{schema}.{table}"
        each(name)
        prints[name] = _print_of(connection, schema, table, columns)
    return prints


def differing(one: Tables, other: Tables) -> tuple[str, ...]:
    """Return the tables that are not the same in both, by name."""
    names = sorted({*one, *other})
    return tuple(name for name in names if one.get(name) != other.get(name))


def _print_of(
    connection: psycopg.Connection[Any], schema: str, table: str, columns: list[str]
) -> TablePrint:
    values = [
        sql.SQL("{} IS NULL" if (schema, table, column) in _PROVED else "{}").format(
            sql.Identifier(column)
        )
        for column in columns
    ]
    statement = sql.SQL(
        "SELECT count(*), coalesce(sum(hashtextextended(ROW({})::text, 0)), 0)::text FROM {}"
    ).format(sql.SQL(", ").join(values), sql.Identifier(schema, table))
    row = connection.execute(statement).fetchone()
    return TablePrint(*row) if row else TablePrint(0, "0")


def _one(connection: psycopg.Connection[Any], statement: str) -> object:
    row = connection.execute(statement.encode()).fetchone()
    return row[0] if row else None
