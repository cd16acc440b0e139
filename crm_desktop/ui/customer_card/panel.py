"""The customer card: one screen, no tabs for what is needed in every call."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from crm_desktop.ui.customer_card.header import CardHeader
from crm_desktop.ui.customer_card.note_form import NoteForm
from crm_desktop.ui.customer_card.order_detail import OrderDetail
from crm_desktop.ui.customer_card.orders import OrdersPane
from crm_desktop.ui.customer_card.paper_facts import PaperKind
from crm_desktop.ui.customer_card.paper_strip import PaperPane
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.customer_card.timeline import TimelinePane
from crm_desktop.ui.customer_card.timeline_facts import EntryKind
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES


class CustomerCardPanel(QWidget):
    """Header above; orders, note and history, papers beside each other."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = CustomerCardState()
        self.waiting = PlainLabel("", self, look="soft")
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.header = CardHeader(formats, self)
        self.orders = OrdersPane(formats, self)
        self.detail = OrderDetail(formats, self)
        self.note = NoteForm(formats, self)
        self.timeline = TimelinePane(formats, self)
        self.papers = PaperPane(formats, self)
        self.columns = self._columns()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.gap)
        layout.addWidget(self.waiting, 1)
        layout.addWidget(self.header)
        layout.addWidget(self.columns, 1)
        self._connect()
        self.show_state(self._state)

    def show_state(self, state: CustomerCardState) -> None:
        """Make the widgets say what ``state`` says."""
        self._state = state
        card = state.card
        self.setUpdatesEnabled(False)
        if card is not None:
            self.header.show_customer(card, state.today)
            self.papers.show_day(state.today)
            self.orders.show_orders(state.orders, state.unpaid_yen, state.today)
            self.timeline.show_entries(state.timeline, state.today)
        self.header.setVisible(card is not None)
        self.columns.setVisible(card is not None)
        self.waiting.setVisible(card is None)
        self.waiting.setText(self.tr("Loading …") if state.loading else "")
        self.setUpdatesEnabled(True)

    def show_order(self, order_id: int) -> None:
        """Select an order, wherever it is named on the card."""
        self.orders.select_order(order_id)

    def _on_order_selected(self, order_id: int) -> None:
        found = (facts for facts in self._state.orders if facts.order.order_id == order_id)
        self.detail.show_order(next(found, None), self._state.today)
        self.papers.mark_order(order_id)

    def _on_entry_chosen(self, kind: str, subject_id: int) -> None:
        match EntryKind(kind):
            case EntryKind.ORDER | EntryKind.ENCLOSURE:
                self.show_order(subject_id)
            case EntryKind.MAILING:
                self.papers.select_paper(PaperKind.MAILING, subject_id)
            case EntryKind.LETTER:
                self.papers.select_paper(PaperKind.LETTER, subject_id)
            case _:
                pass

    def _columns(self) -> QSplitter:
        columns = QSplitter(Qt.Orientation.Horizontal, self)
        columns.setChildrenCollapsible(False)
        columns.setHandleWidth(SIZES.gap)
        parts = (
            (_framed(self.orders, self.detail), 420, 0),
            (_stacked(_framed(self.note), _framed(self.timeline)), 300, 0),
            (_framed(self.papers), 204, 1),
        )
        for place, (part, least_width, share) in enumerate(parts):
            part.setMinimumWidth(least_width)
            columns.addWidget(part)
            columns.setStretchFactor(place, share)
        columns.setSizes([540, 364, 230])
        return columns

    def _connect(self) -> None:
        self.orders.order_selected.connect(self._on_order_selected)
        self.timeline.entry_chosen.connect(self._on_entry_chosen)
        self._key("F3", self.orders.table)
        self._key("F4", self.note.body)
        self._key("F6", self.papers.strip)
        self._key("F8", self.timeline.list)

    def _key(self, keys: str, target: QWidget) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(lambda: target.setFocus(Qt.FocusReason.ShortcutFocusReason))


def _framed(*parts: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("look", "panel")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part)
    return frame


def _stacked(above: QWidget, below: QWidget) -> QSplitter:
    stack = QSplitter(Qt.Orientation.Vertical)
    stack.setChildrenCollapsible(False)
    stack.setHandleWidth(SIZES.gap)
    stack.addWidget(above)
    stack.addWidget(below)
    stack.setStretchFactor(0, 1)
    stack.setStretchFactor(1, 3)
    stack.setSizes([244, 340])
    return stack
