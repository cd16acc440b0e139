"""The list of staff."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crm_desktop.database.queries.staff import StaffRow
from crm_desktop.ui.shared.copy_menu import copy_of, open_copy_menu
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.labels import plain_tool_tip
from crm_desktop.ui.shared.one_line import LONGEST_PAINTED, one_line
from crm_desktop.ui.shared.theme import current_colours, number_font
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.staff.words import roles_words, signed_in_words, state_words

NAME, KANA, LOGIN, EXTENSION, ROLES, STATE, SIGNED_IN, CUSTOMERS = range(8)
_WIDTHS: Final = (136, 152, 112, 56, 0, 184, 144, 88)
_FIGURES: Final = (EXTENSION, CUSTOMERS)
_FOCUS_MARK_PX: Final = 3
_NO_PARENT: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class StaffModel(QAbstractTableModel):
    """One person a row, as words."""

    def __init__(
        self, formats: Formats, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self.rows: tuple[StaffRow, ...] = ()
        self._cells: tuple[tuple[str, ...], ...] = ()

    def show_rows(self, rows: tuple[StaffRow, ...]) -> None:
        """Replace all rows at once."""
        self.beginResetModel()
        self.rows = rows
        self._cells = tuple(self._words(row) for row in rows)
        self.endResetModel()

    def row_of(self, staff_id: int | None) -> int | None:
        """Return the row of a person, None when they are not in the list."""
        numbered = enumerate(self.rows)
        return next((number for number, row in numbered if row.staff_id == staff_id), None)

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of people."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_WIDTHS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell and how they look."""
        row, column = self.rows[index.row()], index.column()
        words = self._cells[index.row()][column]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return one_line(words[:LONGEST_PAINTED])
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(words)
            case _:
                return _look(row, column, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the headings; figures stand at the right."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return staff_headings()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _words(self, row: StaffRow) -> tuple[str, ...]:
        return (
            row.name,
            row.name_kana,
            row.login,
            row.extension,
            roles_words(row),
            state_words(row),
            signed_in_words(row, self._formats, self._now()),
            f"{row.customers:,}" if row.customers else "",
        )


class StaffTable(QTableView):
    """Shows the entry of whoever the arrow keys or a click come to; Enter goes into the form."""

    person_chosen = Signal(int)  # staff id
    form_wanted = Signal()

    def __init__(self, model: StaffModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = model
        self._showing = False
        self.setModel(model)
        self.setProperty("look", "dense")
        self.setAccessibleName(QCoreApplication.translate("staff", "Staff"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._prepare_headers()
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def show_rows(self, rows: tuple[StaffRow, ...], chosen: int | None) -> None:
        """Show ``rows``; the one of staff id ``chosen`` is the current one, None for none."""
        self._showing = True
        if rows != self._people.rows:
            self._people.show_rows(rows)
        number = self._people.row_of(chosen)
        if number is None:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        elif number != self.currentIndex().row():
            self.selectRow(number)
        self._showing = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark the chosen row while the keyboard is here."""
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            top = self.rowViewportPosition(self.currentIndex().row())
            mark = QRect(0, top, _FOCUS_MARK_PX, SIZES.row)
            QPainter(self.viewport()).fillRect(mark, QColor(current_colours().accent))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the form on Enter; letters never jump about."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.form_wanted.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's own name
        """Never jump about on letters."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy what the cell under the mouse shows."""
        index = self.indexAt(event.pos())
        if index.isValid():
            open_copy_menu(self, event.globalPos(), copy_of(str(index.data())))

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid() and not self._showing:
            self.person_chosen.emit(self._people.rows[current.row()].staff_id)

    def _prepare_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(SIZES.row)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        for column, width in enumerate(_WIDTHS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        header.setSectionResizeMode(ROLES, QHeaderView.ResizeMode.Stretch)


def staff_headings() -> tuple[str, ...]:
    """Return the headings of the columns."""
    return (
        QCoreApplication.translate("staff", "Name"),
        QCoreApplication.translate("staff", "Kana"),
        QCoreApplication.translate("staff", "Login"),
        QCoreApplication.translate("staff", "Ext."),
        QCoreApplication.translate("staff", "Roles"),
        QCoreApplication.translate("staff", "State"),
        QCoreApplication.translate("staff", "Last signed in"),
        QCoreApplication.translate("staff", "Customers"),
    )


def _look(row: StaffRow, column: int, role: int) -> object:
    match role:
        case Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        case Qt.ItemDataRole.FontRole:
            return number_font() if column in _FIGURES else None
        case Qt.ItemDataRole.ForegroundRole:
            return QColor(_colour(row, column))
        case Qt.ItemDataRole.DecorationRole if column == STATE and _state_icon(row):
            return icon(_state_icon(row), _colour(row, column))
        case _:
            return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _FIGURES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _colour(row: StaffRow, column: int) -> str:
    colours = current_colours()
    if not row.active:
        waiting = row.customers and column in {STATE, CUSTOMERS}
        return colours.soon if waiting else colours.text_soft
    return colours.soon if column == STATE and _state_icon(row) else colours.text


def _state_icon(row: StaffRow) -> str:
    if not row.active:
        return "lock"
    if not row.can_sign_in:
        return "alert"
    return "clock" if row.password_due else ""
