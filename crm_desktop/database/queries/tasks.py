"""Questions asked about what is still to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class DueTask:
    """One open task that is due; ``staff_name`` is empty where it is anybody's.

    ``customer_id`` is None and the names are empty where the task is about no customer.
    """

    task_id: int
    kind: str
    title: str
    due_on: date
    staff_name: str
    customer_id: int | None
    customer_name: str
    customer_kana: str


def tasks_due(session: Session, *, today: date, limit: int = 200) -> list[DueTask]:
    """Return the open tasks due up to ``today`` that are anybody's or of whoever asks.

    The latest first, and on one day the most urgent first; ``limit`` is at most 200.
    """
    rows = session.execute(_DUE_TASKS, {"today": today, "most": limit})
    return [DueTask(*row) for row in rows]


_DUE_TASKS: Final = text("""
SELECT task_id, kind, title, due_on, staff_name, customer_id, customer_name, customer_kana
  FROM due_tasks(:today, :most)
""")
