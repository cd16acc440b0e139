"""Tiles of the wall: painted as large as their room allows, so that they are read from afar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.labels import plain_tool_tip
from crm_desktop.ui.shared.one_line import (
    LONGEST_PAINTED,
    one_line,
    shortened,
    without_turns,
)
from crm_desktop.ui.shared.theme import current_colours, number_font
from crm_desktop.ui.shared.tokens import FONT_FAMILIES, SIZES

_SMALLEST_PX: Final = 11
_STRIPE_PX: Final = 6
_WIDE: Final = 2.0
_LARGEST_ASIDE_PX: Final = 56
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Tile(QAbstractButton):
    """A tile that can be chosen; subclasses paint what it says.

    ``pointed`` tells that the mouse or the keyboard has come to it: what it means can be said.
    """

    pointed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def tell(self, name: str, meaning: str) -> None:
        """Say in words what is painted, and what it means."""
        if self.accessibleName() != name:
            self.setAccessibleName(name)
        if self.accessibleDescription() != meaning:
            self.setAccessibleDescription(meaning)
            self.setToolTip(plain_tool_tip(meaning))

    def paint(self, painter: QPainter, room: QRectF) -> None:
        """Paint into ``room``."""
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, what the tile says, and the mark of the keyboard."""
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        marked = self.hasFocus()
        painter.setPen(QPen(QColor(colours.accent if marked else colours.line), 2 if marked else 1))
        painter.setBrush(QColor(colours.hover if self.underMouse() else colours.panel))
        painter.drawRoundedRect(whole, SIZES.radius, SIZES.radius)
        self.paint(painter, whole)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Enter, too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.pointed.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the mouse is here."""
        super().enterEvent(event)
        self.pointed.emit()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Look as before."""
        super().leaveEvent(event)
        self.update()


@dataclass(frozen=True, slots=True)
class FigureLook:
    """A figure's words; ``tone`` is a colour of its value, empty: that of text."""

    name: str = ""
    value: str = ""
    aside: str = ""
    meaning: str = ""
    tone: str = ""


class FigureTile(Tile):
    """Its name small above, its value as large as fits, an aside small below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = FigureLook()

    def show_look(self, look: FigureLook) -> None:
        """Show other words."""
        if look == self.look:
            return
        self.look = look
        self.tell(" ".join(filter(None, (look.name, look.value, look.aside))), look.meaning)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size at which everything is read at a desk."""
        return QSize(124, 84)

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which it is read at all."""
        return QSize(84, 64)

    def paint(self, painter: QPainter, room: QRectF) -> None:
        """Paint name, value and aside."""
        colours, look = current_colours(), self.look
        inner = room.adjusted(SIZES.gap + 2, SIZES.gap_small, -SIZES.gap, -SIZES.gap_small)
        small = max(_SMALLEST_PX, min(inner.height() * 0.20, 40))
        name, aside = QRectF(inner), QRectF(inner)
        name.setHeight(small * 1.4)
        aside.setTop(inner.bottom() - small * 1.3)
        value = QRectF(inner.left(), name.bottom(), inner.width(), aside.top() - name.bottom())
        aside_font = words_font(small * 0.9)
        wide = room.width() > _WIDE * room.height()
        if wide:
            value.setBottom(inner.bottom())
            aside = value.adjusted(value.width() * 0.4, 0, 0, 0)
            aside_font = words_font(min(value.height() * 0.45, _LARGEST_ASIDE_PX))
        text(painter, name, look.name, words_font(small), colours.text_soft)
        font = number_font(round(max(value.height() * 0.95, _SMALLEST_PX)))
        font.setBold(True)
        tone = str(getattr(colours, look.tone)) if look.tone else colours.text
        text(painter, value, look.value, font, tone)
        text(painter, aside, look.aside, aside_font, colours.text_soft, right=wide)


@dataclass(frozen=True, slots=True)
class RowLook:
    """A person or a queue, told apart by ``key``.

    ``tone`` colours stripe, icon and state, which is never told by colour alone.
    """

    key: object = None
    name: str = ""
    icon: str = ""
    state: str = ""
    clock: str = ""
    meaning: str = ""
    tone: str = "text_soft"


class RowTile(Tile):
    """A name above, below it an icon with a word and, at the right, a running time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = RowLook()

    def show_look(self, look: RowLook) -> None:
        """Show other words; the time runs on without being told to a screen reader."""
        if look == self.look:
            return
        self.look = look
        self.tell(" ".join(filter(None, (look.name, look.state))), look.meaning)
        self.update()

    def paint(self, painter: QPainter, room: QRectF) -> None:
        """Paint stripe, name, icon, word and time."""
        look, colours = self.look, current_colours()
        tone = str(getattr(colours, look.tone))
        stripe = QRectF(room.left() + 1, room.top() + 2, _STRIPE_PX, room.height() - 4)
        painter.fillRect(stripe, QColor(tone))
        inner = room.adjusted(_STRIPE_PX + SIZES.gap, 2, -SIZES.gap, -2)
        half = inner.height() / 2
        large = max(_SMALLEST_PX, min(half * 0.72, 44))
        above = QRectF(inner.left(), inner.top(), inner.width(), half)
        below = QRectF(inner.left(), inner.top() + half, inner.width(), half)
        name_font = words_font(large)
        name_font.setBold(True)
        text(painter, above, look.name, name_font, colours.text)
        clock_font = number_font(round(large))
        clock_font.setBold(True)
        taken = text(painter, below, look.clock, clock_font, tone, right=True)
        below.setWidth(max(0.0, below.width() - taken - SIZES.gap))
        if look.icon:
            side = round(large * 0.9)
            ratio = painter.device().devicePixelRatioF()
            picture = icon_pixmap(look.icon, tone, ratio=ratio, size=side)
            painter.drawPixmap(round(below.left()), round(below.center().y() - side / 2), picture)
            below.setLeft(below.left() + side + SIZES.gap_small)
        text(painter, below, look.state, words_font(large * 0.85), tone)


def words_font(size_px: float) -> QFont:
    """Return the font for words, ``size_px`` high."""
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPixelSize(max(_SMALLEST_PX, round(size_px)))
    return font


def text(
    painter: QPainter, room: QRectF, words: str, font: QFont, colour: str, *, right: bool = False
) -> float:
    """Paint one line, smaller where it would not fit, at last with …; return its width."""
    words = without_turns(shortened(one_line(words), LONGEST_PAINTED))
    if not words or room.width() <= 0:
        return 0.0
    fitting = QFont(font)
    width = QFontMetricsF(fitting).horizontalAdvance(words)
    if width > room.width():
        smaller = int(fitting.pixelSize() * room.width() / width)
        fitting.setPixelSize(max(smaller, _SMALLEST_PX, round(fitting.pixelSize() * 0.45)))
    metrics = QFontMetricsF(fitting)
    cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.setFont(fitting)
    painter.setPen(QColor(colour))
    painter.drawText(room, _RIGHT if right else _LEFT, cut)
    return metrics.horizontalAdvance(cut)
