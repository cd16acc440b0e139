"""What is to be done: taking it on, having it to oneself for a while, and having done it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from crm_desktop.database.models.note import Task
from crm_desktop.errors.database import RecordGone
from crm_desktop.errors.tasks import TaskClosed, TaskForLeft, TaskTaken

CHANNEL: Final = "tasks_changed"  # payload: a task's id, or "" for many or for approvals


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task as it is taken on; without ``staff_id`` it is ``for_group``'s, or anybody's.

    ``operation_id`` makes a repeated adding one task. ``kind`` is one of TASK_KINDS; the highest
    ``priority`` of a day comes first. ``due_at`` is an aware time of the day ``due_on``.
    """

    operation_id: UUID
    title: str
    due_on: date | None
    customer_id: int | None = None
    staff_id: int | None = None
    call_id: int | None = None
    kind: str = "follow_up"
    priority: int = 0
    due_at: datetime | None = None
    for_group: str = ""
    letter_id: int | None = None


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """Whose a task is and when it is due; see `NewTask`."""

    due_on: date | None
    due_at: datetime | None = None
    staff_id: int | None = None
    for_group: str = ""
    priority: int = 0


def add_task(session: Session, new: NewTask) -> int:
    """Store a task unless it is there already, and return its id."""
    values = asdict(new) | {"title": new.title.replace("\0", "")}
    session.execute(
        upsert(Task).values(**values).on_conflict_do_nothing(index_elements=[Task.operation_id])
    )
    known = select(Task.id).where(Task.operation_id == new.operation_id)
    # The lock is written to the log: a repeated saving, too, waits until the standby has the task.
    return session.scalars(known.with_for_update()).one()


def add_found_task(session: Session, new: NewTask, *, after_task_id: int | None = None) -> int:
    """Store a task that came with a missed call, a call of one's own, a letter or another task.

    Returns its id. The database says whose it is, as the lists name them; the card need not be
    open, and ``customer_id`` does not count.

    Raises:
        RightMissing: what it came with is not to be seen here.
        RecordGone: the letter is not there (any more).
    """
    title = new.title.replace("\0", "")
    values = asdict(new) | {"title": title, "after_task_id": after_task_id}
    task_id: int | None = session.execute(_ADD_FOUND, values).scalar_one()
    if task_id is None:
        raise RecordGone("letter", new.letter_id or 0)
    return task_id


def take_task(session: Session, task_id: int) -> datetime:
    """Have a task to oneself, again if one has it already; return until when, aware.

    Raises:
        TaskTaken, TaskClosed: somebody else was first.
        RecordGone: there is no such task (any more), or it is not for whoever asks.
        RightMissing: whoever signed in does not work here.
    """
    return _answered(session, task_id, _TAKE, {"task_id": task_id})


def give_task_back(session: Session, task_id: int) -> bool:
    """Let the others have a task that one has taken; tell whether one had."""
    return bool(session.scalars(select(func.give_task_back(task_id))).one())


def finish_task(session: Session, task_id: int, *, outcome: str = "") -> None:
    """Mark a task as done; ``outcome`` says what came of it.

    Raises:
        TaskTaken, TaskClosed, RecordGone: see `take_task`.
    """
    facts = {"task_id": task_id, "state": "done", "outcome": outcome.replace("\0", "")}
    _answered(session, task_id, _CLOSE, facts)


def drop_task(session: Session, task_id: int, *, outcome: str = "") -> None:
    """Mark a task as not to be done after all; ``outcome`` may say why.

    Raises:
        TaskTaken, TaskClosed, RecordGone: see `take_task`.
    """
    facts = {"task_id": task_id, "state": "dropped", "outcome": outcome.replace("\0", "")}
    _answered(session, task_id, _CLOSE, facts)


def arrange_task(session: Session, task_id: int, plan: TaskPlan) -> None:
    """Hand a task to a person, a group or everybody, and set when it is due; nobody has it taken.

    Raises:
        TaskTaken, TaskClosed, RecordGone: see `take_task`.
        TaskForLeft: the person is not active (any more).
    """
    _answered(session, task_id, _ARRANGE, asdict(plan) | {"task_id": task_id})


def _answered(session: Session, task_id: int, statement: Any, facts: dict[str, Any]) -> datetime:  # noqa: ANN401 - a statement
    session.flush()
    answer = session.execute(statement, facts).one()
    session.expire_all()
    match answer.outcome:
        case "gone":
            raise RecordGone("task", task_id)
        case "closed":
            raise TaskClosed(answer.who)
        case "held":
            raise TaskTaken(answer.who, answer.until)
        case "left":
            raise TaskForLeft
    until: datetime = answer.until
    return until


_TAKE: Final = text("SELECT * FROM take_task(:task_id)").bindparams(
    bindparam("task_id", type_=BigInteger)
)
_CLOSE: Final = text("SELECT * FROM close_task(:task_id, :state, :outcome)").bindparams(
    bindparam("task_id", type_=BigInteger)
)
_ARRANGE: Final = text("""
SELECT * FROM arrange_task(:task_id, CAST(:staff_id AS bigint), :for_group, CAST(:due_on AS date),
                           CAST(:due_at AS timestamptz), :priority)
""").bindparams(bindparam("task_id", type_=BigInteger))
_ADD_FOUND: Final = text("""
SELECT add_found_task(CAST(:operation_id AS uuid), CAST(:call_id AS bigint),
                      CAST(:letter_id AS bigint), CAST(:after_task_id AS bigint), :kind, :title,
                      CAST(:due_on AS date), CAST(:due_at AS timestamptz),
                      CAST(:staff_id AS bigint), :for_group, :priority)
""")
