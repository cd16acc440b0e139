"""The page that asks who is the first to work with a new database."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from crm_desktop.ui.shared.error_note import ErrorNote
from crm_desktop.ui.shared.form_field import FormField
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.password_field import PasswordField
from crm_desktop.ui.shared.password_words import password_rule_words
from crm_desktop.ui.shared.sheet import LABEL_WIDTH, beside_labels, sheet_column, sheet_title
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.sign_in.first_person import FirstPersonState, PersonField, TypedPerson
from crm_desktop.ui.sign_in.words import person_label, person_refusal_words, refusal_words

_INTRODUCTION_HEIGHT = 40  # two lines
_PASSWORDS = (PersonField.PASSWORD, PersonField.AGAIN)
_LATIN = (PersonField.LOGIN, PersonField.EXTENSION)


class FirstPersonForm(QFrame):
    """Five fields; what is wrong with one stands under it."""

    create_wanted = Signal(object)  # TypedPerson
    typed = Signal(object)  # PersonField

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = {which: self._field(which) for which in PersonField}
        self.error = ErrorNote()
        self.create_button = QPushButton(self.tr("Set up and sign in"))
        self.create_button.clicked.connect(self._ask)
        self.progress = PlainLabel(look="small")
        self._state = FirstPersonState()
        self._lay_out()
        self.show_state(self._state)

    def show_state(self, state: FirstPersonState) -> None:
        """Make the page say what ``state`` says; the caret goes to the first field refused."""
        before, self._state = self._state, state
        for which, field in self.fields.items():
            words = person_refusal_words(state.refusals.get(which))
            if words or which is not PersonField.PASSWORD:
                field.show_message(words, look="small-late")
            else:
                field.show_message(password_rule_words(), look="small")
            field.edit.setReadOnly(state.creating)
        self.create_button.setEnabled(not state.creating)
        self.progress.setText(self.tr("Setting up …") if state.creating else "")
        self.error.tell(refusal_words(state.error))
        fresh = [which for which in PersonField if which in state.refusals]
        if fresh and not set(fresh) < set(before.refusals):
            self._point_at(fresh[0])

    def point_at_first_empty(self) -> None:
        """Put the caret where typing has to begin."""
        empty = (which for which, field in self.fields.items() if not field.edit.text())
        self._point_at(next(empty, PersonField.NAME))

    def empty_passwords(self) -> None:
        """Forget both passwords."""
        for which in _PASSWORDS:
            self.fields[which].edit.clear()

    def _point_at(self, which: PersonField) -> None:
        self.fields[which].edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields[which].edit.selectAll()

    def _ask(self) -> None:
        text = {which: field.edit.text() for which, field in self.fields.items()}
        self.create_wanted.emit(
            TypedPerson(
                text[PersonField.NAME],
                text[PersonField.LOGIN],
                text[PersonField.PASSWORD],
                again=text[PersonField.AGAIN],
                extension=text[PersonField.EXTENSION],
            )
        )

    def _field(self, which: PersonField) -> FormField:
        label = person_label(which)
        if which in _PASSWORDS:
            field: FormField = PasswordField(label, label_width=LABEL_WIDTH)
        else:
            latin = Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoAutoUppercase
            hints = latin if which in _LATIN else Qt.InputMethodHint.ImhNone
            field = FormField(label, label_width=LABEL_WIDTH, hints=hints)
        field.typed.connect(lambda _text: self.typed.emit(which))
        last = which is PersonField.EXTENSION
        field.edit.returnPressed.connect(self._ask if last else self.focusNextChild)
        return field

    def _lay_out(self) -> None:
        self.fields[PersonField.LOGIN].edit.setPlaceholderText("tadokoro")
        self.fields[PersonField.EXTENSION].edit.setPlaceholderText(self.tr("201; may stay empty"))
        self.create_button.setProperty("look", "primary")
        self.create_button.setAutoDefault(True)
        words = PlainLabel(
            self.tr("Nobody works with this database yet. Begin with yourself; add others later."),
            look="soft",
        )
        words.setWordWrap(True)
        words.setFixedHeight(_INTRODUCTION_HEIGHT)
        column = sheet_column(self)
        column.addWidget(sheet_title(self.tr("Set up this PC")))
        column.addWidget(words)
        column.addSpacing(SIZES.gap)
        for field in self.fields.values():
            column.addWidget(field)
        buttons = beside_labels(self.create_button, self.progress)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addSpacing(SIZES.gap)
        column.addWidget(self.error)
