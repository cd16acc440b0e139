"""How customers are shared out: who gets them, by what, what stays together."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QWidget

from crm_desktop.domain.spread import SpreadBy
from crm_desktop.ui.customer_moves.receivers_table import ReceiversModel, ReceiversTable
from crm_desktop.ui.customer_moves.state import SpreadState
from crm_desktop.ui.customer_moves.words import by_words
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES


class SpreadForm(QWidget):
    """Tells each change at once."""

    receiver_typed = Signal(int, object)  # staff_id, TypedReceiver | None
    all_wanted = Signal(object)  # ids; none: nobody gets any
    wished = Signal(object)  # fields of SpreadState by name

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.all = QPushButton(self.tr("All shown"))
        self.none = QPushButton(self.tr("Nobody"))
        self.chosen = PlainLabel(look="soft")
        self.model = ReceiversModel(formats, self)
        self.table = ReceiversTable(self.model)
        self.by, self.room_in = QComboBox(), QComboBox()
        self.households = TickBox(self.tr("Households together"))
        self.regions = TickBox(self.tr("Regions together"))
        self._prepare()
        self._lay_out()
        self._connect()

    def show_state(self, state: SpreadState) -> None:
        """Make the form say what ``state`` says."""
        self.model.show_people(state.people, state.receivers)
        blocked = [QSignalBlocker(box) for box in (self.by, self.room_in)]
        self.by.setCurrentIndex(self.by.findData(state.by))
        self.room_in.setCurrentIndex(self.room_in.findData(state.room_in))
        del blocked
        self.households.setChecked(state.households)
        self.regions.setChecked(state.regions)
        self.chosen.setText(filled(self.tr("%1 get customers"), f"{len(state.receivers):,}"))
        self.none.setEnabled(bool(state.receivers))

    def _prepare(self) -> None:
        for by in SpreadBy:
            self.by.addItem(by_words(by), by)
            self.room_in.addItem(by_words(by), by)
        self.search.setPlaceholderText(self.tr("Part of a name"))
        self.search.setClearButtonEnabled(True)
        names = (
            (self.search, self.tr("Look for a colleague")),
            (self.all, self.tr("Let all who are shown get customers")),
            (self.none, self.tr("Let nobody get customers")),
            (self.table, self.tr("Who gets customers; Space ticks")),
            (self.by, self.tr("What is shared out evenly")),
            (self.room_in, self.tr("What room is counted in")),
        )
        for control, words in names:
            control.setAccessibleName(words)
        for box in (self.by, self.room_in):
            box.view().setAccessibleName(box.accessibleName())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(SIZES.gap)
        grid.addWidget(self.search, 0, 0, 1, 2)
        grid.addWidget(self.all, 0, 2)
        grid.addWidget(self.none, 0, 3)
        grid.addWidget(self.table, 1, 0, 1, 4)
        grid.addWidget(self.chosen, 2, 0, 1, 4)
        grid.addWidget(self._label(self.tr("Share out by")), 3, 0)
        grid.addWidget(self.by, 3, 1)
        grid.addWidget(self.households, 3, 2, 1, 2)
        grid.addWidget(self._label(self.tr("Room counts")), 4, 0)
        grid.addWidget(self.room_in, 4, 1)
        grid.addWidget(self.regions, 4, 2, 1, 2)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)

    def _label(self, words: str) -> PlainLabel:
        label = PlainLabel(words, look="soft")
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return label

    def _connect(self) -> None:
        self.search.textChanged.connect(self.model.narrow)
        self.model.typed.connect(self.receiver_typed)
        self.all.clicked.connect(
            lambda: self.all_wanted.emit([one.staff_id for one in self.model.shown])
        )
        self.none.clicked.connect(lambda: self.all_wanted.emit([]))
        self.by.activated.connect(lambda _place: self._wish(by=SpreadBy(self.by.currentData())))
        self.room_in.activated.connect(
            lambda _place: self._wish(room_in=SpreadBy(self.room_in.currentData()))
        )
        self.households.clicked.connect(lambda on: self._wish(households=on))
        self.regions.clicked.connect(lambda on: self._wish(regions=on))

    def _wish(self, **wishes: Any) -> None:  # noqa: ANN401 - fields of the state
        self.wished.emit(wishes)
