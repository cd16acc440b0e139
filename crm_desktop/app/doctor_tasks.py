"""The doctor's page of tasks on a real database."""

from __future__ import annotations

from PySide6.QtCore import QObject

from crm_desktop.actions.failed_tasks import try_again
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.task_queue import failed_tasks, queue_state
from crm_desktop.ui.doctor.dialog import DoctorDialog
from crm_desktop.ui.doctor.task_presenter import TaskQuestions, TasksPresenter
from crm_desktop.ui.doctor.task_state import TasksState


def connected_tasks(
    database: Database, jobs: Jobs, dialog: DoctorDialog, parent: QObject
) -> TasksPresenter:
    """Return the presenter of the page, which shows what it says."""
    questions = TaskQuestions(
        lambda: _tasks(database), lambda task_id: _try_again(database, task_id)
    )
    presenter = TasksPresenter(questions, jobs, parent=parent)
    presenter.changed.connect(dialog.tasks.show_state)
    dialog.tasks.wanted.connect(presenter.try_again)
    dialog.left.connect(presenter.close)
    return presenter


def _tasks(database: Database) -> TasksState:
    with database.asking() as session:
        return TasksState(queue_state(session), tuple(failed_tasks(session)))


def _try_again(database: Database, task_id: int | None) -> int:
    with database.writing() as session:
        return try_again(session, task_id)
