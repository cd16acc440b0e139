"""The parts below the header: side by side, or one below the other on a small screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from crm_desktop.ui.shared.tokens import SIZES

NARROW_PX: Final = 900
_WIDTHS: Final = (540, 364, 230)
_SHARES: Final = (1, 1, 4)
_LEAST_WIDTHS: Final = (420, 300, 204)
_STACKED_HEIGHTS: Final = (440, 520, 460)
_NOTE_AND_HISTORY: Final = (244, 340)


class CardColumns(QSplitter):
    """Three parts; the last grows first, the operator may drag the borders."""

    def __init__(self, parts: tuple[QWidget, ...], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._is_narrow = False
        self._parts = parts
        self.setChildrenCollapsible(False)
        self.setHandleWidth(SIZES.gap)
        for place, part in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(place, _SHARES[place])
        self._set_minimums()
        self.setSizes(_WIDTHS)

    def arrange(self, *, is_narrow: bool) -> None:
        """Stand side by side, or one below the other."""
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        vertical, horizontal = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        self.setOrientation(vertical if is_narrow else horizontal)
        self._set_minimums()
        self.setSizes(_STACKED_HEIGHTS if is_narrow else _WIDTHS)

    def _set_minimums(self) -> None:
        for part, width, height in zip(self._parts, _LEAST_WIDTHS, _STACKED_HEIGHTS, strict=True):
            part.setMinimumWidth(0 if self._is_narrow else width)
            part.setMinimumHeight(height if self._is_narrow else 0)


def framed(*parts: QWidget) -> QFrame:
    """Return one frame around ``parts``, one below the other."""
    frame = QFrame()
    frame.setProperty("look", "panel")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part)
    return frame


def note_above_history(note: QWidget, history: QWidget) -> QSplitter:
    """Return the two with a border that can be dragged; the history grows first."""
    stack = QSplitter(Qt.Orientation.Vertical)
    stack.setChildrenCollapsible(False)
    stack.setHandleWidth(SIZES.gap)
    stack.addWidget(note)
    stack.addWidget(history)
    stack.setStretchFactor(0, 1)
    stack.setStretchFactor(1, 3)
    stack.setSizes(_NOTE_AND_HISTORY)
    return stack
