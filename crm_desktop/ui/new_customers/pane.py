"""The list of customers that moves brought, on the home page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crm_desktop.database.queries.new_customers import NewCustomerRow
from crm_desktop.ui.home.list_pane import ListPane
from crm_desktop.ui.new_customers.rows import NewCustomerList
from crm_desktop.ui.new_customers.state import MOST_SHOWN, NewCustomersState
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats


class NewCustomersPane(QWidget):
    """Hidden until there is somebody to work through; a row opens the card."""

    customer_wanted = Signal(int)
    worked_through = Signal(object)  # list of customer ids
    undo_wanted = Signal()

    def __init__(self, formats: Formats, now: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = NewCustomerList(formats, now)
        self.undo = QPushButton(self.tr("Put back"))
        self.undo.clicked.connect(self.undo_wanted)
        self.done = QPushButton(self.tr("Done"))
        self.done.setToolTip(self.tr("The chosen customers are worked through (Delete)"))
        self.done.clicked.connect(self._on_worked)
        for button in (self.undo, self.done):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pane = ListPane(
            self.rows,
            self.tr("Your new customers"),
            self.tr("All new customers are worked through."),
            (self.undo, self.done),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pane)
        self.setFocusProxy(self.rows)
        self.rows.row_opened.connect(self._open)
        self.rows.done_wanted.connect(self._on_worked)
        self.rows.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.show_state(NewCustomersState())

    def show_state(self, state: NewCustomersState) -> None:
        """Make the list say what ``state`` says."""
        self.rows.show_rows(state.reading.rows)
        words = str(state.count) if state.count < MOST_SHOWN else self.tr("%1 or more")
        self._pane.show_count(filled(words, str(state.count)), late=False)
        self._pane.show_rows_or_words(loaded=True, failed=False)
        self.undo.setVisible(bool(state.worked))
        self._offer()
        self.setVisible(state.is_wanted)

    def _offer(self) -> None:
        self.done.setEnabled(bool(self.rows.chosen_rows))

    def _on_worked(self) -> None:
        chosen = [row.customer_id for row in self.rows.chosen_rows]
        if chosen:
            self.worked_through.emit(chosen)

    def _open(self, row: NewCustomerRow) -> None:
        self.customer_wanted.emit(row.customer_id)
