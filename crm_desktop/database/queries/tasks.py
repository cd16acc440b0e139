"""Questions asked about what is still to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.office_settings import office_settings
from crm_desktop.domain.office_day import OfficeDay
from crm_desktop.domain.office_value import text_list, whole_number
from crm_desktop.domain.task_rules import MOST_HOURS, MOST_MINUTES, TaskRules


class TaskView(StrEnum):
    """Which of the open tasks are listed.

    DUE and MINE are one's own; DUE, CALL_BACKS and OVERDUE also what is nobody's, which is all of
    GROUP. Supervisors find everybody's in CALL_BACKS, OVERDUE and ALL.
    """

    DUE = "due"
    MINE = "mine"
    GROUP = "group"
    CALL_BACKS = "call_backs"
    OVERDUE = "overdue"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class OpenTask:
    """One open task; ``staff_name`` is empty where it is nobody's, then ``for_group`` may be said.

    ``customer_id`` is None and the names are empty where the task is about no customer; ``caller``
    is then who called, in E.164, or empty. ``due_at`` is a time of the day ``due_on``. Whoever has
    taken it (``is_taken_here``: whoever asks) has it until ``taken_until``. ``is_sent_back``: it is
    to mend a note that a supervisor sent back with ``title``.
    """

    task_id: int
    kind: str
    title: str
    due_on: date | None
    staff_name: str
    customer_id: int | None
    customer_name: str
    customer_kana: str
    due_at: datetime | None = None
    priority: int = 0
    staff_id: int | None = None
    for_group: str = ""
    caller: str = ""
    taken_by: str = ""
    taken_until: datetime | None = None
    is_taken_here: bool = False
    is_sent_back: bool = False


def open_tasks(
    session: Session,
    view: TaskView,
    day: OfficeDay,
    *,
    group: str = "",
    limit: int = 200,
) -> list[OpenTask]:
    """Return the open tasks of ``view`` on ``day``, those of ``group`` where it is said.

    By the day they are due, undated ones last, and on one day the most urgent first; ``limit`` is
    at most 500.
    """
    facts = {
        "view": str(view),
        "of_group": group,
        "today": day.day,
        "began_at": day.began_at,
        "most": limit,
    }
    return [OpenTask(*row) for row in session.execute(_OPEN_TASKS, facts)]


@dataclass(frozen=True, slots=True)
class TaskChoices:
    """Whom a task can be for: people by id and name, groups of the office."""

    people: tuple[tuple[int, str], ...] = ()
    groups: tuple[str, ...] = ()


def task_choices(session: Session) -> TaskChoices:
    """Return everybody who works here, by kana, and the groups that the office has named."""
    rules = task_rules(office_settings(session))
    people = session.execute(
        select(Staff.id, Staff.name).where(Staff.active).order_by(Staff.name_kana, Staff.id)
    )
    return TaskChoices(
        tuple((row.id, row.name) for row in people),
        rules.groups,
    )


def task_rules(settings: Mapping[str, Any]) -> TaskRules:
    """Return what the office has settled about tasks; what is usual where it has not."""
    usual = TaskRules()
    minutes, hours = "task_taken_minutes", "task_overdue_hours"
    return TaskRules(
        text_list(settings, "task_groups"),
        whole_number(settings, minutes, default=usual.taken_minutes, most=MOST_MINUTES),
        whole_number(settings, hours, default=usual.overdue_hours, most=MOST_HOURS),
    )


_OPEN_TASKS: Final = text("""
SELECT task_id, kind, title, due_on, staff_name, customer_id, customer_name, customer_kana, due_at,
       priority, staff_id, for_group, caller, taken_by, taken_until, is_taken_here, is_sent_back
  FROM open_tasks(:view, :of_group, :today, :began_at, :most)
""")
