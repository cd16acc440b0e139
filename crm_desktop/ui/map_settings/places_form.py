"""The fields of where the office's slips are taken, and how far is near."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.domain.map_settings import LEAST_WALKING_M, MOST_WALKING_M, MapSettings
from crm_desktop.domain.place_chain import chains_to_choose
from crm_desktop.domain.position import walking_minutes
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES

_COLUMNS = 4


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
        heading = self.tr("Convenience stores that take our payment slips")
        chains = QGridLayout()
        chains.setHorizontalSpacing(2 * SIZES.margin)
        chains.setVerticalSpacing(0)
        for place, box in enumerate(self.chains.values()):
            chains.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        chains.setColumnStretch(_COLUMNS, 1)
        label = self.tr("Near is what is not farther away than")
        self.distance.setAccessibleName(label)
        near = QHBoxLayout()
        near.setSpacing(SIZES.gap)
        near.addWidget(PlainLabel(label, look="soft"))
        near.addWidget(self.distance)
        near.addWidget(self.minutes, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SIZES.gap)
        column.addWidget(PlainLabel(heading, look="soft"))
        column.addLayout(chains)
        column.addWidget(self.post_office)
        column.addLayout(near)
        column.addWidget(self._note())
        column.addStretch(1)

    def _note(self) -> PlainLabel:
        note = PlainLabel(
            self.tr(
                "Which chains take a slip depends on the agent that collects for the office; it is"
                " printed on the slip. Where places lie is imported with"
                " “crm-desktop import places FILE”. Desks take this over with the next card."
            ),
            look="small",
        )
        note.setWordWrap(True)
        return note
