"""The field in which the text of a page is corrected."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.page_text.state import PageTextState
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.one_line import without_turns
from crm_desktop.ui.shared.tokens import SIZES

SAVE_KEY = "Ctrl+S"
_OTHERS_LINES = 4


class TranscriptEditor(QPlainTextEdit):
    """Takes Ctrl+S and Esc for itself: those of the note and of the window mean something else."""

    save_wanted = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep our keys from the shortcuts around the field."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and (_is_save(event) or _is_escape(event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save, leave, or type."""
        if _is_save(event):
            self.save_wanted.emit()
        elif _is_escape(event):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PageTextPane(QWidget):
    """Hidden until somebody corrects; says calmly when a colleague was quicker."""

    typed = Signal(str)
    save_wanted = Signal()
    discard_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = False
        self.told = PlainLabel("", self, look="soft")
        self.told.setWordWrap(True)
        self.theirs = QPlainTextEdit(self)
        self.theirs.setReadOnly(True)
        self.theirs.setTabChangesFocus(True)
        self.theirs.setAccessibleName(self.tr("What stands there now"))
        self.theirs.setFixedHeight(_OTHERS_LINES * SIZES.row)
        self.editor = TranscriptEditor(self)
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName(self.tr("Text of this page, corrected"))
        self.save = QPushButton(filled("%1  %2", self.tr("Save"), key_text(SAVE_KEY)), self)
        self.discard = QPushButton(self.tr("Discard"), self)
        self._lay_out()
        self.editor.textChanged.connect(lambda: self.typed.emit(self.editor.toPlainText()))
        self.editor.save_wanted.connect(self._ask_save)
        self.editor.left.connect(self._leave)
        self.save.clicked.connect(self._ask_save)
        self.discard.clicked.connect(self.discard_wanted)
        self.hide()

    def show_state(self, state: PageTextState) -> None:
        """Show the field while the page is corrected; the caret goes there when that begins."""
        begins, self._editing = state.editing and not self._editing, state.editing
        if state.editing and state.draft != self.editor.toPlainText():
            blocked = QSignalBlocker(self.editor)
            self.editor.setPlainText(state.draft or "")
            del blocked
        self.theirs.setVisible(state.overtaken)
        if state.overtaken:
            self.theirs.setPlainText(without_turns(state.transcript))
        self.told.setText(self._words(state))
        self.save.setEnabled(not state.saving)
        self.setVisible(state.editing)
        if begins:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, state: PageTextState) -> str:
        if state.saving:
            return self.tr("Saving …")
        if state.overtaken:
            return self.tr(
                "A colleague has changed this text meanwhile. Theirs stands above, yours is kept"
                " below; saving again puts yours in its place."
            )
        if state.written is not None and state.written.corrected:
            return self.tr("Corrected by a person before. Esc keeps what is typed for later.")
        return self.tr("Text of this page. Esc keeps what is typed for later.")

    def _ask_save(self) -> None:
        QGuiApplication.inputMethod().commit()
        self.save_wanted.emit()

    def _leave(self) -> None:
        QGuiApplication.inputMethod().commit()
        self.left.emit()

    def _lay_out(self) -> None:
        ends = QHBoxLayout()
        ends.setSpacing(SIZES.gap_small)
        ends.addStretch(1)
        ends.addWidget(self.discard)
        ends.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIZES.gap_small, 0, SIZES.gap_small, 0)
        column.setSpacing(SIZES.gap_small)
        column.addWidget(self.theirs)
        column.addWidget(self.told)
        column.addWidget(self.editor, 1)
        column.addLayout(ends)


def _is_save(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Save)


def _is_escape(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape
