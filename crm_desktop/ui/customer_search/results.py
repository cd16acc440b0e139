"""The customers that were found, one line each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.customers import FoundCustomer
from crm_desktop.domain.postal_code import postal_display
from crm_desktop.ui.shared.copy_menu import Copy, copies_of_number, copy_of
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.row_list import RowList, RowPaint
from crm_desktop.ui.shared.tokens import SIZES

translate = QCoreApplication.translate

_GAP = 12
_CODE, _AGE, _ORDERED, _PHONE = 72, 44, 148, 116


class FoundCustomers(RowList):
    """Name, kana, age, town, number, last order and code, in columns; never takes the focus.

    Who only takes letters in is told prefecture and postal code instead of town and number.
    """

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
        for text, width, font, align in (
            (found.code, _CODE, row.fonts.figures, Qt.AlignmentFlag.AlignLeft),
            (self._ordered(found), _ORDERED, row.fonts.text, Qt.AlignmentFlag.AlignLeft),
            (self._number(found), _PHONE, row.fonts.figures, Qt.AlignmentFlag.AlignRight),
        ):
            right -= width
            column = QRect(right, room.top(), width, room.height())
            row.text(text, column, colour=soft, font=font, align=align)
            right -= _GAP
        self._paint_left(
            row, found, QRect(room.left(), room.top(), right - room.left(), room.height())
        )

    def _paint_left(self, row: RowPaint, found: FoundCustomer, room: QRect) -> None:
        flexible = room.width() - _AGE - 3 * _GAP
        widths = (flexible * 36 // 100, flexible * 34 // 100, _AGE, flexible * 30 // 100)
        soft = row.colours.text_soft
        name, kana, age, town = _columns(room, widths)
        if found.restricted:
            corner = QPoint(
                name.right() + 1 - SIZES.icon, name.top() + (name.height() - SIZES.icon) // 2
            )
            row.icon("lock", corner, soft)
            name.setRight(corner.x() - SIZES.gap_small)
        row.text(found.name, name, font=row.fonts.bold)
        row.text(found.name_kana, kana, colour=soft)
        if _is_hidden(found):
            row.text(_restricted_words(), age.united(town), colour=soft)
            return
        row.text(self._age(found), age, colour=soft)
        row.text(_place(found), town, colour=soft)

    def _age(self, found: FoundCustomer) -> str:
        if found.birthday is None:
            return ""
        return self._formats.age(found.birthday, today=self._today())

    def _ordered(self, found: FoundCustomer) -> str:
        if found.last_ordered_at is None:
            return ""
        day = self._formats.local(found.last_ordered_at).date()
        return self._formats.day(day, today=self._today())

    def _number(self, found: FoundCustomer) -> str:
        if found.phone:
            return self._formats.phone(found.phone)
        return f"…{found.phone_end}" if found.phone_end else _postal_words(found.postal_code)

    def _words(self, found: FoundCustomer) -> str:
        parts = (
            self._formats.person(found.name),
            found.name_kana,
            _restricted_words() if found.restricted else "",
            self._age(found),
            _place(found),
            self._number(found),
            found.code,
        )
        return " ".join(part for part in parts if part)


def _columns(room: QRect, widths: tuple[int, ...]) -> list[QRect]:
    columns, left = [], room.left()
    for width in widths:
        columns.append(QRect(left, room.top(), width, room.height()))
        left += width + _GAP
    return columns


def _is_hidden(found: FoundCustomer) -> bool:
    """Tell whether nothing was told of a restricted customer but the name."""
    return found.restricted and not (found.birthday or found.city or found.phone_end)


def _restricted_words() -> str:
    return translate("search", "Restricted")


def _place(found: FoundCustomer) -> str:
    return found.city or found.prefecture


def _postal_words(postal_code: str) -> str:
    return f"〒{postal_display(postal_code)}" if postal_code else ""
