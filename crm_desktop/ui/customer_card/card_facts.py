"""What the rules on purchases and reasons for a call ask for, taken from the card."""

from __future__ import annotations

from datetime import datetime, tzinfo

from crm_desktop.database.queries.customer_card import CardOrder, CustomerCard
from crm_desktop.domain.call import CallDirection, CallResult
from crm_desktop.domain.call_facts import (
    CallFacts,
    DatedFact,
    ParcelFact,
    PaymentFact,
    SubscriptionFact,
)
from crm_desktop.domain.order import NOT_PURCHASES, SubscriptionState
from crm_desktop.domain.purchase_cycle import Purchase, PurchaseCycle


def purchases_of(card: CustomerCard, zone: tzinfo | None) -> tuple[Purchase, ...]:
    """Return what counts as a purchase of the newest orders, on days of the office's ``zone``."""
    return tuple(
        Purchase(
            order.ordered_at.astimezone(zone).date(),
            tuple(line.product_name for line in order.lines),
        )
        for order in _bought(card)
    )


def call_facts_of(
    card: CustomerCard, cycle: PurchaseCycle | None, zone: tzinfo | None
) -> CallFacts:
    """Return what may make this customer call; ``cycle`` is that of all purchases."""
    bought = _bought(card)
    return CallFacts(
        payments=tuple(fact for order in bought for fact in _payments(order)),
        parcels=tuple(fact for order in bought for fact in _parcels(order)),
        subscriptions=_subscriptions(card),
        mailings=tuple(
            DatedFact(one.mailing_id, one.dropped_on, one.title) for one in card.mailings
        ),
        letters_not_thanked=_letters_not_thanked(card),
        missed_calls=_missed_calls(card, zone),
        tasks=tuple(
            DatedFact(task.task_id, task.due_on, task.title) for task in card.tasks if task.due_on
        ),
        cycle=cycle,
    )


def _bought(card: CustomerCard) -> list[CardOrder]:
    return [order for order in card.orders if order.status not in NOT_PURCHASES]


def _payments(order: CardOrder) -> list[PaymentFact]:
    return [
        PaymentFact(
            order.order_id,
            payment.method,
            payment.amount_yen,
            payment.due_on,
            payment.slip_expires_on,
            payment.paid_on,
        )
        for payment in order.payments
    ]


def _parcels(order: CardOrder) -> list[ParcelFact]:
    return [
        ParcelFact(order.order_id, parcel.state, parcel.shipped_on, parcel.expected_on)
        for parcel in order.shipments
    ]


def _subscriptions(card: CustomerCard) -> tuple[SubscriptionFact, ...]:
    return tuple(
        SubscriptionFact(
            one.subscription_id, one.product_name, one.state, one.next_on, one.paused_until
        )
        for one in card.subscriptions
        if one.state != SubscriptionState.STOPPED
    )


def _letters_not_thanked(card: CustomerCard) -> tuple[DatedFact, ...]:
    return tuple(
        DatedFact(letter.letter_id, letter.received_on)
        for letter in card.letters
        if letter.thanked_on is None and letter.state != "answered"
    )


def _missed_calls(card: CustomerCard, zone: tzinfo | None) -> tuple[DatedFact, ...]:
    spoken_at = max((call.answered_at for call in card.calls if call.answered_at), default=_NEVER)
    return tuple(
        DatedFact(call.call_id, call.began_at.astimezone(zone).date())
        for call in card.calls
        if call.direction == CallDirection.IN
        and call.result == CallResult.MISSED
        and call.began_at > spoken_at
    )


_NEVER = datetime.fromisoformat("0001-01-01T00:00:00+00:00")
