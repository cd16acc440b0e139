"""Says what went wrong, below the fields it is about."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

_HEIGHT = 64  # three lines


class ErrorNote(QFrame):
    """Takes its room from the start, so that nothing moves when it has something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "error")
        self.setFixedHeight(_HEIGHT)
        kept = self.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.setSizePolicy(kept)
        self.icon = PlainLabel()
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.gap, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        self.hide()

    def tell(self, words: str) -> None:
        """Say ``words``, also to a screen reader; "" hides it."""
        if words and (words != self.words.text() or self.isHidden()):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        ratio = self.devicePixelRatioF()
        self.icon.setPixmap(icon_pixmap("alert", current_colours().late, ratio=ratio))
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
