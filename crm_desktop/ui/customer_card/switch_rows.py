"""Small buttons beside each other, in a second row where one is too narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from crm_desktop.ui.shared.tokens import SIZES


class SwitchRows(QWidget):
    """As wide as it is let be; no word is cut as long as half of the buttons fit."""

    def __init__(self, buttons: Sequence[QToolButton], parent: QWidget | None = None) -> None:
        """Take the ``buttons`` in their order."""
        super().__init__(parent)
        self._buttons = tuple(buttons)
        self._is_parted = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SIZES.margin, 0, SIZES.gap, 0)
        rows.setSpacing(0)
        self._rows = (QHBoxLayout(), QHBoxLayout())
        for row in self._rows:
            row.setSpacing(SIZES.gap_small)
            row.addStretch(1)
            rows.addLayout(row)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one row or two."""
        super().resizeEvent(event)
        widths = sum(button.sizeHint().width() for button in self._buttons)
        between = SIZES.gap_small * (len(self._buttons) - 1) + SIZES.margin + SIZES.gap
        is_parted = widths + between > event.size().width()
        if is_parted != self._is_parted:
            self._is_parted = is_parted
            self._place()
        line = max(button.sizeHint().height() for button in self._buttons) + SIZES.gap_small
        self.setFixedHeight(line * (2 if is_parted else 1))

    def _place(self) -> None:
        many = len(self._buttons)
        first = (many + 1) // 2 if self._is_parted else many
        for number, button in enumerate(self._buttons):
            for row in self._rows:
                row.removeWidget(button)
            self._rows[number >= first].insertWidget(number % first, button)
