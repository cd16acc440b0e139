"""The sheet that asks for the old password and, twice, the new one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from crm_desktop.ui.password_change.state import (
    ChangeField,
    ChangeReason,
    PasswordChangeState,
    TypedPasswords,
)
from crm_desktop.ui.password_change.words import (
    error_words,
    field_label,
    reason_words,
    refusal_words,
)
from crm_desktop.ui.shared.error_note import ErrorNote
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.password_field import PasswordField
from crm_desktop.ui.shared.password_words import password_rule_words
from crm_desktop.ui.shared.sheet import LABEL_WIDTH, beside_labels, sheet_column, sheet_title
from crm_desktop.ui.shared.tokens import SIZES

_REASON_HEIGHT = 40  # two lines


class PasswordChangePanel(QFrame):
    """Leaving is giving up when the change was wished, and signing out when it is due."""

    change_wanted = Signal(object)  # TypedPasswords
    leave_wanted = Signal()
    typed = Signal(object)  # ChangeField

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = PlainLabel(look="soft")
        self.fields = {which: self._field(which) for which in ChangeField}
        self.error = ErrorNote()
        self.change = QPushButton(self.tr("Change password"))
        self.leave = QPushButton()
        self.progress = PlainLabel(look="small")
        self.change.clicked.connect(self._ask)
        self.leave.clicked.connect(self.leave_wanted)
        self._state = PasswordChangeState()
        self._lay_out()
        self.show_state(self._state)

    def show_state(self, state: PasswordChangeState) -> None:
        """Make the sheet say what ``state`` says; the caret goes to the first field refused."""
        before, self._state = self._state, state
        due = state.reason is not ChangeReason.WISHED
        self.reason.setText(reason_words(state.reason))
        self.leave.setText(self.tr("Sign out") if due else self.tr("Cancel"))
        for which, field in self.fields.items():
            field.show_refusal(refusal_words(state.refusals.get(which)))
            field.edit.setReadOnly(state.saving)
        if ChangeField.NEW not in state.refusals:
            self.fields[ChangeField.NEW].show_message(password_rule_words(), look="small")
        self.change.setEnabled(not state.saving)
        self.progress.setText(self.tr("Changing …") if state.saving else "")
        self.error.tell(error_words(state.error))
        refused = [which for which in ChangeField if which in state.refusals]
        if refused and not set(refused) < set(before.refusals):
            self.fields[refused[0]].point_at()

    def empty(self) -> None:
        """Forget what was typed."""
        for field in self.fields.values():
            field.edit.clear()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the first field that is still empty."""
        super().focusInEvent(event)
        empty = (field for field in self.fields.values() if not field.edit.text())
        next(empty, self.fields[ChangeField.OLD]).point_at()

    def _ask(self) -> None:
        text = {which: field.edit.text() for which, field in self.fields.items()}
        self.change_wanted.emit(
            TypedPasswords(text[ChangeField.OLD], text[ChangeField.NEW], text[ChangeField.AGAIN])
        )

    def _field(self, which: ChangeField) -> PasswordField:
        field = PasswordField(field_label(which), label_width=LABEL_WIDTH)
        field.typed.connect(lambda _text: self.typed.emit(which))
        last = which is ChangeField.AGAIN
        field.edit.returnPressed.connect(self._ask if last else self.focusNextChild)
        return field

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.change.setProperty("look", "primary")
        for button in (self.change, self.leave):
            button.setAutoDefault(False)  # Enter in a field goes on to the next
        self.reason.setWordWrap(True)
        self.reason.setFixedHeight(_REASON_HEIGHT)
        column = sheet_column(self)
        column.addWidget(sheet_title(self.tr("New password")))
        column.addWidget(self.reason)
        column.addSpacing(SIZES.gap)
        for field in self.fields.values():
            column.addWidget(field)
        buttons = beside_labels(self.change, self.leave, self.progress)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addSpacing(SIZES.gap)
        column.addWidget(self.error)
