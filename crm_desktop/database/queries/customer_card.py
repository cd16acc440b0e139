"""Everything the customer card shows, in one round trip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class CardPhone:
    """One number; ``number`` is E.164, ``label`` one of PHONE_LABELS."""

    number: str
    phone_extension: str
    label: str


@dataclass(frozen=True, slots=True)
class CardAddress:
    """One address in parts as shown; parts may be empty."""

    label: str
    postal_code: str
    prefecture: str
    city: str
    town: str
    block: str
    building: str
    delivery_note: str


@dataclass(frozen=True, slots=True)
class CardOrderLine:
    """One line of an order."""

    product_code: str
    product_name: str
    quantity: int
    unit_price_yen: int


@dataclass(frozen=True, slots=True)
class CardPayment:
    """What is to be paid for an order; None dates are not known or have not happened."""

    method: str
    amount_yen: int
    due_on: date | None
    slip_expires_on: date | None
    paid_on: date | None
    dunning_count: int


@dataclass(frozen=True, slots=True)
class CardShipment:
    """One parcel of an order, with the titles of what was enclosed."""

    state: str
    carrier: str
    tracking_number: str
    shipped_on: date | None
    expected_on: date | None
    delivered_on: date | None
    enclosures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardOrder:
    """One order with all that hangs on it."""

    order_id: int
    number: str
    shop: str
    shop_order_number: str
    channel: str
    status: str
    ordered_at: datetime
    total_yen: int
    is_subscription: bool
    memo: str
    lines: tuple[CardOrderLine, ...]
    payments: tuple[CardPayment, ...]
    shipments: tuple[CardShipment, ...]


@dataclass(frozen=True, slots=True)
class CardSubscription:
    """One repeat delivery; exactly one of the two intervals is given."""

    product_name: str
    quantity: int
    interval_days: int | None
    interval_months: int | None
    next_on: date | None
    delivered_count: int
    state: str
    paused_until: date | None


@dataclass(frozen=True, slots=True)
class CardMailing:
    """One DM that was sent to the customer."""

    mailing_id: int
    title: str
    offer: str
    dropped_on: date
    valid_until_on: date | None
    document_id: int | None


@dataclass(frozen=True, slots=True)
class CardLetter:
    """One letter from the customer."""

    letter_id: int
    received_on: date
    way: str
    state: str
    summary: str
    thanked_on: date | None
    document_id: int | None


@dataclass(frozen=True, slots=True)
class CardCall:
    """One earlier call; ``staff_name`` is who answered, empty when nobody did."""

    call_id: int
    direction: str
    began_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    result: str
    line_name: str
    staff_name: str


@dataclass(frozen=True, slots=True)
class CardNote:
    """One contact note."""

    note_id: int
    happened_at: datetime
    staff_name: str
    category: str
    body: str
    state: str


@dataclass(frozen=True, slots=True)
class CardTask:
    """One open task for this customer."""

    task_id: int
    kind: str
    title: str
    due_on: date | None
    staff_name: str


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """One customer with everything an operator needs in every call.

    Orders, mailings, letters, calls and notes come newest first and bounded (the newest 100
    orders, 50 of each other); ``order_count`` and ``sales_yen`` count all that are purchases.
    """

    customer_id: int
    revision: int
    code: str
    name: str
    name_kana: str
    birthday: date | None
    sex: str
    email: str
    rank: str
    staff_name: str
    attention_memo: str
    restricted: bool
    customer_since: date | None
    tags: tuple[str, ...]
    phones: tuple[CardPhone, ...]
    addresses: tuple[CardAddress, ...]
    orders: tuple[CardOrder, ...]
    order_count: int
    sales_yen: int
    subscriptions: tuple[CardSubscription, ...]
    mailings: tuple[CardMailing, ...]
    letters: tuple[CardLetter, ...]
    calls: tuple[CardCall, ...]
    notes: tuple[CardNote, ...]
    tasks: tuple[CardTask, ...]


def customer_card(session: Session, customer_id: int) -> CustomerCard:
    """Return the card of a customer.

    Raises:
        RecordGone: there is no such customer (any more).
    """
    raise NotImplementedError
