"""The rows of one order as an order: every value in its stored form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from crm_desktop.domain.imported_order import (
    OrderSums,
    PricedLine,
    assumed_paid_on,
    order_sums,
    parcel_state,
    prices_with_tax,
)
from crm_desktop.domain.moment import JAPAN_TIME
from crm_desktop.domain.order import NOT_PURCHASES, OrderStatus, ShipmentState
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.tables.cell_reading import RowReading
from crm_desktop.tables.customer_rows import CustomerRow
from crm_desktop.tables.import_fields import LEFT_OUT
from crm_desktop.tables.order_line_rows import ReadLine, ReadParcel


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """One product of an order; the price is that of one piece with tax."""

    product_code: str
    product_name: str
    quantity: int
    unit_price_yen: int


@dataclass(frozen=True, slots=True)
class ImportedPayment:
    """What is to be paid, and whether it was."""

    method: PaymentMethod
    amount_yen: int
    due_on: date | None
    slip_number: str
    slip_expires_on: date | None
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class ImportedShipment:
    """One parcel; "" and None mean that the file says nothing."""

    state: ShipmentState
    carrier: str
    tracking_number: str
    shipped_on: date | None
    expected_on: date | None
    delivered_on: date | None


@dataclass(frozen=True, slots=True)
class ImportedOrder:
    """One order. ``customer`` is who ordered, as written in the order."""

    line: int
    shop: str
    shop_order_number: str
    channel: str
    status: OrderStatus
    ordered_at: datetime
    sums: OrderSums
    memo: str
    customer: CustomerRow
    lines: tuple[ImportedLine, ...]
    payment: ImportedPayment | None
    shipments: tuple[ImportedShipment, ...]


@dataclass(frozen=True, slots=True)
class OrderDefaults:
    """What an order gets where the file says nothing. ``today`` is the day of the import."""

    shop: str
    channel: str
    excluding_tax: bool
    today: date


def is_left_out(reading: RowReading) -> bool:
    """Tell whether the shop itself does not count this as an order (購入処理中)."""
    return reading.word("status", or_number="status_number") == LEFT_OUT


def read_order(
    reading: RowReading,
    customer: CustomerRow,
    lines: Sequence[ReadLine],
    defaults: OrderDefaults,
) -> ImportedOrder | None:
    """Return the order that ``reading`` (its cells merged) and ``lines`` describe.

    None when a problem was found that leaves nothing to build on; any problem in ``reading``
    means that the order must not be used.
    """
    number = reading.short_text("shop_order_number")
    if not number:
        reading.refuse("shop_order_number", "the order number is missing")
    ordered_at = reading.moment("ordered_at")
    if ordered_at is None:
        reading.refuse("ordered_at", "the day of the order is missing")
        return None
    status = _status(reading)
    sums, products = _priced(reading, lines, defaults)
    ordered_on = ordered_at.astimezone(JAPAN_TIME).date()
    shipments = _shipments(lines, status, ordered_on, defaults.today)
    return ImportedOrder(
        line=reading.line,
        shop=reading.short_text("shop") or defaults.shop,
        shop_order_number=number,
        channel=_known(reading, "channel") or defaults.channel,
        status=status,
        ordered_at=ordered_at,
        sums=sums,
        memo=reading.text("order_memo"),
        customer=customer,
        lines=products,
        payment=_payment(reading, sums.total_yen, status, ordered_on, shipments),
        shipments=shipments,
    )


def _known(reading: RowReading, name: str) -> str:
    word = reading.word(name)
    if not word and reading.text(name):
        reading.refuse(name, f'"{reading.short_text(name)}" is not known')
    return word


def _status(reading: RowReading) -> OrderStatus:
    word = reading.word("status", or_number="status_number")
    if not word and reading.text("status"):
        reading.refuse("status", f'"{reading.short_text("status")}" is not known')
    return OrderStatus(word or OrderStatus.NEW)


def _priced(
    reading: RowReading, lines: Sequence[ReadLine], defaults: OrderDefaults
) -> tuple[OrderSums, tuple[ImportedLine, ...]]:
    products = [line for line in lines if line.kind == "product"]
    subtotal = reading.whole("subtotal")
    prices = _prices(products, subtotal, defaults)
    found = tuple(
        ImportedLine(line.product_code, line.product_name, line.quantity, price)
        for line, price in zip(products, prices, strict=True)
    )
    sums = order_sums(
        lines_yen=sum(line.quantity * line.unit_price_yen for line in found),
        fees_yen=_fees(reading, lines),
        subtotal_yen=subtotal,
        discount_yen=_discount(reading, lines),
        total_yen=reading.whole("total"),
    )
    if sums.gap_yen:
        reading.warn("total", f"the sums do not add up: {sums.gap_yen:+,} yen")
    if not found:
        reading.refuse("product_name", "the order has no product")
    return sums, found


def _prices(
    products: Sequence[ReadLine], subtotal: int | None, defaults: OrderDefaults
) -> list[int]:
    priced = [
        PricedLine(
            line.price, line.quantity, line.tax_percent if defaults.excluding_tax else Decimal(0)
        )
        for line in products
    ]
    return prices_with_tax(priced, subtotal)


def _fees(reading: RowReading, lines: Sequence[ReadLine]) -> int:
    shipping, fee = reading.whole("shipping_fee"), reading.whole("fee")
    shipping = _sum_of(lines, "shipping") if shipping is None else shipping
    return shipping + (_sum_of(lines, "fee") if fee is None else fee)


def _discount(reading: RowReading, lines: Sequence[ReadLine]) -> int:
    discount = reading.whole("discount")
    return abs(_sum_of(lines, "discount") if discount is None else discount)


def _sum_of(lines: Sequence[ReadLine], kind: str) -> int:
    return sum(int(line.price) * line.quantity for line in lines if line.kind == kind)


def _shipments(
    lines: Sequence[ReadLine], status: OrderStatus, ordered_on: date, today: date
) -> tuple[ImportedShipment, ...]:
    if status is OrderStatus.CANCELLED:
        return ()
    return tuple(_shipment(parcel, status, ordered_on, today) for parcel in _parcels(lines))


def _parcels(lines: Sequence[ReadLine]) -> list[ReadParcel]:
    """Return each parcel once; rows without a parcel's number belong to the numbered ones."""
    parcels: dict[str, ReadParcel] = {}
    for line in lines:
        if line.parcel.is_known:
            parcels.setdefault(line.parcel.number, line.parcel)
    if len(parcels) > 1:
        parcels.pop("", None)
    return list(parcels.values())


