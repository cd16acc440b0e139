"""What the page of tasks asks and tells; each question opens a session of its own.

Called on worker threads; knows no Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, tzinfo
from typing import Final
from uuid import uuid5

from sqlalchemy.orm import Session

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
from crm_desktop.app.opened_again import with_card_open
from crm_desktop.app.task_drafts import (
    SaidOfTask,
    TaskDeed,
    open_task_of_draft,
    planned,
    said_of_draft,
    task_of_draft,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.operations import once
from crm_desktop.database.queries.approvals import AskedApproval, asked_approvals
from crm_desktop.database.queries.tasks import (
    OpenTask,
    TaskChoices,
    TaskView,
    open_tasks,
    task_choices,
)
from crm_desktop.database.sent_operations import SentOperations
from crm_desktop.domain.draft import Draft
from crm_desktop.domain.office_day import office_day
from crm_desktop.ui.tasks.presenter import TaskWork

_MOST: Final = 500


class TaskQuestions:
    """``today`` is the day at the office, in ``zone`` (None: this PC's)."""

    def __init__(self, database: Database, today: Callable[[], date], zone: tzinfo | None) -> None:
        self._database = database
        self._sent = SentOperations(database)
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

    def save(self, draft: Draft) -> int | None:
        """Do what was said in a sheet, once; return the id of a new task."""
        said = said_of_draft(draft)

        def store() -> int | None:
            with self._database.writing() as session:
                if said.deed is TaskDeed.ADD:
                    return add_found_task(session, planned(task_of_draft(draft)[0], said))
                once(session, draft.draft_id, lambda: _do(session, draft, said))
            return None

        if draft.customer_id is None:
            return store()
        return with_card_open(self._database, draft.customer_id, store)

    def take(self, task_id: int) -> datetime:
        """Have a task to oneself for a while."""
        with self._database.writing() as session:
            return take_task(session, task_id)

    def give_back(self, task_id: int) -> None:
        """Let the others have a task."""
        with self._database.writing() as session:
            give_task_back(session, task_id)

    def approve(self, note_id: int, seen_revision: int) -> None:
        """Agree with a note."""
        today = self._today()
        self._sent.save(
            ("approve", note_id, seen_revision),
            lambda session: approve_note(
                session, note_id, seen_revision=seen_revision, today=today
            ),
        )

    def send_back(self, note_id: int, seen_revision: int, word: str) -> None:
        """Send a note back to whoever wrote it."""
        today = self._today()
        self._sent.save(
            ("send back", note_id, seen_revision, word),
            lambda session: send_note_back(
                session, note_id, word, seen_revision=seen_revision, today=today
            ),
        )

    def ask_again(self, note_id: int, added: str) -> None:
        """Ask once more for approval of one's own note."""
        self._sent.save(
            ("ask again", note_id, added),
            lambda session: ask_approval_again(session, note_id, added),
        )


def _do(session: Session, draft: Draft, said: SaidOfTask) -> None:
    """Do what was said about a task that is there already."""
    task = open_task_of_draft(draft)
    match said.deed:
        case TaskDeed.DROP:
            drop_task(session, task.task_id, outcome=said.words)
        case TaskDeed.PLAN:
            arrange_task(session, task.task_id, said.plan or TaskPlan(None))
        case _:
            finish_task(session, task.task_id, outcome=said.words)
            if said.plan is not None:  # the same customer is called back
                again = NewTask(uuid5(draft.draft_id, "again"), "", None, kind="call_back")
                follows = planned(again, replace(said, words=task.title))
                add_found_task(session, follows, after_task_id=task.task_id)
