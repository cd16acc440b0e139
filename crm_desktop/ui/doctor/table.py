"""A table of words: rows can be chosen and copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crm_desktop.tables.formula_cells import harmless
from crm_desktop.ui.shared.copy_menu import copy_text
from crm_desktop.ui.shared.labels import plain_tool_tip
from crm_desktop.ui.shared.one_line import LONGEST_PAINTED, one_line
from crm_desktop.ui.shared.tokens import SIZES

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class WordsModel(QAbstractTableModel):
    """Rows of words under headings."""

    def __init__(self, headings: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[tuple[str, ...], ...] = ()
        self._headings = headings

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Replace all rows at once."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, whole in its tooltip."""
        words = self.rows[index.row()][index.column()] if index.isValid() else ""
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return one_line(words[:LONGEST_PAINTED])
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(words)
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the headings; all stand at the left."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None


class WordsTable(QTableView):
    """Copies the chosen rows with Ctrl+C, all of them when none is chosen; the last column grows.

    With ``wraps`` rows are as high as their words need.
    """

    def __init__(
        self,
        headings: tuple[str, ...],
        widths: Mapping[int, int],
        *,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = WordsModel(headings, self)
        self.setModel(self.words)
        self.setProperty("look", "dense")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(wraps)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(SIZES.row)
        rows.setMinimumSectionSize(SIZES.row + 2 * SIZES.gap if wraps else SIZES.row)
        mode = QHeaderView.ResizeMode
        rows.setSectionResizeMode(mode.ResizeToContents if wraps else mode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        for column, width in widths.items():
            header.resizeSection(column, width)

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show other rows; the place stays where it was."""
        if tuple(rows) == self.words.rows:
            return
        place = self.verticalScrollBar().value()
        self.words.show_rows(rows)
        self.verticalScrollBar().setValue(place)

    def chosen_text(self) -> str:
        """Return the chosen rows, or all, as lines with tabs, for a spreadsheet: no formulas."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = [self.words.rows[row] for row in chosen] or list(self.words.rows)
        return "\n".join(
            "\t".join(harmless(" ".join(cell.split())) for cell in row) for row in rows
        )

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's own name
        """Never jump about on letters."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_text(self.chosen_text())
            return
        super().keyPressEvent(event)
