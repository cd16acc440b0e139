"""What simulated desks type, notes and orders that no other has, and what is stored of it."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

import psycopg

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.domain.new_order import OrderedLine
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.ui.new_order.reading import order_draft, order_of_draft
from crm_desktop.ui.new_order.state import NewOrderState, OrderCustomer, OrderForm

STORIES: Final = (
    "髙橋様より。﨑の字は立つ崎。",
    "ﾊﾝｶｸの名前で登録希望",
    "来週の火曜、午後に折り返し",
)
GOODS: Final = (
    OrderedLine("AO-30", "青汁30包", 1, 3980),
    OrderedLine("AO-60", "青汁60包 ﾌﾚｯｼｭ", 2, 6980),
    OrderedLine("", "髙麗人参（試供品）", 12, 0),
    OrderedLine("KS-01", "黒酢カプセル", 3, 2480),
)
METHODS: Final = (PaymentMethod.DEFERRED, PaymentMethod.CARD, PaymentMethod.CASH_ON_DELIVERY)

Stored = list[tuple[str, str]]


def typed_note(customer_id: int, chance: random.Random) -> tuple[Draft, Draft]:
    """Return a note half typed, and whole; the two are the same draft."""
    draft_id = uuid4()
    body = f"{chance.choice(STORIES)}\n{draft_id.hex}"
    fields: dict[str, Json] = {"body": body[:9], "follow_up": chance.random() < 0.3}
    half = Draft(draft_id, DraftKind.NOTE, customer_id, fields, datetime.now(UTC))
    return half, replace(half, fields={**fields, "body": body})


def typed_order(customer_id: int, chance: random.Random) -> tuple[Draft, Draft]:
    """Return an order half typed, and whole, with lines, sums, a payment and a memo of its own."""
    draft_id, now = uuid4(), datetime.now(UTC)
    lines = tuple(chance.sample(GOODS, chance.randint(1, len(GOODS))))
    form = OrderForm(lines[:1], shipping_fee="550", method=chance.choice(METHODS))
    customer = OrderCustomer(customer_id, "髙橋 美智子", "C-1")
    whole = replace(form, lines=lines, memo=draft_id.hex)
    if sum(line.amount_yen for line in lines) > 5_000:
        whole = replace(whole, discount="300")
    return (
        order_draft(draft_id, NewOrderState(customer, form), now),
        order_draft(draft_id, NewOrderState(customer, whole), now),
    )


def note_of(draft: Draft) -> WrittenNote:
    """Return the note that a draft becomes."""
    assert draft.customer_id is not None
    day = date(2026, 11, 24) if draft.fields["follow_up"] else None
    return WrittenNote(
        operation_id=UUID(str(draft.draft_id)),
        customer_id=draft.customer_id,
        call_id=None,
        happened_at=draft.typed_at,
        body=str(draft.fields["body"]),
        category_id=None,
        state="open",
        follow_up_on=day,
    )


def hash_of(draft: Draft) -> str:
    """Return what tells from all others what a draft becomes when it is stored whole."""
    if draft.kind is DraftKind.NOTE:
        return _hash(str(draft.fields["body"]))
    order = order_of_draft(draft)
    terms = order.terms
    lines = [
        [line.product_code, line.product_name, line.quantity, line.unit_price_yen]
        for line in terms.lines
    ]
    fee, off, total = terms.shipping_fee_yen, terms.discount_yen, terms.total_yen
    payments = [[str(terms.payment_method), total]]
    sums = [terms.subtotal_yen, fee, off, total]
    return _hash_of_order(order.customer_id, order.memo, sums, lines, payments)


def stored_notes(owner: psycopg.Connection[Any]) -> Stored:
    """Return operation and hash of each note that is stored."""
    rows = owner.execute("SELECT operation_id::text, body FROM contact_note").fetchall()
    return [(operation, _hash(body)) for operation, body in rows]


def stored_orders(owner: psycopg.Connection[Any]) -> Stored:
    """Return operation and hash of each order, with the lines and payments that it has now."""
    return [(row[0], _hash_of_order(*row[1:])) for row in owner.execute(_ORDERS).fetchall()]


def _hash_of_order(*facts: Any) -> str:
    return _hash(json.dumps(facts, ensure_ascii=False))


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


_ORDERS: Final = """
SELECT o.operation_id::text, o.customer_id, o.memo,
       jsonb_build_array(o.subtotal_yen, o.shipping_fee_yen, o.discount_yen, o.total_yen),
       (SELECT coalesce(jsonb_agg(jsonb_build_array(l.product_code, l.product_name, l.quantity,
                                                    l.unit_price_yen) ORDER BY l.position), '[]')
          FROM order_line l WHERE l.order_id = o.id),
       (SELECT coalesce(jsonb_agg(jsonb_build_array(p.method, p.amount_yen) ORDER BY p.id), '[]')
          FROM payment p WHERE p.order_id = o.id)
  FROM customer_order o
"""
