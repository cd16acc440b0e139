"""The list of what happened: a model of prepared words and a delegate that paints them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.ui.customer_card.timeline_words import EntryWords
from crm_desktop.ui.customer_card.tone import Tone, tone_colour
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.labels import plain_tool_tip
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES, Colours

_NO_PARENT: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_LINES_CLOSED: Final = 2
_ENOUGH: Final = 400
_ONE_LINE: Final = (
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
)
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class TimelineModel(QAbstractListModel):
    """The entries that are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[EntryWords, ...] = ()

    def show_rows(self, rows: tuple[EntryWords, ...]) -> None:
        """Replace all rows at once."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of entries."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of an entry; the delegate takes them from ``rows`` itself."""
        words = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return words.tooltip.replace("\n", " ")
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(words.tooltip)
            case _:
                return None


class TimelineDelegate(QStyledItemDelegate):
    """Paints day, icon, kind, title and two lines of body; the current entry shows all of it."""

    def __init__(self, model: TimelineModel, view: QListView, *, day_sample: str) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._day_width = view.fontMetrics().horizontalAdvance(day_sample) + SIZES.gap
        self._line = view.fontMetrics().lineSpacing()
        self._colours: Colours | None = None
        self._pens: dict[Tone, QPen] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return one row for the title, and as many lines as the body is given."""
        width = self._view.viewport().width()
        body = self._model.rows[index.row()].body
        if not body:
            return QSize(width, SIZES.row)
        height = SIZES.row + self._body_height(body, width, is_open=self._is_open(index))
        return QSize(width, height + SIZES.gap_small)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one entry."""
        colours = self._dressed()
        rect: QRect = option.rect
        words = self._model.rows[index.row()]
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        self._paint_first_line(painter, rect, words, colours)
        if words.body:
            room = rect.adjusted(self._body_indent(), SIZES.row - 3, -SIZES.gap, -1)
            painter.setPen(self._pens[Tone.PLAIN])
            self._paint_body(painter, room, words.body, is_open=self._is_open(index))

    def _paint_first_line(
        self, painter: QPainter, rect: QRect, words: EntryWords, colours: Colours
    ) -> None:
        metrics = painter.fontMetrics()
        line = QRect(rect.left() + SIZES.margin, rect.top(), self._day_width, SIZES.row)
        painter.setPen(self._pens[Tone.SOFT])
        painter.drawText(line, _ONE_LINE, words.when)
        colour = tone_colour(words.tone, colours)
        ratio = painter.device().devicePixelRatioF()
        pixmap = icon_pixmap(words.icon, colour, ratio=ratio)
        painter.drawPixmap(line.right() + 1, line.center().y() - SIZES.icon // 2 + 1, pixmap)
        left = rect.left() + self._indent()
        line.setLeft(left)
        line.setRight(rect.right() - SIZES.gap)
        painter.setPen(self._pens[words.tone])
        painter.drawText(line, _ONE_LINE, words.lead)
        line.setLeft(left + metrics.horizontalAdvance(words.lead) + SIZES.gap)
        title = metrics.elidedText(words.title, Qt.TextElideMode.ElideRight, line.width())
        painter.setPen(self._pens[Tone.SOFT if words.body else Tone.PLAIN])
        painter.drawText(line, _ONE_LINE, title)

    def _paint_body(self, painter: QPainter, room: QRect, body: str, *, is_open: bool) -> None:
        if is_open:
            painter.drawText(room, _LEFT | Qt.TextFlag.TextWordWrap, body)
            return
        first, _, rest = body[:_ENOUGH].partition("\n")
        shown = cut_to_two_lines(first, rest, room.width(), self._view.fontMetrics())
        painter.drawText(room, _LEFT, shown)

    def _body_height(self, body: str, width: int, *, is_open: bool) -> int:
        room = width - self._body_indent() - SIZES.gap
        metrics = self._view.fontMetrics()
        if not is_open:
            one_line = "\n" not in body and metrics.horizontalAdvance(body[:_ENOUGH]) <= room
            return self._line * (1 if one_line else _LINES_CLOSED)
        flags = _LEFT | Qt.TextFlag.TextWordWrap
        return metrics.boundingRect(QRect(0, 0, room, 10_000), flags, body).height()

    def _is_open(self, index: _Index) -> bool:
        return index.row() == self._view.currentIndex().row()

    def _body_indent(self) -> int:
        return SIZES.margin + self._day_width + 2

    def _indent(self) -> int:
        return self._body_indent() + SIZES.icon + SIZES.gap_small

    def _dressed(self) -> Colours:
        colours = current_colours()
        if colours is not self._colours:
            self._colours = colours
            self._pens = {tone: QPen(QColor(tone_colour(tone, colours))) for tone in Tone}
        return colours


def cut_to_two_lines(first: str, rest: str, width: int, metrics: QFontMetrics) -> str:
    """Return at most two lines of at most ``width`` pixels; … stands for what is left out."""
    head = _fits(first, width, metrics)
    if head == len(first):
        second = rest
    else:
        second, first = f"{first[head:]} {rest}".rstrip(), first[:head]
    if not second:
        return first
    second = " ".join(second.split("\n"))
    return f"{first}\n{metrics.elidedText(second, Qt.TextElideMode.ElideRight, width)}"


def _fits(text: str, width: int, metrics: QFontMetrics) -> int:
    """Return how many characters of ``text`` fit into ``width`` pixels, at least one."""
    if metrics.horizontalAdvance(text) <= width:
        return len(text)
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if metrics.horizontalAdvance(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return _before_word(text, low)


def _before_word(text: str, end: int) -> int:
    """Return ``end``, or the beginning of the Latin word that a cut there would tear apart."""
    if not (text[end - 1 : end + 1].isascii() and text[end - 1 : end + 1].isalnum()):
        return end
    return text.rfind(" ", 0, end) + 1 or end
