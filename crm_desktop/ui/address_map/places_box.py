"""Where this payment can be made: until when, the nearest places, what to read aloud."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crm_desktop.ui.address_map.pay_words import (
    aloud_words,
    beyond_words,
    empty_words,
    is_urgent,
    payment_words,
    source_words,
    vague_words,
)
from crm_desktop.ui.address_map.place_list import PlaceList
from crm_desktop.ui.address_map.state import AddressMapState
from crm_desktop.ui.shared.copy_menu import copy_text
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.labels import (
    ElidedLabel,
    PlainLabel,
    plain_tool_tip,
    selectable,
    set_look,
)
from crm_desktop.ui.shared.tokens import SIZES


class PlacesBox(QWidget):
    """Shows a state; ``place_chosen`` tells which place the operator selected."""

    place_chosen = Signal(int)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self.payment = _wrapped(self, "title")
        self.empty = _wrapped(self, "soft")
        self.beyond = _wrapped(self, "small")
        self.list = PlaceList(self)
        self.list.place_chosen.connect(self.place_chosen)
        self.aloud = selectable(_wrapped(self, ""))
        self.copy = QToolButton(self)
        self.copy.setIcon(icon("copy"))
        self.copy.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.copy.setToolTip(self.tr("Copy what is read aloud"))
        self.copy.setAccessibleName(self.tr("Copy what is read aloud"))
        self.copy.clicked.connect(self._copy_aloud)
        self.vague = _wrapped(self, "small-soon")
        self.sources = ElidedLabel("", self, look="small")
        self._lay_out()
        self.show_state(AddressMapState())

    def show_state(self, state: AddressMapState) -> None:
        """Say where the payment of the state can be made."""
        found = state.surroundings
        if found is None:
            _say(self.payment, "")
            _say(self.beyond, "")
            self.sources.show_text("")
        else:
            where = found.answer.where
            set_look(self.payment, "late" if is_urgent(where) else "title")
            _say(self.payment, payment_words(found.payment, where, self._formats, state.today))
            number = "" if found.payment is None else found.payment.number
            self.payment.setToolTip(plain_tool_tip(number))
            _say(self.beyond, beyond_words(found.answer, state.settings.walking_distance_m))
            words = source_words(found.answer.sources, self._formats, state.today)
            self.sources.show_text(words if state.near else "")
        _say(self.empty, empty_words(state))
        self.list.show_state(state)
        self.list.setVisible(bool(state.near))
        _say(self.aloud, aloud_words(state, self._formats))
        self.copy.setVisible(bool(self.aloud.text()))
        _say(self.vague, vague_words(state))
        self.sources.setVisible(bool(self.sources.whole_text))

    def _copy_aloud(self) -> None:
        copy_text(self.aloud.text())

    def _lay_out(self) -> None:
        aloud = QHBoxLayout()
        aloud.setContentsMargins(SIZES.gap, 0, SIZES.gap_small, 0)
        aloud.setSpacing(SIZES.gap_small)
        aloud.addWidget(self.aloud, 1)
        aloud.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SIZES.gap_small, 0, 0)
        layout.setSpacing(SIZES.gap_small)
        for label in (self.payment, self.empty, self.beyond, self.vague, self.sources):
            label.setContentsMargins(SIZES.gap, 0, SIZES.gap, 0)
        layout.addWidget(self.payment)
        layout.addWidget(self.empty)
        layout.addWidget(self.beyond)
        layout.addWidget(self.list)
        layout.addLayout(aloud)
        layout.addWidget(self.vague)
        layout.addWidget(self.sources)
        layout.addStretch(1)


def _wrapped(parent: QWidget, look: str) -> PlainLabel:
    label = PlainLabel("", parent, look=look)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    return label


def _say(label: PlainLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
