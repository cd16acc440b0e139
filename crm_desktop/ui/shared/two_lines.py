"""A label of two lines at most, cut with … where the words would need a third."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QShowEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from crm_desktop.ui.shared.labels import CutLabel

_LINES = 2


class TwoLineLabel(CutLabel):
    """Empty until it is told something."""

    def __init__(self, parent: QWidget | None = None, *, look: str = "") -> None:
        super().__init__(parent, look=look)
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_text(self, words: str) -> None:
        """Show ``words``, cut for the room there is now and after each change of it."""
        self.hold(words)
        self.fit()

    def cut(self, width_px: int) -> str:
        """Return two lines; all words while nobody sees them, for the room is not given yet."""
        return two_lines(self._whole, self.font(), width_px) if self.isVisible() else self._whole

    def showEvent(self, event: QShowEvent) -> None:
        """Cut the words for the room that was given while nobody saw them."""
        super().showEvent(event)
        self.fit()


def two_lines(words: str, font: QFont, width_px: int) -> str:
    """Return ``words`` as they fit into two lines, with a line break between them when cut."""
    layout = QTextLayout(words, font)
    wrap = QTextOption()
    wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrap)
    starts: list[int] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid() and len(starts) <= _LINES:
        line.setLineWidth(width_px)
        starts.append(line.textStart())
    layout.endLayout()
    if len(starts) <= _LINES:
        return words
    first, rest = words[: starts[1]].rstrip(), words[starts[1] :]
    cut = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width_px)
    return f"{first}\n{cut}"
