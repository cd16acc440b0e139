"""Moving customers between staff: drafting, doing, planning, taking back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from psycopg.types.json import Jsonb
from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.spread import Placed
from crm_desktop.errors.moving import (
    CustomersMovedMeanwhile,
    MoveGone,
    NothingToMove,
    ReceiverLeft,
    UndoTooLate,
)


@dataclass(frozen=True, slots=True)
class MoveWish:
    """How a draft is done; with ``cover_until`` it is a cover that ends by itself that day."""

    hand_over_note: str = ""
    with_tasks: bool = True
    cover_until: date | None = None


@dataclass(frozen=True, slots=True)
class MoveDone:
    """How many went, and how many were left where others had moved them meanwhile."""

    customers: int
    left_out: int


@dataclass(frozen=True, slots=True)
class MoveUndone:
    """How many came back, and how many stayed since they were moved again."""

    back: int
    kept: int


def note_sample(session: Session, chosen: CustomerFilter) -> None:
    """Record that somebody asks for names of those who meet ``chosen``."""
    session.execute(_NOTED, {"criteria": Jsonb(chosen.as_criteria())})


def draft_move(
    session: Session,
    operation_id: UUID,
    chosen: CustomerFilter,
    shared_by: dict[str, Any],
    placed: Sequence[Placed],
    *,
    progress: Callable[[int], None] = lambda _customers: None,
) -> int:
    """Store who would go to whom and return the move's id; nobody moves yet.

    Whoever is with that person already is left out. ``progress`` is told how many are stored;
    what it raises ends the drafting, of which nothing is left.
    """
    values = {"operation": operation_id, "criteria": Jsonb(chosen.as_criteria())}
    move_id = int(session.scalar(_DRAFT, {**values, "spread": Jsonb(shared_by)}) or 0)
    for start in range(0, len(placed), _AT_ONCE):
        some = placed[start : start + _AT_ONCE]
        lists = {
            "customers": [one.customer_id for one in some],
            "staff": [one.staff_id for one in some],
            "reasons": [str(one.reason) for one in some],
        }
        session.execute(_DRAFT_OF, {"move": move_id, **lists})
        progress(start + len(some))
    return move_id


def note_of_draft_by_code(session: Session, move_id: int, code: str, note: str) -> int | None:
    """Write for whoever gets one customer of a draft what to know of them.

    Return who has ``code``, None where nobody of the draft has it.
    """
    found = session.scalar(_NOTE_BY_CODE, {"move": move_id, "code": code, "note": note})
    return None if found is None else int(found)


def move_customers(
    session: Session, move_id: int, wish: MoveWish, *, leave_changed: bool = False
) -> MoveDone:
    """Do a draft, whole or not at all; asked again it answers what was done.

    With ``leave_changed`` those stay whom others have moved since the draft.

    Raises:
        CustomersMovedMeanwhile: others have moved some of them, and they are not to be left.
        ReceiverLeft: somebody who was to get customers has left.
        NothingToMove: nobody is left to be moved.
    """
    row = session.execute(_MOVE, {**_wished(move_id, wish), "leave": leave_changed}).one()
    match row.outcome:
        case "staff":
            raise ReceiverLeft
        case "changed":
            raise CustomersMovedMeanwhile(row.changed)
        case "empty":
            raise NothingToMove
    return MoveDone(row.customers, row.changed)


def plan_move(session: Session, move_id: int, wish: MoveWish, *, from_day: date) -> None:
    """Leave a draft to be done by itself on ``from_day``; who is moved by others then stays."""
    session.execute(_PLAN, {**_wished(move_id, wish), "day": from_day})


def do_due_move(session: Session) -> int | None:
    """Do the next planned move that is due and return its id; None when none is."""
    row = session.execute(_DUE).one()
    return None if row.which is None else int(row.which)


def drop_move(session: Session, move_id: int) -> None:
    """Give up a draft or a plan.

    Raises:
        MoveGone: it is done already, or there is no such move.
    """
    if session.scalar(_DROP, {"move": move_id}) == "gone":
        raise MoveGone


def undo_move(session: Session, move_id: int) -> MoveUndone:
    """Bring everybody back who was not moved again since; open tasks with them.

    Raises:
        MoveGone: it is not done, or undone already.
        UndoTooLate: it was done more than 24 hours ago.
    """
    row = session.execute(_UNDO, {"move": move_id}).one()
    match row.outcome:
        case "gone":
            raise MoveGone
        case "too_late":
            raise UndoTooLate
    return MoveUndone(row.back, row.kept)


def work_through(session: Session, customers: Sequence[int], *, worked: bool = True) -> int:
    """Say that whoever asks knows these new customers now; ``worked=False`` takes it back.

    Return how many of theirs that changed.
    """
    values = {"customers": list(customers), "worked": worked}
    return int(session.scalar(_WORKED, values) or 0)


def _wished(move_id: int, wish: MoveWish) -> dict[str, Any]:
    return {
        "move": move_id,
        "note": wish.hand_over_note,
        "tasks": wish.with_tasks,
        "until": wish.cover_until,
    }


_AT_ONCE: Final = 20_000
_NOTED: Final = text("SELECT sample_noted(:criteria)")
_DRAFT: Final = text("SELECT draft_move(:operation, :criteria, :spread)")
_DRAFT_OF: Final = text(
    "SELECT draft_move_of(:move, CAST(:customers AS bigint[]), CAST(:staff AS bigint[]),"
    " CAST(:reasons AS text[]))"
)
_MOVE: Final = text(
    "SELECT * FROM move_customers(:move, :note, :tasks, CAST(:until AS date), :leave)"
)
_PLAN: Final = text("SELECT plan_move(:move, :note, :tasks, CAST(:until AS date), :day)")
_NOTE_BY_CODE: Final = text("SELECT draft_note_by_code(:move, :code, :note)")
_DUE: Final = text("SELECT * FROM do_due_move()")
_DROP: Final = text("SELECT drop_move(:move)")
_UNDO: Final = text("SELECT * FROM undo_move(:move)")
_WORKED: Final = text("SELECT new_customers_worked(CAST(:customers AS bigint[]), :worked)")
