"""Alembic runs this; ``crm_desktop.database.schema`` hands in the connection."""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import TypeDecorator

from crm_desktop.database.models.base import Model
from crm_desktop.database.schema import import_models


def render_item(_kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write a column kind of ours as the plain type below it: migrations use none of our code."""
    return f"sa.{item.impl!r}" if isinstance(item, TypeDecorator) else False


import_models()
connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Model.metadata,
    transaction_per_migration=True,
    compare_server_default=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
