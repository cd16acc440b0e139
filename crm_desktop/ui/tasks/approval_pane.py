"""A note that waits for approval: what it says, and what a supervisor says to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.tasks.state import TasksState

_LONGEST_WORD = 500


class ApprovalPane(QWidget):
    """Supervisors approve or send back with a word; the writer adds to it and asks again."""

    approved = Signal()
    sent_back = Signal(str)
    asked_again = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note_id: int | None = None
        self.word = QLineEdit()
        self.word.setMaxLength(_LONGEST_WORD)
        self.approve = QPushButton(self.tr("Approve"))
        self.approve.setProperty("look", "primary")
        self.send_back = QPushButton(self.tr("Send back"))
        self.ask_again = QPushButton(self.tr("Ask again"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.word, 1)
        for button in (self.ask_again, self.send_back, self.approve):
            row.addWidget(button)
        self.approve.clicked.connect(self.approved)
        self.send_back.clicked.connect(lambda: self.sent_back.emit(self.word.text()))
        self.ask_again.clicked.connect(lambda: self.asked_again.emit(self.word.text()))
        self.word.textChanged.connect(lambda _words: self._offer())

    @property
    def has_typing(self) -> bool:
        """Whether a word is typed and not said yet."""
        return not self.isHidden() and bool(self.word.text().strip())

    def show_state(self, state: TasksState) -> None:
        """Show what can be said to the chosen note; another note's word is another one."""
        note = state.approval
        self.setVisible(note is not None)
        note_id = None if note is None else note.note_id
        if note_id != self._note_id:
            self._note_id = note_id
            self.word.clear()
        if note is None:
            return
        decides = state.supervises and note.approval == "asked"
        words = self.tr("Added to the note") if not decides else self.tr("What is missing")
        self.word.setPlaceholderText(words)
        self.word.setAccessibleName(words)
        asks = note.approval == "sent_back" and note.is_mine
        self.word.setVisible(decides or asks)
        self.approve.setVisible(decides)
        self.send_back.setVisible(decides)
        self.ask_again.setVisible(asks)
        self._offer()

    def _offer(self) -> None:
        self.send_back.setEnabled(bool(self.word.text().strip()))
