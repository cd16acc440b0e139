"""Tables of words: a model whose rows are told in words, and the two kinds of tables of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crm_desktop.tables.formula_cells import harmless
from crm_desktop.ui.shared.copy_menu import copy_text
from crm_desktop.ui.shared.labels import plain_tool_tip
from crm_desktop.ui.shared.one_line import LONGEST_PAINTED, one_line
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT: Final = QModelIndex()
_FOCUS_MARK_PX: Final = 3


class WordsModel(QAbstractTableModel):
    """Rows told in words under headings; a subclass says in which words, and how they look.

    As it is, a row is a tuple of its words.
    """

    def __init__(
        self,
        headings: Sequence[str],
        *,
        figures: Sequence[int] = (),
        parent: QObject | None = None,
    ) -> None:
        """``figures`` are the columns that stand at the right."""
        super().__init__(parent)
        self.rows: tuple[Any, ...] = ()
        self.headings = tuple(headings)
        self._figures = figures
        self._cells: list[Sequence[str]] = []

    def words_of(self, row: Any) -> Sequence[str]:  # noqa: ANN401 - a row of whatever kind
        """Return the words of a row, one for each heading."""
        words: Sequence[str] = row
        return words

    def look_of(self, row: Any, column: int, role: int) -> object:  # noqa: ANN401, ARG002
        """Return how a cell looks (font, colour, icon); None as usual."""
        return None

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Replace all rows at once."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self._cells = [self.words_of(row) for row in self.rows]
        self.endResetModel()

    def tell_anew(self, number: int) -> None:
        """Ask for the words of one row once more."""
        self._cells[number] = self.words_of(self.rows[number])
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.headings) - 1))

    def cells(self, number: int) -> Sequence[str]:
        """Return the words of a row as they are shown."""
        return self._cells[number]

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, whole in its tooltip, and how they look."""
        if not index.isValid():
            return None
        words = self._cells[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return one_line(words[:LONGEST_PAINTED])
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(words)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(index.column())
            case _:
                return self.look_of(self.rows[index.row()], index.column(), role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the headings; figures stand at the right."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return self.headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        right = column in self._figures
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class ChoosingTable(QTableView):
    """One row is chosen at a time; it is marked while the keyboard is here."""

    def __init__(
        self,
        model: WordsModel,
        widths: Sequence[int],
        *,
        stretched: int,
        parent: QWidget | None = None,
    ) -> None:
        """``widths`` in pixels; the column ``stretched`` takes what is left."""
        super().__init__(parent)
        self.setModel(model)
        _dress(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        for column, width in enumerate(widths):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark the chosen row while the keyboard is here."""
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            top = self.rowViewportPosition(self.currentIndex().row())
            mark = QRect(0, top, _FOCUS_MARK_PX, SIZES.row)
            QPainter(self.viewport()).fillRect(mark, QColor(current_colours().accent))

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's own name
        """Never jump about on letters."""


class CopyingTable(QTableView):
    """Copies the chosen rows with Ctrl+C, all of them when none is chosen."""

    def __init__(
        self, model: WordsModel, widths: Mapping[int, int], parent: QWidget | None = None
    ) -> None:
        """``widths`` are those of some columns, in pixels; the last one grows."""
        super().__init__(parent)
        self.words = model
        self.setModel(model)
        _dress(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        for column, width in widths.items():
            header.resizeSection(column, width)

    def chosen_text(self) -> str:
        """Return the chosen rows, or all, as lines with tabs, for a spreadsheet: no formulas."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        numbers = chosen or range(len(self.words.rows))
        return "\n".join(
            "\t".join(harmless(" ".join(cell.split())) for cell in self.words.cells(number))
            for number in numbers
        )

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's own name
        """Never jump about on letters."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_text(self.chosen_text())
            return
        super().keyPressEvent(event)


def _dress(table: QTableView) -> None:
    table.setProperty("look", "dense")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(SIZES.row)
    header = table.horizontalHeader()
    header.setSectionsClickable(False)
    header.setHighlightSections(False)
