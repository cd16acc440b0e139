"""A line of words across the window, with a cross to be rid of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from crm_desktop.ui.shared.icons import icon, icon_pixmap
from crm_desktop.ui.shared.labels import PlainLabel, set_look
from crm_desktop.ui.shared.one_line import shortened
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

_MOST_CHARACTERS = 300


class Banner(QFrame):
    """Hidden until it has something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "error")
        self.icon = PlainLabel()
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(1)  # a long word must not widen the window
        self.close_button = QToolButton()
        self.close_button.setAccessibleName(self.tr("Close this message"))
        self.close_button.setToolTip(self.tr("Close this message"))
        self.close_button.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self.close_button)
        self.hide()

    def tell(self, words: str) -> None:
        """Say ``words``, in place of what was said before."""
        self._say(words, "error", "alert", current_colours().late)

    def note(self, words: str) -> None:
        """Say calmly ``words`` of which nothing went wrong."""
        self._say(words, "whisper", "info", current_colours().accent)

    def _say(self, words: str, look: str, sign: str, colour: str) -> None:
        set_look(self, look)
        self.icon.setPixmap(icon_pixmap(sign, colour, ratio=self.devicePixelRatioF()))
        self.close_button.setIcon(icon("close", colour))
        self.words.setText(shortened(words, _MOST_CHARACTERS))
        self.setAccessibleName(words)
        self.show()
