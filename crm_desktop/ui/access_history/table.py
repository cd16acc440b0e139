"""The table of a card's history: rows can be chosen and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from crm_desktop.ui.access_history.words import LookWords, headings
from crm_desktop.ui.shared.copy_menu import Copy, copy_of, open_copy_menu
from crm_desktop.ui.shared.words_table import CopyingTable, WordsModel

_WHEN, _WHO, _WHAT, _DETAILS, _PROGRAM = range(5)
_WIDTHS = {_WHEN: 204, _WHO: 188, _WHAT: 184, _PROGRAM: 172}


class HistoryModel(WordsModel):
    """Who looked or changed, newest first."""

    def words_of(self, row: LookWords) -> Sequence[str]:
        """Return what is told of one look."""
        return row.cells


class HistoryTable(CopyingTable):
    """Offers to copy the cell under the mouse, too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(HistoryModel(headings()), _WIDTHS, parent)
        self.words.setParent(self)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_DETAILS, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: Sequence[LookWords]) -> None:
        """Show other rows from the top."""
        self.words.show_rows(rows)
        self.scrollToTop()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy the cell under the mouse, and the chosen rows."""
        index = self.indexAt(event.pos())
        if index.isValid():
            cell = copy_of(str(index.data()))
            rows = [Copy(self.tr("Copy the rows"), self.chosen_text())]
            open_copy_menu(self, event.globalPos(), [*cell, *rows])
