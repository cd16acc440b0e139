"""Who could not be spoken to: a list to work off, on the home page and in the call log."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crm_desktop.database.queries.missed_calls import MissedCalls
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.ui.home.list_pane import ListPane
from crm_desktop.ui.home.rows import MissedList
from crm_desktop.ui.home.settle_menu import SettleMenu
from crm_desktop.ui.home.state import HomeState
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import key_text

DIAL_KEY = "Ctrl+D"
LOG_KEY = "F5"


class MissedPane(QWidget):
    """One row a caller; it opens the customer, is called back, or is settled with a reason."""

    customer_wanted = Signal(int)
    number_wanted = Signal(str)  # E.164, of a caller who is no customer
    dial_wanted = Signal(str, object)  # E.164, the customer's id or None
    settle_wanted = Signal(object, object)  # list of call ids, MissedCallSettled
    undo_wanted = Signal()
    later_wanted = Signal(object)  # MissedCalls, the first of those chosen
    log_wanted = Signal()  # all calls, not only these

    def __init__(self, formats: Formats, now: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = MissedList(formats, now)
        self.settle = SettleMenu()
        self._settled = 0
        self.log = QPushButton(self.tr("Call log"))
        self.log.setProperty("look", "link")
        self.log.setToolTip(key_text(LOG_KEY))
        self.call_back = QPushButton(self.tr("Call back"))
        self.call_back.setToolTip(key_text(DIAL_KEY))
        self.call_back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pane = ListPane(
            self.rows,
            self.tr("Missed calls"),
            self.tr("No missed calls. Whoever could not be spoken to today appears here."),
            (self.call_back, self.settle, self.log),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pane)
        self.setFocusProxy(self.rows)
        self.rows.row_opened.connect(self._open)
        self.rows.done_wanted.connect(self.settle.ask)
        self.rows.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.settle.settled.connect(self._settle)
        self.settle.undo_wanted.connect(self.undo_wanted)
        self.settle.later_wanted.connect(self._ask_for_later)
        self.log.clicked.connect(self.log_wanted)
        self.call_back.clicked.connect(self.dial)
        dial = QShortcut(QKeySequence(DIAL_KEY), self)
        dial.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        dial.activated.connect(self.dial)

    def show_state(self, state: HomeState) -> None:
        """Make the list say what ``state`` says."""
        callers = state.rows.missed
        self.rows.show_rows(callers)
        times = sum(missed.times for missed in callers)
        words = filled(self.tr("%1 callers, %2 calls"), str(len(callers)), str(times))
        self._pane.show_count(words if times else "", late=False)
        self._settled = state.settled
        self._offer()
        self._pane.show_rows_or_words(loaded=state.loaded, failed=state.failed)

    def dial(self) -> None:
        """Ask to call back whoever the caret stands on."""
        missed: MissedCalls | None = self.rows.chosen_row
        if missed is not None and missed.caller:
            self.dial_wanted.emit(missed.caller, missed.customer_id)

    def _ask_for_later(self) -> None:
        if self.rows.chosen_rows:
            self.later_wanted.emit(self.rows.chosen_rows[0])

    def _settle(self, why: MissedCallSettled) -> None:
        chosen = [missed.call_id for missed in self.rows.chosen_rows]
        if chosen:
            self.settle_wanted.emit(chosen, why)

    def _offer(self) -> None:
        self.settle.offer(chosen=len(self.rows.chosen_rows), undoable=self._settled)
        missed: MissedCalls | None = self.rows.chosen_row
        self.call_back.setEnabled(missed is not None and missed.caller is not None)

    def _open(self, missed: MissedCalls) -> None:
        if missed.customer_id is not None:
            self.customer_wanted.emit(missed.customer_id)
        elif missed.caller:
            self.number_wanted.emit(missed.caller)
