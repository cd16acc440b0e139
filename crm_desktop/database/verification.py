"""Whether a database still holds what it promises: everything is asked anew, nothing is changed.

Only names of tables, constraints and indexes and numbers of rows are told, never what is in them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import psycopg
from psycopg import sql

Each = Callable[[str], None]
Connection = psycopg.Connection[Any]


class Check(StrEnum):
    """What was looked at."""

    UNPROVED = "unproved_constraints"
    CHECKS = "check_constraints"
    REFERENCES = "foreign_keys"
    NUMBERS = "identity_numbers"
    ORIGINALS = "originals"
    ORPHANS = "orphaned_images"
    AUDIT = "audit_chains"
    INDEXES = "indexes"
    PAGES = "data_pages"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class Checked:
    """One check: of ``looked_at`` things ``bad`` are not right, ``about`` are the names of some.

    ``left_out`` says why it was not made, "" when it was. What is no ``damage`` only takes room or
    waits for a person.
    """

    check: Check
    looked_at: int
    bad: int = 0
    about: tuple[str, ...] = ()
    left_out: str = ""
    damage: bool = True


def unproved_constraints(connection: Connection, _each: Each) -> Checked:
    """Tell of constraints that the server was told not to hold rows to."""
    rows = connection.execute(_UNPROVED).fetchall()
    named = [name for name, proved in rows if not proved]
    return Checked(Check.UNPROVED, len(rows), len(named), _some(named))


def check_constraints(connection: Connection, each: Each) -> Checked:
    """Ask every row of every table whether it fits its conditions; all of a table in one go."""
    looked_at = bad = 0
    named: list[str] = []
    for schema, table, names, conditions in connection.execute(_CONDITIONS).fetchall():
        each(f"conditions of {table}")
        counts = sql.SQL(", ").join(
            sql.SQL("count(*) FILTER (WHERE NOT ({}))").format(sql.SQL(condition))
            for condition in conditions
        )
        found = connection.execute(
            sql.SQL("SELECT {} FROM {}").format(counts, sql.Identifier(schema, table))
        ).fetchone()
        counted = list(zip(names, found or (), strict=True))
        looked_at += len(counted)
        bad += sum(count for _name, count in counted)
        named += [name for name, count in counted if count]
    return Checked(Check.CHECKS, looked_at, bad, _some(named))


def foreign_keys(connection: Connection, each: Each) -> Checked:
    """Look up what every row refers to, as if the server had never done so."""
    keys = connection.execute(_KEYS).fetchall()
    bad, named = 0, []
    for name, schema, table, columns, to_schema, to_table, to_columns in keys:
        each(f"references of {table}")
        pairs = list(zip(columns, to_columns, strict=True))
        both = [
            sql.SQL("p.{} = c.{}").format(sql.Identifier(theirs), sql.Identifier(ours))
            for ours, theirs in pairs
        ]
        given = [sql.SQL("c.{} IS NOT NULL").format(sql.Identifier(ours)) for ours in columns]
        statement = sql.SQL(
            "SELECT count(*) FROM {} c WHERE {} AND NOT EXISTS (SELECT FROM {} p WHERE {})"
        ).format(
            sql.Identifier(schema, table),
            sql.SQL(" AND ").join(given),
            sql.Identifier(to_schema, to_table),
            sql.SQL(" AND ").join(both),
        )
        if count := _number(connection, statement):
            bad += count
            named.append(name)
    return Checked(Check.REFERENCES, len(keys), bad, _some(named))


def identity_numbers(connection: Connection, _each: Each) -> Checked:
    """Tell of tables whose next id is taken already."""
    rows = connection.execute(_IDENTITIES).fetchall()
    behind = []
    for schema, table, column, sequence in rows:
        statement = sql.SQL(
            "SELECT coalesce((SELECT max({}) FROM {}), 0) >= last_value + is_called::int FROM {}"
        ).format(
            sql.Identifier(column), sql.Identifier(schema, table), sql.Identifier(schema, sequence)
        )
        row = connection.execute(statement).fetchone()
        if row == (True,):
            behind.append(table)
    return Checked(Check.NUMBERS, len(rows), len(behind), _some(behind))


def originals_here(connection: Connection, each: Each) -> Checked:
    """Compute the SHA-256 of each original in the database anew."""
    each("originals in the database")
    row = connection.execute(_ORIGINALS).fetchone()
    looked_at, bad, lost = row or (0, 0, 0)
    about = ("neither in the database nor elsewhere",) if lost else ()
    return Checked(Check.ORIGINALS, looked_at, bad + lost, about)


def orphaned_images(connection: Connection, each: Each) -> Checked:
    """Count the originals that no paper refers to: no damage, they only take room."""
    each("images nobody needs")
    users = connection.execute(_USERS_OF_IMAGES).fetchall()
    unused = [
        sql.SQL("NOT EXISTS (SELECT FROM {} u WHERE u.{} = i.sha256)").format(
            sql.Identifier(schema, table), sql.Identifier(column)
        )
        for schema, table, column in users
    ]
    statement = sql.SQL("SELECT count(*) FROM public.stored_image i WHERE {}")
    bad = _number(connection, statement.format(sql.SQL(" AND ").join(unused)))
    whole = _number(connection, sql.SQL("SELECT count(*) FROM public.stored_image"))
    return Checked(Check.ORPHANS, whole, bad, damage=False)


def data_pages(connection: Connection, _each: Each) -> Checked:
    """Tell how many pages the server itself has found damaged."""
    if connection.execute("SHOW data_checksums").fetchone() != ("on",):
        return Checked(Check.PAGES, 0, left_out="the server was made without checksums")
    row = connection.execute(_CHECKSUMS).fetchone()
    return Checked(Check.PAGES, int(row[0]) if row else 0, int(row[1]) if row else 0)


def queue(connection: Connection, _each: Each) -> Checked:
    """Count tasks that were given up, or are called done by a worker that is gone."""
    row = connection.execute(_QUEUE).fetchone()
    looked_at, failed, stalled, unknown = row or (0, 0, 0, 0)
    kinds = {"given up": failed, "left by a worker": stalled, "of no known kind": unknown}
    about = tuple(f"{count:,} {kind}" for kind, count in kinds.items() if count)
    return Checked(Check.QUEUE, looked_at, failed + stalled + unknown, about, damage=False)


def indexes(connection: Connection, each: Each) -> Checked:
    """Walk through every index with amcheck, which is brought in for this and not kept.

    ``connection`` must be in a transaction that may write; its end must be a rollback.
    """
    try:
        with connection.transaction():
            connection.execute("CREATE EXTENSION IF NOT EXISTS amcheck SCHEMA public")
    except (
        psycopg.errors.InsufficientPrivilege,
        psycopg.errors.FeatureNotSupported,
        psycopg.errors.UndefinedFile,
    ):
        return Checked(
            Check.INDEXES, 0, left_out="amcheck is not there, or only for superusers: ask as one"
        )
    damaged: list[str] = []
    rows = connection.execute(_INDEXES).fetchall()
    for oid, name, method in rows:
        each(f"index {name}")
        with suppress(psycopg.errors.UndefinedFunction):
            try:
                with connection.transaction():
                    connection.execute(_WALKS[method], [oid])
            except (psycopg.errors.IndexCorrupted, psycopg.errors.DataCorrupted):
                damaged.append(name)
    return Checked(Check.INDEXES, len(rows), len(damaged), _some(damaged))


def _some(names: list[str]) -> tuple[str, ...]:
    return tuple(names[:_SHOWN])


def _number(connection: Connection, statement: sql.SQL | sql.Composed) -> int:
    row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0


_SHOWN: Final = 10
_UNPROVED: Final = """
SELECT c.conname::text, c.convalidated FROM pg_constraint c
 WHERE c.connamespace IN ('public'::regnamespace, 'procrastinate'::regnamespace)
   AND c.contype IN ('c', 'f') ORDER BY 1
