"""The list of the call log."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.call_log import LoggedCall
from crm_desktop.domain.call import CallDirection, CallResult
from crm_desktop.ui.call_log.words import cells_of, headings
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.theme import current_colours, number_font
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.shared.words_table import ChoosingTable, WordsModel

TIME, DIRECTION, CUSTOMER, NUMBER, LINE, ANSWERED, RESULT, WAITED, TALKED = range(9)
_WIDTHS: Final = (140, 96, 0, 148, 182, 158, 100, 60, 68)
_FIGURES: Final = (WAITED, TALKED)
_TICK_MS: Final = 1000
_NEAR_THE_END_PX: Final = 20 * SIZES.row


class CallLogModel(WordsModel):
    """One call a row, as words; those of calls that go on count the seconds."""

    def __init__(self, formats: Formats, now: Clock, parent: QObject | None = None) -> None:
        super().__init__(headings(), figures=_FIGURES, parent=parent)
        self._formats = formats
        self._now = now

    def count_seconds(self) -> None:
        """Say anew how long the calls go on that have not ended."""
        for number, row in enumerate(self.rows):
            if row.ended_at is None:
                self.tell_anew(number)

    @property
    def goes_on(self) -> bool:
        """Whether one of the calls has not ended."""
        return any(row.ended_at is None for row in self.rows)

    def row_of(self, call_id: int | None) -> int | None:
        """Return the row of a call, None when it is not in the list."""
        numbered = enumerate(self.rows)
        return next((number for number, row in numbered if row.call_id == call_id), None)

    def words_of(self, row: LoggedCall) -> tuple[str, ...]:
        """Return what is told of a call."""
        return cells_of(row, self._formats, self._now())

    def look_of(self, row: LoggedCall, column: int, role: int) -> object:
        """Return figures in their font, and who called whom as an icon."""
        match role:
            case Qt.ItemDataRole.FontRole:
                return number_font() if column in _FIGURES or _is_number(row, column) else None
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(_colour(row, column))
            case Qt.ItemDataRole.DecorationRole if column == DIRECTION:
                return icon(direction_icon(row), call_colour(row))
            case _:
                return None


class CallLogTable(ChoosingTable):
    """Shows the details of the call that arrow keys or a click come to; Enter opens it.

    When other rows are shown, the chosen call stays chosen and the calls on the screen stay where
    they are, unless the list stands at its top: then new calls appear there.
    """

    call_chosen = Signal(int)  # call id
    call_opened = Signal()  # the chosen one
    end_reached = Signal()
    menu_wanted = Signal(object, object)  # LoggedCall, QPoint on the screen

    def __init__(self, model: CallLogModel, parent: QWidget | None = None) -> None:
        super().__init__(model, _WIDTHS, stretched=CUSTOMER, parent=parent)
        self._calls = model
        self._showing = False
        self.setAccessibleName(QCoreApplication.translate("call_log", "Calls, newest first"))
        self._seconds = QTimer(self)
        self._seconds.setInterval(_TICK_MS)
        self._seconds.timeout.connect(model.count_seconds)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda _index: self.call_opened.emit())
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_rows(self, rows: tuple[LoggedCall, ...], chosen: int | None) -> None:
        """Show ``rows``; the one of call id ``chosen`` is the current one, None for none."""
        self._showing = True
        if rows != self._calls.rows:
            self._replace_rows(rows)
        number = self._calls.row_of(chosen)
        if number is None:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        elif number != self.currentIndex().row():
            offset = self.verticalScrollBar().value()
            self.selectRow(number)
            self.verticalScrollBar().setValue(offset)
        self._showing = False
        self._follow_time()

    def _replace_rows(self, rows: tuple[LoggedCall, ...]) -> None:
        bar = self.verticalScrollBar()
        top, within = divmod(bar.value(), SIZES.row)
        at_top = self._calls.rows[top].call_id if top < len(self._calls.rows) else None
        stays = bar.value() > 0
        self._calls.show_rows(rows)
        self.updateGeometries()  # the bar must know the new rows before it is set
        number = self._calls.row_of(at_top)
        if stays and number is not None:
            bar.setValue(number * SIZES.row + within)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen call on Enter; letters never jump about."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.call_opened.emit()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the call under the mouse, or under the keyboard."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            where = self.viewport().mapToGlobal(self.visualRect(index).center())
            where = where if by_key else event.globalPos()
            self.menu_wanted.emit(self._calls.rows[index.row()], where)

    def _follow_time(self) -> None:
        if self._calls.goes_on and not self._seconds.isActive():
            self._seconds.start()
        elif not self._calls.goes_on:
            self._seconds.stop()

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid() and not self._showing:
            self.call_chosen.emit(self._calls.rows[current.row()].call_id)

    def _on_scrolled(self, offset: int) -> None:
        if offset > self.verticalScrollBar().maximum() - _NEAR_THE_END_PX and not self._showing:
            self.end_reached.emit()


def direction_icon(call: LoggedCall) -> str:
    """Return the icon of who called whom, and of a call nobody took."""
    if call.direction is CallDirection.OUT:
        return "phone-outgoing"
    if call.direction is CallDirection.INTERNAL:
        return "users"
    return "phone-missed" if call.result is CallResult.MISSED else "phone-incoming"


def call_colour(call: LoggedCall) -> str:
    """Return the colour of a call's state: missed, going on, or neither."""
    colours = current_colours()
    if call.result is None:
        return colours.moving
    missed = call.direction is CallDirection.IN and call.result is CallResult.MISSED
    return colours.late if missed else colours.text_soft


def _is_number(row: LoggedCall, column: int) -> bool:
    return column == NUMBER and bool(row.caller)


def _colour(row: LoggedCall, column: int) -> str:
    colours = current_colours()
    match column:
        case _ if column == RESULT:
            return call_colour(row)
        case _ if column in {CUSTOMER, NUMBER, ANSWERED} and (column != NUMBER or row.caller):
            return colours.text
        case _:
            return colours.text_soft
