"""The tables of the doctor: rows can be chosen and copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHeaderView, QWidget

from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.shared.words_table import CopyingTable, WordsModel


class WordsTable(CopyingTable):
    """Rows of words under headings; with ``wraps`` they are as high as their words need."""

    def __init__(
        self,
        headings: tuple[str, ...],
        widths: Mapping[int, int],
        *,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(WordsModel(headings), widths, parent)
        self.words.setParent(self)
        if wraps:
            self.setWordWrap(True)
            rows = self.verticalHeader()
            rows.setMinimumSectionSize(SIZES.row + 2 * SIZES.gap)
            rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show other rows; the place stays where it was."""
        if tuple(rows) == self.words.rows:
            return
        place = self.verticalScrollBar().value()
        self.words.show_rows(rows)
        self.verticalScrollBar().setValue(place)
