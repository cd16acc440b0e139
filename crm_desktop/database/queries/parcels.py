"""Questions about parcels, many at once: by the numbers that lists name them with."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.order import Order
from crm_desktop.database.models.shipment import Enclosure, Shipment
from crm_desktop.database.queries.imports import is_one_of


def enclosures_by_code(session: Session, codes: Collection[str]) -> dict[str, int]:
    """Return the enclosure of each code that is known."""
    statement = select(Enclosure.code, Enclosure.id).where(is_one_of(Enclosure.code, codes))
    return {row.code: row.id for row in session.execute(statement)}


def parcels_by_tracking_number(session: Session, numbers: Collection[str]) -> dict[str, list[int]]:
    """Return the parcels of each tracking number that is known, oldest first."""
    found: dict[str, list[int]] = {}
    if numbers:
        statement = (
            select(Shipment.tracking_number, Shipment.id)
            .where(is_one_of(Shipment.tracking_number, numbers), Shipment.tracking_number != "")
            .order_by(Shipment.id)
        )
        for row in session.execute(statement):
            found.setdefault(row.tracking_number, []).append(row.id)
    return found


def parcels_by_order_number(session: Session, numbers: Collection[str]) -> dict[str, list[int]]:
    """Return the parcels of each order number, ours or a shop's, that is known, oldest first."""
    found: dict[str, list[int]] = {}
    if numbers:
        named = or_(is_one_of(Order.number, numbers), is_one_of(Order.shop_order_number, numbers))
        statement = (
            select(Order.number, Order.shop_order_number, Shipment.id)
            .join(Shipment, Shipment.order_id == Order.id)
            .where(named)
            .order_by(Shipment.id)
        )
        for row in session.execute(statement):
            for number in {row.number, row.shop_order_number} & set(numbers):
                found.setdefault(number, []).append(row.id)
    return found
