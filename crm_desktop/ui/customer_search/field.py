"""The field customers are searched in: it knows when Japanese input is still being composed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.ui.shared.icons import icon

_STEPS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
}


class SearchField(QLineEdit):
    """Tells what was typed once it is composed, and which keys were meant for the results."""

    words_typed = Signal(str)
    moved = Signal(int)  # rows down (or up, negative) in the results
    entered = Signal()
    entered_with_shift = Signal()
    cancelled = Signal()
    focused = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        trailing = QLineEdit.ActionPosition.TrailingPosition
        self._emptying = self.addAction(icon("close"), trailing)
        self._emptying.setText(self.tr("Empty the field"))
        self._emptying.setToolTip(self.tr("Empty the field"))
        self._emptying.setVisible(False)
        self._emptying.triggered.connect(self.clear)
        self.textChanged.connect(self._on_changed)

    def event(self, event: QEvent) -> bool:
        """Take Esc for the field itself: the shortcut of the window is one step further back."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether a conversion goes on: its keys are not ours."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the keys for the results on; the caret never leaves the field."""
        if self._composing or not self._hand_on(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the field is being used."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field is left; a conversion that was open has ended."""
        self._composing = False
        super().focusOutEvent(event)
        self.focused.emit(False)

    def _on_changed(self, words: str) -> None:
        self._emptying.setVisible(bool(words))
        self.words_typed.emit(words)

    def _hand_on(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.entered_with_shift if shift else self.entered).emit()
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            return False
        return True
