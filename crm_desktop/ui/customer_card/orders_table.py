"""The list of orders: a model of prepared words and a delegate that paints them at once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.ui.customer_card.order_words import Cell, OrderWords
from crm_desktop.ui.customer_card.tone import Tone, tone_colour
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.labels import plain_tool_tip
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES, Colours

DATE, CHANNEL, ITEMS, AMOUNT, PARCEL, PAYMENT = range(6)
_NO_PARENT: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class OrdersModel(QAbstractTableModel):
    """The orders of one customer as words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[OrderWords, ...] = ()

    def show_rows(self, rows: tuple[OrderWords, ...]) -> None:
        """Replace all rows at once."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row_of(self, order_id: int) -> int | None:
        """Return the row of an order, None when it is not in the list."""
        return next((n for n, row in enumerate(self.rows) if row.order_id == order_id), None)

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of orders."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else PAYMENT + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell; the delegate takes them from ``rows`` itself."""
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
        return order_headings()[section] if role == Qt.ItemDataRole.DisplayRole else None


class OrdersDelegate(QStyledItemDelegate):
    """Paints a cell's words straight from the row, with its icon and tone."""

    def __init__(self, model: OrdersModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._colours: Colours | None = None
        self._pens: dict[Tone, QPen] = {}

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> None:
        """Paint one cell."""
        colours = self._dressed()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        column = index.column()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.setPen(self._pens[Tone.SOFT])
        cell = self._model.rows[index.row()].cells[column]
        room = rect.adjusted(SIZES.gap_small, 0, -SIZES.gap_small, 0)
        if cell.icon:
            self._paint_icon(painter, cell, room, colours)
            room.setLeft(room.left() + SIZES.icon + SIZES.gap_small)
            if room.width() < SIZES.gap:
                return
        painter.setPen(self._pens[cell.tone])
        side = Qt.AlignmentFlag.AlignRight if column == AMOUNT else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            room,
            side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            fitted(cell.text, room.width(), painter.fontMetrics()),
        )

    def _paint_icon(self, painter: QPainter, cell: Cell, room: QRect, colours: Colours) -> None:
        pixmap = icon_pixmap(
            cell.icon,
            tone_colour(cell.tone, colours),
            ratio=painter.device().devicePixelRatioF(),
        )
        painter.drawPixmap(room.left(), room.center().y() - SIZES.icon // 2 + 1, pixmap)

    def _dressed(self) -> Colours:
        colours = current_colours()
        if colours is not self._colours:
            self._colours = colours
            self._pens = {tone: QPen(QColor(tone_colour(tone, colours))) for tone in Tone}
        return colours


def fitted(text: str, width: int, metrics: QFontMetrics) -> str:
    """Return ``text``, cut with … when it is wider than ``width`` pixels."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def order_headings() -> tuple[str, ...]:
    """Return the headings of the columns."""
    return (
        QCoreApplication.translate("customer_card", "Date"),
        QCoreApplication.translate("customer_card", "Way"),
        QCoreApplication.translate("customer_card", "Items"),
        QCoreApplication.translate("customer_card", "Amount"),
        QCoreApplication.translate("customer_card", "Parcel"),
        QCoreApplication.translate("customer_card", "Payment"),
    )
