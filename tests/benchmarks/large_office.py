"""An office of a million customers for the benchmarks, made once and kept."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from time import perf_counter
from typing import Any, Final, LiteralString

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from crm_desktop.actions.demo_office import TABLES, drawn_papers
from crm_desktop.actions.demo_papers import store_papers
from crm_desktop.database.engine import Database
from crm_desktop.database.server_address import plain_dsn
from crm_desktop.domain.demo_office.plan import OfficePlan
from tests.benchmarks.bare_tables import (
    Connect,
    forget_definitions,
    in_two_lanes,
    rebuild_foreign_keys,
    rebuild_indexes,
    strip_tables,
)
from tests.benchmarks.office_copies import COPIED_AS_THEY_ARE, FIRST, PREPARE, REST
from tests.benchmarks.office_pattern import GIVEN_SLOTS, SURNAME_SLOTS, write_pattern

log = logging.getLogger(__name__)

MARK: Final = "large_office"
PATTERN_CUSTOMERS: Final = 5000
_CONNECTION_SETTINGS: Final = (
    "-c synchronous_commit=off -c maintenance_work_mem=1GB -c work_mem=256MB"
    " -c max_parallel_maintenance_workers=1 -c max_parallel_workers_per_gather=0"
    " -c statement_timeout=0 -c lock_timeout=0 -c client_min_messages=warning"
)
_SERVER_SETTINGS: Final = {"max_wal_size": "16GB", "checkpoint_timeout": "30min"}


@dataclass(frozen=True, slots=True)
class LoadTimes:
    """How large the office is, and how long each step took, in seconds, when it was made."""

    customers: int
    orders: int
    size_mb: int
    pattern_s: float
    rows_s: float
    indexes_s: float
    foreign_keys_s: float
    vacuum_s: float
    total_s: float


def large_office(dsn: str, customers: int = 1_000_000) -> LoadTimes:
    """Make sure that the database at ``dsn`` holds an office of ``customers``.

    Loads only if it is not there yet; what is there otherwise is thrown away. The database is
    migrated and its login may do everything in it; a superuser's load also raises the server's
    limits on the write-ahead log for that time. Returns the times of the load, now or then.
    """
    found = loaded_office(dsn)
    if found is not None and found.customers == planned_customers(customers):
        return found
    return load_large_office(dsn, customers)


def loaded_office(dsn: str) -> LoadTimes | None:
    """Return what large office the database holds, or None."""
    with psycopg.connect(plain_dsn(dsn)) as connection:
        row = connection.execute(
            "SELECT value FROM office_setting WHERE key = %s", [MARK]
        ).fetchone()
    return LoadTimes(**row[0]) if row else None


def planned_customers(customers: int, pattern_customers: int = PATTERN_CUSTOMERS) -> int:
    """Return how many there will be: ``customers`` down to a multiple of the pattern's."""
    copies = ceil(customers / pattern_customers)
    return customers // copies * copies


