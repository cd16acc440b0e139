"""The tables of openings: everybody of a day, and what one person opened."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.openings import OpenedCard
from crm_desktop.ui.openings.state import PersonRow
from crm_desktop.ui.openings.words import cells_of, headings, opened_cells, opened_headings
from crm_desktop.ui.shared.copy_menu import copy_of, open_copy_menu
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.words_table import ChoosingTable, WordsModel

PERSON, MARK = 0, 1
_FIGURES: Final = range(2, 14)
_WIDTHS: Final = (0, 124, 60, 64, 68, 84, 64, 60, 72, 80, 72, 80, 60, 56)
_NAME: Final = 2
_OPENED_WIDTHS: Final = (72, 112, 0, 424, 176)


class PeopleModel(WordsModel):
    """One person a row, by name; whoever stands out has an icon and a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(headings(), figures=_FIGURES, parent=parent)

    def words_of(self, row: PersonRow) -> tuple[str, ...]:
        """Return what is told of a person."""
        return cells_of(row)

    def look_of(self, row: PersonRow, column: int, role: int) -> object:
        """Return the icon of the mark, and dashes softly."""
        colours = current_colours()
        match role:
            case Qt.ItemDataRole.DecorationRole if column == MARK and row.outlier:
                return icon("alert", colours.soon)
            case Qt.ItemDataRole.ForegroundRole if column == MARK:
                return QColor(colours.soon)
            case _:
                return None


class OpenedModel(WordsModel):
    """One opening a row, newest first; refused ones have an icon."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(opened_headings(), parent=parent)
        self._formats = formats

    def words_of(self, row: OpenedCard) -> tuple[str, ...]:
        """Return what is told of an opening."""
        return opened_cells(row, self._formats)

    def look_of(self, row: OpenedCard, column: int, role: int) -> object:
        """Return the look of a refusal, and softly a customer who is gone."""
        colours = current_colours()
        reason = column == _NAME + 1
        match role:
            case Qt.ItemDataRole.DecorationRole if reason and row.action == "refuse":
                return icon("lock", colours.late)
            case Qt.ItemDataRole.ForegroundRole if reason and row.action == "refuse":
                return QColor(colours.late)
            case Qt.ItemDataRole.ForegroundRole if column == _NAME and not row.code:
                return QColor(colours.text_soft)
            case _:
                return None


class EnteredTable(ChoosingTable):
    """Tells which row is chosen; Enter or a double click opens it; a right click copies a cell."""

    row_chosen = Signal(int)
    row_opened = Signal()  # the chosen one

    def __init__(
        self, model: WordsModel, widths: tuple[int, ...], stretched: int, *, name: str
    ) -> None:
        super().__init__(model, widths, stretched=stretched)
        self.words = model
        self._showing = False
        self.setAccessibleName(name)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda _index: self.row_opened.emit())

    def show_rows(self, rows: tuple[object, ...], chosen: int | None) -> None:
        """Show ``rows``; the place ``chosen`` is the current one. What is the same stays."""
        self._showing = True
        if rows != self.words.rows:
            offset = self.verticalScrollBar().value()
            self.words.show_rows(rows)
            self.updateGeometries()  # the bar must know the new rows before it is set
            self.verticalScrollBar().setValue(offset)
        if chosen is None:
            self.setCurrentIndex(QModelIndex())
        elif chosen != self.currentIndex().row():
            self.selectRow(chosen)
        self._showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen row on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.row_opened.emit()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy the cell under the mouse, or the first one of the chosen row."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            where = self.viewport().mapToGlobal(self.visualRect(index).center())
            where = where if by_key else event.globalPos()
            open_copy_menu(self, where, copy_of(str(index.data())))

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid() and not self._showing:
            self.row_chosen.emit(current.row())


def people_table() -> EnteredTable:
    """Return an empty table of people."""
    name = QCoreApplication.translate("openings", "What people opened, by name")
    return EnteredTable(PeopleModel(), _WIDTHS, PERSON, name=name)


def opened_table(formats: Formats) -> EnteredTable:
    """Return an empty table of one person's openings."""
    name = QCoreApplication.translate("openings", "Opened cards, newest first")
    return EnteredTable(OpenedModel(formats), _OPENED_WIDTHS, _NAME, name=name)
