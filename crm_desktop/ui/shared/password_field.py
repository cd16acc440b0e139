"""A field whose letters are not shown, and which tells that Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.ui.shared.form_field import FormField

_HINTS = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
    | Qt.InputMethodHint.ImhPreferLatin
)


class PasswordField(FormField):
    """Under it stands what is wrong with the password; else, while it is so, that Caps Lock is on.

    Qt does not know the state of Caps Lock: it shows in a letter whose case is not Shift's.
    """

    def __init__(self, label: str, *, label_width: int, parent: QWidget | None = None) -> None:
        super().__init__(label, label_width=label_width, hints=_HINTS, parent=parent)
        self._refusal = ""
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.installEventFilter(self)

    def show_refusal(self, words: str) -> None:
        """Say what is wrong, "" for nothing."""
        self._refusal = words
        self.show_message(words, look="small-late")

    def point_at(self) -> None:
        """Put the caret here and select what is typed, so that the next try replaces it."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each key on its way to the field."""
        if watched is self.edit and not self._refusal:
            if event.type() == QEvent.Type.FocusOut:
                self._show_caps_lock(on=False)
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                self._look_at(event)
        return super().eventFilter(watched, event)

    def _look_at(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self._show_caps_lock(on=False)
        elif event.text().isascii() and event.text().isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._show_caps_lock(on=event.text().isupper() is not shifted)

    def _show_caps_lock(self, *, on: bool) -> None:
        words = self.tr("Caps Lock is on.") if on else ""
        if words != self.message.whole_text:
            self.show_message(words, look="small-soon")
