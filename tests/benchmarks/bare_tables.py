"""Takes indexes and constraints off tables for a load, and puts them back the same."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import Any

import psycopg

log = logging.getLogger(__name__)

_REMEMBER = """
CREATE SCHEMA IF NOT EXISTS bare;
CREATE TABLE IF NOT EXISTS bare.definition (
    table_name text, name text, kind text, command text, PRIMARY KEY (table_name, name));
INSERT INTO bare.definition
SELECT conrelid::regclass::text, conname, contype::text,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s',
              conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f')
ON CONFLICT DO NOTHING;
INSERT INTO bare.definition
SELECT indrelid::regclass::text, relname, 'i', pg_get_indexdef(indexrelid)
FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE relnamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
ON CONFLICT DO NOTHING;
"""
_DROPS = """
SELECT CASE kind WHEN 'i' THEN format('DROP INDEX IF EXISTS public.%I', name)
       ELSE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I', table_name, name) END
FROM bare.definition ORDER BY kind = 'f' DESC, name
"""
_INDEXES = """
SELECT command FROM bare.definition WHERE kind <> 'f'
ORDER BY pg_relation_size(table_name::regclass) DESC, name
"""
_FOREIGN_KEYS = """
SELECT command FROM bare.definition WHERE kind = 'f'
ORDER BY pg_relation_size(table_name::regclass) DESC, name
"""

Connect = Callable[[], psycopg.Connection[Any]]


def strip_tables(connection: psycopg.Connection[Any]) -> None:
    """Drop all indexes and keys of the schema public; what they were stays in the database."""
    connection.execute(_REMEMBER)
    for (command,) in connection.execute(_DROPS).fetchall():
        connection.execute(command)


def rebuild_indexes(connect: Connect) -> None:
    """Make the indexes, primary keys and unique constraints again, the largest first."""
    in_two_lanes(connect, _commands(connect, _INDEXES))


def rebuild_foreign_keys(connect: Connect) -> None:
    """Make the foreign keys again, each checked against all rows."""
    in_two_lanes(connect, _commands(connect, _FOREIGN_KEYS))


def forget_definitions(connection: psycopg.Connection[Any]) -> None:
    """Say that everything is as it was; until then `strip_tables` may be repeated after a crash."""
    connection.execute("DROP SCHEMA bare CASCADE")


def in_two_lanes(connect: Connect, commands: Iterable[str]) -> None:
    """Run ``commands`` in order on two connections, each as soon as one is free."""

    def run(command: str) -> None:
        began = perf_counter()
        with connect() as connection:
            connection.execute(command)
        log.info("%.1f s: %s", perf_counter() - began, " ".join(command.split())[:100])

    with ThreadPoolExecutor(max_workers=2) as lanes:
        for done in [lanes.submit(run, command) for command in commands]:
            done.result()


def _commands(connect: Connect, query: str) -> list[str]:
    with connect() as connection:
        return [command for (command,) in connection.execute(query)]
