"""When supervisors are warned of the floor: four small numbers in a row each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.domain.floor import FloorLimits
from crm_desktop.domain.office_form import LARGEST_LIMIT
from crm_desktop.ui.call_rules.number_rows import add_number_row, number_grid, typed_number


class FloorLimitFields(QWidget):
    """An empty field means never; the service level needs its seconds."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.waiting, self.wait_s, self.missed, self.service_level_s = (
            QLineEdit(),
            QLineEdit(),
            QLineEdit(),
            QLineEdit(),
        )
        grid = number_grid(self)
        names = (
            (self.waiting, self.tr("calls wait, or more")),
            (self.wait_s, self.tr("seconds somebody waits, or more")),
            (self.missed, self.tr("callers are to be called back, or more")),
            (self.service_level_s, self.tr("seconds are answered in time (service level)")),
        )
        for row, (edit, name) in enumerate(names):
            add_number_row(grid, row, edit, name, most=LARGEST_LIMIT)
            edit.textEdited.connect(lambda _words: self.typed.emit())
        self.setFocusProxy(self.waiting)
        self.show_limits(FloorLimits())

    @property
    def limits(self) -> FloorLimits:
        """What is typed; a field that is empty is 0, the service level's the usual 20."""
        return FloorLimits(
            typed_number(self.waiting),
            typed_number(self.wait_s),
            typed_number(self.missed),
            typed_number(self.service_level_s) or FloorLimits().service_level_s,
        )

    def show_limits(self, limits: FloorLimits) -> None:
        """Show ``limits``; what says the same already stays as it is typed."""
        if limits == self.limits and self.service_level_s.text():
            return
        shown = (
            (self.waiting, limits.waiting),
            (self.wait_s, limits.wait_s),
            (self.missed, limits.missed),
            (self.service_level_s, limits.service_level_s),
        )
        for edit, number in shown:
            edit.setText(str(number or ""))
