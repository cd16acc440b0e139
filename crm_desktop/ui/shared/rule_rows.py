"""The rows of a list of rules or masters, two lines each."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from crm_desktop.ui.shared.row_list import RowList, RowPaint
from crm_desktop.ui.shared.tokens import SIZES

_TWO_LINES = 2 * SIZES.row - 8


class RuleRows(RowList):
    """Each rule in two lines: what it is, and what is worth knowing of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self._paint,
            lambda row: " ".join(part for part in self.lines_of(row) if part),
            height_of=lambda _row: _TWO_LINES,
            parent=parent,
        )

    def lines_of(self, row: object) -> tuple[str, str]:
        """Return the two lines of a row."""
        raise NotImplementedError

    def _paint(self, paint: RowPaint, row: object) -> None:
        above, below = self.lines_of(row)
        room = paint.room.adjusted(SIZES.margin, 4, -SIZES.margin, -4)
        half = room.height() // 2
        paint.text(above, QRect(room.left(), room.top(), room.width(), half), font=paint.fonts.bold)
        lower = QRect(room.left(), room.top() + half, room.width(), half)
        paint.text(below, lower, colour=paint.colours.text_soft, font=paint.fonts.small)
