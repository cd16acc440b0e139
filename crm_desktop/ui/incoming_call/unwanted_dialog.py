"""Asks why a caller is unwanted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.actions.unwanted_callers import UnwantedForm
from crm_desktop.domain.unwanted import UnwantedAction
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES

_WIDTH = 440
_LONGEST = 200


class UnwantedDialog(QDialog):
    """One number, one reason; whoever may have calls rejected is asked that too."""

    mark_wanted = Signal(object)  # UnwantedForm

    def __init__(
        self, number: str, formats: Formats, *, may_reject: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._number = number
        self.setWindowTitle(self.tr("Mark as an unwanted caller"))
        self.setMinimumWidth(_WIDTH)
        self.question = PlainLabel(
            filled(self.tr("Why is %1 unwanted?"), formats.phone(number)), look="title"
        )
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Prank calls, sales calls …"))
        self.advice = PlainLabel(
            self.tr("All desks are told the reason when this number calls. No call is blocked."),
            look="small",
        )
        self.advice.setWordWrap(True)
        self.reject_calls = TickBox(self.tr("Have the phone system reject its calls"))
        self.reject_calls.setVisible(may_reject)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Mark"))
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        self.reason.textChanged.connect(lambda _text: self._show_ready())
        self._lay_out()
        self._show_ready()

    def _on_accepted(self) -> None:
        rejects = self.reject_calls.isChecked()
        action = UnwantedAction.REJECT if rejects else UnwantedAction.WARN
        self.mark_wanted.emit(UnwantedForm(self._number, self.reason.text().strip(), action))
        self.accept()

    def _show_ready(self) -> None:
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(self.reason.text().strip()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(SIZES.gap)
        for widget in (self.question, self.reason, self.reject_calls, self.advice, self.buttons):
            column.addWidget(widget)
