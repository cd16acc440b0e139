"""What is to be done for customers: taking it on, and having done it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from crm_desktop.database.models.note import Task
from crm_desktop.errors.database import RecordGone


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task as it is taken on; without ``staff_id`` it is anybody's.

    ``operation_id`` makes a repeated adding one task. ``kind`` is one of TASK_KINDS; the highest
    ``priority`` of a day comes first.
    """

    operation_id: UUID
    title: str
    due_on: date | None
    customer_id: int | None = None
    staff_id: int | None = None
    call_id: int | None = None
    kind: str = "follow_up"
    priority: int = 0


def add_task(session: Session, new: NewTask) -> int:
    """Store a task unless it is there already, and return its id."""
    session.execute(
        upsert(Task)
        .values(**asdict(new))
        .on_conflict_do_nothing(index_elements=[Task.operation_id])
    )
    return session.scalars(select(Task.id).where(Task.operation_id == new.operation_id)).one()


def finish_task(session: Session, task_id: int, *, outcome: str = "") -> None:
    """Mark a task as done; nothing when it is done or dropped already.

    Raises:
        RecordGone: there is no such task (any more).
    """
    _close(session, task_id, "done", outcome)


def drop_task(session: Session, task_id: int, *, outcome: str = "") -> None:
    """Mark a task as not to be done after all; ``outcome`` may say why.

    Raises:
        RecordGone: there is no such task (any more).
    """
    _close(session, task_id, "dropped", outcome)


def _close(session: Session, task_id: int, state: str, outcome: str) -> None:
    task = session.get(Task, task_id, with_for_update=True, populate_existing=True)
    if task is None:
        raise RecordGone("task", task_id)
    if task.state == "open":
        task.state = state
        task.outcome = outcome
        session.flush()
