"""Remembering what was imported, so that the same row again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from hashlib import blake2b
from typing import Final

from sqlalchemy.orm import Session

from crm_desktop.database.many_rows import replace_rows
from crm_desktop.database.models.imports import ImportedRow
from crm_desktop.database.queries.imports import imported_digests
from crm_desktop.tables.customer_rows import CustomerRow
from crm_desktop.tables.order_rows import ImportedOrder

Record = CustomerRow | ImportedOrder
RowKey = tuple[str, str, str]
"""Kind, shop and number."""


def customer_row_key(row: CustomerRow, shop: str) -> RowKey | None:
    """Return under what a customer's row is remembered; None when it has no number."""
    if row.shop_customer_number:
        return "account", shop, row.shop_customer_number
    return ("code", shop, row.code) if row.code else None


def order_row_key(order: ImportedOrder) -> RowKey:
    """Return under what an order is remembered."""
    return "order", order.shop, order.shop_order_number


def row_digest(record: Record) -> bytes:
    """Return 16 bytes that differ when the content does, wherever in a file it stands."""
    values = [repr(getattr(record, one.name)) for one in fields(record) if one.name not in _PLACE]
    return blake2b("\0".join(values).encode("utf-8", "backslashreplace"), digest_size=16).digest()


class RowMemory:
    """What the rows of one batch said at the last import."""

    def __init__(self, session: Session, rows: Iterable[tuple[RowKey | None, Record]]) -> None:
        """Ask for all ``rows`` at once; those without a key are never remembered."""
        self._now = {key: row_digest(row) for key, row in rows if key is not None}
        self._before = imported_digests(session, self._now.keys())

    def is_as_before(self, key: RowKey | None) -> bool:
        """Tell whether the row says exactly what it said at the last import."""
        return key is not None and self._before.get(key) == self._now[key]

    def keep(self, session: Session) -> None:
        """Remember what the rows say now."""
        rows = [
            {"kind": key[0], "shop": key[1], "number": key[2], "digest": digest}
            for key, digest in self._now.items()
            if self._before.get(key) != digest
        ]
        replace_rows(session, ImportedRow, rows)


_PLACE: Final = frozenset({"line", "customer", "keys"})
