"""The bar across the window; it has nothing to press and takes no focus."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crm_desktop.ui.connection.state import ConnectionState, Link
from crm_desktop.ui.connection.words import connection_words
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

_ICONS = {Link.FINE: "info", Link.LOST: "refresh", Link.BACK: "check"}


class ConnectionBar(QFrame):
    """Hidden while all is well. ``told`` are words for a screen reader, once for each change."""

    told = Signal(str)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._state = ConnectionState()
        self.setProperty("look", "whisper")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.icon = PlainLabel()
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.margin, SIZES.gap_small)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        self.hide()

    def show_state(self, state: ConnectionState) -> None:
        """Say what ``state`` says."""
        before, self._state = self._state, state
        words = connection_words(state, self._formats)
        colours = current_colours()
        colour = colours.done if state.link is Link.BACK else colours.accent
        sign = icon_pixmap(_ICONS[state.link], colour, ratio=self.devicePixelRatioF())
        self.icon.setPixmap(sign)
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        if words and (before.link, before.problem) != (state.link, state.problem):
            self.told.emit(words)
