"""The customer card: one screen, no tabs for what is needed in every call."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from crm_desktop.ui.customer_card.header import CardHeader
from crm_desktop.ui.customer_card.orders import OrdersPane
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.customer_card.timeline import TimelinePane
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.tokens import SIZES


class CustomerCardPanel(QWidget):
    """Header, orders, timeline."""

    order_selected = Signal(int)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = CardHeader(formats, self)
        self.orders = OrdersPane(formats, self)
        self.timeline = TimelinePane(formats, self)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.columns.setChildrenCollapsible(False)
        for pane in (self.orders, self.timeline):
            self.columns.addWidget(_framed(pane))
        self.orders.order_selected.connect(self.order_selected)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.gap)
        layout.addWidget(self.header)
        layout.addWidget(self.columns, 1)
        self._key("F3", self.orders.table)
        self._key("F8", self.timeline.list)

    def show_state(self, state: CustomerCardState) -> None:
        """Make the widgets say what ``state`` says."""
        card = state.card
        self.header.setVisible(card is not None)
        self.columns.setVisible(card is not None)
        if card is None:
            return
        self.setUpdatesEnabled(False)
        self.header.show_customer(card, state.today)
        self.orders.show_orders(state.orders, state.unpaid_yen, state.today)
        self.timeline.show_entries(state.timeline, state.today)
        self.setUpdatesEnabled(True)

    def _key(self, keys: str, target: QWidget) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(lambda: target.setFocus(Qt.FocusReason.ShortcutFocusReason))


def _framed(pane: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("look", "panel")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(pane)
    return frame
