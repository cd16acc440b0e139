"""The parts below the header: side by side, or one below the other on a small screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, Qt
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
        self.setObjectName("card_columns")
        self._is_narrow = False
        self._parts = parts
        self.setChildrenCollapsible(False)
        self.setHandleWidth(SIZES.gap)
        for place, part in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(place, _SHARES[place])
        self._set_minimums()
        self._is_dragged = False
        self.splitterMoved.connect(self._on_dragged)

    def arrange(self, width: int) -> None:
        """Stand side by side, or one below the other where ``width`` pixels are too few."""
        is_narrow = width < NARROW_PX
        wanted = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if is_narrow != self._is_narrow or wanted != self.orientation():
            self._is_narrow = is_narrow
            self._is_dragged = False
            self.setOrientation(wanted)
            self._set_minimums()
        if not self._is_dragged:
            self.setSizes(_STACKED_HEIGHTS if is_narrow else _shared_out(width))

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:  # noqa: N802 - Qt's own name
        """Take over what the operator dragged the last time."""
        self._is_dragged = super().restoreState(state)
        return self._is_dragged

    def _on_dragged(self, _position: int, _border: int) -> None:
        self._is_dragged = True

    def _set_minimums(self) -> None:
        for part, width, height in zip(self._parts, _LEAST_WIDTHS, _STACKED_HEIGHTS, strict=True):
            part.setMinimumWidth(0 if self._is_narrow else width)
            part.setMinimumHeight(height if self._is_narrow else 0)


def _shared_out(width: int) -> list[int]:
    """Return the widths of the parts: what is more than the least is shared out."""
    extra = max(0, width - sum(_WIDTHS) - 2 * SIZES.gap)
    return [
        least + extra * share // sum(_SHARES) for least, share in zip(_WIDTHS, _SHARES, strict=True)
    ]


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
    stack.setObjectName("card_note_and_history")
    stack.setChildrenCollapsible(False)
    stack.setHandleWidth(SIZES.gap)
    stack.addWidget(note)
    stack.addWidget(history)
    stack.setStretchFactor(0, 1)
    stack.setStretchFactor(1, 3)
    stack.setSizes(_NOTE_AND_HISTORY)
    return stack
