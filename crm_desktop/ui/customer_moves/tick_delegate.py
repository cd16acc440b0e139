"""Paints the box of a row that can be ticked; the style's own is lost on dark grounds."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

_Index = QModelIndex | QPersistentModelIndex


class TickDelegate(QStyledItemDelegate):
    """A click anywhere in the cell ticks, and so does Space."""

    def initStyleOption(  # noqa: N802 - Qt's own name
        self, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Leave room for the box."""
        super().initStyleOption(option, index)
        feature = QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        option.features &= ~feature

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint words and box; the marked row is marked as a whole."""
        moved = QStyleOptionViewItem(option)
        ground = option.rect
        room = SIZES.icon + SIZES.gap + SIZES.gap_small
        moved.rect = ground.adjusted(room, 0, 0, 0)
        super().paint(painter, moved, index)
        colours = current_colours()
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        top = ground.top() + (ground.height() - SIZES.icon) / 2
        box = QRectF(ground.left() + SIZES.gap_small + 0.5, top + 0.5, 15, 15)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent if ticked else colours.line_strong), 1))
        painter.setBrush(QColor(colours.accent if ticked else colours.field))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            painter.setPen(QPen(QColor(colours.text_on_accent), 2))
            points = ((4, 8), (7, 11), (12, 5))
            painter.drawPolyline([box.topLeft() + QPointF(*point) for point in points])
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Tick on a click or Space."""
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if event.type() != QEvent.Type.MouseButtonRelease and not space:
            return False
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        other = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, other, Qt.ItemDataRole.CheckStateRole)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a row."""
        room = SIZES.icon + SIZES.gap + SIZES.gap_small
        return QSize(super().sizeHint(option, index).width() + room, SIZES.row)
