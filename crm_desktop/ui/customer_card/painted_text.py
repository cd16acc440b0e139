"""Draws short texts fast: each is shaped once and kept, for most recur from card to card."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QStaticText, QTransform

from crm_desktop.ui.customer_card.tone import Tone, tone_colour
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.one_line import LONGEST_PAINTED, one_line
from crm_desktop.ui.shared.recent import Recent
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES, Colours

_KEPT: Final = 600
"""Texts of one list: some cards full of them. Each takes 1.2 kB once it is shaped."""


class PaintedTexts:
    """The texts of one font. Draws with the painter's pen; the painter must have that font."""

    def __init__(self, font: QFont, *, kept: int = _KEPT) -> None:
        """Keep the ``kept`` texts drawn last, or up to twice as many."""
        self.font = font
        self.metrics = QFontMetrics(font)
        self.height = self.metrics.height()
        self._whole: Recent[str, tuple[QStaticText, int]] = Recent(kept)
        self._cut: Recent[tuple[str, int], QStaticText] = Recent(kept)

    @property
    def kept(self) -> int:
        """How many shaped texts are held."""
        return len(self._whole) + len(self._cut)

    def draw(self, painter: QPainter, text: str, left: int, top: int, width: int) -> None:
        """Draw one line, cut with … where ``width`` pixels are too few; ``top`` is its top."""
        whole, needed = self._shaped(text)
        painter.drawStaticText(left, top, whole if needed <= width else self._fitted(text, width))

    def draw_right(self, painter: QPainter, text: str, left: int, top: int, width: int) -> None:
        """As `draw`, with the end of the text at the right."""
        _, needed = self._shaped(text)
        self.draw(painter, text, left + max(0, width - needed), top, width)

    def width_of(self, text: str) -> int:
        """Return the pixels the whole text takes."""
        return self._shaped(text)[1]

    def _shaped(self, text: str) -> tuple[QStaticText, int]:
        found = self._whole.get(text)
        if found is None:
            static = self._static(one_line(text[:LONGEST_PAINTED]))
            found = (static, round(static.size().width()))
            self._whole.put(text, found)
        return found

    def _fitted(self, text: str, width: int) -> QStaticText:
        found = self._cut.get((text, width))
        if found is None:
            line = one_line(text[:LONGEST_PAINTED])
            cut = self.metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
            found = self._static(cut)
            self._cut.put((text, width), found)
        return found

    def _static(self, text: str) -> QStaticText:
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.prepare(QTransform(), self.font)
        return static


class PaintKit:
    """What painting needs again and again, made anew when the program is dressed anew."""

    def __init__(self) -> None:
        self.colours: Colours | None = None
        self.tones: dict[Tone, QColor] = {}
        self.selection = QColor()
        self.hover = QColor()
        self.panel = QColor()
        self.raised = QColor()
        self.accent = QColor()
        self._icons: dict[tuple[str, Tone, float], QPixmap] = {}

    def dressed(self) -> Colours:
        """Take over the colours of the program as they are now."""
        colours = current_colours()
        if colours is not self.colours:
            self.colours = colours
            self.tones = {tone: QColor(tone_colour(tone, colours)) for tone in Tone}
            self.selection = QColor(colours.selection)
            self.hover = QColor(colours.hover)
            self.panel = QColor(colours.panel)
            self.raised = QColor(colours.raised)
            self.accent = QColor(colours.accent)
            self._icons = {}
        return colours

    def icon(self, name: str, tone: Tone, ratio: float) -> QPixmap:
        """Return an icon of ours in the colour of ``tone``, for a screen of ``ratio``."""
        found = self._icons.get((name, tone, ratio))
        if found is None:
            colour = self.tones[tone].name()
            found = icon_pixmap(name, colour, ratio=ratio, size=SIZES.icon)
            self._icons[name, tone, ratio] = found
        return found
