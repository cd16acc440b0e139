"""The address that is looked at: copyable, how exactly it is known, what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.home import Home
from crm_desktop.domain.map_settings import GeocoderChoice
from crm_desktop.ui.address_map.state import AddressMapState, PinState
from crm_desktop.ui.address_map.words import (
    address_copies,
    address_words,
    change_words,
    kind_words,
    knowledge_words,
    plain_address,
)
from crm_desktop.ui.customer_card.copy_label import CopyLabel
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.copy_menu import Copy
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.labels import PlainLabel, plain_tool_tip, set_look
from crm_desktop.ui.shared.tokens import SIZES


class AddressLabel(CopyLabel):
    """One line with the address; its menu also has it plain, and the postal code alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, focusable=True)
        self._home: Home | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_home(self, home: Home | None) -> None:
        """Show the address of ``home``, or nothing."""
        self._home = home
        self.show_value("" if home is None else address_words(home))

    def copies(self) -> list[Copy]:
        """Return what can be copied."""
        return [] if self._home is None else address_copies(self._home)


class AddressBox(QWidget):
    """Tells which address was chosen, and what the operator wants done about its pin."""

    address_chosen = Signal(int)
    correct_wanted = Signal()
    release_wanted = Signal()
    look_up_wanted = Signal()
    route_wanted = Signal()
    picture_wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Which address"))
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.address = AddressLabel(self)
        self.knowledge = _wrapped(self, "small")
        self.change = _wrapped(self, "small-soon")
        self.correct = QToolButton(self)
        self.correct.setText(self.tr("Correct the pin"))
        self.correct.setProperty("look", "switch")
        self.correct.clicked.connect(self.correct_wanted)
        self.more = self._more()
        self._lay_out()
        self.show_state(AddressMapState(), PinState())

    def show_state(self, state: AddressMapState, pin: PinState) -> None:
        """Say which address it is, and how exactly its place is known."""
        home = state.home
        self._show_choice(state)
        self.address.show_home(home)
        self.address.setAccessibleName("" if home is None else address_words(home))
        words, look = self._knowledge(state)
        self.knowledge.setText(words)
        set_look(self.knowledge, look)
        changed = "" if home is None else change_words(home, self._formats, state.today)
        self.change.setText(changed)
        self.change.setVisible(bool(changed))
        self._show_deeds(state, pin)

    def _show_choice(self, state: AddressMapState) -> None:
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for words, home in zip(_names(state.homes), state.homes, strict=True):
                self.choice.addItem(words, home.address_id)
                tip = plain_tool_tip(plain_address(home))
                self.choice.setItemData(self.choice.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
            self.choice.setCurrentIndex(self.choice.findData(state.address_id))
        self.choice.setVisible(len(state.homes) > 1)

    def _knowledge(self, state: AddressMapState) -> tuple[str, str]:
        if state.home is not None:
            is_found = state.home.position is not None
            words = knowledge_words(state.home, self._formats, state.today)
            return words, "small" if is_found else "small-soon"
        if state.error is not None:
            return error_text(state.error), "small-late"
        if state.is_reading:
            return self.tr("Reading …"), "small"
        return (
            self.tr("No address is known of this customer.") if state.customer_id else ""
        ), "small"

    def _show_deeds(self, state: AddressMapState, pin: PinState) -> None:
        home = state.home
        self.correct.setVisible(home is not None)
        self.correct.setEnabled(not (pin.is_correcting or pin.is_saving))
        self.more.setVisible(home is not None)
        self.release.setVisible(home is not None and home.is_pinned)
        can_ask = state.settings.geocoder is not GeocoderChoice.OFF
        self.look_up.setVisible(can_ask and home is not None and not home.is_pinned)
        self.look_up.setEnabled(not state.is_reading)
        has_place = home is not None and home.position is not None
        self.route.setVisible(bool(state.settings.route_url) and has_place)

    def _on_chosen(self, row: int) -> None:
        address_id = self.choice.itemData(row)
        if isinstance(address_id, int):
            self.address_chosen.emit(address_id)

    def _more(self) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon("menu"))
        button.setIconSize(QSize(SIZES.icon, SIZES.icon))
        button.setToolTip(self.tr("More about this address"))
        button.setAccessibleName(self.tr("More about this address"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        self.release = menu.addAction(self.tr("Use the address again, not the pin"))
        self.release.triggered.connect(self.release_wanted)
        self.look_up = menu.addAction(self.tr("Look it up online: the address leaves the company"))
        self.look_up.triggered.connect(self.look_up_wanted)
        self.route = menu.addAction(self.tr("Open in the route planner: in the browser"))
        self.route.triggered.connect(self.route_wanted)
        self.picture = menu.addAction(self.tr("Copy the map as a picture"))
        self.picture.triggered.connect(self.picture_wanted)
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SIZES.gap_small)
        first.addWidget(self.choice)
        first.addWidget(self.address, 1)
        first.addWidget(self.more)
        second = QHBoxLayout()
        second.setSpacing(SIZES.gap)
        second.addWidget(self.knowledge, 1)
        second.addWidget(self.correct, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIZES.gap, 0, SIZES.gap_small, SIZES.gap_small)
        layout.setSpacing(2)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self.change)


def _names(homes: Sequence[Home]) -> list[str]:
    """Return what each address is to the customer, numbered where several are the same."""
    kinds = [kind_words(home) for home in homes]
    return [
        f"{kind} {kinds[: place + 1].count(kind)}" if kinds.count(kind) > 1 else kind
        for place, kind in enumerate(kinds)
    ]


def _wrapped(parent: QWidget, look: str) -> PlainLabel:
    label = PlainLabel("", parent, look=look)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    return label
