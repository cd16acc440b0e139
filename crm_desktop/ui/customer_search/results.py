"""The customers that were found, one line each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.customers import FoundCustomer
from crm_desktop.ui.shared.copy_menu import Copy, copies_of_number, copy_of
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.row_list import RowList, RowPaint
from crm_desktop.ui.shared.tokens import SIZES

translate = QCoreApplication.translate

_GAP = 12
_CODE, _AGE, _ORDERED, _PHONE = 72, 44, 148, 116


class FoundCustomers(RowList):
    """Name, kana, age, town, number, last order and code, in columns; never takes the focus."""

    def __init__(
        self, formats: Formats, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        self._formats = formats
        self._today = today
        super().__init__(self._paint, self._words, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(translate("search", "Customers found"))
        self.copies_of = self._copies

    def move_by(self, rows: int) -> None:
        """Choose the row so many below (or above), staying inside the list."""
        count = self.row_model.rowCount()
        if count:
            self.choose(max(0, min(count - 1, max(self.currentIndex().row(), 0) + rows)))

    def _copies(self, found: FoundCustomer) -> list[Copy]:
        numbers = copies_of_number(found.phone, self._formats)
        return [*copy_of(found.name), *copy_of(found.name_kana), *numbers, *copy_of(found.code)]

    def _paint(self, row: RowPaint, found: FoundCustomer) -> None:
        room = row.room.adjusted(SIZES.margin, 0, -SIZES.margin, 0)
        right = room.right() + 1
        soft = row.colours.text_soft
        for text, width, font in (
            (found.code, _CODE, row.fonts.figures),
            (self._ordered(found), _ORDERED, row.fonts.text),
            (self._formats.phone(found.phone), _PHONE, row.fonts.figures),
        ):
            right -= width
            column = QRect(right, room.top(), width, room.height())
            row.text(text, column, colour=soft, font=font)
            right -= _GAP
        self._paint_left(
            row, found, QRect(room.left(), room.top(), right - room.left(), room.height())
        )

    def _paint_left(self, row: RowPaint, found: FoundCustomer, room: QRect) -> None:
        flexible = room.width() - _AGE - 3 * _GAP
        widths = (flexible * 36 // 100, flexible * 34 // 100, _AGE, flexible * 30 // 100)
        age = self._age(found)
        left = room.left()
        for number, text in enumerate((found.name, found.name_kana, age, found.city)):
            column = QRect(left, room.top(), widths[number], room.height())
            font = row.fonts.bold if number == 0 else row.fonts.text
            colour = row.colours.text if number == 0 else row.colours.text_soft
            row.text(text, column, font=font, colour=colour)
            left += widths[number] + _GAP

    def _age(self, found: FoundCustomer) -> str:
        if found.birthday is None:
            return ""
        return self._formats.age(found.birthday, today=self._today())

    def _ordered(self, found: FoundCustomer) -> str:
        if found.last_ordered_at is None:
            return ""
        day = self._formats.local(found.last_ordered_at).date()
        return self._formats.day(day, today=self._today())

    def _words(self, found: FoundCustomer) -> str:
        parts = (
            self._formats.person(found.name),
            found.name_kana,
            self._age(found),
            found.city,
            self._formats.phone(found.phone),
            found.code,
        )
        return " ".join(part for part in parts if part)
