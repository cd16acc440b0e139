"""Cards with defaults, invented on purpose to be awkward."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from crm_desktop.database.queries.customer_card import (
    CardAddress,
    CardCall,
    CardLetter,
    CardMailing,
    CardNote,
    CardOrder,
    CardOrderLine,
    CardPayment,
    CardPhone,
    CardShipment,
    CustomerCard,
)

JAPAN = timezone(timedelta(hours=9), "JST")
NOW = datetime(2026, 11, 24, 1, 32, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def a_card(**given: Any) -> CustomerCard:
    values: dict[str, Any] = {
        "customer_id": 4182,
        "revision": 3,
        "code": "C-004182",
        "name": "髙橋 美智子",
        "name_kana": "タカハシ ミチコ",
        "birthday": date(1954, 3, 5),
        "sex": "female",
        "email": "",
        "rank": "best",
        "staff_name": "佐伯",
        "attention_memo": "",
        "restricted": False,
        "customer_since": date(2014, 5, 1),
        "tags": (),
        "phones": (CardPhone("+81353211111", "", "home"),),
        "addresses": (
            CardAddress("home", "1600023", "東京都", "新宿区", "西新宿", "2-8-1", "", ""),
        ),
        "orders": (),
        "order_count": 0,
        "sales_yen": 0,
        "subscriptions": (),
        "mailings": (),
        "letters": (),
        "calls": (),
        "notes": (),
        "tasks": (),
    }
    card = CustomerCard(**values | given)
    return replace(card, unpaid_yen=sum(_unpaid_yen(order) for order in card.orders))


def _unpaid_yen(order: CardOrder) -> int:
    if order.status in {"cancelled", "returned"}:
        return 0
    return sum(payment.amount_yen for payment in order.payments if payment.paid_on is None)


def an_order(order_id: int = 1, **given: Any) -> CardOrder:
    values: dict[str, Any] = {
        "order_id": order_id,
        "number": f"D-{order_id:06}",
        "shop": "office",
        "shop_order_number": "",
        "channel": "phone",
        "status": "shipped",
        "ordered_at": datetime(2026, 11, 20, 2, 15, tzinfo=UTC),
        "total_yen": 7_960,
        "is_subscription": False,
        "memo": "",
        "lines": (CardOrderLine("A-30", "青汁30包", 2, 3_980),),
        "payments": (),
        "shipments": (),
    }
    return CardOrder(**values | given)


def a_payment(**given: Any) -> CardPayment:
    values: dict[str, Any] = {
        "method": "payment_slip",
        "amount_yen": 7_960,
        "due_on": date(2026, 12, 5),
        "slip_expires_on": date(2026, 12, 20),
        "paid_on": None,
        "dunning_count": 0,
    }
    return CardPayment(**values | given)


def a_parcel(state: str = "delivered", **given: Any) -> CardShipment:
    values: dict[str, Any] = {
        "state": state,
        "carrier": "ヤマト運輸",
        "tracking_number": "1234-5678-9012",
        "shipped_on": date(2026, 11, 21),
        "expected_on": date(2026, 11, 25),
        "delivered_on": None,
        "enclosures": (),
    }
    return CardShipment(**values | given)


def a_mailing(mailing_id: int = 1, **given: Any) -> CardMailing:
    values: dict[str, Any] = {
        "mailing_id": mailing_id,
        "title": "秋の感謝祭",
        "offer": "青汁2箱以上で送料無料",
        "dropped_on": date(2026, 10, 28),
        "valid_until_on": date(2026, 11, 30),
        "document_id": None,
    }
    return CardMailing(**values | given)


def a_letter(letter_id: int = 1, **given: Any) -> CardLetter:
    values: dict[str, Any] = {
        "letter_id": letter_id,
        "received_on": date(2026, 11, 3),
        "way": "post",
        "state": "read",
        "summary": "いつも丁寧に送っていただき、ありがとうございます。",
        "thanked_on": None,
        "document_id": None,
    }
    return CardLetter(**values | given)


def a_call(call_id: int = 1, **given: Any) -> CardCall:
    values: dict[str, Any] = {
        "call_id": call_id,
        "direction": "in",
        "began_at": datetime(2026, 11, 10, 5, 0, tzinfo=UTC),
        "answered_at": datetime(2026, 11, 10, 5, 0, 12, tzinfo=UTC),
        "ended_at": datetime(2026, 11, 10, 5, 3, 36, tzinfo=UTC),
        "result": "answered",
        "line_name": "ご注文",
        "staff_name": "田所",
    }
    return CardCall(**values | given)


def a_note(note_id: int = 1, **given: Any) -> CardNote:
    values: dict[str, Any] = {
        "note_id": note_id,
        "happened_at": datetime(2026, 11, 10, 5, 4, tzinfo=UTC),
        "staff_name": "田所",
        "category": "お届け",
        "body": "次回からお届けは午前中をご希望。",
        "state": "done",
    }
    return CardNote(**values | given)
