"""The bar that says this is a demo, and rings."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

_HEIGHT = 36


class DemoCaller(StrEnum):
    """Who can be made to ring."""

    KNOWN = "known"
    SHARED = "shared"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"


_KEYS = {
    DemoCaller.KNOWN: "F9",
    DemoCaller.SHARED: "F10",
    DemoCaller.UNKNOWN: "F11",
    DemoCaller.WITHHELD: "F12",
}
_ICONS = {
    DemoCaller.KNOWN: "user",
    DemoCaller.SHARED: "users",
    DemoCaller.UNKNOWN: "user-unknown",
    DemoCaller.WITHHELD: "phone-withheld",
}


class DemoBarPanel(QFrame):
    """Offers a call from a known customer, a shared, an unknown and a withheld number."""

    call_wanted = Signal(DemoCaller)
    hang_up_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "demo")
        self.setFixedHeight(_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.margin, 0, SIZES.margin, 0)
        row.setSpacing(SIZES.gap_small)
        row.addWidget(PlainLabel(self.tr("Demo"), look="title"))
        row.addWidget(
            ElidedLabel(self.tr("Everybody here is invented. Let a call ring:"), look="soft"), 1
        )
        self.buttons = {caller: self._button(caller) for caller in DemoCaller}
        for caller, button in self.buttons.items():
            row.addWidget(button)
            row.addWidget(KeyHint(_KEYS[caller]))
            row.addSpacing(SIZES.gap_small)
        self.hang_up = QPushButton(self.tr("Hang up"))
        self.hang_up.setProperty("look", "link")
        self.hang_up.clicked.connect(self.hang_up_wanted)
        row.addWidget(self.hang_up)
        row.addWidget(KeyHint("Shift+F9"))
        QShortcut(QKeySequence("Shift+F9"), self, self.hang_up_wanted.emit)

    def _button(self, caller: DemoCaller) -> QPushButton:
        button = QPushButton(self._words(caller))
        button.setProperty("look", "link")
        button.setIcon(icon(_ICONS[caller]))
        button.setIconSize(QSize(SIZES.icon, SIZES.icon))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.call_wanted.emit(caller))
        QShortcut(QKeySequence(_KEYS[caller]), self, lambda: self.call_wanted.emit(caller))
        return button

    def _words(self, caller: DemoCaller) -> str:
        match caller:
            case DemoCaller.KNOWN:
                return self.tr("Known customer")
            case DemoCaller.SHARED:
                return self.tr("Shared number")
            case DemoCaller.UNKNOWN:
                return self.tr("Unknown number")
            case DemoCaller.WITHHELD:
                return self.tr("Withheld")
