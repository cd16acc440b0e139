"""The places to pay near a home, numbered as on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.address_map.pay_words import hours_words, place_words, way_words
from crm_desktop.ui.address_map.state import AddressMapState
from crm_desktop.ui.shared.copy_menu import Copy, copy_of
from crm_desktop.ui.shared.row_list import RowList, RowPaint
from crm_desktop.ui.shared.tokens import SIZES

_ROW_PX: Final = 40
_LEAST_ROWS: Final = 2
MOST_ROWS: Final = 5
_NUMBER_PX: Final = 20


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place in words."""

    number: int
    place_id: int
    name: str
    way: str
    hours: str

    @property
    def words(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join(filter(None, [str(self.number), self.name, self.way, self.hours]))


class PlaceList(RowList):
    """Two lines a place: its name, how far and where; ``place_chosen`` tells the selected one."""

    place_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _paint, lambda row: row.words, height_of=lambda _row: _ROW_PX, parent=parent
        )
        self._most_rows = MOST_ROWS
        self.setAccessibleName(self.tr("Places to pay"))
        self.copies_of = _copies
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_state(self, state: AddressMapState) -> None:
        """Show the places near the home, with the selected one."""
        home = state.home
        rows = (
            ()
            if home is None
            else tuple(
                PlaceRow(
                    number,
                    place.place_id,
                    place_words(place),
                    way_words(place, home),
                    hours_words(place),
                )
                for number, place in enumerate(state.near, 1)
            )
        )
        self.show_rows(rows)
        self.updateGeometry()
        for number, row in enumerate(rows):
            if row.place_id == state.place_id and self.currentIndex().row() != number:
                self.choose(number)

    def show_at_most(self, rows: int) -> None:
        """Be no higher than so many rows; the others can be scrolled to."""
        self._most_rows = rows
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the rows there are."""
        rows = min(self.row_model.rowCount(), self._most_rows)
        return QSize(super().sizeHint().width(), rows * _ROW_PX)

    def minimumSizeHint(self) -> QSize:
        """Ask for two rows; the rest can be scrolled to."""
        rows = min(self.row_model.rowCount(), _LEAST_ROWS)
        return QSize(1, rows * _ROW_PX)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = self.row_model.rows[current.row()] if current.isValid() else None
        if isinstance(row, PlaceRow):
            self.place_chosen.emit(row.place_id)


def _copies(row: PlaceRow) -> list[Copy]:
    return [*copy_of(row.name), *copy_of(f"{row.name} {row.way}")]


def _paint(paint: RowPaint, row: PlaceRow) -> None:
    room = paint.room.adjusted(SIZES.gap, 2, -SIZES.gap, -2)
    half = room.height() // 2
    badge = QRect(room.left(), room.top() + (room.height() - _NUMBER_PX) // 2, _NUMBER_PX, 0)
    badge.setHeight(_NUMBER_PX)
    paint.fill(badge, paint.colours.accent)
    paint.text(
        str(row.number),
        badge,
        colour=paint.colours.text_on_accent,
        font=paint.fonts.small_bold,
        align=Qt.AlignmentFlag.AlignHCenter,
    )
    words = room.adjusted(_NUMBER_PX + SIZES.gap, 0, 0, 0)
    first = QRect(words.left(), words.top(), words.width(), half)
    second = QRect(words.left(), words.top() + half, words.width(), half)
    paint.text(row.name, first)
    way = " · ".join(filter(None, [row.way, row.hours]))
    paint.text(way, second, colour=paint.colours.text_soft, font=paint.fonts.small)
