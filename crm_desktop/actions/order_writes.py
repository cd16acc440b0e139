"""What a batch of an import writes about orders, collected so that each table is hit once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from crm_desktop.actions.order_changes import (
    changed_order,
    changed_payment,
    changed_shipment,
    order_values,
    paired_shipments,
    same_lines,
)
from crm_desktop.database.many_rows import insert_new_rows, insert_rows, update_rows
from crm_desktop.database.models.order import Order, OrderLine, Product
from crm_desktop.database.models.payment import Payment
from crm_desktop.database.models.shipment import Shipment
from crm_desktop.database.queries.imported_orders import (
    StoredLine,
    StoredOrder,
    StoredPayment,
    StoredShipment,
    products_by_code,
    stored_lines,
    stored_payments,
    stored_shipments,
)
from crm_desktop.database.queries.imports import taken_ids
from crm_desktop.tables.order_rows import ImportedLine, ImportedOrder


class StoredParts:
    """Lines, payments and parcels of the orders of one batch."""

    def __init__(self, session: Session, orders: Sequence[StoredOrder]) -> None:
        """Ask for all ``orders`` at once."""
        ids = [order.order_id for order in orders]
        self._lines = stored_lines(session, ids)
        self._payments = stored_payments(session, ids)
        self._shipments = stored_shipments(session, ids)

    def lines(self, order_id: int) -> list[StoredLine]:
        """Return the lines of one order."""
        return self._lines.get(order_id, [])

    def payments(self, order_id: int) -> list[StoredPayment]:
        """Return the payments of one order."""
        return self._payments.get(order_id, [])

    def shipments(self, order_id: int) -> list[StoredShipment]:
        """Return the parcels of one order."""
        return self._shipments.get(order_id, [])


class OrderWrites:
    """Collects new and changed orders until `write`."""

    def __init__(self, parts: StoredParts) -> None:
        """Start with nothing to write; ``parts`` are what known orders consist of."""
        self._parts = parts
        self._orders: list[dict[str, Any]] = []
        self._changes: list[dict[str, Any]] = []
        self._touched: list[dict[str, Any]] = []
        self._replaced: list[int] = []
        self._lines: list[tuple[int, int, ImportedLine]] = []
        self._payments: list[dict[str, Any]] = []
        self._payment_changes: list[dict[str, Any]] = []
        self._shipments: list[dict[str, Any]] = []
        self._shipment_changes: list[dict[str, Any]] = []

    @property
    def changed_orders(self) -> list[int]:
        """Which known orders are changed."""
        return [row["id"] for row in (*self._changes, *self._touched)]

    def add(self, order_id: int, number: str, customer_id: int, order: ImportedOrder) -> None:
        """Make ``order`` a new order of a customer, under our own ``number``."""
        self._orders.append(
            {
                "id": order_id,
                "number": number,
                "customer_id": customer_id,
                "shop": order.shop,
                "shop_order_number": order.shop_order_number,
                "channel": order.channel,
                **order_values(order),
            }
        )
        self._add_lines(order_id, order)
        if order.payment:
            self._payments.append({"order_id": order_id, **asdict(order.payment)})
        for shipment in order.shipments:
            self._shipments.append({"order_id": order_id, **asdict(shipment)})

    def change(self, stored: StoredOrder, order: ImportedOrder) -> bool:
        """Bring what the file says into an order; tell whether anything is different."""
        values = changed_order(stored, order)
        if values:
            self._changes.append({"id": stored.order_id, **values})
        parts = [
            self._change_lines(stored.order_id, order),
            self._change_payment(stored.order_id, order),
            self._change_shipments(stored.order_id, order),
        ]
        if any(parts) and not values:
            self._touched.append({"id": stored.order_id})
        return bool(values) or any(parts)

    def write(self, session: Session) -> list[int]:
        """Send everything in as few statements as there are tables; return the new parcels."""
        insert_rows(session, Order, self._orders)
        update_rows(session, Order, self._changes, revision=Order.revision + 1)
        update_rows(session, Order, self._touched, revision=Order.revision + 1)
        if self._replaced:
            session.execute(delete(OrderLine).where(OrderLine.order_id.in_(self._replaced)))
        insert_rows(session, OrderLine, self._line_rows(session))
        insert_rows(session, Payment, self._payments)
        update_rows(session, Payment, self._payment_changes, revision=Payment.revision + 1)
        parcels = taken_ids(session, Shipment, len(self._shipments))
        numbered = zip(parcels, self._shipments, strict=True)
        insert_rows(session, Shipment, [{"id": one, **row} for one, row in numbered])
        update_rows(session, Shipment, self._shipment_changes)
        return parcels

    def _add_lines(self, order_id: int, order: ImportedOrder) -> None:
        self._lines.extend((order_id, place, line) for place, line in enumerate(order.lines, 1))

    def _change_lines(self, order_id: int, order: ImportedOrder) -> bool:
        if same_lines(self._parts.lines(order_id), order.lines):
            return False
        self._replaced.append(order_id)
        self._add_lines(order_id, order)
        return True

    def _change_payment(self, order_id: int, order: ImportedOrder) -> bool:
        """Leave an order alone whose payment a person has parted in several."""
        stored = self._parts.payments(order_id)
        if order.payment is None or len(stored) > 1:
            return False
        if not stored:
            self._payments.append({"order_id": order_id, **asdict(order.payment)})
            return True
        values = changed_payment(stored[0], order.payment)
        if values:
            self._payment_changes.append({"id": stored[0].payment_id, **values})
        return bool(values)

    def _change_shipments(self, order_id: int, order: ImportedOrder) -> bool:
        changed = False
        for stored, shipment in paired_shipments(self._parts.shipments(order_id), order.shipments):
            if stored is None:
                self._shipments.append({"order_id": order_id, **asdict(shipment)})
                changed = True
            elif values := changed_shipment(stored, shipment):
                self._shipment_changes.append({"id": stored.shipment_id, **values})
                changed = True
        return changed

    def _line_rows(self, session: Session) -> list[dict[str, Any]]:
        products = _product_ids(session, [line for _, _, line in self._lines])
        return [
            {
                "order_id": order_id,
                "position": position,
                "product_id": products.get(line.product_code),
                **asdict(line),
            }
            for order_id, position, line in self._lines
        ]


def _product_ids(session: Session, lines: Sequence[ImportedLine]) -> dict[str, int]:
    """Return the product of each code; codes the office does not know yet become products."""
    codes = {line.product_code for line in lines} - {""}
    known = products_by_code(session, codes)
    new = {
        line.product_code: {
            "code": line.product_code,
            "name": line.product_name,
            "price_yen": line.unit_price_yen,
        }
        for line in lines
        if line.product_code in codes - known.keys()
    }
    if not new:
        return known
    insert_new_rows(session, Product, list(new.values()))
    return known | products_by_code(session, new.keys())
