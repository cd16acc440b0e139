"""The dialog that says what one person opened on a day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.database.queries.openings import OpenedCard
from crm_desktop.ui.openings.state import OpenedState
from crm_desktop.ui.openings.tables import opened_table
from crm_desktop.ui.openings.words import opened_count, opened_empty, opened_title
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

LOOKS_KEY = "Shift+F7"
_SIZE = (1000, 560)


class OpenedCardsDialog(QDialog):
    """A table, newest first; Enter asks who looked at that card, Esc puts it away."""

    looks_wanted = Signal(int, str)  # customer id, name
    older_wanted = Signal()

    def __init__(self, formats: Formats, *, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._today = today
        self.setWindowTitle(self.tr("What was opened"))
        self.resize(*_SIZE)
        self.title = ElidedLabel(look="title")
        self.table = opened_table(formats)
        self.words = PlainLabel(look="soft")
        self.count = PlainLabel(look="soft")
        self.older = QPushButton(self.tr("Older ones"))
        self.looks = QPushButton(self.tr("Who looked at this card?"))
        self._lay_out()
        self.table.setFocus()
        self.table.row_opened.connect(self._ask_for_looks)
        self.looks.clicked.connect(self._ask_for_looks)
        self.older.clicked.connect(self.older_wanted.emit)
        QShortcut(QKeySequence(LOOKS_KEY), self, self._ask_for_looks)
        self.show_state(OpenedState())

    def show_state(self, state: OpenedState) -> None:
        """Make the dialog say what ``state`` says; the chosen row stays chosen."""
        self.title.show_text(opened_title(state, self._formats, self._today))
        row = self.table.currentIndex().row()
        self.table.show_rows(state.cards, max(row, 0) if state.cards else None)
        self.words.setText(opened_empty(state))
        self._stack.setCurrentWidget(self.table if state.cards else self.words)
        self.count.setText(opened_count(state))
        self.older.setVisible(state.has_more)
        self.older.setEnabled(not state.reading)
        self.looks.setEnabled(bool(state.cards))

    def _ask_for_looks(self) -> None:
        card = self._chosen()
        if card is not None:
            self.looks_wanted.emit(card.customer_id, card.name)

    def _chosen(self) -> OpenedCard | None:
        row = self.table.currentIndex().row()
        cards: tuple[OpenedCard, ...] = self.table.words.rows
        return cards[row] if 0 <= row < len(cards) else None

    def _lay_out(self) -> None:
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, 0)
        panel = QFrame()
        panel.setProperty("look", "panel")
        self._stack = QStackedLayout(panel)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.words)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for button in (
            self.older,
            self.looks,
            buttons.button(QDialogButtonBox.StandardButton.Close),
        ):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setSpacing(SIZES.gap)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.older)
        foot.addWidget(self.looks)
        foot.addWidget(KeyHint(LOOKS_KEY))
        foot.addWidget(buttons)
        page = QVBoxLayout(self)
        page.setContentsMargins(*(SIZES.margin,) * 4)
        page.setSpacing(SIZES.gap)
        page.addWidget(self.title)
        page.addWidget(panel, 1)
        page.addLayout(foot)
