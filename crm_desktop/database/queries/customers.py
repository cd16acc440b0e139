"""Questions that are answered with a list of customers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from crm_desktop.database.queries.customers_statement import CALLERS_STATEMENT, SEARCH_STATEMENT
from crm_desktop.domain.search_words import SearchWords, search_words

MOST_FOUND: Final = 50


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
    rows = session.execute(CALLERS_STATEMENT, {"number": number})
    return [CallerMatch(*row) for row in rows]


def customers_found(session: Session, words: str, *, limit: int = 50) -> list[FoundCustomer]:
    """Return the customers that ``words`` may mean, best first; empty when none or too short.

    ``words``: a number in any form, kana or kanji (prefix and inside), customer code, order
    number, postal code. Exact answers come first, then beginnings, then what stands inside or at
    the end; among equals by kana. ``limit`` is at most 50: of more, any may be missing.
    """
    meaning = search_words(words)
    if meaning == SearchWords():
        return []
    parameters = _parameters(meaning, min(limit, MOST_FOUND))
    return [FoundCustomer(*row) for row in session.execute(SEARCH_STATEMENT, parameters)]


def _parameters(meaning: SearchWords, most: int) -> dict[str, Any]:
    kana = meaning.kana if meaning.kana != meaning.name else ""
    return {
        **{
            field: list(value) if isinstance(value, tuple) else value or None
            for field, value in asdict(meaning).items()
        },
        "name_pairs": _pairs(meaning.name),
        "kana_pairs": _pairs(kana),
        "most": most,
    }


def _pairs(key: str) -> list[str] | None:
    """Return what ``name_pairs`` makes of a key in the database; None for less than two letters."""
    return [key[place : place + 2] for place in range(len(key) - 1)] or None
