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


def my_new_customers(session: Session, *, most: int = 200) -> list[NewCustomerRow]:
    """Return whom moves brought to whoever asks, and who are not worked through yet.

    The newest move first, and in it who owes, then who is furthest behind the cycle.
    """
    return [NewCustomerRow(*row) for row in session.execute(_MINE, {"most": most})]


def moves_of(session: Session, customer_id: int) -> list[MoveOfCustomer]:
    """Return how the customer of an open card changed hands, newest first."""
    return [MoveOfCustomer(*row) for row in session.execute(_MOVES, {"customer": customer_id})]


_MINE: Final = text("SELECT * FROM my_new_customers(:most)")
_MOVES: Final = text("SELECT * FROM moves_of(:customer)")
