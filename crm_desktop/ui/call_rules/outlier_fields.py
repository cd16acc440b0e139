"""When somebody's openings are marked: three small numbers in a row each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.domain.office_form import LARGEST_LIMIT
from crm_desktop.domain.openings import OutlierRule
from crm_desktop.ui.call_rules.number_rows import add_number_row, number_grid, typed_number


class OutlierFields(QWidget):
    """All three must be passed; with the first one empty nobody is marked."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.least, self.per_call, self.times_median = QLineEdit(), QLineEdit(), QLineEdit()
        grid = number_grid(self)
        names = (
            (self.least, self.tr("cards without a call in a day, or fewer, are usual")),
            (self.per_call, self.tr("cards for each call are usual")),
            (self.times_median, self.tr("times the median of the others is usual")),
        )
        for row, (edit, name) in enumerate(names):
            add_number_row(grid, row, edit, name, most=LARGEST_LIMIT)
            edit.textEdited.connect(lambda _words: self.typed.emit())
        self.setFocusProxy(self.least)
        self._show(OutlierRule())

    @property
    def rule(self) -> OutlierRule:
        """What is typed; a field that is empty is 0."""
        return OutlierRule(
            typed_number(self.least), typed_number(self.per_call), typed_number(self.times_median)
        )

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
