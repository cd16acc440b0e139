"""What one order of the card means today: its parcel, its payment, what is still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Final

from crm_desktop.database.queries.customer_card import CardOrder, CardPayment, CardShipment
from crm_desktop.domain.order import NOT_PURCHASES, OrderStatus, ShipmentState
from crm_desktop.domain.payment import PaymentStanding, payment_standing

_PARCELS: Final = (
    ShipmentState.BROUGHT_BACK,
    ShipmentState.ON_THE_WAY,
    ShipmentState.PREPARING,
    ShipmentState.DELIVERED,
)
_STANDINGS: Final = (
    PaymentStanding.SLIP_EXPIRED,
    PaymentStanding.OVERDUE,
    PaymentStanding.OPEN,
    PaymentStanding.PAID,
)


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """One order as it stands today; ``parcel`` and ``payment`` are the most urgent of several.

    ``standing`` is None when there is nothing to pay; ``days_late`` is 0 unless it is overdue;
    ``open_yen`` is 0 for an order that is no purchase (any more).
    """

    order: CardOrder
    ordered_on: date
    is_purchase: bool
    parcel: CardShipment | None
    payment: CardPayment | None
    standing: PaymentStanding | None
    days_late: int
    open_yen: int


def order_facts(order: CardOrder, *, today: date, zone: tzinfo | None) -> OrderFacts:
    """Return how ``order`` stands ``today`` in the office's time ``zone``."""
    is_purchase = OrderStatus(order.status) not in NOT_PURCHASES
    payment, standing = _most_urgent_payment(order.payments, today)
    open_yen = sum(paid.amount_yen for paid in order.payments if paid.paid_on is None)
    return OrderFacts(
        order=order,
        ordered_on=order.ordered_at.astimezone(zone).date(),
        is_purchase=is_purchase,
        parcel=_most_urgent_parcel(order.shipments),
        payment=payment,
        standing=standing if is_purchase else None,
        days_late=_days_late(payment, today) if is_purchase else 0,
        open_yen=open_yen if is_purchase else 0,
    )


def _most_urgent_parcel(shipments: Iterable[CardShipment]) -> CardShipment | None:
    return min(
        shipments,
        key=lambda shipment: _PARCELS.index(ShipmentState(shipment.state)),
        default=None,
    )


def _most_urgent_payment(
    payments: Iterable[CardPayment], today: date
) -> tuple[CardPayment | None, PaymentStanding | None]:
    standings = [(payment, _standing(payment, today)) for payment in payments if payment.amount_yen]
    if not standings:
        return None, None
    return min(standings, key=lambda pair: _STANDINGS.index(pair[1]))


def _standing(payment: CardPayment, today: date) -> PaymentStanding:
    return payment_standing(
        paid_on=payment.paid_on,
        due_on=payment.due_on,
        slip_expires_on=payment.slip_expires_on,
        today=today,
    )


def _days_late(payment: CardPayment | None, today: date) -> int:
    if payment is None or payment.paid_on is not None or payment.due_on is None:
        return 0
    return max(0, (today - payment.due_on).days)
