"""A value that can be copied: as it is shown, or bare, with the mouse or the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from crm_desktop.ui.shared.labels import ElidedLabel, selectable


class CopyLabel(ElidedLabel):
    """Plain text that is selected with the mouse; the context menu copies all of it.

    With ``focusable`` it is a stop of the Tab key, and Enter or Space opens the menu.
    """

    def __init__(
        self, parent: QWidget | None = None, *, look: str = "", focusable: bool = False
    ) -> None:
        super().__init__("", parent, look=look)
        self._bare = ""
        self._focusable = focusable
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if focusable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_value(self, text: str, bare: str = "") -> None:
        """Show ``text``; ``bare`` is what "copy plain" gives, when it is another text."""
        self._bare = bare if bare != text else ""
        self.show_text(text)
        self.setVisible(bool(text))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Become selectable only now: it costs a text document that most labels never need."""
        if not self._focusable:
            selectable(self)
        super().enterEvent(event)

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._mark(focused=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop showing where the keyboard was."""
        super().focusOutEvent(event)
        self._mark(focused=False)

    def copy_menu(self) -> QMenu:
        """Return the menu of what can be copied."""
        menu = QMenu(self)
        chosen = self.selectedText()
        if chosen:
            self._add(menu, self.tr("Copy selection"), chosen)
        self._add(menu, self.tr("Copy as shown"), self.whole_text)
        if self._bare:
            self._add(menu, self.tr("Copy plain: %1").replace("%1", self._bare), self._bare)
        return menu

    def _add(self, menu: QMenu, words: str, text: str) -> None:
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 400)
        action = menu.addAction(shown.replace("&", "&&"))
        action.triggered.connect(lambda: QGuiApplication.clipboard().setText(text))

    def _open_menu(self, where: QPoint) -> None:
        menu = self.copy_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _mark(self, *, focused: bool) -> None:
        font = self.font()
        font.setUnderline(focused)
        self.setFont(font)
