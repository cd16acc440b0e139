"""The page of the floor: the wall and the figures of people, with a key for the whole screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton, QWidget

from crm_desktop.ui.floor.words import full_screen_words
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.parts_panel import PartsPanel

FULL_SCREEN_KEY: Final = "F11"


class FloorPanel(PartsPanel):
    """F11 is this page's while the keyboard is here, whoever else in the window listens to it."""

    full_screen_wanted = Signal()

    def __init__(
        self, heading: str, parts: Sequence[tuple[str, QWidget]], parent: QWidget | None = None
    ) -> None:
        super().__init__(heading, parts, parent)
        button = QToolButton()
        button.setIcon(icon("screens"))
        words = f"{full_screen_words()} ({key_text(FULL_SCREEN_KEY)})"
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(self.full_screen_wanted)
        self.add_at_head(button)
        QShortcut(QKeySequence(FULL_SCREEN_KEY), self, self.full_screen_wanted.emit)

    def event(self, event: QEvent) -> bool:
        """Take the key before shortcuts do: the demo lets a caller ring with it."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_full_screen(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the whole screen."""
        if _is_full_screen(event):
            self.full_screen_wanted.emit()
            return
        super().keyPressEvent(event)


def _is_full_screen(event: QEvent) -> bool:
    plain = Qt.KeyboardModifier.NoModifier
    return (
        isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_F11
        and event.modifiers() == plain
    )
