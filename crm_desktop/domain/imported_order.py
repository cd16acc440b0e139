"""What a shop's file leaves unsaid about an order: tax, sums that add up, parcels, old payments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

from crm_desktop.domain.order import NOT_PURCHASES, OrderStatus, ShipmentState
from crm_desktop.domain.payment import PaymentMethod

ARRIVED_AFTER: Final = timedelta(days=14)
"""A parcel sent longer ago than this is taken to have arrived: shops do not tell."""


@dataclass(frozen=True, slots=True)
class PricedLine:
    """Price of one piece in yen without tax, number of pieces, tax in per cent."""

    price: Decimal
    quantity: int
    tax_percent: Decimal


@dataclass(frozen=True, slots=True)
class OrderSums:
    """Sums in yen including tax; ``gap_yen`` is by how much they fail to add up."""

    subtotal_yen: int
    shipping_fee_yen: int
    discount_yen: int
    total_yen: int
    gap_yen: int


def prices_with_tax(lines: Sequence[PricedLine], subtotal_yen: int | None) -> list[int]:
    """Return the price of one piece of each line with tax, rounded as the shop must have done.

    Shops round half up, down or up, and some price lists hold the tax already: the first way
    whose sum is ``subtotal_yen`` is the right one. Half up where none is, or nothing is known.
    """
    ways = [[way(line) for line in lines] for way in _WAYS]
    for prices in ways:
        total = sum(price * line.quantity for price, line in zip(prices, lines, strict=True))
        if total == subtotal_yen:
            return prices
    return ways[0]


def order_sums(
    *,
    lines_yen: int,
    fees_yen: int,
    subtotal_yen: int | None,
    discount_yen: int | None,
    total_yen: int | None,
) -> OrderSums:
    """Return sums that add up: subtotal + shipping and fees - discount = total.

    ``fees_yen`` holds shipping and all other fees. What is None is worked out of the rest; a
    discount is widened to what is missing, as points are no discount in a shop's own sums.
    """
    subtotal = lines_yen if subtotal_yen is None else subtotal_yen
    discount = discount_yen or 0
    total = subtotal + fees_yen - discount if total_yen is None else total_yen
    missing = subtotal + fees_yen - total
    if missing >= discount:
        return OrderSums(subtotal, fees_yen, missing, total, 0)
    if subtotal_yen is None:
        return OrderSums(total - fees_yen + discount, fees_yen, discount, total, 0)
    return OrderSums(subtotal, fees_yen, discount, total, discount - missing)


def parcel_state(
    status: OrderStatus,
    *,
    shipped_on: date | None,
    delivered_on: date | None,
    ordered_on: date,
    today: date,
) -> ShipmentState:
    """Return where a parcel is, as far as the file lets one say."""
    if status is OrderStatus.RETURNED:
        return ShipmentState.BROUGHT_BACK
    if delivered_on is not None or status is OrderStatus.COMPLETED:
        return ShipmentState.DELIVERED
    if shipped_on is None and status is not OrderStatus.SHIPPED:
        return ShipmentState.PREPARING
    if today - (shipped_on or ordered_on) > ARRIVED_AFTER:
        return ShipmentState.DELIVERED
    return ShipmentState.ON_THE_WAY


def assumed_paid_on(
    method: PaymentMethod,
    status: OrderStatus,
    *,
    ordered_on: date,
    shipped_on: date | None,
    arrived: bool,
) -> date | None:
    """Return the day on which money came that the file says nothing about; None for "not yet".

    A card is charged when the order is made, the carrier takes cash when it hands the parcel
    over, and an order called completed is paid.
    """
    if status in NOT_PURCHASES:
        return None
    if method in {PaymentMethod.CARD, PaymentMethod.FREE}:
        return ordered_on
    if status is OrderStatus.COMPLETED or (method is PaymentMethod.CASH_ON_DELIVERY and arrived):
        return shipped_on or ordered_on
    return None


def _rounded(rounding: str) -> Callable[[PricedLine], int]:
    def with_tax(line: PricedLine) -> int:
        tax = line.price * line.tax_percent / 100
        return int((line.price + tax.quantize(Decimal(1), rounding)).to_integral_value(rounding))

    return with_tax


_WAYS: Final[tuple[Callable[[PricedLine], int], ...]] = (
    _rounded(ROUND_HALF_UP),
    _rounded(ROUND_DOWN),
    _rounded(ROUND_CEILING),
    lambda line: int(line.price.to_integral_value(ROUND_HALF_UP)),
)
