"""The people who share a number, two lines each, with what helps to tell them apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.customers import CallerMatch
from crm_desktop.ui.shared.copy_menu import Copy, copy_of
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.person_words import sex_words
from crm_desktop.ui.shared.row_list import RowList, RowPaint
from crm_desktop.ui.shared.tokens import SIZES

translate = QCoreApplication.translate

_HEIGHT = 60
_LINE = 24
_TOP = 6
_KEY = 22
_GAP = 16
_KEYS = 9


@dataclass(frozen=True, slots=True)
class NumberedMatch:
    """A match with the key that chooses it; ``key`` is "" beyond the ninth."""

    key: str
    match: CallerMatch


def numbered(matches: tuple[CallerMatch, ...]) -> tuple[NumberedMatch, ...]:
    """Return ``matches`` with their keys 1 to 9."""
    return tuple(
        NumberedMatch(str(number) if number <= _KEYS else "", match)
        for number, match in enumerate(matches, 1)
    )


class MatchList(RowList):
    """Rows of `NumberedMatch`."""

    def __init__(
        self, formats: Formats, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        self._formats = formats
        self._today = today
        super().__init__(self._paint, self._words, height_of=lambda _row: _HEIGHT, parent=parent)
        self.setAccessibleName(translate("calls", "Customers who share the number"))
        self.copies_of = self._copies

    def _copies(self, row: NumberedMatch) -> list[Copy]:
        match = row.match
        return [*copy_of(match.name), *copy_of(match.name_kana), *copy_of(match.code)]

    def wanted_height(self) -> int:
        """Return the height at which all rows are seen."""
        return self.row_model.rowCount() * _HEIGHT

    def _paint(self, row: RowPaint, numbered_match: NumberedMatch) -> None:
        match = numbered_match.match
        room = row.room.adjusted(SIZES.margin, _TOP, -SIZES.margin, 0)
        if numbered_match.key:
            key_room = QRect(room.left(), room.top() + 13, _KEY, _KEY)
            row.key(numbered_match.key, key_room)
        left = room.left() + _KEY + SIZES.margin
        order_width = (room.right() + 1 - left) * 46 // 100
        order_left = room.right() + 1 - order_width
        who = QRect(left, room.top(), order_left - _GAP - left, _LINE)
        self._paint_who(row, match, who)
        self._paint_order(row, match, QRect(order_left, room.top(), order_width, _LINE))
        row.painter.setPen(row.colours.line)
        bottom = row.room.bottom()
        row.painter.drawLine(row.room.left(), bottom, row.room.right(), bottom)

    def _paint_who(self, row: RowPaint, match: CallerMatch, first: QRect) -> None:
        second = first.translated(0, _LINE)
        for words, colour, font in _marks(row, match):
            row.text(words, first, colour=colour, font=font, align=Qt.AlignmentFlag.AlignRight)
            width = QFontMetrics(font).horizontalAdvance(words)
            first = first.adjusted(0, 0, -width - SIZES.margin, 0)
        row.text(self._formats.person(match.name), first, font=row.fonts.bold)
        row.text(self._person_words(match), second, colour=row.colours.text_soft)

    def _paint_order(self, row: RowPaint, match: CallerMatch, first: QRect) -> None:
        second = first.translated(0, _LINE)
        row.text(self._ordered_words(match), first)
        row.text(match.last_order_items, second, colour=row.colours.text_soft)

    def _person_words(self, match: CallerMatch) -> str:
        age = (
            "" if match.birthday is None else self._formats.age(match.birthday, today=self._today())
        )
        parts = (match.name_kana, age, sex_words(match.sex), match.code)
        return "  ".join(part for part in parts if part)

    def _ordered_words(self, match: CallerMatch) -> str:
        if match.last_ordered_at is None:
            return translate("calls", "No order yet")
        day = self._formats.local(match.last_ordered_at).date()
        words = self._formats.day(day, today=self._today())
        return filled(translate("calls", "Last order %1"), words)

    def _words(self, numbered_match: NumberedMatch) -> str:
        match = numbered_match.match
        parts = [
            numbered_match.key,
            self._formats.person(match.name),
            self._person_words(match),
            self._ordered_words(match),
            match.last_order_items,
        ]
        if match.restricted:
            parts.append(translate("search", "Restricted"))
        if match.last_chosen:
            parts.append(translate("calls", "Last time"))
        return ", ".join(part for part in parts if part)


def _marks(row: RowPaint, match: CallerMatch) -> list[tuple[str, str, QFont]]:
    """Return what is written at the right of the name, outermost first, with colour and font."""
    marks = []
    if match.last_chosen:
        marks.append((translate("calls", "Last time"), row.colours.accent, row.fonts.small_bold))
    if match.restricted:
        marks.append((translate("search", "Restricted"), row.colours.text_soft, row.fonts.small))
    return marks
