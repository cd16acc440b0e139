"""The bar that asks whether a moved pin is to be kept: no dialog, nothing is in the way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.home import Home
from crm_desktop.ui.address_map.state import PinState
from crm_desktop.ui.address_map.words import conflict_words, moved_words
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES


class PinBar(QFrame):
    """Hidden unless a pin is being moved, or was just kept."""

    keep_wanted = Signal()
    cancel_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "talking")
        self.words = PlainLabel("", self)
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(1)
        self.keep = QPushButton(self)
        self.keep.setProperty("look", "primary")
        self.keep.clicked.connect(self.keep_wanted)
        self.cancel = QPushButton(self)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.undo = QPushButton(self.tr("Undo"), self)
        self.undo.clicked.connect(self.undo_wanted)
        row = QHBoxLayout()
        row.setSpacing(SIZES.gap_small)
        row.addStretch(1)
        for button in (self.undo, self.cancel, self.keep):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIZES.gap, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        layout.setSpacing(SIZES.gap_small)
        layout.addWidget(self.words)
        layout.addLayout(row)
        self.hide()

    def show_state(self, state: PinState, home: Home | None) -> None:
        """Say where the pin of ``home`` stands now, and what can be done about it."""
        words = self._words(state, home)
        self.words.setText(words)
        self.setAccessibleName(words)
        has_conflict = state.theirs is not None
        kept = self.tr("Keep mine") if has_conflict else self.tr("Keep")
        dropped = self.tr("Take theirs") if has_conflict else self.tr("Put back")
        self.keep.setText(filled("%1  %2", kept, key_text("Enter")))
        self.cancel.setText(filled("%1  %2", dropped, key_text("Esc")))
        for button in (self.keep, self.cancel):
            button.setVisible(state.is_correcting)
            button.setEnabled(not state.is_saving)
        self.undo.setVisible(state.can_undo)
        self.setVisible(bool(words))

    def _words(self, state: PinState, home: Home | None) -> str:
        if state.error is not None:
            return error_text(state.error)
        if state.is_saving:
            return self.tr("Saving …")
        if state.draft is not None and state.theirs is not None:
            return conflict_words(state.theirs, state.draft)
        if state.draft is not None:
            return moved_words(None if home is None else home.position, state.draft)
        return self._kept_words(home) if state.can_undo else ""

    def _kept_words(self, home: Home | None) -> str:
        if home is not None and home.is_pinned:
            return self.tr("The pin is kept; no machine moves it any more.")
        return self.tr("The home stands again where its address says.")
