"""The line on the card of a customer whom whoever reads it has just been given."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from crm_desktop.ui.new_customers.state import CardHolderState
from crm_desktop.ui.new_customers.words import hand_over_words
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES


class HandOverLine(QFrame):
    """From whom, when, and what was said; hidden for everybody else's customers."""

    worked_through = Signal(object)  # list of the customer's id

    def __init__(
        self, formats: Formats, parent: QWidget | None = None, *, now: Clock = utc_now
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self._formats = formats
        self._now = now
        self._state = CardHolderState()
        self.icon = PlainLabel("", self)
        self.words = ElidedLabel("", self)
        self.done = QPushButton(self.tr("Done"), self)
        self.done.setToolTip(self.tr("This customer is worked through"))
        self.done.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.done.clicked.connect(self._on_done)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.done)
        self.hide()

    def show_state(self, state: CardHolderState) -> None:
        """Say what is said of the customer, or nothing."""
        self._state = state
        hand_over = state.holder.hand_over if state.holder is not None else None
        if hand_over is not None:
            colour = current_colours().accent
            self.icon.setPixmap(icon_pixmap("users", colour, ratio=self.devicePixelRatioF()))
            self.words.show_text(hand_over_words(hand_over, self._formats, self._now()))
        if self.isHidden() == (hand_over is not None):
            self.setVisible(hand_over is not None)

    def _on_done(self) -> None:
        self.worked_through.emit([self._state.customer_id])
