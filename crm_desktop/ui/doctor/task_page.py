"""The doctor's page of tasks: what the worker has given up, to be tried again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.doctor.table import WordsTable
from crm_desktop.ui.doctor.task_state import TasksState
from crm_desktop.ui.doctor.task_words import queue_words, task_cells, task_headings, tried_words
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES


class TasksTab(QWidget):
    """Enter on a row, or a button, has it tried again."""

    wanted = Signal(object)  # int, or None for all

    def __init__(self, formats: Formats, now: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self._ids: tuple[int, ...] = ()
        self.words = PlainLabel(look="soft")
        self.words.setWordWrap(True)
        self.done = PlainLabel(look="done")
        self.empty = PlainLabel(self.tr("Nothing was given up."), look="soft")
        self.table = WordsTable(task_headings(), {0: 260, 1: 164, 2: 60}, wraps=True)
        self.table.setAccessibleName(self.tr("Tasks that were given up"))
        self.table.activated.connect(lambda place: self._want(place.row()))
        self.again = QPushButton(self.tr("Try again"))
        self.all_again = QPushButton(self.tr("Try all again"))
        for button in (self.again, self.all_again):
            button.setAutoDefault(False)
        self.again.clicked.connect(lambda: self._want(self.table.currentIndex().row()))
        self.all_again.clicked.connect(lambda: self.wanted.emit(None))
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self._state = TasksState()
        self._lay_out()

    def show_state(self, state: TasksState) -> None:
        """Make the page say what ``state`` says."""
        now = self._now()
        self._state = state
        self._ids = tuple(task.id for task in state.failed)
        self.table.show_rows([task_cells(task, self._formats, now=now) for task in state.failed])
        self.words.setText(queue_words(state, self._formats, now=now))
        self.done.setText(tried_words(state))
        self.table.setVisible(bool(state.failed))
        self.empty.setVisible(state.queue is not None and not state.failed)
        self.all_again.setEnabled(bool(state.failed) and not state.trying)
        self._on_chosen()

    def _want(self, row: int) -> None:
        if 0 <= row < len(self._ids):
            self.wanted.emit(self._ids[row])

    def _on_chosen(self) -> None:
        chosen = self.table.selectionModel().selectedRows()
        self.again.setEnabled(bool(chosen) and not self._state.trying)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SIZES.gap)
        top.addWidget(self.words, 1)
        top.addWidget(self.done)
        top.addWidget(self.again)
        top.addWidget(self.all_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SIZES.gap)
        column.addLayout(top)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addStretch()
