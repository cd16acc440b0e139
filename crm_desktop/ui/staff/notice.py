"""What is said between list and form: a question before a deed, or a password shown once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from crm_desktop.ui.shared.copy_menu import copy_text
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.one_line import one_line
from crm_desktop.ui.shared.theme import number_font
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.staff.state import HandedOver, StaffDeed, StaffQuestion
from crm_desktop.ui.staff.words import question_words, yes_words

_PASSWORD_WIDTH = 232


class QuestionStrip(QFrame):
    """Says what will happen; the caret stands on no, and Esc means no."""

    yes = Signal()
    no = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.yes_button = QPushButton(yes_words(StaffDeed.DEACTIVATE))
        self.no_button = QPushButton(self.tr("Leave it"))
        self.yes_button.clicked.connect(self.yes)
        self.no_button.clicked.connect(self.no)
        _lay_out(self, self.words, self.yes_button, self.no_button)
        self._shown: StaffQuestion | None = None

    def show_question(self, question: StaffQuestion | None) -> None:
        """Ask ``question``; None hides it."""
        if question == self._shown:
            return
        self._shown = question
        self.setVisible(question is not None)
        if question is not None:
            self.words.setText(one_line(question_words(question)))
            self.setAccessibleName(question_words(question))
            self.yes_button.setText(yes_words(question.deed))
            self.no_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window: here it means no."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Esc for no, and Enter for the button that has the caret."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.no.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(
            focused, QPushButton
        ):
            focused.click()
        else:
            super().keyPressEvent(event)


class PasswordStrip(QFrame):
    """Shows a password until somebody says that it was handed over."""

    put_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.password = QLineEdit()
        self.password.setReadOnly(True)
        self.password.setFixedWidth(_PASSWORD_WIDTH)
        self.password.setFont(number_font())
        self.password.setAccessibleName(self.tr("Password to hand over"))
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.setIcon(icon("copy"))
        self.done = QPushButton(self.tr("It is handed over"))
        self.copy.clicked.connect(lambda: copy_text(self.password.text()))
        self.done.clicked.connect(self.put_away)
        _lay_out(self, self.words, self.password, self.copy, self.done)
        self._shown: HandedOver | None = None

    def show_password(self, handed_over: HandedOver | None) -> None:
        """Show whose password it is, selected to be copied; None hides and forgets it."""
        if handed_over == self._shown:
            return
        self._shown = handed_over
        self.setVisible(handed_over is not None)
        self.password.clear()
        if handed_over is not None:
            words = filled(
                self.tr(
                    "Password of %1 (%2). It is shown this once only: hand it over in person."
                    " It must be changed at the first sign-in."
                ),
                handed_over.name,
                handed_over.login,
            )
            self.words.setText(one_line(words))
            self.password.setText(handed_over.password)
            self.password.setAccessibleDescription(words)
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
            self.password.selectAll()


def _lay_out(frame: QFrame, words: PlainLabel, *parts: QWidget) -> None:
    frame.setProperty("look", "attention")
    row = QHBoxLayout(frame)
    row.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.gap)
    row.setSpacing(SIZES.gap)
    row.addWidget(words, 1)
    for part in parts:
        row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    frame.hide()