def _shipment(
    parcel: ReadParcel, status: OrderStatus, ordered_on: date, today: date
) -> ImportedShipment:
    state = parcel_state(
        status,
        shipped_on=parcel.shipped_on,
        delivered_on=parcel.delivered_on,
        ordered_on=ordered_on,
        today=today,
    )
    return ImportedShipment(
        ShipmentState(parcel.state) if parcel.state else state,
        parcel.carrier,
        parcel.tracking_number,
        parcel.shipped_on,
        parcel.expected_on,
        parcel.delivered_on,
    )


def _payment(
    reading: RowReading,
    total_yen: int,
    status: OrderStatus,
    ordered_on: date,
    shipments: Sequence[ImportedShipment],
) -> ImportedPayment | None:
    paid_on = reading.day("paid_on")
    due_on, slip_expires_on = reading.day("due_on"), reading.day("slip_expires_on")
    method = _method(reading, total_yen)
    if method is None or (status in NOT_PURCHASES and paid_on is None):
        return None
    shipped = [one.shipped_on for one in shipments if one.shipped_on]
    assumed = assumed_paid_on(
        method,
        status,
        ordered_on=ordered_on,
        shipped_on=max(shipped, default=None),
        arrived=all(one.state is ShipmentState.DELIVERED for one in shipments) and bool(shipments),
    )
    number = reading.short_text("slip_number")
    return ImportedPayment(method, total_yen, due_on, number, slip_expires_on, paid_on or assumed)


def _method(reading: RowReading, total_yen: int) -> PaymentMethod | None:
    if total_yen == 0:
        return PaymentMethod.FREE
    word = reading.word_inside("payment_method")
    if word:
        return PaymentMethod(word)
    text = reading.short_text("payment_method")
    if text:
        reading.warn("payment_method", f'"{text}" is not known: no payment is recorded')
    return None
