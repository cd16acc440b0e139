"""Bars one below the other, each with its words and its value: read without a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from crm_desktop.ui.floor.tiles import text, words_font
from crm_desktop.ui.shared.theme import current_colours, number_font
from crm_desktop.ui.shared.tokens import SIZES

_ROW: Final = 24
_BAR: Final = 12
_WORDS: Final = 0.36
_VALUE_PX: Final = 64


@dataclass(frozen=True, slots=True)
class Bar:
    """``value`` is of any one kind, never negative; ``told`` is it in words."""

    words: str
    value: float
    told: str


class BarChart(QWidget):
    """The longest bar takes the whole room; the order is that of what is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, name: str, bars: Sequence[Bar]) -> None:
        """Draw ``bars``; ``name`` says what they measure."""
        self.bars = tuple(bars)
        self.setAccessibleName(name)
        told = ", ".join(f"{bar.words} {bar.told}" for bar in self.bars)
        self.setAccessibleDescription(told)
        self.setFixedHeight(max(1, _ROW * len(self.bars)))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of all bars."""
        return QSize(280, _ROW * len(self.bars))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars that are to be seen."""
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((bar.value for bar in self.bars), default=0.0)
        words_width = self.width() * _WORDS
        whole = self.width() - words_width - _VALUE_PX - 2 * SIZES.gap
        first = max(0, event.rect().top() // _ROW)
        last = event.rect().bottom() // _ROW + 1
        for place, bar in enumerate(self.bars[first:last], start=first):
            top = place * _ROW
            name = QRectF(0, top, words_width, _ROW)
            text(painter, name, bar.words, words_font(SIZES.text_small), colours.text)
            length = whole * bar.value / most if most else 0.0
            left = words_width + SIZES.gap
            drawn = QRectF(left, top + (_ROW - _BAR) / 2, max(length, 1.0), _BAR)
            painter.fillRect(drawn, QColor(colours.accent if bar.value else colours.line_strong))
            told = QRectF(drawn.right() + SIZES.gap_small, top, _VALUE_PX, _ROW)
            text(painter, told, bar.told, number_font(SIZES.text_small), colours.text_soft)


def scrolled(chart: BarChart) -> QScrollArea:
    """Return ``chart`` in a frame that scrolls it down."""
    area = QScrollArea()
    area.setWidget(chart)
    area.setWidgetResizable(True)
    area.setAccessibleName(chart.accessibleName())
    return area
