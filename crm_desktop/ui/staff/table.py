"""The list of staff."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.staff import StaffRow
from crm_desktop.ui.shared.copy_menu import copy_of, open_copy_menu
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.theme import current_colours, number_font
from crm_desktop.ui.shared.words_table import ChoosingTable, WordsModel
from crm_desktop.ui.staff.words import roles_words, signed_in_words, state_words

NAME, KANA, LOGIN, EXTENSION, ROLES, STATE, SIGNED_IN, CUSTOMERS = range(8)
_WIDTHS: Final = (136, 152, 112, 56, 0, 184, 144, 88)
_FIGURES: Final = (EXTENSION, CUSTOMERS)


class StaffModel(WordsModel):
    """One person a row, as words."""

    def __init__(
        self, formats: Formats, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(staff_headings(), figures=_FIGURES, parent=parent)
        self._formats = formats
        self._now = now

    def row_of(self, staff_id: int | None) -> int | None:
        """Return the row of a person, None when they are not in the list."""
        numbered = enumerate(self.rows)
        return next((number for number, row in numbered if row.staff_id == staff_id), None)

    def words_of(self, row: StaffRow) -> tuple[str, ...]:
        """Return what is told of a person."""
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

    def look_of(self, row: StaffRow, column: int, role: int) -> object:
        """Return figures in their font, states with their icon, who has left in grey."""
        match role:
            case Qt.ItemDataRole.FontRole:
                return number_font() if column in _FIGURES else None
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(_colour(row, column))
            case Qt.ItemDataRole.DecorationRole if column == STATE and _state_icon(row):
                return icon(_state_icon(row), _colour(row, column))
            case _:
                return None


class StaffTable(ChoosingTable):
    """Shows the entry of whoever the arrow keys or a click come to; Enter goes into the form."""

    person_chosen = Signal(int)  # staff id
    form_wanted = Signal()

    def __init__(self, model: StaffModel, parent: QWidget | None = None) -> None:
        super().__init__(model, _WIDTHS, stretched=ROLES, parent=parent)
        self._people = model
        self._showing = False
        self.setAccessibleName(QCoreApplication.translate("staff", "Staff"))
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the form on Enter; letters never jump about."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.form_wanted.emit()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy what the cell under the mouse shows."""
        index = self.indexAt(event.pos())
        if index.isValid():
            open_copy_menu(self, event.globalPos(), copy_of(str(index.data())))

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid() and not self._showing:
            self.person_chosen.emit(self._people.rows[current.row()].staff_id)


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
