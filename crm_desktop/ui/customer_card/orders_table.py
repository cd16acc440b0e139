"""The list of orders: a model of prepared words and a view that paints whole rows at once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crm_desktop.ui.customer_card.order_facts import OrderFacts
from crm_desktop.ui.customer_card.order_words import Cell, OrderWords
from crm_desktop.ui.customer_card.painted_text import PaintedTexts, PaintKit
from crm_desktop.ui.customer_card.prepared_rows import PreparedRows
from crm_desktop.ui.shared.labels import plain_tool_tip
from crm_desktop.ui.shared.tokens import SIZES

DATE, CHANNEL, ITEMS, AMOUNT, PARCEL, PAYMENT = range(6)
FOCUS_MARK_PX: Final = 3
_NO_PARENT: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_Column = tuple[int, int]
OrderRows = PreparedRows[OrderFacts, OrderWords]


class OrdersModel(QAbstractTableModel):
    """The orders of one customer as words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: OrderRows = PreparedRows((), _no_words)
        self._headings = order_headings()

    def show_rows(self, rows: OrderRows) -> None:
        """Replace all rows at once."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row_of(self, order_id: int) -> int | None:
        """Return the row of an order, None when it is not in the list."""
        facts = enumerate(self.rows.facts)
        return next((row for row, found in facts if found.order.order_id == order_id), None)

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of orders."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else PAYMENT + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell; the view takes them from ``rows`` itself."""
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.rows[index.row()].cells[index.column()].text
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(self.rows[index.row()].tooltip)
            case _:
                return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the headings; amounts stand at the right."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = Qt.AlignmentFlag.AlignRight if section == AMOUNT else Qt.AlignmentFlag.AlignLeft
            return right | Qt.AlignmentFlag.AlignVCenter
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None


class OrdersTable(QTableView):
    """Paints its rows itself: one pass over what is in sight, no delegate call for each cell."""

    def __init__(self, model: OrdersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._kit = PaintKit()
        self._texts: PaintedTexts | None = None
        self._hovered = -1
        self.setModel(model)
        self.setProperty("look", "dense")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._prepare_headers()

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's own name
        """Never jump about on letters: they may be meant for the note."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse with the row under it."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the row under the mouse."""
        self._hover(-1)
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight."""
        self._kit.dressed()
        if self._texts is None or self._texts.font != self.font():
            self._texts = PaintedTexts(self.font())
        painter = QPainter(self.viewport())
        painter.setFont(self._texts.font)
        area = event.rect()
        painter.fillRect(area, self._kit.panel)
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return
        header = self.horizontalHeader()
        columns = [
            (header.sectionViewportPosition(column), header.sectionSize(column))
            for column in range(PAYMENT + 1)
        ]
        for row in range(first, (last if last >= 0 else len(self._rows.rows) - 1) + 1):
            self._paint_row(painter, row, self._texts, columns)

    def _paint_row(
        self, painter: QPainter, row: int, texts: PaintedTexts, columns: list[_Column]
    ) -> None:
        top = self.rowViewportPosition(row)
        width = self.viewport().width()
        if row == self.currentIndex().row():
            painter.fillRect(0, top, width, SIZES.row, self._kit.selection)
            if self.hasFocus():
                painter.fillRect(0, top, FOCUS_MARK_PX, SIZES.row, self._kit.accent)
        elif row == self._hovered:
            painter.fillRect(0, top, width, SIZES.row, self._kit.hover)
        cells = self._rows.rows[row].cells
        top += (SIZES.row - texts.height) // 2
        for place, column in enumerate(columns):
            if place != AMOUNT:
                self._paint_cell(painter, cells[place], texts, column, top)
        left, room = columns[AMOUNT]
        painter.setPen(self._kit.tones[cells[AMOUNT].tone])
        texts.draw_right(painter, cells[AMOUNT].text, left, top, room - SIZES.gap_small)

    def _paint_cell(
        self, painter: QPainter, cell: Cell, texts: PaintedTexts, column: _Column, top: int
    ) -> None:
        left, width = column[0] + SIZES.gap_small, column[1] - 2 * SIZES.gap_small
        if cell.icon:
            icon = self._kit.icon(cell.icon, cell.tone, self.devicePixelRatioF())
            painter.drawPixmap(left, top + (texts.height - SIZES.icon) // 2, icon)
            left, width = left + SIZES.icon + SIZES.gap_small, width - SIZES.icon - SIZES.gap_small
        if cell.text and width > SIZES.gap:
            painter.setPen(self._kit.tones[cell.tone])
            texts.draw(painter, cell.text, left, top, width)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _prepare_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(SIZES.row)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setFixedHeight(SIZES.row - SIZES.gap_small)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(ITEMS, QHeaderView.ResizeMode.Stretch)


def _no_words(facts: OrderFacts) -> OrderWords:
    return OrderWords((), facts.order.number)


def order_headings() -> tuple[str, ...]:
    """Return the headings of the columns."""
    return (
        QCoreApplication.translate("customer_card", "Date"),
        "",
        QCoreApplication.translate("customer_card", "Items"),
        QCoreApplication.translate("customer_card", "Amount"),
        QCoreApplication.translate("customer_card", "Parcel"),
        QCoreApplication.translate("customer_card", "Payment"),
    )
