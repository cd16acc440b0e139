"""The page of an idle desk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.ui.home.rows import MissedList, TaskList
from crm_desktop.ui.home.settle_menu import SettleMenu
from crm_desktop.ui.home.state import HomeState
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.row_list import RowList
from crm_desktop.ui.shared.tokens import SIZES

_HEAD_HEIGHT = 30


class HomePanel(QWidget):
    """Tasks at the left, missed calls at the right; a row opens the customer it is about."""

    customer_wanted = Signal(int)
    number_wanted = Signal(str)  # E.164, of a missed caller who is no customer
    settle_wanted = Signal(object, object)  # list of call ids, MissedCallSettled
    undo_wanted = Signal()

    def __init__(
        self, formats: Formats, *, now: Clock = utc_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self.tasks = TaskList(formats, now)
        self.missed = MissedList(formats, now)
        self.tasks.row_opened.connect(self._open_task)
        self.missed.row_opened.connect(self._open_missed)
        self.settle = SettleMenu()
        self.settle.settled.connect(self._settle)
        self.settle.undo_wanted.connect(self.undo_wanted)
        self.missed.settle_wanted.connect(self.settle.ask)
        self.missed.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self._settled = 0
        self._tasks_pane = _Pane(
            self.tasks,
            self.tr("Tasks"),
            self.tr("Nothing is to be done today. Follow-ups set in a call appear here."),
        )
        self._missed_pane = _Pane(
            self.missed,
            self.tr("Missed calls"),
            self.tr("No missed calls. Whoever could not be spoken to today appears here."),
            self.settle,
        )
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("home")
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SIZES.gap)
        splitter.addWidget(self._tasks_pane)
        splitter.addWidget(self._missed_pane)
        splitter.setSizes([600, 440])
        self.setFocusProxy(self.tasks)
        page = QVBoxLayout(self)
        page.setContentsMargins(SIZES.gap, SIZES.gap, SIZES.gap, SIZES.gap)
        page.addWidget(splitter)

    def show_state(self, state: HomeState) -> None:
        """Make the lists say what ``state`` says."""
        self.tasks.show_rows(state.rows.tasks)
        self.missed.show_rows(state.rows.missed)
        late, today = state.tasks_late, state.tasks_today
        words = filled(self.tr("%1 late, %2 today"), str(late), str(today))
        self._tasks_pane.show_count(words if state.loaded else "", late=bool(late))
        times = sum(missed.times for missed in state.rows.missed)
        missed_words = filled(
            self.tr("%1 callers, %2 calls"), str(len(state.rows.missed)), str(times)
        )
        self._missed_pane.show_count(missed_words if times else "", late=False)
        self._settled = state.settled
        self._offer()
        for pane in (self._tasks_pane, self._missed_pane):
            pane.show_rows_or_words(loaded=state.loaded, failed=state.failed)

    def _settle(self, why: MissedCallSettled) -> None:
        chosen = [missed.call_id for missed in self.missed.chosen_rows]
        if chosen:
            self.settle_wanted.emit(chosen, why)

    def _offer(self) -> None:
        self.settle.offer(chosen=len(self.missed.chosen_rows), undoable=self._settled)

    def _open_task(self, task: object) -> None:
        customer_id = getattr(task, "customer_id", None)
        if customer_id is not None:
            self.customer_wanted.emit(customer_id)

    def _open_missed(self, missed: object) -> None:
        customer_id = getattr(missed, "customer_id", None)
        number = getattr(missed, "caller", None)
        if customer_id is not None:
            self.customer_wanted.emit(customer_id)
        elif number:
            self.number_wanted.emit(number)


class _Pane(QFrame):
    """A heading over a list, or over the words that say what would be in it."""

    def __init__(
        self, rows: RowList, heading: str, empty_words: str, corner: QWidget | None = None
    ) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self._rows = rows
        self._empty_words = empty_words
        self._count = PlainLabel(look="soft")
        self._words = PlainLabel(look="soft")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, 0)
        head = QHBoxLayout()
        head.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        head.setSpacing(SIZES.gap)
        head.addStrut(_HEAD_HEIGHT)  # alike with and without buttons
        head.addWidget(PlainLabel(heading, look="title"))
        head.addStretch(1)
        head.addWidget(self._count)
        if corner is not None:
            head.addWidget(corner)
        self._stack = QStackedLayout()
        self._stack.addWidget(rows)
        self._stack.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._stack, 1)
        rows.setAccessibleName(heading)

    def show_count(self, words: str, *, late: bool) -> None:
        self._count.setText(words)
        self._count.setProperty("look", "late" if late else "soft")
        self._count.style().polish(self._count)

    def show_rows_or_words(self, *, loaded: bool, failed: bool) -> None:
        if self._rows.row_model.rows:
            self._stack.setCurrentWidget(self._rows)
            return
        words = self._empty_words if loaded else self.tr("Reading …")
        if failed:
            words = self.tr("This could not be read. It is tried again each minute.")
        self._words.setText(words)
        self._stack.setCurrentWidget(self._words)
