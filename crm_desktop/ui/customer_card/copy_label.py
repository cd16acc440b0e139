"""A value that can be copied: as it is shown, or bare, with the mouse or the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.customer_card.painted_text import PaintedTexts
from crm_desktop.ui.shared.copy_menu import Copy, dials_of_number, open_copy_menu
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.labels import PlainLabel, plain_tool_tip, selectable
from crm_desktop.ui.shared.one_line import LONGEST_PAINTED, one_line
from crm_desktop.ui.shared.theme import current_colours

_LEAST_PX: Final = 20
_KEPT: Final = 10


class CopyLabel(PlainLabel):
    """One line of plain text, cut with … where it is too long; the tooltip has all of it.

    It paints itself, and becomes a label whose text can be selected when the mouse comes. With
    ``focusable`` it is a stop of the Tab key, and a click, Enter or Space opens the copy menu. A
    phone number is also ``number_to_dial``.
    """

    def __init__(
        self, parent: QWidget | None = None, *, look: str = "", focusable: bool = False
    ) -> None:
        super().__init__("", parent, look=look)
        self._whole = ""
        self._bare = ""
        self.number_to_dial = ""
        self._mark = ""
        self._focusable = focusable
        self._texts: PaintedTexts | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if focusable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def whole_text(self) -> str:
        """The text before it was cut."""
        return self._whole

    def show_value(self, text: str, bare: str = "") -> None:
        """Show ``text``; ``bare`` is what "copy plain" gives, when it is another text."""
        self._bare = bare if bare != text else ""
        if self.isHidden() == bool(text):
            self.setVisible(bool(text))
        whole = one_line(text)
        if whole == self._whole:
            return
        self._whole = whole
        self.setAccessibleName(whole)
        self._say_all()
        self._leave_selectable()
        self.updateGeometry()
        self.update()

    def show_mark(self, words: str) -> None:
        """Mark the value as changed just now; ``words`` say by whom, "" takes the mark away."""
        if words != self._mark:
            self._mark = words
            self.setAccessibleDescription(words)
            self._say_all()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the whole text."""
        texts = self._shaping()
        return QSize(texts.width_of(self._whole) + 2, texts.height + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the ellipsis."""
        return QSize(_LEAST_PX, self._shaping().height + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, or let it be painted with its selection while the mouse is there."""
        if self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        if self._mark:
            painter.fillRect(self.rect(), QColor(current_colours().accent_soft))
            painter.fillRect(
                0, self.height() - 2, self.width(), 2, QColor(current_colours().accent)
            )
        texts = self._shaping()
        texts.draw(painter, self._whole, 0, (self.height() - texts.height) // 2, self.width())
        if self.hasFocus():
            painter.setPen(QPen(QColor(current_colours().accent), 2))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Become selectable: it costs a text document that most labels never need."""
        if not self._focusable:
            width = self.contentsRect().width()
            metrics = self.fontMetrics()
            line = self._whole[:LONGEST_PAINTED]
            self.setText(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
            selectable(self)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Paint itself again, unless something is selected."""
        if not self.hasSelectedText():
            self._leave_selectable()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the menu of a value that is made to be clicked."""
        super().mouseReleaseEvent(event)
        if self._focusable and event.button() is Qt.MouseButton.LeftButton:
            self._open_menu(event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu with Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open_menu(self.mapToGlobal(self.rect().bottomLeft()))
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy all of it, whatever is selected."""
        self._open_menu(event.globalPos())

    def copies(self) -> list[Copy]:
        """Return what can be copied, each with the words of the menu."""
        found = [Copy(self.tr("Copy as shown"), self._whole)]
        if self._bare:
            found.append(Copy(filled(self.tr("Copy plain: %1"), self._bare), self._bare))
        if self.hasSelectedText():
            found.insert(0, Copy(self.tr("Copy selection"), self.selectedText()))
        return [*found, *dials_of_number(self.number_to_dial)]

    def _say_all(self) -> None:
        self.setToolTip(plain_tool_tip("\n".join(filter(None, [self._whole, self._mark]))))

    def _shaping(self) -> PaintedTexts:
        if self._texts is None or self._texts.font != self.font():
            self.ensurePolished()
            self._texts = PaintedTexts(self.font(), kept=_KEPT)
        return self._texts

    def _leave_selectable(self) -> None:
        if self.text():
            self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self.setText("")

    def _open_menu(self, where: QPoint) -> None:
        open_copy_menu(self, where, self.copies())
