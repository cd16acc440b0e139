"""Decides what the page of tasks shows, and what becomes of a task. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.approvals import AskedApproval
from crm_desktop.database.queries.tasks import OpenTask, TaskChoices, TaskView
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.tasks.state import TasksState, WorkRow, WorkView, key_of

_NEWS_MS: Final = 700  # many changes at once are read once


@dataclass(frozen=True, slots=True)
class TaskWork:
    """What is asked of the database, off the GUI thread.

    ``approve`` takes note and revision, ``send_back`` note, revision and the word.
    """

    read: Callable[[TaskView, str], Sequence[OpenTask]]
    read_approvals: Callable[[], Sequence[AskedApproval]]
    read_choices: Callable[[], TaskChoices]
    take: Callable[[int], datetime]
    give_back: Callable[[int], object]
    approve: Callable[[int, int], object]
    send_back: Callable[[int, int, str], object]
    ask_again: Callable[[int, str], object]


class TasksPresenter(QObject):
    """Reads when the page comes to the screen, is told news there, and after each deed.

    ``customer_wanted`` and ``number_wanted`` (E.164) follow once a task is taken that is opened.
    ``said`` tells the word on a note that is stored now, ``missing`` that a note that was looked
    for waits no more.
    """

    changed = Signal(object)  # TasksState
    done = Signal()  # a deed is stored
    customer_wanted = Signal(int)
    number_wanted = Signal(str)
    said = Signal(int, str)  # note_id, the word
    missing = Signal()
    failed = Signal(object)  # Exception

    def __init__(
        self,
        work: TaskWork,
        jobs: Jobs,
        *,
        today: Callable[[], date],
        supervises: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._today = today
        self._reading = LatestOnly(jobs, self)
        self._on_screen = False
        self._wanted: tuple[str, int] | None = None
        self._state = TasksState(today(), supervises=supervises)
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        self._news.setInterval(_NEWS_MS)
        self._news.timeout.connect(self.refresh)

    @property
    def state(self) -> TasksState:
        """The page as it was shown last."""
        return self._state

    @property
    def news_wait(self) -> bool:
        """Whether news are to be read in a moment."""
        return self._news.isActive()

    def on_screen(self, shown: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Read when the page comes to the screen."""
        self._on_screen = shown
        if shown:
            self._jobs.run(
                self, self._work.read_choices, then=self._on_choices, failed=self.failed.emit
            )
            self.refresh()

    def on_news(self, *_told: object) -> None:
        """Know that tasks or approvals changed; they are read soon, if they are looked at."""
        if self._on_screen and not self._news.isActive():
            self._news.start()

    def choose_view(self, view: WorkView) -> None:
        """Show another list."""
        if view is not WorkView.APPROVALS:
            self._wanted = None
        if view is not self._state.view:
            self._show(replace(self._state, view=view, rows=(), chosen=None, loaded=False))
        self.refresh()

    def look_for(self, note_id: int) -> None:
        """Choose a note as soon as the notes that wait for approval are read."""
        self._wanted = ("note", note_id)

    def choose_group(self, group: str) -> None:
        """Show what is for a group, "" for any."""
        self._show(replace(self._state, group=group))
        self.refresh()

    def choose(self, row: WorkRow | None) -> None:
        """Know which row is looked at."""
        self._show(replace(self._state, chosen=row))

    def refresh(self) -> None:
        """Read the list anew; what was read before stays on the screen meanwhile."""
        state = self._state
        self._reading.run(
            lambda: self._read(state.view, state.group),
            then=self._on_rows,
            failed=self._on_read_failed,
        )

    def open_chosen(self) -> None:
        """Take the chosen task and open what it is about; a note opens its customer's card."""
        task, approval = self._state.task, self._state.approval
        if approval is not None:
            self.customer_wanted.emit(approval.customer_id)
        elif task is not None:
            self._do(lambda: self._work.take(task.task_id), then=lambda: self._open(task))

    def take_or_give_back(self) -> None:
        """Take the chosen task, or let the others have it."""
        task = self._state.task
        if task is not None:
            deed = self._work.give_back if task.is_taken_here else self._work.take
            self._do(lambda: deed(task.task_id))

    def approve(self) -> None:
        """Agree with the chosen note."""
        note = self._state.approval
        if note is not None:
            self._do(lambda: self._work.approve(note.note_id, note.revision))

    def send_back(self, word: str) -> None:
        """Send the chosen note back to whoever wrote it."""
        note = self._state.approval
        if note is not None:
            self._do(
                lambda: self._work.send_back(note.note_id, note.revision, word),
                first=lambda: self.said.emit(note.note_id, word),
            )

    def ask_again(self, added: str) -> None:
        """Ask once more for the chosen note, with ``added`` at its end."""
        note = self._state.approval
        if note is not None:
            self._do(
                lambda: self._work.ask_again(note.note_id, added),
                first=lambda: self.said.emit(note.note_id, added),
            )

    def _do(
        self,
        deed: Callable[[], object],
        then: Callable[[], None] | None = None,
        *,
        first: Callable[[], None] | None = None,
    ) -> None:
        def on_done(_answer: object) -> None:
            if first is not None:
                first()
            self.done.emit()
            self.refresh()
            if then is not None:
                then()

        self._jobs.run(self, deed, then=on_done, failed=self._on_deed_failed)

    def _open(self, task: OpenTask) -> None:
        if task.customer_id is not None:
            self.customer_wanted.emit(task.customer_id)
        elif task.caller:
            self.number_wanted.emit(task.caller)

    def _read(self, view: WorkView, group: str) -> tuple[WorkRow, ...]:
        if view is WorkView.APPROVALS:
            return tuple(self._work.read_approvals())
        return tuple(self._work.read(TaskView(str(view)), group))

    def _on_rows(self, rows: tuple[WorkRow, ...]) -> None:
        chosen = self._state.chosen
        wanted, self._wanted = self._wanted, None
        key = wanted or (None if chosen is None else key_of(chosen))
        again = next((row for row in rows if key_of(row) == key), None)
        first = rows[0] if rows else None
        self._show(
            replace(
                self._state,
                today=self._today(),
                rows=rows,
                chosen=again or first,
                loaded=True,
                failed=False,
            )
        )
        if wanted is not None and again is None:
            self.missing.emit()

    def _on_choices(self, choices: TaskChoices) -> None:
        self._show(replace(self._state, choices=choices))

    def _on_read_failed(self, error: Exception) -> None:
        first_time = not self._state.failed
        self._show(replace(self._state, failed=True))
        if first_time:
            self.failed.emit(error)

    def _on_deed_failed(self, error: Exception) -> None:
        self.failed.emit(error)
        if isinstance(error, CrmError):
            self.refresh()

    def _show(self, state: TasksState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
