"""When somebody's openings are marked: three small numbers in a row each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from crm_desktop.domain.office_form import LARGEST_LIMIT
from crm_desktop.domain.openings import OutlierRule
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

_WIDTH = 72


class OutlierFields(QWidget):
    """All three must be passed; with the first one empty nobody is marked."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.least, self.per_call, self.times_median = QLineEdit(), QLineEdit(), QLineEdit()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(SIZES.gap_small)
        names = (
            (self.least, self.tr("cards without a call in a day, or fewer, are usual")),
            (self.per_call, self.tr("cards for each call are usual")),
            (self.times_median, self.tr("times the median of the others is usual")),
        )
        for row, (edit, name) in enumerate(names):
            edit.setValidator(QIntValidator(0, LARGEST_LIMIT, self))
            edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
            edit.setFixedWidth(_WIDTH)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            edit.setAccessibleName(name)
            edit.textEdited.connect(lambda _words: self.typed.emit())
            grid.addWidget(edit, row, 0)
            grid.addWidget(PlainLabel(name, look="soft"), row, 1)
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(self.least)
        self._show(OutlierRule())

    @property
    def rule(self) -> OutlierRule:
        """What is typed; a field that is empty is 0."""
        return OutlierRule(_number(self.least), _number(self.per_call), _number(self.times_median))

    def show_rule(self, rule: OutlierRule) -> None:
        """Show ``rule``; what says the same already stays as it is typed."""
        if rule != self.rule:
            self._show(rule)

    def _show(self, rule: OutlierRule) -> None:
        shown = (
            (self.least, rule.least),
            (self.per_call, rule.per_call),
            (self.times_median, rule.times_median),
        )
        for edit, number in shown:
            edit.setText(str(number or ""))


def _number(edit: QLineEdit) -> int:
    return int(edit.text()) if edit.text().isdecimal() else 0
