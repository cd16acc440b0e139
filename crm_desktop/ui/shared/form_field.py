"""One line of a form: label, field, and under it room for what is wrong or worth knowing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from crm_desktop.ui.shared.labels import PlainLabel, set_look
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.shared.two_lines import TwoLineLabel

_MESSAGE_HEIGHT = 30  # two lines of small text
_BESIDE = 96
LONGEST_FIELD = 500  # characters: names stand in indexes, whose entries are bounded


class FormField(QWidget):
    """The message has its room from the start, so that nothing moves when it comes."""

    typed = Signal(str)
    left = Signal(str)

    def __init__(
        self,
        label: str,
        *,
        label_width: int,
        hints: Qt.InputMethodHint = Qt.InputMethodHint.ImhNone,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setInputMethodHints(hints)
        self.edit.setMaxLength(LONGEST_FIELD)
        self.edit.setAccessibleName(label)
        self.message = message_label()
        words = PlainLabel(label, look="soft")
        words.setFixedWidth(label_width)
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words.setBuddy(self.edit)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(SIZES.gap)
        self.grid.setVerticalSpacing(0)
        self.grid.addWidget(words, 0, 0)
        self.grid.addWidget(self.edit, 0, 1, 1, 2)
        self.grid.addWidget(self.message, 1, 1, 1, 2)
        self.grid.setColumnStretch(1, 1)
        self.edit.textEdited.connect(self.typed)
        self.edit.editingFinished.connect(lambda: self.left.emit(self.edit.text()))

    def add_beside(self, widget: QWidget) -> None:
        """Put a small control to the right of the field."""
        widget.setFixedWidth(_BESIDE)
        self.grid.addWidget(self.edit, 0, 1)
        self.grid.addWidget(widget, 0, 2)

    def show_text(self, text: str) -> None:
        """Show ``text``; the caret stays where it is when nothing changes."""
        if self.edit.text() != text:
            self.edit.setText(text)

    def show_message(self, words: str, *, look: str) -> None:
        """Say ``words`` under the field.

        ``look``: small-late for a refusal, small-soon for a warning, small for anything else.
        """
        self.message.show_text(words)
        set_look(self.message, look)
        mark_refused(self.edit, words if look == "small-late" else "")
        self.edit.setAccessibleDescription(words)


def message_label() -> TwoLineLabel:
    """Return the place for a message under a field; two lines high whatever it says."""
    message = TwoLineLabel(look="small")
    message.setContentsMargins(0, 2, 0, 0)
    message.setFixedHeight(_MESSAGE_HEIGHT)
    return message


def mark_refused(edit: QLineEdit, words: str) -> None:
    """Frame ``edit`` as refused, for the reason that a screen reader reads; "" is as usual."""
    edit.setProperty("refused", bool(words))
    edit.style().unpolish(edit)
    edit.style().polish(edit)
    edit.setAccessibleDescription(words)
