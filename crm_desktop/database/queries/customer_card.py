"""Everything the customer card shows, in one round trip."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from crm_desktop.database.engine import driver_connection
from crm_desktop.domain.opening import NOT_COUNTED, Opening
from crm_desktop.errors.database import RecordGone

Rows = list[list[Any]] | None


@dataclass(frozen=True, slots=True)
class CardPhone:
    """One number; ``number`` is E.164, ``label`` one of PHONE_LABELS."""

    number: str
    phone_extension: str
    label: str


@dataclass(frozen=True, slots=True)
class CardAddress:
    """One address in parts as shown; parts may be empty. A scanner is not told its id (0)."""

    label: str
    postal_code: str
    prefecture: str
    city: str
    town: str
    block: str
    building: str
    delivery_note: str
    address_id: int = 0


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
    subscription_id: int = 0


@dataclass(frozen=True, slots=True)
class CardMailing:
    """One DM that was sent to the customer, in which wave of it."""

    mailing_id: int
    title: str
    offer: str
    dropped_on: date
    valid_until_on: date | None
    document_id: int | None
    wave: int = 1


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
class CardDialling:
    """A number that was dialled from the card, of whose call no phone system has told."""

    request_id: int
    dialled_at: datetime
    number: str
    staff_name: str


@dataclass(frozen=True, slots=True)
class CardNote:
    """One contact note; ``approval`` is one of APPROVALS, with the supervisor's word."""

    note_id: int
    happened_at: datetime
    staff_name: str
    category: str
    body: str
    state: str
    call_id: int | None = None
    approval: str = ""
    approval_word: str = ""


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
    orders, 50 of each other); ``order_count`` and ``sales_yen`` count all that are purchases, and
    ``unpaid_yen`` is what no money came for yet of them, due or not. The first of the addresses is
    the usual one; those in ``addresses_put_away`` are not used any more. Calls that nobody was
    chosen for count as the customer's when they came from one of the numbers. ``opening`` tells how
    many cards the reader has opened, this one included.
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
    unpaid_yen: int = 0
    covered_for: str = ""
    diallings: tuple[CardDialling, ...] = ()
    addresses_put_away: tuple[CardAddress, ...] = ()
    opening: Opening = NOT_COUNTED


def customer_card(session: Session, customer_id: int) -> CustomerCard:
    """Return the card of a customer that the session's login may read already.

    Raises:
        RecordGone: there is no such customer (any more), or the card is not open.
    """
    session.flush()  # the driver does not know what still waits in the session
    row = driver_connection(session).execute(_CARD, [customer_id], prepare=True).fetchone()
    if row is None or row[0] is None:
        raise RecordGone("customer", customer_id)
    return card_of_answer(row[0])


def card_of_answer(answer: str) -> CustomerCard:
    """Return the card in what the database's ``card_of`` answers.

    What a scanner is not told is empty; what a newer database tells besides is left aside.
    """
    told: dict[str, Any] = json.loads(answer)
    card = {name: told.get(name, empty) for name, empty in _EMPTY.items()}
    for field, read in _READERS.items():
        card[field] = read(card[field])
    return CustomerCard(**card)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _rows_of(kind: type[Any], **readers: Callable[[Any], Any]) -> Callable[[Rows], tuple[Any, ...]]:
    """Return what makes rows of ``kind`` from arrays, having read the named fields first."""
    names = [field.name for field in dataclass_fields(kind)]
    width = len(names)
    places = [(names.index(name), read) for name, read in readers.items()]

    def read_rows(rows: Rows) -> tuple[Any, ...]:
        if rows is None:
            return ()
        for row in rows:
            for place, read in places:
                row[place] = read(row[place])
        return tuple([kind(*row[:width]) for row in rows])

    return read_rows


_CARD: Final = b"SELECT card_of(%s::bigint)"
_EMPTY: Final[dict[str, Any]] = {
    field.name: {"int": 0, "str": "", "bool": False}.get(str(field.type))
    for field in dataclass_fields(CustomerCard)
    if field.name != "opening"
}
_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "birthday": _day,
    "customer_since": _day,
    "tags": lambda labels: tuple(labels or ()),
    "phones": _rows_of(CardPhone),
    "addresses": _rows_of(CardAddress),
    "addresses_put_away": _rows_of(CardAddress),
    "orders": _rows_of(
        CardOrder,
        ordered_at=_moment,
        lines=_rows_of(CardOrderLine),
        payments=_rows_of(CardPayment, due_on=_day, slip_expires_on=_day, paid_on=_day),
        shipments=_rows_of(
            CardShipment,
            shipped_on=_day,
            expected_on=_day,
            delivered_on=_day,
            enclosures=lambda titles: tuple(titles or ()),
        ),
    ),
    "subscriptions": _rows_of(CardSubscription, next_on=_day, paused_until=_day),
    "mailings": _rows_of(CardMailing, dropped_on=_day, valid_until_on=_day),
    "letters": _rows_of(CardLetter, received_on=_day, thanked_on=_day),
    "calls": _rows_of(CardCall, began_at=_moment, answered_at=_moment, ended_at=_moment),
    "diallings": _rows_of(CardDialling, dialled_at=_moment),
    "notes": _rows_of(CardNote, happened_at=_moment),
    "tasks": _rows_of(CardTask, due_on=_day),
}
