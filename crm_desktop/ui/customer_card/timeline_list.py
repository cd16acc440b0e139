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
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.ui.customer_card.orders_table import FOCUS_MARK_PX
from crm_desktop.ui.customer_card.painted_text import PaintedTexts, PaintKit
from crm_desktop.ui.customer_card.prepared_rows import PreparedRows
from crm_desktop.ui.customer_card.timeline_facts import TimelineEntry
from crm_desktop.ui.customer_card.timeline_words import EntryWords, entry_body
from crm_desktop.ui.customer_card.tone import Tone
from crm_desktop.ui.shared.labels import plain_tool_tip
from crm_desktop.ui.shared.recent import Recent
from crm_desktop.ui.shared.tokens import SIZES

_NOT_FIRST: Final = (
    "。、，．・：；？！ー」』）】］〕〉》”’々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョヶ,.!?:;)]}"
)
_NO_PARENT: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
EntryRows = PreparedRows[TimelineEntry, EntryWords]
_LINES_CLOSED: Final = 2
_ALL: Final = 1_000
_KEPT_LINES: Final = 100
"""Lines of bodies: a screen full and more. Hardly one recurs on another card, days and kinds do."""
_KEPT_BODIES: Final = 100
_KEPT_SIZES: Final = 1_000
_ENOUGH: Final = 400


class TimelineModel(QAbstractListModel):
    """The entries that are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: EntryRows = PreparedRows((), _no_words)

    def show_rows(self, rows: EntryRows) -> None:
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
        self._line = max(view.fontMetrics().lineSpacing(), SIZES.text + SIZES.gap_small)
        self._kit = PaintKit()
        self._dress()
        self._bodies: Recent[tuple[str, int, int], list[str]] = Recent(_KEPT_BODIES)
        self._closed_lines: Recent[str, int] = Recent(_KEPT_SIZES)
        self._sizes = tuple(self._size(lines) for lines in range(_LINES_CLOSED + 1))
        self._open_row = -1

    @property
    def kept(self) -> int:
        """How many shaped texts and wrapped bodies are held."""
        return self._texts.kept + self._body_texts.kept + len(self._bodies)

    def open_row(self, row: int) -> None:
        """Give the entry in ``row`` room for all of its body; -1 for none."""
        self._open_row = row

    def forget_widths(self) -> None:
        """Measure anew: the list has another width."""
        self._closed_lines = Recent(_KEPT_SIZES)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return one row for the title, and as many lines as the body is given."""
        row = index.row()
        body = entry_body(self._model.rows.facts[row].subject)
        return self._closed_size(body) if row != self._open_row else self._open_size(body)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one entry."""
        self._kit.dressed()
        if self._texts.font != self._view.font():
            self._dress()
        rect: QRect = option.rect
        words = self._model.rows[index.row()]
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._kit.selection)
            if self._view.hasFocus():
                mark = QRect(rect.left(), rect.top(), FOCUS_MARK_PX, rect.height())
                painter.fillRect(mark, self._kit.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._kit.hover)
        self._paint_first_line(painter, rect, words)
        if words.body:
            room = rect.adjusted(self._body_indent(), SIZES.row - 3, -SIZES.gap, -1)
            painter.setPen(self._kit.tones[Tone.PLAIN])
            is_open = index.row() == self._open_row
            self._paint_body(painter, room, words.body, is_open=is_open)

    def _dress(self) -> None:
        font = self._view.font()
        self._texts = PaintedTexts(font)
        self._body_texts = PaintedTexts(font, kept=_KEPT_LINES)

    def _paint_first_line(self, painter: QPainter, rect: QRect, words: EntryWords) -> None:
        texts, tones = self._texts, self._kit.tones
        left = rect.left() + SIZES.margin
        top = rect.top() + (SIZES.row - texts.height) // 2
        painter.setPen(tones[Tone.SOFT])
        texts.draw(painter, words.when, left, top, self._day_width)
        icon = self._kit.icon(words.icon, words.tone, self._view.devicePixelRatioF())
        left = rect.left() + self._body_indent()
        painter.drawPixmap(left, top + (texts.height - SIZES.icon) // 2, icon)
        left = rect.left() + self._indent()
        painter.setPen(tones[words.tone])
        texts.draw(painter, words.lead, left, top, rect.right() - left)
        left += texts.width_of(words.lead) + SIZES.gap
        painter.setPen(tones[Tone.SOFT if words.body else Tone.PLAIN])
        texts.draw(painter, words.title, left, top, rect.right() - SIZES.gap - left)

    def _paint_body(self, painter: QPainter, room: QRect, body: str, *, is_open: bool) -> None:
        top = room.top()
        for line in self._lines_of(body, room.width(), _ALL if is_open else _LINES_CLOSED):
            if -self._line < top < self._view.viewport().height():
                self._body_texts.draw(painter, line, room.left(), top, room.width() + SIZES.gap)
            top += self._line

    def _lines_of(self, body: str, width: int, most: int) -> list[str]:
        lines = self._bodies.get((body, width, most))
        if lines is None:
            lines = wrapped(body, width, most, self._texts.metrics)
            self._bodies.put((body, width, most), lines)
        return lines

    def _closed_size(self, body: str) -> QSize:
        if not body:
            return self._sizes[0]
        if "\n" in body or len(body) > _ENOUGH:
            return self._sizes[_LINES_CLOSED]
        lines = self._closed_lines.get(body)
        if lines is None:
            room = self._view.viewport().width() - self._body_indent() - SIZES.gap
            lines = 1 if self._texts.metrics.horizontalAdvance(body) <= room else _LINES_CLOSED
            self._closed_lines.put(body, lines)
        return self._sizes[lines]

    def _open_size(self, body: str) -> QSize:
        width = self._view.viewport().width() - self._body_indent() - SIZES.gap
        return self._size(len(self._lines_of(body, width, _ALL)) if body else 0)

    def _size(self, lines: int) -> QSize:
        return QSize(0, SIZES.row + (lines * self._line + SIZES.gap_small if lines else 0))

    def _body_indent(self) -> int:
        return SIZES.margin + self._day_width + 2

    def _indent(self) -> int:
        return self._body_indent() + SIZES.icon + SIZES.gap_small


def _no_words(_entry: TimelineEntry) -> EntryWords:
    return EntryWords("", "", "")


def wrapped(text: str, width: int, most: int, metrics: QFontMetrics) -> list[str]:
    """Return ``text`` in at most ``most`` lines of ``width`` pixels; … stands for what is left."""
    lines: list[str] = []
    rest = text.rstrip()
    while rest:
        paragraph, _, after = rest.partition("\n")
        if len(lines) == most - 1:
            last = " ".join(rest[:_ENOUGH].split("\n"))
            lines.append(metrics.elidedText(last, Qt.TextElideMode.ElideRight, width))
            break
        end = _fits(paragraph[:_ENOUGH], width, metrics)
        lines.append(paragraph[:end])
        rest = after if end >= len(paragraph) else rest[end:].lstrip(" ")
    return lines


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
    return _before_word(text, _before_mark(text, low))


def _before_mark(text: str, end: int) -> int:
    """Return ``end``, or less, so that no line begins with a mark such as 。 (禁則)."""
    while 1 < end < len(text) and text[end] in _NOT_FIRST:
        end -= 1
    return end


def _before_word(text: str, end: int) -> int:
    """Return ``end``, or the beginning of the Latin word that a cut there would tear apart."""
    if not (text[end - 1 : end + 1].isascii() and text[end - 1 : end + 1].isalnum()):
        return end
    return text.rfind(" ", 0, end) + 1 or end
