"""The rows of customers that a move brought: who, what matters, from whom; what was said below."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.new_customers import NewCustomerRow
from crm_desktop.ui.customer_card.tone import tone_colour
from crm_desktop.ui.new_customers.words import (
    cover_words,
    facts_of,
    from_words,
    notes_words,
    row_words,
)
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.copy_menu import Copy, copy_of
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.row_list import RowPaint
from crm_desktop.ui.shared.several_rows import SeveralRowsList
from crm_desktop.ui.shared.tokens import SIZES

_GAP = 12
_INDENT = SIZES.icon + 6
_NOTE = 20
_FROM = 264


class NewCustomerList(SeveralRowsList):
    """Several can be chosen with Shift, Ctrl and Ctrl+A; Delete marks them as worked through."""

    def __init__(self, formats: Formats, now: Clock, parent: QWidget | None = None) -> None:
        self._formats = formats
        self._now = now
        super().__init__(
            self._paint,
            lambda row: row_words(row, formats, now()),
            height_of=_height_of,
            parent=parent,
        )
        self.copies_of = _copies
        self.choose_several()

    def _paint(self, paint: RowPaint, row: NewCustomerRow) -> None:
        room = paint.room.adjusted(SIZES.margin, 0, -SIZES.margin, 0)
        first = QRect(room.left(), room.top(), room.width(), SIZES.row)
        soft = paint.colours.text_soft
        paint.icon("user-plus", QPoint(first.left(), first.top() + 6), soft)
        where = first.adjusted(first.width() - min(_FROM, first.width() * 30 // 100), 0, 0, 0)
        right = Qt.AlignmentFlag.AlignRight
        paint.text(self._where_from(row), where, colour=soft, align=right)
        left = first.left() + _INDENT
        name = QRect(left, first.top(), (where.left() - left) * 34 // 100, first.height())
        paint.text(self._formats.person(row.name) or row.code, name, font=paint.fonts.bold)
        facts = QRect(name.right() + _GAP, first.top(), 0, first.height())
        facts.setRight(where.left() - _GAP)
        self._paint_facts(paint, row, facts)
        if notes := notes_words(row.note, row.move_note):
            below = QRect(left, first.bottom() - 2, room.right() + 1 - left, _NOTE)
            paint.text(notes, below, colour=soft)

    def _paint_facts(self, paint: RowPaint, row: NewCustomerRow, room: QRect) -> None:
        left = room.left()
        for icon, words, tone in facts_of(row, self._formats):
            colour = tone_colour(tone, paint.colours)
            begin = left + SIZES.icon + SIZES.gap_small
            if begin >= room.right():
                return
            paint.icon(icon, QPoint(left, room.top() + 6), colour)
            width = QFontMetrics(paint.fonts.text).horizontalAdvance(words) + 2
            at = QRect(begin, room.top(), min(width, room.right() - begin), room.height())
            paint.text(words, at, colour=colour)
            left = at.right() + _GAP

    def _where_from(self, row: NewCustomerRow) -> str:
        now = self._now()
        parts = (
            cover_words(row.cover_until, self._formats, now),
            from_words(row.from_name, row.moved_at, self._formats, now),
        )
        return "  ".join(part for part in parts if part)


def _copies(row: NewCustomerRow) -> list[Copy]:
    return [*copy_of(row.name), *copy_of(row.name_kana), *copy_of(row.code)]


def _height_of(row: NewCustomerRow) -> int:
    return SIZES.row + (_NOTE if notes_words(row.note, row.move_note) else 0)
