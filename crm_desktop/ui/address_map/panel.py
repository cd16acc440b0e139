"""The map beside the card: the address above it, where to pay and the delivery note below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crm_desktop.ui.address_map.address_box import AddressBox
from crm_desktop.ui.address_map.delivery_note_box import DeliveryNoteBox
from crm_desktop.ui.address_map.delivery_notes import DeliveryNoteState
from crm_desktop.ui.address_map.home_map import HomeMap
from crm_desktop.ui.address_map.map_view import MapView
from crm_desktop.ui.address_map.map_views import map_view
from crm_desktop.ui.address_map.pin_bar import PinBar
from crm_desktop.ui.address_map.place_list import MOST_ROWS
from crm_desktop.ui.address_map.places_box import PlacesBox
from crm_desktop.ui.address_map.state import AddressMapState, PinState
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.tokens import SIZES

_BESIDE_PX: Final = 640
_DETAILS_PX: Final = 360
_ANY_PX: Final = 16_777_215  # Qt's own QWIDGETSIZE_MAX
_LEAST_MAP_PX: Final = 150
_HIGH_PX: Final = 620
_FEW_ROWS: Final = 2
_STEP_M: Final = 10.0
_FURTHER_M: Final = 50.0
_WAYS: Final = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, 1), "Down": (0, -1)}


class AddressMapPanel(QWidget):
    """Shows states and tells what the operator did; a wide one has the map beside the words."""

    address_chosen = Signal(int)
    place_chosen = Signal(int)
    link_chosen = Signal(str)  # for the system's browser
    correct_wanted = Signal()
    pin_moved = Signal(float, float)  # latitude, longitude
    nudge_wanted = Signal(float, float)  # metres to the east, to the north
    keep_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, formats: Formats, home_map: HomeMap, parent: QWidget | None = None) -> None:
        """``home_map`` becomes part of this for ever: it is never put anywhere else."""
        super().__init__(parent)
        self._state = AddressMapState()
        self._pin = PinState()
        self._view = MapView()
        self._is_beside = False
        self._owes_caret = False
        self.address = AddressBox(formats, self)
        self.map = home_map
        self.map.setParent(self)
        self.map.setMinimumHeight(_LEAST_MAP_PX)
        self.bar = PinBar(self)
        self.places = PlacesBox(formats, self)
        self.note = DeliveryNoteBox(self)
        self._details = QWidget(self)
        details = QVBoxLayout(self._details)
        details.setContentsMargins(0, 0, 0, 0)
        details.setSpacing(0)
        details.addWidget(self.bar)
        details.addWidget(self.places, 1)
        details.addWidget(self.note)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._arrange()
        self._keys = self._pin_keys()
        self._connect()
        self.setFocusProxy(self.places.list)

    def show_state(self, state: AddressMapState) -> None:
        """Show the address, the map and the places of ``state``."""
        self._state = state
        self._hold_still()
        if self.places.list.hasFocus() and not state.near:  # or Qt gives the caret to the next
            self.take_caret_to_map()
        self.address.show_state(state, self._pin)
        self.places.show_state(state)
        self._show_map()
        if self._owes_caret and state.near and self._has_caret(self.map):
            self.take_caret()

    def show_pin(self, pin: PinState) -> None:
        """Show where the pin stands while it is being moved, and ask whether to keep it."""
        begins = pin.is_correcting and not self._pin.is_correcting
        self._pin = pin
        self.address.show_state(self._state, pin)
        self.bar.show_state(pin, self._state.home)
        for key in self._keys:
            key.setEnabled(pin.is_correcting)
        self._show_map()
        if begins and self._has_caret(self):
            self.map.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_note(self, note: DeliveryNoteState) -> None:
        """Show what the carrier should know; what is typed on never falls to somebody else."""
        if not note.address_id and self.note.body.hasFocus():
            self.take_caret_to_map()
        self.note.show_state(note)

    def take_caret(self) -> None:
        """Give the caret to the places; until there are some, to the map."""
        if not self.places.list.isVisible():
            self.take_caret_to_map()
            return
        self._owes_caret = False
        self.places.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_caret_to_map(self) -> None:
        """Give the caret to the map until there are places again."""
        self._owes_caret = True
        self.map.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the map beside the words where there is room for both."""
        super().resizeEvent(event)
        is_beside = event.size().width() >= _BESIDE_PX
        if is_beside != self._is_beside:
            self._is_beside = is_beside
            self._arrange()
        has_room = is_beside or event.size().height() >= _HIGH_PX
        self.places.list.show_at_most(MOST_ROWS if has_room else _FEW_ROWS)

    def copy_picture(self) -> None:
        """Put the map as it is shown on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.map.picture())

    def _has_caret(self, part: QWidget) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and (focused is part or part.isAncestorOf(focused))

    def _show_map(self) -> None:
        """Draw what has changed: a home together with its places, nobody's home at once."""
        state = self._state
        waits_for_places = state.home is not None and state.surroundings is None
        if waits_for_places and state.error is None and not self._pin.is_correcting:
            return
        view = map_view(state, self._pin) if state.customer_id else MapView()
        if view != self._view:
            self._view = view
            self.map.show_home(view)

    def _hold_still(self) -> None:
        """Keep the heights until the next home is whole: a map that is resized is drawn anew."""
        state = self._state
        is_whole = state.surroundings is not None or state.error is not None
        for part in (self.address, self._details):
            if is_whole or (state.customer_id and not (state.is_reading or state.homes)):
                part.setMinimumHeight(0)
                part.setMaximumHeight(_ANY_PX)
            elif part.maximumHeight() == _ANY_PX and part.isVisible():
                part.setFixedHeight(part.height())

    def _arrange(self) -> None:
        """Lay the three parts anew; they stay the same widgets, or the web map would start over."""
        grid = self._grid
        if self._is_beside:
            grid.addWidget(self.address, 0, 0)
            grid.addWidget(self._details, 1, 0)
            grid.addWidget(self.map, 0, 1, 2, 1)
        else:
            grid.addWidget(self.address, 0, 0)
            grid.addWidget(self.map, 1, 0)
            grid.addWidget(self._details, 2, 0)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(0, 0 if self._is_beside else 1)
        grid.setColumnStretch(1, 1 if self._is_beside else 0)
        for part in (self.address, self._details):
            part.setMaximumWidth(_DETAILS_PX if self._is_beside else _ANY_PX)
            part.setMinimumWidth(_DETAILS_PX if self._is_beside else 0)
        grid.setHorizontalSpacing(SIZES.gap_small if self._is_beside else 0)

    def _pin_keys(self) -> list[QShortcut]:
        """Return the keys that move the pin, in the map only and only while it is corrected."""
        keys = []
        for name, (east, north) in _WAYS.items():
            for modifier, metres in (("", _STEP_M), ("Shift+", _FURTHER_M)):
                key = self._map_key(f"{modifier}{name}")
                key.activated.connect(
                    lambda x=east * metres, y=north * metres: self.nudge_wanted.emit(x, y)
                )
                keys.append(key)
        for name in ("Return", "Enter"):
            key = self._map_key(name)
            key.activated.connect(self.keep_wanted)
            keys.append(key)
        return keys

    def _map_key(self, name: str) -> QShortcut:
        key = QShortcut(QKeySequence(name), self.map)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.setEnabled(False)
        return key

    def _connect(self) -> None:
        self.address.address_chosen.connect(self.address_chosen)
        self.address.correct_wanted.connect(self.correct_wanted)
        self.address.picture_wanted.connect(self.copy_picture)
        self.places.place_chosen.connect(self.place_chosen)
        self.map.place_chosen.connect(self.place_chosen)
        self.map.pin_moved.connect(self.pin_moved)
        self.map.link_chosen.connect(self.link_chosen)
        self.bar.keep_wanted.connect(self.keep_wanted)
        self.bar.cancel_wanted.connect(self.cancel_wanted)
