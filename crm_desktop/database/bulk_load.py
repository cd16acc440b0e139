"""Writes many rows at once with COPY, in the transaction of a session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from psycopg import sql
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from sqlalchemy.schema import AddConstraint, DropConstraint

from crm_desktop.database.engine import allow_time, driver_connection
from crm_desktop.database.models.base import Model


def copy_rows(session: Session, model: type[Model], rows: Sequence[NamedTuple]) -> None:
    """Add ``rows``, whose fields are named like columns of ``model``; no rows add nothing."""
    if not rows:
        return
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model.__tablename__),
        sql.SQL(", ").join(map(sql.Identifier, rows[0]._fields)),
    )
    with driver_connection(session).cursor().copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def foreign_keys_checked_at_the_end(session: Session) -> Iterator[None]:
    """Check all references at once when the block ends, much faster than row by row.

    For the owner of the tables, in a database that nobody else uses yet: they are locked. Whoever
    does not own them has each row checked as usual.
    """
    if not _owns_the_tables(session):
        yield
        return
    keys = [
        key
        for table in Model.metadata.sorted_tables
        for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name))
    ]
    for key in keys:
        session.execute(DropConstraint(key))
    yield
    for key in keys:
        session.execute(AddConstraint(key, isolate_from_table=False))


@contextmanager
def one_record_for_all(session: Session, what: str) -> Iterator[None]:
    """Have the database record ``what`` was loaded, instead of each row that the block adds.

    For the owner of the tables, in an empty database; whoever does not own them has each row
    recorded as usual.
    """
    if not _owns_the_tables(session):
        yield
        return
    tables = [table.name for table in Model.metadata.sorted_tables]
    for table in tables:
        session.execute(text(f'ALTER TABLE "{table}" DISABLE TRIGGER USER'))
    yield
    for table in tables:
        session.execute(text(f'ALTER TABLE "{table}" ENABLE TRIGGER USER'))
    record = func.audit_write("insert", what, "", None, None, None)
    session.execute(select(record))


def continue_numbering(session: Session, model: type[Model]) -> None:
    """Let the next id of ``model`` follow the greatest there is; no rows leave it as it is."""
    column = model.__table__.c.id
    sequence = func.pg_get_serial_sequence(model.__tablename__, column.name)
    session.execute(select(func.setval(sequence, func.max(column))))


def lift_time_limits(session: Session) -> None:
    """Let the statements of this transaction take as long as they need."""
    allow_time(session, 0)
    session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))


def gather_statistics(session: Session) -> None:
    """Tell the planner about what was just loaded."""
    session.execute(text("ANALYZE"))


def tell_planner(session: Session, model: type[Model]) -> None:
    """Tell the planner about one table of which many rows are new."""
    session.execute(text(f'ANALYZE "{model.__tablename__}"'))


def _owns_the_tables(session: Session) -> bool:
    owners = text(
        "SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
    )
    return bool(session.scalar(owners))
