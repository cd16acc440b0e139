"""The bar that says this is a demo, and rings."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.key_hint import KeyHint, key_text
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

_HEIGHT = 36


class DemoCaller(StrEnum):
    """Who can be made to ring."""

    KNOWN = "known"
    SHARED = "shared"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"
    UNWANTED = "unwanted"
    TRANSFERRED = "transferred"


_KEYS = {
    DemoCaller.KNOWN: "F9",
    DemoCaller.SHARED: "F10",
    DemoCaller.UNKNOWN: "F11",
    DemoCaller.WITHHELD: "F12",
    DemoCaller.UNWANTED: "Shift+F11",
    DemoCaller.TRANSFERRED: "Shift+F12",
}
_ICONS = {
    DemoCaller.KNOWN: "user",
    DemoCaller.SHARED: "users",
    DemoCaller.UNKNOWN: "user-unknown",
    DemoCaller.WITHHELD: "phone-withheld",
    DemoCaller.UNWANTED: "alert",
    DemoCaller.TRANSFERRED: "note",
}


class DemoBarPanel(QFrame):
    """Offers a call from a known customer, a shared, an unknown and a withheld number, a nuisance.

    The last is a call of the known customer that a colleague hands on.
    """

    call_wanted = Signal(DemoCaller)
    answer_wanted = Signal()
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
            if not _KEYS[caller].startswith("Shift"):
                row.addWidget(KeyHint(_KEYS[caller]))
            row.addSpacing(SIZES.gap_small)
        self.answer = self._plain_button(self.tr("Answer"), "Shift+F9", self.answer_wanted.emit)
        self.hang_up = self._plain_button(self.tr("Hang up"), "Shift+F10", self.hang_up_wanted.emit)
        row.addWidget(self.answer)
        row.addWidget(self.hang_up)

    def _button(self, caller: DemoCaller) -> QPushButton:
        button = QPushButton(self._words(caller))
        button.setProperty("look", "link")
        button.setIcon(icon(_ICONS[caller]))
        button.setIconSize(QSize(SIZES.icon, SIZES.icon))
        button.setToolTip(key_text(_KEYS[caller]))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.call_wanted.emit(caller))
        QShortcut(QKeySequence(_KEYS[caller]), self, lambda: self.call_wanted.emit(caller))
        return button

    def _plain_button(self, words: str, keys: str, tell: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("look", "link")
        button.setToolTip(key_text(keys))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(tell)
        QShortcut(QKeySequence(keys), self, tell)
        return button

    def _words(self, caller: DemoCaller) -> str:
        match caller:
            case DemoCaller.KNOWN:
                return self.tr("Known")
            case DemoCaller.SHARED:
                return self.tr("Shared")
            case DemoCaller.UNKNOWN:
                return self.tr("Unknown")
            case DemoCaller.WITHHELD:
                return self.tr("Withheld")
            case DemoCaller.UNWANTED:
                return self.tr("Unwanted")
            case DemoCaller.TRANSFERRED:
                return self.tr("Handed on")
