"""Questions that are answered with a list of customers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class CallerMatch:
    """A customer who may be the one calling, with what helps to decide.

    ``last_chosen`` marks who was chosen the last time this number called.
    """

    customer_id: int
    code: str
    name: str
    name_kana: str
    birthday: date | None
    sex: str
    last_ordered_at: datetime | None
    last_order_items: str
    unpaid_yen: int
    on_the_way: bool
    last_chosen: bool


@dataclass(frozen=True, slots=True)
class FoundCustomer:
    """One result of a search; ``matched`` names the kind: name kana phone code order postal."""

    customer_id: int
    code: str
    name: str
    name_kana: str
    birthday: date | None
    city: str
    phone: str
    last_ordered_at: datetime | None
    matched: str


def customers_with_phone(session: Session, number: str) -> list[CallerMatch]:
    """Return who has the E.164 ``number``: the one last chosen first, then by last order.

    At most 20; empty when nobody has it.
    """
    raise NotImplementedError


def customers_found(session: Session, words: str, *, limit: int = 50) -> list[FoundCustomer]:
    """Return the customers that ``words`` may mean, best first; empty when none or too short.

    ``words``: a number in any form, kana or kanji (prefix and inside), customer code, order
    number, postal code.
    """
    raise NotImplementedError
