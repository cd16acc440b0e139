"""What of a customer's orders is still to be paid, and which of it a question is likely about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from crm_desktop.database.queries.customer_card import CardOrder
from crm_desktop.domain.order import NOT_PURCHASES, OrderStatus
from crm_desktop.domain.payment import PaymentMethod


@dataclass(frozen=True, slots=True)
class PayableOrder:
    """One payment that no money has come for; ``slip_expires_on`` is the slip's last day."""

    order_id: int
    number: str
    method: PaymentMethod
    amount_yen: int
    due_on: date | None
    slip_expires_on: date | None


def payable_orders(orders: Iterable[CardOrder]) -> tuple[PayableOrder, ...]:
    """Return the unpaid payments of ``orders``, in their order; none of what was taken back."""
    return tuple(
        PayableOrder(
            order.order_id,
            order.number,
            PaymentMethod(payment.method),
            payment.amount_yen,
            payment.due_on,
            payment.slip_expires_on,
        )
        for order in orders
        if OrderStatus(order.status) not in NOT_PURCHASES
        for payment in order.payments
        if payment.paid_on is None and payment.amount_yen
    )


def likely_meant(
    payable: Sequence[PayableOrder], *, selected_order_id: int | None = None
) -> PayableOrder | None:
    """Return the selected order's payment, else the first with a slip, else the first of all.

    With the newest order first that is the newest slip; None when nothing is to be paid.
    """
    return min(
        payable,
        key=lambda one: (one.order_id != selected_order_id, one.method not in _WITH_A_SLIP),
        default=None,
    )


_WITH_A_SLIP: Final = frozenset(
    {
        PaymentMethod.PAYMENT_SLIP,
        PaymentMethod.CONVENIENCE_STORE,
        PaymentMethod.DEFERRED,
        PaymentMethod.POSTAL_TRANSFER,
    }
)