"""
# The hash of an original is looked at with the originals.
_CONDITIONS: Final = """
SELECT n.nspname::text, t.relname::text, array_agg(c.conname::text ORDER BY c.conname),
       array_agg(pg_get_expr(c.conbin, c.conrelid) ORDER BY c.conname)
  FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
  JOIN pg_namespace n ON n.oid = t.relnamespace
 WHERE c.contype = 'c' AND n.nspname IN ('public', 'procrastinate')
   AND c.conname !~ 'sha256_of_content$'
 GROUP BY 1, 2 ORDER BY 1, 2
"""
_KEYS: Final = """
SELECT c.conname::text, n.nspname::text, t.relname::text,
       ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k (number, at)
               JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number ORDER BY at),
       pn.nspname::text, p.relname::text,
       ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY AS k (number, at)
               JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number ORDER BY at)
  FROM pg_constraint c
  JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_class p ON p.oid = c.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
 WHERE c.contype = 'f' AND n.nspname IN ('public', 'procrastinate') ORDER BY 1
"""
_IDENTITIES: Final = """
SELECT n.nspname::text, t.relname::text, a.attname::text, s.relname::text
  FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
  JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
 WHERE d.deptype IN ('a', 'i') AND n.nspname IN ('public', 'procrastinate') ORDER BY 1, 2
"""
_ORIGINALS: Final = """
SELECT count(*) FILTER (WHERE content IS NOT NULL),
       count(*) FILTER (WHERE sha256(content) <> sha256),
       count(*) FILTER (WHERE content IS NULL AND location = '')
  FROM public.stored_image
"""
_USERS_OF_IMAGES: Final = """
SELECT n.nspname::text, t.relname::text, a.attname::text
  FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
  JOIN pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
 WHERE c.contype = 'f' AND c.confrelid = 'public.stored_image'::regclass
   AND t.relname <> 'image_rendition'
"""
_CHECKSUMS: Final = """
SELECT (SELECT sum(relpages) FROM pg_class)::bigint, coalesce(sum(checksum_failures), 0)::bigint
  FROM pg_stat_database WHERE datname = current_database()
"""
_QUEUE: Final = """
SELECT count(*), count(*) FILTER (WHERE j.status = 'failed'),
       count(*) FILTER (WHERE j.status = 'doing' AND NOT EXISTS (
           SELECT FROM procrastinate.procrastinate_workers w WHERE w.id = j.worker_id
              AND w.last_heartbeat > now() - interval '5 minutes')),
       count(*) FILTER (WHERE j.status = 'todo' AND j.task_name NOT IN
           ('read_page', 'locate_addresses'))
  FROM procrastinate.procrastinate_jobs j
"""
_INDEXES: Final = """
SELECT i.indexrelid::bigint, c.relname::text, m.amname::text
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('public', 'procrastinate') AND m.amname IN ('btree', 'gin')
   AND i.indisvalid AND i.indisready AND c.relkind = 'i' AND c.relpersistence = 'p' ORDER BY 2
"""
_WALKS: Final = {
    "btree": "SELECT public.bt_index_check(%s::bigint::oid::regclass, false)",
    "gin": "SELECT public.gin_index_check(%s::bigint::oid::regclass)",
}
