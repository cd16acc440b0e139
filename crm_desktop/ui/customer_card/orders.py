"""The orders of the customer, newest first, and what is unpaid."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.customer_card.order_copies import order_copies
from crm_desktop.ui.customer_card.order_facts import OrderFacts
from crm_desktop.ui.customer_card.order_words import order_words
from crm_desktop.ui.customer_card.orders_table import (
    AMOUNT,
    CHANNEL,
    DATE,
    PARCEL,
    PAYMENT,
    OrdersModel,
    OrdersTable,
)
from crm_desktop.ui.customer_card.pane_heading import PaneHeading
from crm_desktop.ui.customer_card.prepared_rows import PreparedRows
from crm_desktop.ui.shared.copy_menu import copy_text, open_copy_menu
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel, set_look
from crm_desktop.ui.shared.tokens import SIZES

_WIDE_PX: Final = 600


class OrdersPane(QWidget):
    """Heading with the unpaid total, and the list."""

    order_selected = Signal(int)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self.unpaid = PlainLabel("", self, look="late")
        self.empty = PlainLabel(
            self.tr("No orders yet. They appear here once ordered."), self, look="soft"
        )
        self.empty.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.gap)
        self.model = OrdersModel(self)
        self.table = OrdersTable(self.model, self)
        self.table.setAccessibleName(self.tr("Orders"))
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy_current)
        heading = PaneHeading(self.tr("Orders and payments"), "F3", self)
        heading.add(self.unpaid)
        self.new_order = QPushButton(self.tr("New order"), self)
        self.new_order.setProperty("look", "link")
        self.new_order.hide()
        heading.add(self.new_order)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)
        self._set_column_widths()

    def show_orders(self, orders: tuple[OrderFacts, ...], unpaid_yen: int, today: date) -> None:
        """Replace the list; the newest order is selected."""
        words_of = partial(order_words, formats=self._formats, today=today)
        self.model.show_rows(PreparedRows(orders, words_of))
        self.empty.setVisible(not orders)
        self.table.setVisible(bool(orders))
        self._show_unpaid(orders, unpaid_yen)
        if orders:
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.scrollToTop()

    def renew_orders(
        self, orders: tuple[OrderFacts, ...], unpaid_yen: int, today: date
    ) -> int | None:
        """Replace the list, and return which order is selected: the one that was, if there."""
        row = self.table.currentIndex().row()
        chosen = self.model.rows.facts[row].order.order_id if row >= 0 else None
        bar = self.table.verticalScrollBar()
        place = bar.value()
        self.show_orders(orders, unpaid_yen, today)
        if chosen is not None:
            self.select_order(chosen)
        bar.setValue(place)
        row = self.table.currentIndex().row()
        return orders[row].order.order_id if row >= 0 else None

    def select_order(self, order_id: int) -> None:
        """Select an order and scroll to it; one that is not in the list changes nothing."""
        row = self.model.row_of(order_id)
        if row is not None:
            self.table.setCurrentIndex(self.model.index(row, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the way of an order as an icon only where words would crowd out the items."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= _WIDE_PX
        narrow = SIZES.icon + 2 * SIZES.gap_small
        width = self._channel_width if is_wide else narrow
        self.table.horizontalHeader().resizeSection(CHANNEL, width)

    def _open_menu(self, where: QPoint) -> None:
        row = self.table.rowAt(where.y())
        if row >= 0:
            values = order_copies(self.model.rows.facts[row], self.model.rows[row], self._formats)
            open_copy_menu(self.table, self.table.viewport().mapToGlobal(where), values)

    def _copy_current(self) -> None:
        row = self.table.currentIndex().row()
        if row >= 0:
            copy_text(self.model.rows[row].tooltip)

    def _show_unpaid(self, orders: tuple[OrderFacts, ...], unpaid_yen: int) -> None:
        late = any(order.days_late for order in orders)
        set_look(self.unpaid, "late" if late else "soon")
        words = filled(self.tr("Unpaid %1"), self._formats.yen(unpaid_yen))
        late_yen = sum(order.open_yen for order in orders if order.days_late)
        if late_yen and late_yen != unpaid_yen:
            late_words = self.tr("%1 of it late")
            words = f"{words}  {filled(late_words, self._formats.yen(late_yen))}"
        self.unpaid.setText(words if unpaid_yen else "")

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.order_selected.emit(self.model.rows.facts[current.row()].order.order_id)

    def _set_column_widths(self) -> None:
        metrics = self.table.fontMetrics()
        header = self.table.horizontalHeader()
        for column, sample in _samples(self._formats).items():
            has_icon = column in {CHANNEL, PARCEL, PAYMENT}
            header.resizeSection(column, _width(metrics, sample, icon=has_icon))
        self._channel_width = header.sectionSize(CHANNEL)


def _samples(formats: Formats) -> dict[int, str]:
    """Return the widest usual text of each column of fixed width."""
    japanese = formats.language == "ja"
    return {
        DATE: "12/28(金)" if japanese else "Nov 28 ’25",
        CHANNEL: "モール" if japanese else "Auto",
        AMOUNT: "¥128,800",
        PARCEL: "12/28着" if japanese else "by Nov 28",
        PAYMENT: "12/28まで" if japanese else "Due Dec 28",
    }


def _width(metrics: QFontMetrics, sample: str, *, icon: bool) -> int:
    room = 2 * SIZES.gap_small + (SIZES.icon + SIZES.gap_small if icon else 0)
    return metrics.horizontalAdvance(sample) + room + 2
