"""A check box in the colours of the program; the style's own outline is lost on dark grounds."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES


class TickBox(QCheckBox):
    """A box that is empty or ticked, and its words."""

    def sizeHint(self) -> QSize:
        """Return the room of box and words."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + SIZES.icon + SIZES.gap + SIZES.gap_small, SIZES.row)

    def minimumSizeHint(self) -> QSize:
        """Return the same: words of a choice are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002, N802 - Qt's own name
        """Take a click anywhere on it."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, the tick and the words."""
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - SIZES.icon) / 2
        box = QRectF(1.5, top + 0.5, SIZES.icon - 1, SIZES.icon - 1)
        edge = colours.accent if self.hasFocus() or self.isChecked() else colours.line_strong
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(colours.accent if self.isChecked() else colours.field))
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            painter.setPen(QPen(QColor(colours.text_on_accent), 2))
            painter.drawPolyline([box.topLeft() + QPointF(*p) for p in ((4, 8), (7, 11), (12, 5))])
        painter.setPen(QColor(colours.text if self.isEnabled() else colours.text_soft))
        words = self.rect().adjusted(SIZES.icon + SIZES.gap, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, flags, self.text())
