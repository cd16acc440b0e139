"""People who may have written a letter, or were found by hand: two or three lines each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.customers import FoundCustomer
from crm_desktop.domain.letter_candidates import LetterCandidate
from crm_desktop.ui.letter_inbox.words import place_words, restricted_words, why_words
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.row_list import RowList, RowPaint
from crm_desktop.ui.shared.tokens import SIZES

Person = LetterCandidate | FoundCustomer
MOST_KEYS: Final = 9
_LINE: Final = 22
_KEY: Final = 22


class PeopleList(RowList):
    """Each with the digit that chooses them; never takes the focus."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        self._formats = formats
        self._digits = True
        super().__init__(self._paint, self._words, height_of=_height, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Who may have written it"))

    def show_people(self, people: Sequence[Person], *, digits: bool) -> None:
        """Show other people, the first of them chosen; with ``digits`` a key chooses each."""
        if people != self.row_model.rows or digits != self._digits:
            self._digits = digits
            self.show_rows(people)
            if people:
                self.choose(0)

    def move_by(self, rows: int) -> None:
        """Choose the row so many below (or above), staying inside the list."""
        count = self.row_model.rowCount()
        if count:
            self.choose(max(0, min(count - 1, max(self.currentIndex().row(), 0) + rows)))

    def _paint(self, row: RowPaint, person: Person) -> None:
        left, top = row.room.left() + SIZES.gap, row.room.top() + SIZES.gap_small
        number = self.row_model.rows.index(person)
        if self._digits and number < MOST_KEYS:
            row.key(str(number + 1), QRect(left, top + 1, _KEY, _KEY - 2))
        left += _KEY + SIZES.gap
        right = row.room.right() - SIZES.gap
        if person.restricted:
            right -= SIZES.icon
            corner = QPoint(right, top + (_LINE - SIZES.icon) // 2)
            row.icon("lock", corner, row.colours.text_soft)
        room = QRect(left, top, right - left - SIZES.gap_small, _LINE)
        name = self._formats.person(person.name)
        row.text(name, room, font=row.fonts.bold)
        beside = row.painter.fontMetrics().horizontalAdvance(name) + SIZES.gap
        soft = row.colours.text_soft
        row.text(person.name_kana, room.adjusted(beside, 0, 0, 0), colour=soft)
        for line in _more_lines(person):
            room.translate(0, _LINE)
            row.text(line, room, colour=soft, font=row.fonts.small)

    def _words(self, person: Person) -> str:
        parts = (
            self._formats.person(person.name),
            person.name_kana,
            restricted_words() if person.restricted else "",
            *_more_lines(person),
        )
        return " ".join(filter(None, parts))


def _more_lines(person: Person) -> tuple[str, ...]:
    if isinstance(person, LetterCandidate):
        return place_words(person), why_words(person)
    return (place_words(person),)


def _height(person: Person) -> int:
    return (1 + len(_more_lines(person))) * _LINE + SIZES.gap
