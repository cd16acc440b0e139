"""The fields of one unwanted caller."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from crm_desktop.domain.unwanted import UnwantedAction
from crm_desktop.ui.call_rules.state import TypedUnwanted, WhoIsMeant
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES


class UnwantedFormFields(QWidget):
    """Who is meant, why, and what is done."""

    typed = Signal(object)  # TypedUnwanted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = TypedUnwanted()
        self.who = _choice(
            self.tr("Who"),
            (
                (self.tr("One number"), WhoIsMeant.NUMBER),
                (self.tr("All numbers that begin with"), WhoIsMeant.BEGINNING),
                (self.tr("Whoever withholds the number"), WhoIsMeant.WITHHELD),
            ),
        )
        self.digits = _line(self.tr("Number"))
        self.digits.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.digits.setPlaceholderText("0120-000-111")
        self.reason = _line(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("what the desks say of the call"))
        self.action = _choice(
            self.tr("What is done"),
            (
                (self.tr("The desks warn"), UnwantedAction.WARN),
                (
                    self.tr("Rejected, where the phone system can; else the desks warn"),
                    UnwantedAction.REJECT,
                ),
            ),
        )
        self._lay_out()
        for field in (self.digits, self.reason):
            field.textEdited.connect(lambda _text: self._tell())
        for choice in (self.who, self.action):
            choice.activated.connect(lambda _place: self._tell())

    def show_form(self, form: TypedUnwanted) -> None:
        """Show ``form``; a field that says the same stays as it is."""
        self._form = form
        self.who.setCurrentIndex(self.who.findData(form.who))
        self.action.setCurrentIndex(self.action.findData(form.action))
        for field, words in ((self.digits, form.digits), (self.reason, form.reason)):
            if field.text() != words:
                field.setText(words)
        self.digits.setEnabled(form.who is not WhoIsMeant.WITHHELD)

    def point_at_first(self) -> None:
        """Put the caret into the number."""
        self.digits.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        self._form = TypedUnwanted(
            WhoIsMeant(self.who.currentData()),
            self.digits.text(),
            self.reason.text(),
            UnwantedAction(self.action.currentData()),
        )
        self.typed.emit(self._form)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(SIZES.gap)
        for row, field in enumerate((self.who, self.digits, self.reason, self.action)):
            grid.addWidget(PlainLabel(field.accessibleName(), look="soft"), row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(4, 1)


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(200)
    field.setAccessibleName(name)
    return field


def _choice(name: str, choices: tuple[tuple[str, object], ...]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for words, value in choices:
        box.addItem(words, str(value))
    return box
