"""How often the customer buys: in words, and as dots in time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.purchase_cycle import PurchaseCycle
from crm_desktop.ui.shared.labels import plain_tool_tip
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES, Colours

_HEIGHT: Final = 34
_LINE: Final = 12.0
_DOT: Final = 4.0
_SHOWN_DOTS: Final = 14
_LEAST_DAYS: Final = 180
_MOST_DAYS: Final = 5 * 365
_MARGIN_DAYS: Final = 12
_LABEL_STEPS: Final = (1, 2, 3, 6, 12, 24)


class CycleDots(QWidget):
    """Purchases as dots on a line of months, today as a stroke, the next expected as a ring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cycle: PurchaseCycle | None = None
        self._today = date.min
        self._first = date.min
        self._span_days = 1
        self._small = QFont()
        self._small.setPixelSize(SIZES.text_small)
        self.setFixedHeight(_HEIGHT)

    def show_cycle(self, cycle: PurchaseCycle | None, today: date, words: str) -> None:
        """Show a cycle; what the dots mean is said in ``words``. None leaves the line empty."""
        self._cycle, self._today = cycle, today
        self.setAccessibleName(words)
        if cycle is not None:
            newest = cycle.bought_on[-_SHOWN_DOTS:]
            self.setToolTip(plain_tool_tip("\n".join(f"{on:%Y/%m/%d}" for on in reversed(newest))))
            last = max(today, cycle.next_on) + timedelta(days=_MARGIN_DAYS)
            earliest = newest[0] - timedelta(days=_MARGIN_DAYS)
            span = min(max((last - earliest).days, _LEAST_DAYS), _MOST_DAYS)
            self._first, self._span_days = last - timedelta(days=span), span
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint line, months, dots, today and the next."""
        if self._cycle is None:
            return
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.line_strong), 1))
        painter.drawLine(QPointF(0, _LINE), QPointF(self.width(), _LINE))
        self._paint_months(painter, colours)
        self._paint_next(painter, self._cycle, colours)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        for day in self._cycle.bought_on:
            if day >= self._first:
                painter.drawEllipse(QPointF(self._x(day), _LINE), _DOT, _DOT)

    def _paint_months(self, painter: QPainter, colours: Colours) -> None:
        painter.setFont(self._small)
        painter.setPen(QColor(colours.text_soft))
        metrics = QFontMetrics(self._small)
        room = metrics.horizontalAdvance("2026/10") + SIZES.gap
        pixels_a_month = self.width() / (self._span_days / 30.44)
        step = next((n for n in _LABEL_STEPS if n * pixels_a_month >= room), _LABEL_STEPS[-1])
        free_from = 0.0
        for month in _months(self._first, self._first + timedelta(days=self._span_days)):
            if (month.year * 12 + month.month - 1) % step == 0:
                x = self._x(month)
                painter.drawLine(QPointF(x, _LINE - 3), QPointF(x, _LINE + 3))
                words = f"{month.year}/{month.month}"
                width = metrics.horizontalAdvance(words)
                left = max(0.0, x - width / 2)
                if free_from <= left <= self.width() - width:
                    painter.drawText(QPointF(left, _HEIGHT - 3), words)
                    free_from = left + room

    def _paint_next(self, painter: QPainter, cycle: PurchaseCycle, colours: Colours) -> None:
        late = cycle.days_late > 0
        colour = QColor(colours.late if late else colours.accent)
        expected, today = self._x(cycle.next_on), self._x(self._today)
        if late:
            painter.setPen(QPen(colour, 3))
            painter.drawLine(QPointF(expected, _LINE), QPointF(today, _LINE))
        painter.setPen(QPen(colour, 2))
        painter.setBrush(QColor(colours.panel))
        painter.drawEllipse(QPointF(expected, _LINE), _DOT, _DOT)
        painter.setPen(QPen(QColor(colours.text), 2))
        painter.drawLine(QPointF(today, 2), QPointF(today, _LINE + 8))

    def _x(self, day: date) -> float:
        share = (day - self._first).days / self._span_days
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
