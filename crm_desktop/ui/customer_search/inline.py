"""A search within a page: who is this caller, found by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.customer_search.field import SearchField
from crm_desktop.ui.customer_search.results import FoundCustomers
from crm_desktop.ui.customer_search.state import CustomerSearchState
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES


class CustomerFinder(QWidget):
    """A field, its results, and what to do with the chosen one.

    Enter attaches the calling number where that is offered, Shift+Enter only opens the card.
    """

    words_typed = Signal(str)
    attach_wanted = Signal(object)  # FoundCustomer
    open_wanted = Signal(object)  # FoundCustomer

    def __init__(
        self, formats: Formats, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._attaching = False
        self.field = SearchField()
        self.field.setAccessibleName(self.tr("Search for the caller"))
        self.field.setPlaceholderText(self.tr("Name, kana, customer code, order number"))
        self.found = FoundCustomers(formats, today)
        self.none_found = PlainLabel(self.tr("No customer found."), look="soft")
        self.attach = QPushButton(self.tr("Add the number and open"))
        self.open_only = QPushButton(self.tr("Open without adding"))
        self._connect()
        self._lay_out()
        self.show_state(CustomerSearchState())

    def show_state(self, state: CustomerSearchState) -> None:
        """Show what was found."""
        if state.results != self.found.row_model.rows:
            self.found.show_rows(state.results)
            self.found.choose(0)
        answered = bool(state.answered) and not state.searching
        self.none_found.setVisible(answered and not state.results)
        self._sheet.setVisible(bool(state.results))
        height = QSizePolicy.Policy.Expanding if state.results else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, height)
        self._show_buttons()

    def offer_attaching(self, *, offered: bool) -> None:
        """Offer to give the chosen customer the number that calls, or only to open the card."""
        self._attaching = offered
        self._show_buttons()

    def reset(self) -> None:
        """Empty the field for the next caller."""
        self.field.clear()

    def _show_buttons(self) -> None:
        some = bool(self.found.row_model.rows)
        for widget in (self.attach, self._attach_key):
            widget.setVisible(some and self._attaching)
        for widget in (self.open_only, self._open_key):
            widget.setVisible(some)

    def _connect(self) -> None:
        self.field.words_typed.connect(self.words_typed)
        self.field.moved.connect(self.found.move_by)
        self.field.entered.connect(self._on_entered)
        self.field.entered_with_shift.connect(self._on_open_only)
        self.found.row_opened.connect(lambda _row: self.field.setFocus())
        self.attach.clicked.connect(self._on_attach)
        self.open_only.clicked.connect(self._on_open_only)

    def _on_entered(self) -> None:
        if self._attaching:
            self._on_attach()
        else:
            self._on_open_only()

    def _on_attach(self) -> None:
        if self.found.chosen_row is not None:
            self.attach_wanted.emit(self.found.chosen_row)

    def _on_open_only(self) -> None:
        if self.found.chosen_row is not None:
            self.open_wanted.emit(self.found.chosen_row)

    def _lay_out(self) -> None:
        self._attach_key, self._open_key = KeyHint("Enter"), KeyHint("Shift+Enter")
        first = QHBoxLayout()
        first.setSpacing(SIZES.gap_small)
        first.addWidget(self.field, 1)
        for widget in (self.attach, self._attach_key, self.open_only, self._open_key):
            first.addWidget(widget)
        self._sheet = QFrame(self)
        self._sheet.setProperty("look", "panel")
        inside = QVBoxLayout(self._sheet)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SIZES.gap)
        column.addLayout(first)
        column.addWidget(self.none_found)
        column.addWidget(self._sheet, 1)
