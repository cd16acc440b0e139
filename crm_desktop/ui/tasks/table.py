"""The list of tasks, and of notes that wait for approval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.approvals import AskedApproval
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.words_table import ChoosingTable, WordsModel
from crm_desktop.ui.tasks.state import WorkRow, key_of
from crm_desktop.ui.tasks.words import TASK_ICONS, cells_of, headings, is_late

DUE, CUSTOMER, KIND, WHAT, WHOSE, TAKEN = range(6)
_WIDTHS: Final = (174, 176, 116, 0, 120, 210)


class TasksModel(WordsModel):
    """One task or note a row, as words; what is late in red, what others have taken in grey."""

    def __init__(self, formats: Formats, now: Clock, parent: QObject | None = None) -> None:
        super().__init__(headings(), parent=parent)
        self._formats = formats
        self._now = now

    @property
    def today(self) -> date:
        """The day at the office."""
        return self._formats.local(self._now()).date()

    def words_of(self, row: WorkRow) -> tuple[str, ...]:
        """Return what is told of a row."""
        return cells_of(row, self._formats, today=self.today)

    def look_of(self, row: WorkRow, column: int, role: int) -> object:
        """Return the colours of a row's state, and the icon of its kind."""
        match role:
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(self._colour(row, column))
            case Qt.ItemDataRole.DecorationRole if column == DUE:
                late = self._is_late(row)
                kind = (
                    "note" if isinstance(row, AskedApproval) else TASK_ICONS.get(row.kind, "task")
                )
                return icon("alert" if late else kind, self._colour(row, DUE))
            case Qt.ItemDataRole.FontRole if column in {DUE, CUSTOMER}:
                return _bold() if column == CUSTOMER or self._is_late(row) else None
            case _:
                return None

    def _is_late(self, row: WorkRow) -> bool:
        if isinstance(row, AskedApproval):
            return False
        return is_late(row, today=self.today, now=self._now())

    def _colour(self, row: WorkRow, column: int) -> str:
        colours = current_colours()
        if column == DUE and self._is_late(row):
            return colours.late
        if isinstance(row, AskedApproval):
            back = column == TAKEN and row.approval == "sent_back"
            return colours.soon if back else colours.text
        if column == WHAT and row.is_sent_back:
            return colours.soon
        if row.taken_by and not row.is_taken_here:
            return colours.text_soft
        return colours.text_soft if column in {DUE, KIND, TAKEN} else colours.text


class TasksTable(ChoosingTable):
    """Arrow keys or a click choose; Enter opens, the space bar takes or gives back."""

    row_chosen = Signal(object)  # OpenTask or AskedApproval
    row_opened = Signal()
    take_wanted = Signal()
    drop_wanted = Signal()

    def __init__(self, model: TasksModel, parent: QWidget | None = None) -> None:
        super().__init__(model, _WIDTHS, stretched=WHAT, parent=parent)
        self._tasks = model
        self._showing = False
        self.setAccessibleName(QCoreApplication.translate("tasks", "Tasks"))
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda _index: self.row_opened.emit())

    def show_rows(self, rows: Sequence[WorkRow], chosen: WorkRow | None) -> None:
        """Show ``rows``; ``chosen`` is the current one, None for none."""
        self._showing = True
        if tuple(rows) != self._tasks.rows:
            offset = self.verticalScrollBar().value()
            self._tasks.show_rows(rows)
            self.updateGeometries()
            self.verticalScrollBar().setValue(offset)
        keys = [key_of(row) for row in self._tasks.rows]
        if chosen is None or key_of(chosen) not in keys:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        elif keys.index(key_of(chosen)) != self.currentIndex().row():
            self.selectRow(keys.index(key_of(chosen)))
        self._showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, take on the space bar, drop on Delete; letters never jump about."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self.row_opened.emit()
            case Qt.Key.Key_Space:
                self.take_wanted.emit()
            case Qt.Key.Key_Delete:
                self.drop_wanted.emit()
            case _:
                super().keyPressEvent(event)

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid() and not self._showing:
            self.row_chosen.emit(self._tasks.rows[current.row()])


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
