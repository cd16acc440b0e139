"""What the page of tasks asks and tells; each question opens a session of its own.

Called on worker threads; knows no Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from typing import Final

from crm_desktop.actions.approvals import approve_note, ask_approval_again, send_note_back
from crm_desktop.actions.tasks import (
    NewTask,
    TaskPlan,
    add_found_task,
    arrange_task,
    drop_task,
    finish_task,
    give_task_back,
    take_task,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.approvals import AskedApproval, asked_approvals
from crm_desktop.database.queries.tasks import (
    OpenTask,
    TaskChoices,
    TaskView,
    open_tasks,
    task_choices,
)
from crm_desktop.domain.office_day import office_day
from crm_desktop.ui.tasks.presenter import TaskWork

_MOST: Final = 500


class TaskQuestions:
    """``today`` is the day at the office, in ``zone`` (None: this PC's)."""

    def __init__(self, database: Database, today: Callable[[], date], zone: tzinfo | None) -> None:
        self._database = database
        self._today = today
        self._zone = zone

    def of_page(self) -> TaskWork:
        """Return what the page asks."""
        return TaskWork(
            read=self.read,
            read_approvals=self.read_approvals,
            read_choices=self.read_choices,
            take=self.take,
            give_back=self.give_back,
            finish=self.finish,
            drop=self.drop,
            arrange=self.arrange,
            approve=self.approve,
            send_back=self.send_back,
            ask_again=self.ask_again,
        )

    def read(self, view: TaskView, group: str) -> list[OpenTask]:
        """Return the open tasks of a list."""
        day = office_day(self._today(), self._zone)
        with self._database.reading() as session:
            return open_tasks(session, view, day, group=group, limit=_MOST)

    def read_approvals(self) -> list[AskedApproval]:
        """Return the notes that wait for approval, or were sent back."""
        with self._database.reading() as session:
            return asked_approvals(session, limit=_MOST)

    def read_choices(self) -> TaskChoices:
        """Return whom a task can be for."""
        with self._database.reading() as session:
            return task_choices(session)

    def add(self, new: NewTask) -> int:
        """Store a task that comes with a call or a letter."""
        with self._database.writing() as session:
            return add_found_task(session, new)

    def take(self, task_id: int) -> datetime:
        """Have a task to oneself for a while."""
        with self._database.writing() as session:
            return take_task(session, task_id)

    def give_back(self, task_id: int) -> None:
        """Let the others have a task."""
        with self._database.writing() as session:
            give_task_back(session, task_id)

    def finish(self, task: OpenTask, outcome: str, follows: NewTask | None) -> None:
        """Say that a task is done; what follows is for the same customer, or there is neither."""
        with self._database.writing() as session:
            finish_task(session, task.task_id, outcome=outcome)
            if follows is not None:
                add_found_task(session, follows, after_task_id=task.task_id)

    def drop(self, task_id: int, why: str) -> None:
        """Say that a task need not be done."""
        with self._database.writing() as session:
            drop_task(session, task_id, outcome=why)

    def arrange(self, task_id: int, plan: TaskPlan) -> None:
        """Hand a task to somebody, or put it off."""
        with self._database.writing() as session:
            arrange_task(session, task_id, plan)

    def approve(self, note_id: int, seen_revision: int) -> None:
        """Agree with a note."""
        with self._database.writing() as session:
            approve_note(session, note_id, seen_revision=seen_revision, today=self._today())

    def send_back(self, note_id: int, seen_revision: int, word: str) -> None:
        """Send a note back to whoever wrote it."""
        with self._database.writing() as session:
            send_note_back(session, note_id, word, seen_revision=seen_revision, today=self._today())

    def ask_again(self, note_id: int, added: str) -> None:
        """Ask once more for approval of one's own note."""
        with self._database.writing() as session:
            ask_approval_again(session, note_id, added)
