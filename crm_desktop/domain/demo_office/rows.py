"""The rows of the demo office: one class a table, its fields the table's columns in any order.

Named tuples, so that a bulk load can write them as they are. Days are ``date``, times are aware.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID


class StaffRow(NamedTuple):
    """One member of staff; ``extension`` is empty for who has left."""

    id: int
    login: str
    name: str
    name_kana: str
    extension: str | None
    active: bool


class ProductRow(NamedTuple):
    """Something that is sold."""

    id: int
    code: str
    name: str
    price_yen: int
    active: bool


class DocumentRow(NamedTuple):
    """A paper; its pages are drawn and stored elsewhere."""

    id: int
    created_at: datetime


class MailingRow(NamedTuple):
    """A campaign's paper."""

    id: int
    code: str
    title: str
    offer: str
    valid_from_on: date | None
    valid_until_on: date | None
    document_id: int | None
    conditions: str


class EnclosureRow(NamedTuple):
    """Something laid into parcels."""

    id: int
    code: str
    title: str
    offer: str
    valid_from_on: date | None
    valid_until_on: date | None
    document_id: int | None
    conditions: str


class EnclosureRuleRow(NamedTuple):
    """Which parcels get an enclosure; None asks for nothing."""

    id: int
    enclosure_id: int
    product_id: int | None
    mailing_id: int | None
    nth_order: int | None
    from_on: date | None


class NoteCategoryRow(NamedTuple):
    """One inquiry category of the tree."""

    id: int
    parent_id: int | None
    label_ja: str
    label_en: str
    position: int
    needs_approval: bool


class TagRow(NamedTuple):
    """A word that marks customers."""

    id: int
    label: str


class CustomerRow(NamedTuple):
    """A customer with the keys that searching compares."""

    id: int
    code: str
    name: str
    name_kana: str
    name_key: str
    kana_key: str
    given_name_key: str
    given_kana_key: str
    birthday: date | None
    sex: str
    email: str
    rank: str
    attention_memo: str
    customer_since: date | None


class AssignmentRow(NamedTuple):
    """Who looks after a customer."""

    customer_id: int
    staff_id: int


class PhoneRow(NamedTuple):
    """One number, in E.164, of one customer."""

    customer_id: int
    number: str
    label: str
    position: int


class AddressRow(NamedTuple):
    """One address; position 0 is where the customer lives."""

    customer_id: int
    position: int
    label: str
    postal_code: str
    prefecture: str
    city: str
    town: str
    block: str
    building: str
    delivery_note: str


class ShopAccountRow(NamedTuple):
    """The customer's number in a web shop."""

    shop: str
    shop_customer_number: str
    customer_id: int


class CustomerTagRow(NamedTuple):
    """One tag on one customer."""

    customer_id: int
    tag_id: int


class CallerChoiceRow(NamedTuple):
    """Who of several people was last chosen for a number."""

    number: str
    customer_id: int
    chosen_at: datetime
    staff_id: int


class SubscriptionRow(NamedTuple):
    """A repeat delivery; exactly one of the two intervals is set."""

    id: int
    customer_id: int
    product_id: int
    quantity: int
    interval_days: int | None
    interval_months: int | None
    next_on: date | None
    delivered_count: int
    state: str
    paused_until: date | None
    started_on: date


class OrderRow(NamedTuple):
    """One order."""

    id: int
    customer_id: int
    number: str
    shop: str
    shop_order_number: str | None
    channel: str
    status: str
    ordered_at: datetime
    subtotal_yen: int
    shipping_fee_yen: int
    discount_yen: int
    total_yen: int
    subscription_id: int | None
    staff_id: int | None
    memo: str
    created_at: datetime


class OrderLineRow(NamedTuple):
    """One line of one order."""

    order_id: int
    position: int
    product_id: int
    product_code: str
    product_name: str
    quantity: int
    unit_price_yen: int


class PaymentRow(NamedTuple):
    """How one order is paid."""

    id: int
    order_id: int
    method: str
    amount_yen: int
    due_on: date | None
    slip_number: str
    slip_expires_on: date | None
    slip_issued_count: int
    paid_on: date | None
    dunning_count: int


class ShipmentRow(NamedTuple):
    """One parcel."""

    id: int
    order_id: int
    state: str
    carrier: str
    tracking_number: str
    shipped_on: date | None
    expected_on: date | None
    delivered_on: date | None


class ShipmentEnclosureRow(NamedTuple):
    """One enclosure in one parcel."""

    shipment_id: int
    enclosure_id: int


class MailingRecipientRow(NamedTuple):
    """One customer who was sent one mailing."""

    mailing_id: int
    customer_id: int
    wave: int
    dropped_on: date


class LetterRow(NamedTuple):
    """One letter of a customer."""

    id: int
    customer_id: int
    received_on: date
    way: str
    state: str
    summary: str
    transcription: str
    thanked_on: date | None
    thanked_how: str
    thanked_by_id: int | None
    document_id: int | None
    created_at: datetime


class CallRow(NamedTuple):
    """One call that is over."""

    id: int
    source: str
    source_call_id: str
    direction: str
    caller_raw: str
    caller: str | None
    no_number_reason: str | None
    called_raw: str
    line_name: str
    queue: str
    began_at: datetime
    answered_at: datetime | None
    ended_at: datetime
    result: str
    customer_id: int | None
    ended_by: str | None = None
    cause: str = ""


class CallLegRow(NamedTuple):
    """One telephone that rang or talked in one call."""

    id: int
    call_id: int
    source_leg_id: str
    extension: str
    staff_id: int | None
    rang_at: datetime
    answered_at: datetime | None
    ended_at: datetime
    outcome: str


class AvailabilityRow(NamedTuple):
    """From here on a person was so; ``call_id`` is the call that after-call work is about."""

    operation_id: UUID
    staff_id: int
    state: str
    extension: str
    call_id: int | None
    changed_at: datetime


class NoteRow(NamedTuple):
    """What an operator wrote about one contact."""

    id: int
    operation_id: UUID
    customer_id: int
    call_id: int | None
    staff_id: int
    category_id: int
    body: str
    state: str
    happened_at: datetime
    created_at: datetime


class TaskRow(NamedTuple):
    """Something to be done for a customer."""

    id: int
    operation_id: UUID
    customer_id: int
    staff_id: int | None
    note_id: int | None
    kind: str
    title: str
    due_on: date
    priority: int
    state: str
    outcome: str
    created_at: datetime


DemoRow = (
    StaffRow
    | ProductRow
    | DocumentRow
    | MailingRow
    | EnclosureRow
    | EnclosureRuleRow
    | NoteCategoryRow
    | TagRow
    | CustomerRow
    | AssignmentRow
    | PhoneRow
    | AddressRow
    | ShopAccountRow
    | CustomerTagRow
    | CallerChoiceRow
    | SubscriptionRow
    | OrderRow
    | OrderLineRow
    | PaymentRow
    | ShipmentRow
    | ShipmentEnclosureRow
    | MailingRecipientRow
    | LetterRow
    | CallRow
    | CallLegRow
    | AvailabilityRow
    | NoteRow
    | TaskRow
)
