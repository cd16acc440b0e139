"""The fields of where the office's slips are taken, and how far is near."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from crm_desktop.domain.map_settings import LEAST_WALKING_M, MOST_WALKING_M, MapSettings
from crm_desktop.domain.place_chain import chains_to_choose
from crm_desktop.domain.position import walking_minutes
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES

_COLUMNS = 3


class PlacesForm(QWidget):
    """One box a chain; a chain that is not known here any more stays as it was."""

    typed = Signal(object)  # MapSettings

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = MapSettings()
        self.chains = {key: TickBox(name) for key, name in chains_to_choose()}
        self.post_office = TickBox(self.tr("Post offices take our slips, too"))
        self.distance = QLineEdit()
        self.distance.setValidator(QIntValidator(0, MOST_WALKING_M, self))
        self.distance.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.distance.setMaximumWidth(100)
        self.minutes = PlainLabel(look="small")
        self._lay_out()
        self._connect()
        self._show()

    def show_form(self, form: MapSettings) -> None:
        """Show ``form``; a field that says the same stays as it is."""
        if form != self._form:
            self._form = form
            self._show()

    def point_at_first(self) -> None:
        """Put the caret on the first chain."""
        next(iter(self.chains.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        for key, box in self.chains.items():
            box.setChecked(key in self._form.slip_chains)
        self.post_office.setChecked(self._form.slip_post_office)
        if self._metres() != self._form.walking_distance_m:
            self.distance.setText(str(self._form.walking_distance_m))
        self._say_minutes()

    def _tell(self) -> None:
        strange = (key for key in self._form.slip_chains if key not in self.chains)
        ticked = (key for key, box in self.chains.items() if box.isChecked())
        self._form = replace(
            self._form,
            slip_chains=(*ticked, *strange),
            slip_post_office=self.post_office.isChecked(),
            walking_distance_m=self._metres(),
        )
        self._say_minutes()
        self.typed.emit(self._form)

    def _metres(self) -> int:
        typed = self.distance.text()
        return int(typed) if typed.isdecimal() else 0

    def _say_minutes(self) -> None:
        metres = min(max(self._metres(), LEAST_WALKING_M), MOST_WALKING_M)
        words = self.tr("metres (%1 to %2): %3 minutes on foot")
        minutes = str(walking_minutes(metres))
        self.minutes.setText(filled(words, str(LEAST_WALKING_M), str(MOST_WALKING_M), minutes))

    def _connect(self) -> None:
        for box in (*self.chains.values(), self.post_office):
            box.clicked.connect(lambda _ticked: self._tell())
        self.distance.textEdited.connect(lambda _text: self._tell())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SIZES.margin)
        grid.setVerticalSpacing(SIZES.gap)
        heading = self.tr("Convenience stores that take our payment slips")
        grid.addWidget(PlainLabel(heading, look="soft"), 0, 0, 1, _COLUMNS)
        for place, box in enumerate(self.chains.values()):
            grid.addWidget(box, 1 + place // _COLUMNS, place % _COLUMNS)
        row = grid.rowCount()
        grid.addWidget(self.post_office, row, 0, 1, _COLUMNS)
        label = self.tr("Near is what is not farther away than")
        self.distance.setAccessibleName(label)
        grid.addWidget(PlainLabel(label, look="soft"), row + 1, 0)
        grid.addWidget(self.distance, row + 1, 1)
        grid.addWidget(self.minutes, row + 1, 2)
        note = PlainLabel(
            self.tr(
                "Which chains take a slip depends on the agent that collects for the office; it is"
                " printed on the slip. Where places lie is imported with"
                " “crm-desktop import places FILE”. Desks take this over with the next card."
            ),
            look="small",
        )
        note.setWordWrap(True)
        grid.addWidget(note, row + 2, 0, 1, _COLUMNS)
        grid.setColumnStretch(_COLUMNS - 1, 1)
        grid.setRowStretch(row + 3, 1)
