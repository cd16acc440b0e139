"""Questions about tasks that wait for the worker or were given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class QueueState:
    """How many tasks there are; ``worker_seen_at`` is None when no worker runs."""

    waiting: int
    doing: int
    failed: int
    oldest_at: datetime | None
    worker_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class FailedTask:
    """A task that was given up after ``attempts``; ``arguments`` are ids only."""

    id: int
    name: str
    arguments: dict[str, Any]
    attempts: int
    failed_at: datetime | None


def queue_state(session: Session) -> QueueState:
    """Return how the queue stands, for supervisors, admins and the worker."""
    told = func.tasks_told().table_valued(
        "waiting", "doing", "failed", "oldest_at", "worker_seen_at"
    )
    return QueueState(*session.execute(select(told)).one())


def failed_tasks(session: Session, *, limit: int = 50) -> list[FailedTask]:
    """Return the tasks that were given up last, the latest first."""
    told = func.failed_tasks(limit).table_valued("id", "task_name", "args", "attempts", "failed_at")
    return [FailedTask(*row) for row in session.execute(select(told))]
