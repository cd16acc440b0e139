"""Writing many rows in one statement: their columns go over as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import FromClause, Table, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from crm_desktop.database.models.base import Model

Rows = Sequence[Mapping[str, Any]]
"""Rows by column name, all with the same columns."""


def insert_rows(session: Session, model: type[Model], rows: Rows) -> None:
    """Insert ``rows``; nothing happens without any."""
    if rows:
        table, new = _table(model), _as_table(model, rows)
        session.execute(insert(table).from_select(list(rows[0]), select(new)))


def insert_new_rows(session: Session, model: type[Model], rows: Rows) -> None:
    """Insert ``rows``, but leave those alone whose key is there already."""
    if rows:
        table, new = _table(model), _as_table(model, rows)
        statement = upsert(table).from_select(list(rows[0]), select(new))
        session.execute(statement.on_conflict_do_nothing())


def replace_rows(session: Session, model: type[Model], rows: Rows) -> None:
    """Insert ``rows``; where the primary key is there already, its row gets the new values."""
    if rows:
        table, new = _table(model), _as_table(model, rows)
        keys = [column.name for column in table.primary_key]
        statement = upsert(table).from_select(list(rows[0]), select(new))
        values = {name: statement.excluded[name] for name in rows[0] if name not in keys}
        session.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))


def update_rows(
    session: Session,
    model: type[Model],
    rows: Rows,
    **also: Any,  # noqa: ANN401 - any column's type
) -> None:
    """Set the columns of ``rows`` in the rows with their ``id``, and those of ``also`` in each."""
    if rows:
        table, new = _table(model), _as_table(model, rows)
        values = {name: new.c[name] for name in rows[0] if name != "id"}
        session.execute(update(table).where(table.c.id == new.c.id).values({**values, **also}))


def _table(model: type[Model]) -> Table:
    return cast(Table, model.__table__)


def _as_table(model: type[Model], rows: Rows) -> FromClause:
    """Return ``rows`` as something to select from."""
    table = _table(model)
    arrays = [literal([row[name] for row in rows], ARRAY(table.c[name].type)) for name in rows[0]]
    return func.unnest(*arrays).table_valued(*rows[0], name="new").render_derived()
