"""A page with a heading and several parts, one of which is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES


class PartsPanel(QWidget):
    """Shows one of its parts at a time; Alt+1, Alt+2 … go to them."""

    def __init__(
        self, heading: str, parts: Sequence[tuple[str, QWidget]], parent: QWidget | None = None
    ) -> None:
        """``parts`` are the words of a choice and what stands below them; there is at least one."""
        super().__init__(parent)
        self.parts = QStackedWidget()
        self._parts = [part for _words, part in parts]
        self.choices = QButtonGroup(self)
        head = self._head = QHBoxLayout()
        head.setSpacing(SIZES.gap)
        head.addWidget(PlainLabel(heading, look="name"))
        head.addSpacing(SIZES.margin)
        for place, (words, part) in enumerate(parts):
            head.addWidget(self._choice(place, words))
            self.parts.addWidget(part)
        head.addStretch(1)
        self.choices.button(0).setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        page = QVBoxLayout(self)
        page.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.margin)
        page.setSpacing(SIZES.gap)
        page.addLayout(head)
        page.addWidget(self.parts, 1)

    def add_at_head(self, button: QWidget) -> None:
        """Put ``button`` at the right of the heading."""
        self._head.addWidget(button)

    def show_part(self, place: int) -> None:
        """Show a part and put the caret into it."""
        self.choices.button(place).setChecked(True)
        self.parts.setCurrentIndex(place)
        self._parts[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the part that is shown."""
        super().focusInEvent(event)
        self._parts[self.parts.currentIndex()].setFocus(event.reason())

    def _choice(self, place: int, words: str) -> QToolButton:
        key = f"Alt+{place + 1}"
        choice = QToolButton()
        choice.setText(words)
        choice.setCheckable(True)
        choice.setProperty("look", "part")
        choice.setToolTip(key_text(key))
        choice.clicked.connect(lambda: self.show_part(place))
        self.choices.addButton(choice, place)
        QShortcut(QKeySequence(key), self, lambda: self.show_part(place))
        return choice