def load_large_office(
    dsn: str, customers: int = 1_000_000, *, pattern_customers: int = PATTERN_CUSTOMERS
) -> LoadTimes:
    """Fill the tables from nothing, about ten orders a customer; see `large_office`."""

    def connect() -> psycopg.Connection[Any]:
        return psycopg.connect(plain_dsn(dsn), autocommit=True, options=_CONNECTION_SETTINGS)

    copies = ceil(customers / pattern_customers)
    watch = _Watch()
    with connect() as connection:
        _raise_server_limits(connection)
        try:
            plan = _begin(connection, customers // copies)
            watch.lap("pattern_s")
            _copy_rows(connect, copies, customers // copies * copies)
            watch.lap("rows_s")
            rebuild_indexes(connect)
            watch.lap("indexes_s")
            rebuild_foreign_keys(connect)
            watch.lap("foreign_keys_s")
            _finish(connect)
            _store_papers(dsn, plan)
            watch.lap("vacuum_s")
            return _marked(connection, watch)
        finally:
            _set_triggers(connection, "ENABLE")
            _reset_server_limits(connection)


class _Watch:
    """Notes how long each step takes."""

    def __init__(self) -> None:
        self.began = self.last = perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, step: str) -> None:
        now = perf_counter()
        self.laps[step] = round(now - self.last, 1)
        self.last = now
        log.info("%s %.1f", step, self.laps[step])


def _begin(connection: psycopg.Connection[Any], pattern_customers: int) -> OfficePlan:
    """Write the pattern, empty the tables and take their indexes off."""
    strip_tables(connection)
    _set_triggers(connection, "DISABLE")  # nothing is recorded row by row
    connection.execute("DROP SCHEMA IF EXISTS pattern CASCADE")
    connection.execute("CREATE SCHEMA pattern")
    kept = {"alembic_version", "schema_compatibility", "office_setting"}
    names = [name for name in _tables(connection) if name not in kept]
    tables = sql.SQL(", ").join(sql.Identifier("public", name) for name in names)
    connection.execute(sql.SQL("TRUNCATE {}").format(tables))
    connection.execute("DELETE FROM office_setting WHERE key = %s", [MARK])
    return write_pattern(connection, datetime.now(UTC), pattern_customers)


def _tables(connection: psycopg.Connection[Any]) -> list[str]:
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return [name for (name,) in rows]


def _set_triggers(connection: psycopg.Connection[Any], verb: LiteralString) -> None:
    for name in _tables(connection):
        statement = sql.SQL("ALTER TABLE {} {} TRIGGER USER")
        connection.execute(statement.format(sql.Identifier("public", name), sql.SQL(verb)))


def _copy_rows(connect: Connect, copies: int, customers: int) -> None:
    """Fill the tables, first those in which others look something up."""
    counts = {
        "copies": copies,
        "customers": customers,
        "surname_slots": SURNAME_SLOTS,
        "given_slots": GIVEN_SLOTS,
    }
    with connect() as connection:
        connection.execute(PREPARE.format(**counts))
        for kind, model in TABLES.items():
            if model.__tablename__ in COPIED_AS_THEY_ARE:
                connection.execute(_as_it_is(model.__tablename__, kind._fields))
    in_two_lanes(connect, [statement.format(**counts) for statement in FIRST])
    in_two_lanes(connect, ["ANALYZE customer_phone"])
    in_two_lanes(connect, [statement.format(**counts) for statement in REST])


def _as_it_is(table: str, columns: tuple[str, ...]) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("INSERT INTO public.{0} ({1}) SELECT {1} FROM pattern.{0}").format(
        sql.Identifier(table), names
    )


def _finish(connect: Connect) -> None:
    """Continue the ids, throw the pattern away, and tell the planner what there is."""
    with connect() as connection:
        forget_definitions(connection)
        connection.execute("DROP SCHEMA pattern CASCADE")
        for model in TABLES.values():
            if "id" in model.__table__.c:
                connection.execute(_next_id(model.__tablename__))
    in_two_lanes(connect, [f"VACUUM (ANALYZE) {model.__tablename__}" for model in TABLES.values()])


def _store_papers(dsn: str, plan: OfficePlan) -> None:
    with Database(dsn, statement_timeout_ms=0) as database, database.writing() as session:
        store_papers(session, drawn_papers(plan))


def _next_id(table: str) -> sql.Composed:
    return sql.SQL("SELECT setval(pg_get_serial_sequence({}, 'id'), max(id)) FROM {}").format(
        sql.Literal(table), sql.Identifier(table)
    )


def _marked(connection: psycopg.Connection[Any], watch: _Watch) -> LoadTimes:
    counted = connection.execute(
        "SELECT (SELECT count(*) FROM customer), (SELECT count(*) FROM customer_order),"
        " pg_database_size(current_database()) / 1000000"
    ).fetchone()
    assert counted is not None
    facts = dict(zip(("customers", "orders", "size_mb"), counted, strict=True))
    facts |= {**watch.laps, "total_s": round(watch.last - watch.began, 1)}
    connection.execute(
        "INSERT INTO office_setting (key, value) VALUES (%s, %s)", [MARK, Jsonb(facts)]
    )
    return LoadTimes(**facts)


def _raise_server_limits(connection: psycopg.Connection[Any]) -> None:
    if _is_superuser(connection):
        for name, value in _SERVER_SETTINGS.items():
            connection.execute(
                sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), value)
            )
        connection.execute("SELECT pg_reload_conf()")


def _reset_server_limits(connection: psycopg.Connection[Any]) -> None:
    if _is_superuser(connection):
        for name in _SERVER_SETTINGS:
            connection.execute(sql.SQL("ALTER SYSTEM RESET {}").format(sql.Identifier(name)))
        connection.execute("SELECT pg_reload_conf()")


def _is_superuser(connection: psycopg.Connection[Any]) -> bool:
    row = connection.execute("SELECT current_setting('is_superuser')").fetchone()
    return row == ("on",)
