"""Questions asked before, while and after customers are moved between staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from psycopg.types.json import Jsonb
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from crm_desktop.database.models.assignment import SavedFilter
from crm_desktop.domain.customer_filter import CustomerFilter, filter_of
from crm_desktop.domain.spread import Movable


@dataclass(frozen=True, slots=True)
class ChosenTotals:
    """What a filter comes to; ``yearly_yen`` is what they bought in the last twelve months."""

    customers: int
    yearly_yen: int
    open_tasks: int
    open_call_backs: int


@dataclass(frozen=True, slots=True)
class SampledCustomer:
    """One of the chosen as a row to look at; ``last_ordered_on`` is empty for no order."""

    customer_id: int
    code: str
    name: str
    rank: str
    prefecture: str
    city: str
    staff_name: str
    last_ordered_on: date | None
    orders: int


@dataclass(frozen=True, slots=True)
class MoveTotal:
    """How many go from one person (None: nobody) to another."""

    from_staff_id: int | None
    to_staff_id: int
    customers: int


@dataclass(frozen=True, slots=True)
class StaffLoad:
    """One member of staff who can get customers, and what they look after now."""

    staff_id: int
    name: str
    active: bool
    customers: int
    yearly_yen: int


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One move of the history, newest first; ``made_by`` and ``undone_by`` are names."""

    move_id: int
    state: str
    made_by: str
    created_at: datetime
    planned_on: date | None
    cover_until: date | None
    done_at: datetime | None
    undone_at: datetime | None
    undone_by: str
    customers: int
    left_out: int
    kept: int
    hand_over_note: str
    chosen: CustomerFilter


@dataclass(frozen=True, slots=True)
class KeptFilter:
    """A filter that was saved under a name."""

    filter_id: int
    name: str
    chosen: CustomerFilter


def totals_of(session: Session, chosen: CustomerFilter) -> ChosenTotals:
    """Return how many meet ``chosen`` and what hangs on them."""
    row = session.execute(_COUNTED, {"criteria": _json(chosen)}).one()
    return ChosenTotals(*row)


def customers_to_spread(session: Session, chosen: CustomerFilter) -> list[Movable]:
    """Return everybody who meets ``chosen``, by region and household; never a name."""
    row = session.execute(_TO_SPREAD, {"criteria": _json(chosen)}).one()
    lists = [one or [] for one in row]
    return [Movable(*one) for one in zip(*lists, strict=True)]


def sample_of(session: Session, chosen: CustomerFilter, *, most: int = 50) -> list[SampledCustomer]:
    """Return some of those who meet ``chosen``; `note_sample` must be on record before."""
    rows = session.execute(_SAMPLED, {"criteria": _json(chosen), "most": most})
    return [SampledCustomer(*row) for row in rows]


def move_totals(session: Session, move_id: int) -> list[MoveTotal]:
    """Return how many customers of a move go from whom to whom."""
    return [MoveTotal(*row) for row in session.execute(_TOTALS, {"move": move_id})]


def staff_loads(session: Session) -> list[StaffLoad]:
    """Return everybody who serves customers, and who has left but still looks after some."""
    return [StaffLoad(*row) for row in session.execute(_LOADS)]


def moves(session: Session, *, most: int = 100) -> list[MoveRow]:
    """Return the newest moves, drafts left out."""
    rows = session.execute(_MOVES, {"most": most}).mappings()
    return [
        MoveRow(
            **{key: row[key] for key in row if key != "criteria"}, chosen=filter_of(row["criteria"])
        )
        for row in rows
    ]


def saved_filters(session: Session) -> list[KeptFilter]:
    """Return what supervisors have saved, by name."""
    rows = session.scalars(select(SavedFilter).order_by(SavedFilter.name, SavedFilter.id))
    return [KeptFilter(row.id, row.name, filter_of(row.criteria)) for row in rows]


def _json(chosen: CustomerFilter) -> Jsonb:
    return Jsonb(chosen.as_criteria())


_COUNTED: Final = text("SELECT * FROM customers_counted(:criteria)")
_TO_SPREAD: Final = text("SELECT * FROM customers_to_spread(:criteria)")
_SAMPLED: Final = text("SELECT * FROM customers_sampled(:criteria, :most)")
_TOTALS: Final = text("SELECT * FROM move_totals(:move)")
_LOADS: Final = text("SELECT * FROM staff_loads()")
_MOVES: Final = text("SELECT * FROM moves_made(:most)")
