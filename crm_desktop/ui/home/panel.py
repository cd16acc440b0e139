"""The page of an idle desk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from crm_desktop.ui.home.list_pane import ListPane
from crm_desktop.ui.home.missed_pane import MissedPane
from crm_desktop.ui.home.rows import TaskList
from crm_desktop.ui.home.state import HomeState
from crm_desktop.ui.kept_drafts.pane import KeptDraftsPane
from crm_desktop.ui.new_customers.pane import NewCustomersPane
from crm_desktop.ui.new_customers.state import NewCustomersState
from crm_desktop.ui.new_customers.stuck_line import StuckPlansLine
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.tokens import SIZES


class HomePanel(QWidget):
    """Tasks at the left, missed calls at the right; a row opens the customer it is about.

    Above them, where there are any, drafts of before and customers that a move brought.
    """

    customer_wanted = Signal(int)

    def __init__(
        self, formats: Formats, *, now: Clock = utc_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tasks = TaskList(formats, now)
        self.tasks.row_opened.connect(self._open_task)
        self.missed = MissedPane(formats, now)
        self.missed.call_back.hide()  # no room beside the tasks; its key and the log have it
        self.new_customers = NewCustomersPane(formats, now)
        self.stuck = StuckPlansLine(formats, self)
        self.kept = KeptDraftsPane(formats, now)
        self._formats = formats
        self._now = now
        self._tasks_pane = ListPane(
            self.tasks,
            self.tr("Tasks"),
            self.tr("Nothing is to be done today. Follow-ups set in a call appear here."),
        )
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("home")
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SIZES.gap)
        splitter.addWidget(self._tasks_pane)
        splitter.addWidget(self.missed)
        splitter.setSizes([600, 440])
        self.setFocusProxy(self.tasks)
        page = QVBoxLayout(self)
        page.setContentsMargins(SIZES.gap, SIZES.gap, SIZES.gap, SIZES.gap)
        page.setSpacing(SIZES.gap)
        page.addWidget(self.stuck)
        page.addWidget(self.kept)
        page.addWidget(_above(self.new_customers, splitter), 1)

    def show_state(self, state: HomeState) -> None:
        """Make the lists say what ``state`` says."""
        self.tasks.show_rows(state.rows.tasks)
        late, today = state.tasks_late, state.tasks_today
        words = filled(self.tr("%1 late, %2 today"), str(late), str(today))
        self._tasks_pane.show_count(words if state.loaded else "", late=bool(late))
        self._tasks_pane.show_rows_or_words(loaded=state.loaded, failed=state.failed)
        self.missed.show_state(state)

    def show_new_customers(self, state: NewCustomersState) -> None:
        """Show whom moves brought, and which plans of one's own wait."""
        self.new_customers.show_state(state)
        self.stuck.show_plans(state.reading.stuck, self._formats.local(self._now()).date())

    def _open_task(self, task: object) -> None:
        customer_id = getattr(task, "customer_id", None)
        if customer_id is not None:
            self.customer_wanted.emit(customer_id)


def _above(upper: QWidget, lower: QWidget) -> QSplitter:
    stack = QSplitter(Qt.Orientation.Vertical)
    stack.setObjectName("home_rows")
    stack.setChildrenCollapsible(False)
    stack.setHandleWidth(SIZES.gap)
    stack.addWidget(upper)
    stack.addWidget(lower)
    stack.setSizes([240, 400])
    return stack
