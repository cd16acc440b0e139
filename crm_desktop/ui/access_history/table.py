"""The table of a card's history: rows can be chosen and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crm_desktop.tables.formula_cells import harmless
from crm_desktop.ui.access_history.words import LookWords, headings
from crm_desktop.ui.shared.copy_menu import Copy, copy_of, copy_text, open_copy_menu
from crm_desktop.ui.shared.labels import plain_tool_tip
from crm_desktop.ui.shared.one_line import LONGEST_PAINTED, one_line
from crm_desktop.ui.shared.tokens import SIZES

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_WHEN, _WHO, _WHAT, _DETAILS, _PROGRAM = range(5)
_WIDTHS = {_WHEN: 204, _WHO: 188, _WHAT: 184, _PROGRAM: 172}


class HistoryModel(QAbstractTableModel):
    """Rows of words, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[LookWords, ...] = ()
        self._headings = headings()

    def show_rows(self, rows: Sequence[LookWords]) -> None:
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
        words = self.rows[index.row()].cells[index.column()] if index.isValid() else ""
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


class HistoryTable(QTableView):
    """Copies the chosen rows with Ctrl+C, all of them when none is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.history = HistoryModel(self)
        self.setModel(self.history)
        self.setProperty("look", "dense")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._prepare_headers()

    def show_rows(self, rows: Sequence[LookWords]) -> None:
        """Show other rows from the top."""
        self.history.show_rows(rows)
        self.scrollToTop()

    def chosen_text(self) -> str:
        """Return the chosen rows, or all, as lines with tabs, for a spreadsheet: no formulas."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = [self.history.rows[row] for row in chosen] or list(self.history.rows)
        return "\n".join(
            "\t".join(harmless(" ".join(cell.split())) for cell in row.cells) for row in rows
        )

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's own name
        """Never jump about on letters."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_text(self.chosen_text())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy the cell under the mouse, and the chosen rows."""
        index = self.indexAt(event.pos())
        if index.isValid():
            cell = copy_of(str(index.data()))
            rows = [Copy(self.tr("Copy the rows"), self.chosen_text())]
            open_copy_menu(self, event.globalPos(), [*cell, *rows])

    def _prepare_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(SIZES.row)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(_DETAILS, QHeaderView.ResizeMode.Stretch)
