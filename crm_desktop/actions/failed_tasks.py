"""Tasks that the worker has given up: tried again when somebody asks for it."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def try_again(session: Session, task_id: int | None) -> int:
    """Put one task that was given up back into the queue, or all of them; return how many.

    0: it was tried again meanwhile. For supervisors and admins.

    Raises:
        RightMissing: the login is neither (by way of the session).
    """
    return int(session.scalar(select(func.try_tasks_again(task_id))) or 0)
