"""Looks at the worker's tasks while somebody has the doctor open, and has them tried again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.doctor.task_state import TasksState

LOOK_EVERY_MS: Final = 5_000


@dataclass(frozen=True, slots=True)
class TaskQuestions:
    """What is asked and done off the GUI thread; ``try_again`` with None means all of them."""

    look: Callable[[], TasksState]
    try_again: Callable[[int | None], int]


class TasksPresenter(QObject):
    """Works from `open` to `close`, and costs nothing else."""

    changed = Signal(object)  # TasksState
    failed = Signal(object)  # Exception

    def __init__(
        self, questions: TaskQuestions, jobs: Jobs, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._questions = questions
        self._jobs = jobs
        self._is_looking = False
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self.state = TasksState()

    def open(self) -> None:
        """Look now and go on looking."""
        self._show(replace(self.state, put_back=None))
        self._look()
        self._timer.start()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    def try_again(self, task_id: int | None) -> None:
        """Have one task, or with None all of them, done again."""
        if self.state.trying:
            return
        self._show(replace(self.state, trying=True, put_back=None))
        self._jobs.run(
            self,
            partial(self._questions.try_again, task_id),
            then=self._on_tried,
            failed=self._on_not_tried,
        )

    def _look(self) -> None:
        if self._is_looking:
            return
        self._is_looking = True
        self._jobs.run(self, self._questions.look, then=self._on_seen, failed=self._on_not_seen)

    def _on_seen(self, seen: TasksState) -> None:
        self._is_looking = False
        self._show(replace(self.state, queue=seen.queue, failed=seen.failed))

    def _on_not_seen(self, error: Exception) -> None:
        """A database that is away is told of elsewhere, and asked again."""
        self._is_looking = False
        if not isinstance(error, CrmError):
            self.failed.emit(error)

    def _on_tried(self, put_back: int) -> None:
        self._show(replace(self.state, trying=False, put_back=put_back))
        self._look()

    def _on_not_tried(self, error: Exception) -> None:
        self._show(replace(self.state, trying=False))
        self.failed.emit(error)

    def _show(self, state: TasksState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)
