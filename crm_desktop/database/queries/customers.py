"""Questions that are answered with a list of customers.

The database answers no search that it has not recorded, and the record must stand before the
answer can be read. So each question is two statements in transactions of their own, as in
``Database.asking``; in one transaction only an owner's is answered.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from crm_desktop.domain.search_words import SearchWords, search_words
from crm_desktop.errors.access import PasswordDue, RightMissing, SearchedTooOften

MOST_FOUND: Final = 50
_LONGEST_RECORDED: Final = 100


@dataclass(frozen=True, slots=True)
class CallerMatch:
    """A customer who may be the one calling, with what helps to choose.

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
    last_chosen: bool
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class FoundCustomer:
    """One result of a search; ``matched`` names the kind: name kana phone code order postal.

    The database tells few columns, fewer to some. ``phone`` is empty unless it was typed whole,
    ``phone_end`` the last four digits. ``postal_code`` and ``prefecture`` are for those who only
    take letters in, and empty for others; all the rest but name, kana and code is empty for them,
    and for others where the customer is ``restricted`` and no supervisor asks.
    """

    customer_id: int
    code: str
    name: str
    name_kana: str
    birthday: date | None
    city: str
    phone: str
    last_ordered_at: datetime | None
    matched: str
    phone_end: str = ""
    postal_code: str = ""
    prefecture: str = ""
    restricted: bool = False


def customers_with_phone(session: Session, number: str, call_id: int | None) -> list[CallerMatch]:
    """Return who has the E.164 ``number``: the one last chosen first, then by last order.

    At most 20; empty when nobody has it. It is recorded as a search unless ``call_id`` is a call
    from that number to the telephone of whoever asks.

    Raises:
        SearchedTooOften: it counts as a search, and there were too many in the last hour.
        PasswordDue, RightMissing: whoever asks may not search.
    """
    parameters = {"number": number, "call_id": call_id}
    _refuse_unless_noted(session.execute(_CALLER_NOTED, parameters).one())
    return [CallerMatch(*row) for row in session.execute(_CALLERS_FOUND, parameters)]


def customers_found(
    session: Session, words: str, *, limit: int = MOST_FOUND
) -> list[FoundCustomer]:
    """Return the customers that ``words`` may mean, best first; empty when none or too short.

    ``words``: a number in any form, kana or kanji (prefix and inside), customer code, order
    number, postal code. Exact answers come first, then beginnings, then what stands inside or at
    the end; among equals by kana. ``limit`` is at most 50: of more, any may be missing.

    Raises:
        SearchedTooOften: there were too many searches in the last hour.
        PasswordDue, RightMissing: whoever asks may not search.
    """
    meaning = search_words(words)
    if meaning == SearchWords():
        return []
    terms = terms_of(meaning)
    noting = {"terms": terms, "words": _recordable(words)}
    _refuse_unless_noted(session.execute(_SEARCH_NOTED, noting).one())
    found = session.execute(_CUSTOMERS_SEARCHED, {"terms": terms, "most": limit})
    return [FoundCustomer(*row) for row in found]


def terms_of(meaning: SearchWords) -> dict[str, Any]:
    """Return what the database is asked for: all that a text may mean, without what it cannot."""
    return {field: value for field, value in asdict(meaning).items() if value}


def _recordable(words: str) -> str:
    """Return the beginning of ``words`` without what PostgreSQL cannot store."""
    storable = words[:_LONGEST_RECORDED].encode("utf-8", "ignore").decode()
    return storable.replace("\0", "").strip()


def _refuse_unless_noted(row: Row[Any]) -> None:
    match row.outcome:
        case "noted" | "mine":
            return
        case "too_many":
            raise SearchedTooOften(row.hourly_limit)
        case "password_due":
            raise PasswordDue
        case outcome:
            raise RightMissing(f"searching is refused: {outcome}")


_TERMS: Final = bindparam("terms", type_=JSONB)
_SEARCH_NOTED: Final = text(
    "SELECT outcome, hourly_limit FROM search_noted(:terms, :words)"
).bindparams(_TERMS)
_CUSTOMERS_SEARCHED: Final = text("""
SELECT customer_id, code, name, name_kana, birthday, city, phone, last_ordered_at, matched,
       phone_end, postal_code, prefecture, restricted
  FROM customers_searched(:terms, :most)
""").bindparams(_TERMS)
_CALLER_NOTED: Final = text("SELECT outcome, hourly_limit FROM caller_noted(:number, :call_id)")
_CALLERS_FOUND: Final = text("""
SELECT customer_id, code, name, name_kana, birthday, sex, last_ordered_at, last_order_items,
       last_chosen, restricted
  FROM callers_found(:number, :call_id)
""")
