"""What the page of tasks shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from crm_desktop.database.queries.approvals import AskedApproval
from crm_desktop.database.queries.tasks import OpenTask, TaskChoices

WorkRow = OpenTask | AskedApproval


class WorkView(StrEnum):
    """The lists of the page: those of TaskView, by the same words, and notes to be agreed with."""

    DUE = "due"
    MINE = "mine"
    GROUP = "group"
    CALL_BACKS = "call_backs"
    OVERDUE = "overdue"
    ALL = "all"
    APPROVALS = "approvals"


@dataclass(frozen=True, slots=True)
class TasksState:
    """The rows of ``view`` as of ``today``; ``loaded`` is False until they were read once.

    ``group`` narrows the list of groups, "" to any. ``supervises``: whoever sits here decides.
    """

    today: date
    view: WorkView = WorkView.DUE
    group: str = ""
    rows: tuple[WorkRow, ...] = ()
    choices: TaskChoices = field(default_factory=TaskChoices)
    chosen: WorkRow | None = None
    loaded: bool = False
    failed: bool = False
    supervises: bool = False

    @property
    def task(self) -> OpenTask | None:
        """The chosen task, None where none or a note is chosen."""
        return self.chosen if isinstance(self.chosen, OpenTask) else None

    @property
    def approval(self) -> AskedApproval | None:
        """The chosen note that waits for approval."""
        return self.chosen if isinstance(self.chosen, AskedApproval) else None


def key_of(row: WorkRow) -> tuple[str, int]:
    """Return what a row is known by when the list is read anew."""
    if isinstance(row, AskedApproval):
        return "note", row.note_id
    return "task", row.task_id
