"""What an import must know of orders before it writes: many at once, never one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Executable, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.order import Order, OrderLine, Product
from crm_desktop.database.models.payment import Payment
from crm_desktop.database.models.shipment import Shipment
from crm_desktop.database.queries.imports import is_one_of

Row = TypeVar("Row", bound="StoredLine | StoredPayment | StoredShipment")


@dataclass(frozen=True, slots=True)
class StoredOrder:
    """An order that came from a shop."""

    order_id: int
    shop: str
    shop_order_number: str
    status: str
    ordered_at: datetime
    subtotal_yen: int
    shipping_fee_yen: int
    discount_yen: int
    total_yen: int
    memo: str


@dataclass(frozen=True, slots=True)
class StoredLine:
    """One line of an order."""

    order_id: int
    product_code: str
    product_name: str
    quantity: int
    unit_price_yen: int


@dataclass(frozen=True, slots=True)
class StoredPayment:
    """One payment of an order."""

    order_id: int
    payment_id: int
    method: str
    amount_yen: int
    due_on: date | None
    slip_number: str
    slip_expires_on: date | None
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class StoredShipment:
    """One parcel of an order."""

    order_id: int
    shipment_id: int
    state: str
    carrier: str
    tracking_number: str
    shipped_on: date | None
    expected_on: date | None
    delivered_on: date | None


def stored_orders(
    session: Session, keys: Collection[tuple[str, str]]
) -> dict[tuple[str, str], StoredOrder]:
    """Return the orders known by (shop, order number), locked until the transaction ends."""
    found: dict[tuple[str, str], StoredOrder] = {}
    for shop in sorted({shop for shop, _ in keys}):
        numbers = [number for one, number in keys if one == shop]
        statement = (
            select(
                Order.id,
                Order.shop,
                Order.shop_order_number,
                Order.status,
                Order.ordered_at,
                Order.subtotal_yen,
                Order.shipping_fee_yen,
                Order.discount_yen,
                Order.total_yen,
                Order.memo,
            )
            .where(Order.shop == shop, is_one_of(Order.shop_order_number, numbers))
            .order_by(Order.id)
            .with_for_update()
        )
        rows: Iterable[Any] = session.execute(statement)
        for row in rows:
            order = StoredOrder(*row)
            found[order.shop, order.shop_order_number] = order
    return found


def stored_lines(session: Session, order_ids: Collection[int]) -> dict[int, list[StoredLine]]:
    """Return the lines of each order, in their order."""
    statement = (
        select(
            OrderLine.order_id,
            OrderLine.product_code,
            OrderLine.product_name,
            OrderLine.quantity,
            OrderLine.unit_price_yen,
        )
        .where(is_one_of(OrderLine.order_id, order_ids))
        .order_by(OrderLine.order_id, OrderLine.position)
    )
    return _by_order(session, statement, StoredLine, order_ids)


def stored_payments(session: Session, order_ids: Collection[int]) -> dict[int, list[StoredPayment]]:
    """Return the payments of each order, oldest first."""
    statement = (
        select(
            Payment.order_id,
            Payment.id,
            Payment.method,
            Payment.amount_yen,
            Payment.due_on,
            Payment.slip_number,
            Payment.slip_expires_on,
            Payment.paid_on,
        )
        .where(is_one_of(Payment.order_id, order_ids))
        .order_by(Payment.id)
    )
    return _by_order(session, statement, StoredPayment, order_ids)


def stored_shipments(
    session: Session, order_ids: Collection[int]
) -> dict[int, list[StoredShipment]]:
    """Return the parcels of each order, oldest first."""
    statement = (
        select(
            Shipment.order_id,
            Shipment.id,
            Shipment.state,
            Shipment.carrier,
            Shipment.tracking_number,
            Shipment.shipped_on,
            Shipment.expected_on,
            Shipment.delivered_on,
        )
        .where(is_one_of(Shipment.order_id, order_ids))
        .order_by(Shipment.id)
    )
    return _by_order(session, statement, StoredShipment, order_ids)


def numbers_in_use(session: Session, numbers: Collection[str]) -> set[str]:
    """Return which of our own order numbers are taken."""
    if not numbers:
        return set()
    return set(session.scalars(select(Order.number).where(is_one_of(Order.number, numbers))))


def products_by_code(session: Session, codes: Collection[str]) -> dict[str, int]:
    """Return the id of each product code that is known."""
    if not codes:
        return {}
    statement = select(Product.code, Product.id).where(is_one_of(Product.code, codes))
    return {row[0]: row[1] for row in session.execute(statement)}


def _by_order(
    session: Session, statement: Executable, kind: type[Row], order_ids: Collection[int]
) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    if order_ids:
        for row in session.execute(statement):
            found.setdefault(row[0], []).append(kind(*row))
    return found
