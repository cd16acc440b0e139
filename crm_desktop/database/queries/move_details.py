"""What a supervisor sees of a move beyond its sums; customers by their code, never by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from crm_desktop.database.models.customer import Tag
from crm_desktop.database.models.order import Product


@dataclass(frozen=True, slots=True)
class MoveException:
    """A customer who does not go with the whole; ``now_with`` is "" for nobody."""

    code: str
    now_with: str


@dataclass(frozen=True, slots=True)
class PeopleOfMove:
    """How many go from one person ("": nobody) to another."""

    from_name: str
    to_name: str
    customers: int


@dataclass(frozen=True, slots=True)
class FilterOffers:
    """What a filter can be about: ids or codes with their words; cities by prefecture."""

    tags: tuple[tuple[int, str], ...]
    products: tuple[tuple[str, str], ...]
    cities: tuple[tuple[str, str], ...]


def codes_of(session: Session, customers: Sequence[int]) -> dict[int, str]:
    """Return the codes of at most a thousand customers."""
    rows = session.execute(_CODES, {"customers": list(customers)})
    return {row.customer_id: row.code for row in rows}


def customer_with_code(session: Session, code: str) -> int | None:
    """Return whose code that is; None: nobody's."""
    found = session.scalar(_WITH_CODE, {"code": code})
    return None if found is None else int(found)


def move_exceptions(session: Session, move_id: int, *, most: int = 200) -> list[MoveException]:
    """Return whom others have moved since the draft, or who was left out or stayed, by code."""
    rows = session.execute(_EXCEPTIONS, {"move": move_id, "most": most})
    return [MoveException(*row) for row in rows]


def people_of_move(session: Session, move_id: int, *, most: int = 200) -> list[PeopleOfMove]:
    """Return how many customers of a move go from whom to whom, the most first."""
    rows = session.execute(_PEOPLE, {"move": move_id, "most": most})
    return [PeopleOfMove(*row) for row in rows]


def filter_offers(session: Session) -> FilterOffers:
    """Return what there is to choose customers by."""
    tags = session.execute(select(Tag.id, Tag.label).order_by(Tag.label, Tag.id))
    products = session.execute(select(Product.code, Product.name).order_by(Product.code))
    return FilterOffers(
        tuple((row.id, row.label) for row in tags),
        tuple((row.code, row.name) for row in products),
        tuple((row.prefecture, row.city) for row in session.execute(_CITIES)),
    )


_CODES: Final = text("SELECT * FROM codes_of_customers(CAST(:customers AS bigint[]))")
_WITH_CODE: Final = text("SELECT chosen_with_code(:code)")
_EXCEPTIONS: Final = text("SELECT * FROM move_exceptions(:move, :most)")
_PEOPLE: Final = text("SELECT * FROM move_people(:move, :most)")
_CITIES: Final = text("SELECT * FROM cities_of_customers()")
