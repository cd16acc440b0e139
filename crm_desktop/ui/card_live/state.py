"""What others changed on the open card, and who else has it open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from crm_desktop.actions.customer_edits import phone_of_field
from crm_desktop.database.queries.card_changes import CardChange, OtherDesk
from crm_desktop.database.queries.customer_card import CustomerCard


class CardPart(StrEnum):
    """A part of the card that changes by itself, in the order in which it is told."""

    NAME = "name"
    KANA = "kana"
    PERSON = "person"
    MEMO = "memo"
    PHONES = "phones"
    ADDRESS = "address"
    EMAIL = "email"
    ORDERS = "orders"
    NOTES = "notes"
    TASKS = "tasks"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """One part that somebody else changed; ``staff_name`` is "" where nobody of the staff did.

    ``numbers`` are the phone numbers that are others now, in E.164.
    """

    part: CardPart
    staff_name: str
    changed_at: datetime
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardLiveState:
    """What is marked for a while, and who else is there. ``customer_id`` None: no card is open."""

    customer_id: int | None = None
    marks: tuple[ChangedPart, ...] = ()
    others: tuple[OtherDesk, ...] = ()


def changed_parts(
    before: CustomerCard, after: CustomerCard, changes: tuple[CardChange, ...], now: datetime
) -> tuple[ChangedPart, ...]:
    """Return the parts that differ and that somebody else changed last.

    Where nobody knows who did, it was somebody else, ``now``.
    """
    parts = []
    for part, value in _VALUES.items():
        if value(before) == value(after):
            continue
        numbers = _new_numbers(before, after) if part is CardPart.PHONES else ()
        change = next((one for one in changes if _part_of(one) is part), None)
        if change is None:
            parts.append(ChangedPart(part, "", now, numbers))
        elif not change.is_me:
            parts.append(ChangedPart(part, change.staff_name, change.changed_at, numbers))
    return tuple(parts)


def _new_numbers(before: CustomerCard, after: CustomerCard) -> tuple[str, ...]:
    return tuple(phone.number for phone in after.phones if phone not in before.phones)


def _part_of(change: CardChange) -> CardPart | None:
    if change.subject == "customer":
        return _COLUMNS.get(change.field)
    if phone_of_field(change.field) is not None:
        return CardPart.PHONES
    return _SUBJECTS.get(change.subject)


_VALUES: Final[dict[CardPart, Callable[[CustomerCard], object]]] = {
    CardPart.NAME: lambda card: card.name,
    CardPart.KANA: lambda card: card.name_kana,
    CardPart.PERSON: lambda card: (card.birthday, card.sex),
    CardPart.MEMO: lambda card: card.attention_memo,
    CardPart.PHONES: lambda card: card.phones,
    CardPart.ADDRESS: lambda card: card.addresses,
    CardPart.EMAIL: lambda card: card.email,
    CardPart.ORDERS: lambda card: (card.orders, card.subscriptions),
    CardPart.NOTES: lambda card: card.notes,
    CardPart.TASKS: lambda card: card.tasks,
    CardPart.LETTERS: lambda card: card.letters,
}
_COLUMNS: Final = {
    "name": CardPart.NAME,
    "name_kana": CardPart.KANA,
    "birthday": CardPart.PERSON,
    "sex": CardPart.PERSON,
    "email": CardPart.EMAIL,
    "attention_memo": CardPart.MEMO,
}
_SUBJECTS: Final = {
    "customer_address": CardPart.ADDRESS,
    "customer_order": CardPart.ORDERS,
    "order_line": CardPart.ORDERS,
    "payment": CardPart.ORDERS,
    "shipment": CardPart.ORDERS,
    "subscription": CardPart.ORDERS,
    "contact_note": CardPart.NOTES,
    "task": CardPart.TASKS,
    "letter": CardPart.LETTERS,
}
