"""The line above each part of the card: what it is, the key that leads there, and one figure."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES


class PaneHeading(QWidget):
    """A heading with its key at the left and room for more at the right (``add``)."""

    def __init__(self, title: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        self._row.setSpacing(SIZES.gap)
        self._row.addWidget(PlainLabel(title, self, look="heading"))
        if keys:
            self._row.addWidget(KeyHint(keys, self))
        self._row.addStretch(1)
        self.setFixedHeight(SIZES.row + SIZES.gap_small)

    def add(self, widget: QWidget) -> None:
        """Put ``widget`` at the right end."""
        self._row.addWidget(widget)
