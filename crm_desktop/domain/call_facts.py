"""What is known of a customer that may make them call; days are those of the office's time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.purchase_cycle import PurchaseCycle


@dataclass(frozen=True, slots=True)
class PaymentFact:
    """A payment of an order that was neither cancelled nor returned."""

    order_id: int
    method: str
    amount_yen: int
    due_on: date | None
    slip_expires_on: date | None
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class ParcelFact:
    """A parcel of an order that was neither cancelled nor returned."""

    order_id: int
    state: str
    shipped_on: date | None
    expected_on: date | None


@dataclass(frozen=True, slots=True)
class SubscriptionFact:
    """A repeat delivery that was not stopped."""

    subscription_id: int
    product_name: str
    state: str
    next_on: date | None
    paused_until: date | None


@dataclass(frozen=True, slots=True)
class DatedFact:
    """Something with an id and a day: a DM posted, a letter not thanked for, a call, a task."""

    fact_id: int
    happens_on: date
    title: str = ""


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What is known of a customer that may make them call.

    ``missed_calls`` are those nobody has spoken to the customer since; ``cycle`` is None when
    there is too little to say.
    """

    payments: tuple[PaymentFact, ...] = ()
    parcels: tuple[ParcelFact, ...] = ()
    subscriptions: tuple[SubscriptionFact, ...] = ()
    mailings: tuple[DatedFact, ...] = ()
    letters_not_thanked: tuple[DatedFact, ...] = ()
    missed_calls: tuple[DatedFact, ...] = ()
    tasks: tuple[DatedFact, ...] = ()
    cycle: PurchaseCycle | None = None
