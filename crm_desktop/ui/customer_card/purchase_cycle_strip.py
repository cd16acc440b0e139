"""How often the customer buys: in words, and as dots in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel, plain_tool_tip, set_look
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES, Colours

_SHOWN_DAYS: Final = 400
_STRIP_HEIGHT: Final = 36
_DOT: Final = 4.0


@dataclass(frozen=True, slots=True)
class CycleWords:
    """The cycle as it is shown; ``often`` is empty when there is too little to say."""

    often: str
    next_or_late: str
    is_late: bool
    products: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class CycleDays:
    """What the strip paints: purchase days in any order, and when the next is expected."""

    bought_on: tuple[date, ...]
    next_on: date | None
    today: date


class PurchaseCycleStrip(QFrame):
    """One line of words, the strip of dots, one line per product where there is enough."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.often = PlainLabel("", self)
        self.next_or_late = PlainLabel("", self, look="soft")
        self.products = ElidedLabel("", self, look="small")
        self.dots = CycleDots(self)
        words = QHBoxLayout()
        words.setSpacing(SIZES.gap)
        words.addWidget(PlainLabel(self.tr("Purchase cycle"), self, look="heading"))
        words.addWidget(self.often)
        words.addWidget(self.next_or_late)
        words.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        layout.setSpacing(2)
        layout.addLayout(words)
        layout.addWidget(self.dots)
        layout.addWidget(self.products)

    def show_cycle(self, words: CycleWords, days: CycleDays) -> None:
        """Show how often, when next, and the dots."""
        self.often.setText(words.often or words.why_not)
        set_look(self.often, "" if words.often else "soft")
        self.next_or_late.setText(words.next_or_late)
        set_look(self.next_or_late, "late" if words.is_late else "soft")
        self.products.show_text(words.products)
        self.dots.show_days(days, f"{words.often} {words.next_or_late}".strip())


class CycleDots(QWidget):
    """Purchases as dots on a line of months, today as a stroke, the next expected as a ring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days = CycleDays((), None, date.min)
        self.setFixedHeight(_STRIP_HEIGHT)

    def show_days(self, days: CycleDays, accessible_words: str) -> None:
        """Show these days; what the dots mean is said in ``accessible_words``."""
        self._days = days
        self.setAccessibleName(accessible_words)
        listed = sorted(days.bought_on, reverse=True)[:12]
        self.setToolTip(plain_tool_tip("\n".join(f"{on:%Y/%m/%d}" for on in listed)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint line, months, dots, today and the next."""
        if self._days.today == date.min:
            return
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.height() * 0.36
        painter.setPen(QPen(QColor(colours.line_strong), 1))
        painter.drawLine(QPointF(0, line), QPointF(self.width(), line))
        self._paint_months(painter, line, colours)
        self._paint_lateness(painter, line, colours)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        for day in self._days.bought_on:
            if day >= self._first_day():
                painter.drawEllipse(QPointF(self._x(day), line), _DOT, _DOT)

    def _paint_months(self, painter: QPainter, line: float, colours: Colours) -> None:
        font = QFont(painter.font())
        font.setPixelSize(SIZES.text_small - 1)
        painter.setFont(font)
        painter.setPen(QColor(colours.text_soft))
        step = 1 if self.width() / (_SHOWN_DAYS / 30) > 2 * SIZES.row else 2
        for number, month in enumerate(_months(self._first_day(), self._last_day())):
            x = self._x(month)
            painter.drawLine(QPointF(x, line - 3), QPointF(x, line + 3))
            if number % step == 0:
                words = f"{month.year}/{month.month}" if month.month == 1 else f"{month.month}"
                painter.drawText(
                    QRectF(x - 24, line + 5, 48, 14), Qt.AlignmentFlag.AlignHCenter, words
                )

    def _paint_lateness(self, painter: QPainter, line: float, colours: Colours) -> None:
        today = self._x(self._days.today)
        next_on = self._days.next_on
        if next_on is not None:
            late = next_on < self._days.today
            colour = QColor(colours.late if late else colours.accent)
            expected = self._x(max(next_on, self._first_day()))
            if late:
                painter.setPen(QPen(colour, 3))
                painter.drawLine(QPointF(expected, line), QPointF(today, line))
            painter.setPen(QPen(colour, 2))
            painter.setBrush(QColor(colours.panel))
            painter.drawEllipse(QPointF(expected, line), _DOT, _DOT)
        painter.setPen(QPen(QColor(colours.text), 2))
        painter.drawLine(QPointF(today, line - 10), QPointF(today, line + 6))

    def _first_day(self) -> date:
        return self._days.today - timedelta(days=_SHOWN_DAYS - 40)

    def _last_day(self) -> date:
        return self._days.today + timedelta(days=40)

    def _x(self, day: date) -> float:
        share = (day - self._first_day()).days / _SHOWN_DAYS
        return min(1.0, max(0.0, share)) * (self.width() - 2 * _DOT) + _DOT


def _months(first: date, last: date) -> list[date]:
    """Return the first days of the months between two days."""
    found = []
    month = date(first.year, first.month, 1)
    while month <= last:
        if month >= first:
            found.append(month)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return found
