"""The places that one postal code may mean, to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.postal_address import PostalAddress
from crm_desktop.ui.new_customer.words import place_words
from crm_desktop.ui.shared.row_list import RowList, RowPaint
from crm_desktop.ui.shared.tokens import SIZES

_MOST_ROWS = 6
Row = tuple[int, PostalAddress]


class PlaceList(RowList):
    """One line a place: a click or Enter fills it in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._paint, lambda row: place_words(row[1]), parent=parent)
        self.setAccessibleName(
            QCoreApplication.translate("new_customer", "Places with this postal code")
        )

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the places and ask for their room."""
        super().show_rows(rows)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the rows there are, up to six."""
        rows = min(self.row_model.rowCount(), _MOST_ROWS)
        return QSize(super().sizeHint().width(), rows * SIZES.row)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same room: a choice must be seen."""
        return self.sizeHint()

    def _paint(self, paint: RowPaint, row: Row) -> None:
        room = paint.room.adjusted(SIZES.gap, 0, -SIZES.gap, 0)
        paint.text(place_words(row[1]), room)
