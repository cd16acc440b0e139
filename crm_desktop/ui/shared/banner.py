"""A line of words across the window, with one thing to do about it and a cross to be rid of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from crm_desktop.ui.shared.icons import icon, icon_pixmap
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES


class Banner(QFrame):
    """Hidden until it has something to say."""

    action_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "error")
        self.icon = PlainLabel()
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.action = QPushButton(self.tr("Try again"))
        self.action.clicked.connect(self.action_wanted)
        self.close_button = QToolButton()
        self.close_button.setAccessibleName(self.tr("Close this message"))
        self.close_button.setToolTip(self.tr("Close this message"))
        self.close_button.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.close_button.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self.action)
        row.addWidget(self.close_button)
        self.hide()

    def tell(self, words: str, *, action: str = "") -> None:
        """Say ``words``; ``action`` is what the button says, "" for no button."""
        colour = current_colours().late
        self.icon.setPixmap(icon_pixmap("alert", colour, ratio=self.devicePixelRatioF()))
        self.close_button.setIcon(icon("close", colour))
        self.words.setText(words)
        self.setAccessibleName(words)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.show()

    def dismiss(self) -> None:
        """Be rid of the words."""
        self.hide()
        self.closed.emit()
