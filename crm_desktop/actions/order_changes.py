"""What a file changes in an order, its payment and its parcels: blanks never do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from crm_desktop.database.queries.imported_orders import (
    StoredLine,
    StoredOrder,
    StoredPayment,
    StoredShipment,
)
from crm_desktop.domain.order import ShipmentState
from crm_desktop.tables.order_rows import (
    ImportedLine,
    ImportedOrder,
    ImportedPayment,
    ImportedShipment,
)


def order_values(order: ImportedOrder) -> dict[str, Any]:
    """Return the columns that a file fills, as they should be."""
    sums = order.sums
    return {
        "status": str(order.status),
        "ordered_at": order.ordered_at,
        "subtotal_yen": sums.subtotal_yen,
        "shipping_fee_yen": sums.shipping_fee_yen,
        "discount_yen": sums.discount_yen,
        "total_yen": sums.total_yen,
        "memo": order.memo,
    }


def changed_order(stored: StoredOrder, order: ImportedOrder) -> dict[str, Any]:
    """Return all those columns, or nothing when they are so already; a memo is only filled."""
    wanted = {**order_values(order), "memo": stored.memo or order.memo}
    same = all(getattr(stored, column) == value for column, value in wanted.items())
    return {} if same else wanted


def same_lines(stored: Sequence[StoredLine], lines: Sequence[ImportedLine]) -> bool:
    """Tell whether an order has these products, numbers and prices already."""
    return [
        (line.product_code, line.product_name, line.quantity, line.unit_price_yen)
        for line in stored
    ] == [
        (line.product_code, line.product_name, line.quantity, line.unit_price_yen) for line in lines
    ]


def changed_payment(stored: StoredPayment, payment: ImportedPayment) -> dict[str, Any]:
    """Return all columns as they should be, or nothing when they are so already."""
    wanted = {
        "method": str(payment.method),
        "amount_yen": payment.amount_yen,
        "due_on": payment.due_on or stored.due_on,
        "slip_number": payment.slip_number or stored.slip_number,
        "slip_expires_on": payment.slip_expires_on or stored.slip_expires_on,
        "paid_on": payment.paid_on or stored.paid_on,
    }
    same = all(getattr(stored, column) == value for column, value in wanted.items())
    return {} if same else wanted


def changed_shipment(stored: StoredShipment, shipment: ImportedShipment) -> dict[str, Any]:
    """Return all columns as they should be, or nothing; a parcel never goes back on its way."""
    wanted: dict[str, Any] = {
        name: value or getattr(stored, name) for name, value in asdict(shipment).items()
    }
    old, new = ShipmentState(stored.state), shipment.state
    wanted["state"] = str(new if _COURSE.index(new) > _COURSE.index(old) else old)
    same = all(getattr(stored, column) == value for column, value in wanted.items())
    return {} if same else wanted


def paired_shipments(
    stored: Sequence[StoredShipment], shipments: Sequence[ImportedShipment]
) -> list[tuple[StoredShipment | None, ImportedShipment]]:
    """Return each parcel of the file with the stored one: by tracking number, else by its place."""
    left = list(stored)
    pairs: dict[int, StoredShipment] = {}
    for place, shipment in enumerate(shipments):
        same = [one for one in left if one.tracking_number == shipment.tracking_number != ""]
        if same:
            pairs[place] = same[0]
            left.remove(same[0])
    for place, shipment in enumerate(shipments):
        numberless = [one for one in left if not (one.tracking_number and shipment.tracking_number)]
        if place not in pairs and numberless:
            pairs[place] = numberless[0]
            left.remove(numberless[0])
    return [(pairs.get(place), shipment) for place, shipment in enumerate(shipments)]


_COURSE: Final = (
    ShipmentState.PREPARING,
    ShipmentState.ON_THE_WAY,
    ShipmentState.DELIVERED,
    ShipmentState.BROUGHT_BACK,
)
