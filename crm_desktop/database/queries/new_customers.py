"""Questions about customers that moves brought to somebody, and about one customer's moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class NewCustomerRow:
    """A customer that a move brought and what matters in them.

    ``from_name`` is "" for nobody; ``move_note`` is said of the whole move, ``note`` of this
    customer. ``unpaid_yen`` is what is to be paid, ``overdue_days`` how far the purchase cycle is
    behind (None: not), ``thanks_due`` that a letter waits for thanks. With ``cover_until`` they are
    covered for a while. ``name`` is "" where the card is not everybody's to open.
    """

    move_id: int
    customer_id: int
    code: str
    name: str
    name_kana: str
    moved_at: datetime
    from_name: str
    move_note: str
    note: str
    cover_until: date | None
    unpaid_yen: int
    overdue_days: int | None
    thanks_due: bool


@dataclass(frozen=True, slots=True)
class MoveOfCustomer:
    """One change of hands; ``from_name`` is "" for nobody."""

    move_id: int
    moved_at: datetime
    from_name: str
    to_name: str
    made_by: str
    cover_until: date | None
    move_note: str
    note: str
    undone: bool


@dataclass(frozen=True, slots=True)
class HandOver:
    """With which words somebody got the customer of an open card; see `NewCustomerRow`."""

    moved_at: datetime
    from_name: str
    move_note: str
    note: str
    cover_until: date | None


@dataclass(frozen=True, slots=True)
class CardHolder:
    """Who looks after a customer today ("": nobody), and for whom where somebody covers.

    ``hand_over`` is there as long as whoever asks has not worked the customer through.
    """

    staff_name: str
    covered_for: str
    hand_over: HandOver | None = None


@dataclass(frozen=True, slots=True)
class StuckPlan:
    """A plan of whoever asks that is not done: so many customers were to go to who has left."""

    move_id: int
    planned_on: date
    customers: int
    who_left: str


def my_new_customers(session: Session, *, most: int = 200) -> list[NewCustomerRow]:
    """Return whom moves brought to whoever asks, and who are not worked through yet.

    The newest move first, and in it who owes, then who is furthest behind the cycle.
    """
    return [NewCustomerRow(*row) for row in session.execute(_MINE, {"most": most})]


def moves_of(session: Session, customer_id: int) -> list[MoveOfCustomer]:
    """Return how the customer of an open card changed hands, newest first."""
    return [MoveOfCustomer(*row) for row in session.execute(_MOVES, {"customer": customer_id})]


def holder_of(session: Session, customer_id: int) -> CardHolder | None:
    """Return who looks after the customer of a card, None when it is not open to who asks."""
    row = session.execute(_HOLDER, {"customer": customer_id}).one_or_none()
    if row is None:
        return None
    hand_over = None if row.moved_at is None else HandOver(*row[2:])
    return CardHolder(row.staff_name, row.covered_for, hand_over)


def my_stuck_plans(session: Session) -> list[StuckPlan]:
    """Return the plans of a supervisor that wait since somebody left, what is due first."""
    return [StuckPlan(*row) for row in session.execute(_STUCK)]


_MINE: Final = text("SELECT * FROM my_new_customers(:most)")
_MOVES: Final = text("SELECT * FROM moves_of(:customer)")
_HOLDER: Final = text("SELECT * FROM holder_of(:customer)")
_STUCK: Final = text("SELECT * FROM my_stuck_plans()")
