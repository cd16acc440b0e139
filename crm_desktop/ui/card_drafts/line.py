"""The line on a card that tells of a note somebody typed there and did not save."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from crm_desktop.ui.card_drafts.state import CardDraftsState
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

TAKE_OVER_KEY: Final = "Ctrl+Shift+U"


class CardDraftsLine(QFrame):
    """Who and when; the words come with taking it over, which is on record."""

    take_over_wanted = Signal()

    def __init__(
        self, formats: Formats, parent: QWidget | None = None, *, now: Clock = utc_now
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self._formats = formats
        self._now = now
        self.icon = PlainLabel("", self)
        self.words = ElidedLabel("", self)
        self.take_over = QPushButton(self.tr("Take over"), self)
        self.take_over.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.take_over.clicked.connect(self.take_over_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.icon)
        row.addWidget(self.words, 1)
        row.addWidget(KeyHint(TAKE_OVER_KEY, self))
        row.addWidget(self.take_over)
        QShortcut(QKeySequence(TAKE_OVER_KEY), self, self.take_over.click)
        self.hide()

    def show_state(self, state: CardDraftsState) -> None:
        """Tell that a colleague goes on with the note, else of the newest draft, or of nothing."""
        wanted = bool(state.drafts) or state.taken is not None
        if wanted:
            colour = current_colours().accent
            self.icon.setPixmap(icon_pixmap("note", colour, ratio=self.devicePixelRatioF()))
            self.words.show_text(self._words(state))
        self.take_over.setVisible(state.taken is None)
        self.take_over.setEnabled(not state.taking and state.taken is None)
        if self.isHidden() == wanted:
            self.setVisible(wanted)

    def _words(self, state: CardDraftsState) -> str:
        now = self._now()
        if state.taken is not None:
            when = self._formats.moment(state.taken.taken_at, now=now)
            return filled(taken_words(), when, state.taken.staff_name)
        newest = state.drafts[0]
        words = mine_words() if newest.is_me else theirs_words()
        return filled(words, self._formats.moment(newest.typed_at, now=now), newest.staff_name)


def taken_words() -> str:
    """Return the words for one's own note that a colleague took over: %1 when, %2 who."""
    return QCoreApplication.translate(
        "drafts",
        "%2 goes on with this note since %1. What you typed stays here until you clear it.",
    )


def theirs_words() -> str:
    """Return the words for a colleague's note: %1 when, %2 whose."""
    return QCoreApplication.translate("drafts", "%2 typed a note here that is not saved (%1).")


def mine_words() -> str:
    """Return the words for one's own note from another PC: %1 when."""
    return QCoreApplication.translate(
        "drafts", "You typed a note here at another desk that is not saved (%1)."
    )
