"""How an order is paid and whether the money is due, late or here."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class PaymentMethod(StrEnum):
    """代引, 後払い, 払込票, コンビニ, カード, 口座振込, 郵便振替 and free of charge."""

    CASH_ON_DELIVERY = "cash_on_delivery"
    DEFERRED = "deferred"
    PAYMENT_SLIP = "payment_slip"
    CONVENIENCE_STORE = "convenience_store"
    CARD = "card"
    BANK_TRANSFER = "bank_transfer"
    POSTAL_TRANSFER = "postal_transfer"
    FREE = "free"


class PaymentStanding(StrEnum):
    """What an operator says about a payment today."""

    PAID = "paid"
    OPEN = "open"
    OVERDUE = "overdue"
    SLIP_EXPIRED = "slip_expired"


def payment_standing(
    *, paid_on: date | None, due_on: date | None, slip_expires_on: date | None, today: date
) -> PaymentStanding:
    """Return how a payment stands; it is late from the day after ``due_on`` (glossary: 未収)."""
    if paid_on is not None:
        return PaymentStanding.PAID
    if slip_expires_on is not None and today > slip_expires_on:
        return PaymentStanding.SLIP_EXPIRED
    if due_on is not None and today > due_on:
        return PaymentStanding.OVERDUE
    return PaymentStanding.OPEN
