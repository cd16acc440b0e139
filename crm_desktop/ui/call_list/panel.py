"""The left column of the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crm_desktop.ui.call_list.rows import (
    CallRow,
    CountRow,
    HeadingRow,
    RecentRow,
    Row,
    row_words,
    rows_of,
)
from crm_desktop.ui.call_list.state import CallListState
from crm_desktop.ui.incoming_call.state import CallPhase
from crm_desktop.ui.incoming_call.words import phase_words
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.copy_menu import Copy, copies_of_number, copy_of
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.row_list import RowList, RowPaint
from crm_desktop.ui.shared.tokens import SIZES

_KEYS = 9
_CALL_HEIGHT = 56
_HEADING_HEIGHT = 32
_LINE = 22
_KEY = QSize(18, 18)
_NUMBER = 40
_ICONS = {CallPhase.RINGING: "phone-incoming", CallPhase.CALLING: "phone-outgoing"}


class CallListPanel(QFrame):
    """One list of everything that can be opened; Ctrl+1 … 9 open its calls and customers."""

    call_wanted = Signal(int)
    customer_wanted = Signal(int)
    home_wanted = Signal()
    missed_wanted = Signal()
    tasks_wanted = Signal()

    def __init__(
        self, formats: Formats, *, now: Clock = utc_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self.setProperty("look", "side")
        self.rows = RowList(
            self._paint,
            lambda row: row_words(row, formats),
            height_of=_height_of,
        )
        self.rows.row_model.can_be_chosen = lambda row: not isinstance(row, HeadingRow)
        self.rows.setAccessibleName(self.tr("Calls, tasks and recent customers"))
        self.rows.row_opened.connect(self._open)
        self.rows.copies_of = self._copies
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self.rows.viewport().update)
        for number in range(1, _KEYS + 1):
            self._add_key(str(number))
        self.show_state(CallListState())

    def show_state(self, state: CallListState) -> None:
        """Make the list say what ``state`` says."""
        self.rows.show_rows(rows_of(state, self._formats))
        if state.calls:
            self._seconds.start()
        else:
            self._seconds.stop()

    def open_key(self, key: str) -> None:
        """Open the call or customer that has ``key``, if one has."""
        for row in self.rows.row_model.rows:
            if isinstance(row, CallRow | RecentRow) and row.key == key:
                self._open(row)
                return

    def _copies(self, row: Row) -> list[Copy]:
        match row:
            case CallRow():
                numbers = copies_of_number(row.call.number, self._formats)
                return [*copy_of(row.call.customer_name), *numbers]
            case RecentRow():
                return [*copy_of(row.customer.name), *copy_of(row.customer.name_kana)]
            case _:
                return []

    def _add_key(self, key: str) -> None:
        shortcut = QShortcut(QKeySequence(f"Ctrl+{key}"), self)
        shortcut.activated.connect(lambda: self.open_key(key))

    def _open(self, row: Row) -> None:
        match row:
            case CallRow():
                self.call_wanted.emit(row.call.call_id)
            case RecentRow():
                self.customer_wanted.emit(row.customer.customer_id)
            case CountRow(of_calls=True):
                self.missed_wanted.emit()
            case CountRow(of_tasks=True):
                self.tasks_wanted.emit()
            case CountRow():
                self.home_wanted.emit()
            case HeadingRow():
                pass

    def _paint(self, paint: RowPaint, row: Row) -> None:
        match row:
            case HeadingRow():
                room = paint.room.adjusted(SIZES.margin, 8, -SIZES.margin, 0)
                font = paint.fonts.small_bold
                paint.text(row.words, room, colour=paint.colours.text_soft, font=font)
                small, right = paint.fonts.small, Qt.AlignmentFlag.AlignRight
                paint.text(row.keys, room, colour=paint.colours.text_soft, font=small, align=right)
            case CallRow():
                self._paint_call(paint, row)
            case CountRow():
                self._paint_count(paint, row)
            case RecentRow():
                self._paint_recent(paint, row)

    def _paint_call(self, paint: RowPaint, row: CallRow) -> None:
        colours = paint.colours
        box = paint.room.adjusted(4, 2, -4, -2)
        ringing = row.call.phase is CallPhase.RINGING
        ground = {
            CallPhase.CALLING: colours.accent_soft,
            CallPhase.RINGING: colours.ringing_ground,
            CallPhase.TALKING: colours.accent_soft,
            CallPhase.ENDED: colours.raised,
        }[row.call.phase]
        paint.fill(box, ground)
        ink = colours.ringing if ringing else colours.text
        soft = colours.ringing if ringing else colours.text_soft
        icon = _ICONS.get(row.call.phase, "phone-talking")
        inside = box.adjusted(8, 4, -8, -4)
        first = QRect(inside.left(), inside.top(), inside.width(), _LINE)
        second = first.translated(0, _LINE)
        paint.icon(icon, QPoint(first.left(), first.top() + 3), ink)
        title = first.adjusted(SIZES.icon + 6, 0, -_KEY.width() - 6, 0)
        paint.text(row.title, title, colour=ink, font=paint.fonts.bold)
        self._paint_key(paint, row.key, QPoint(inside.right() - _KEY.width() + 1, first.top() + 2))
        words = row.number if row.title != row.number else phase_words(row.call.phase)
        number_room = second.adjusted(SIZES.icon + 6, 0, -_NUMBER - 4, 0)
        if row.mark:
            attention = soft if ringing else colours.late
            paint.icon("alert", QPoint(second.left(), second.top() + 3), attention)
            paint.text(row.mark, number_room, colour=attention, font=paint.fonts.small_bold)
        else:
            paint.text(words, number_room, colour=soft, font=paint.fonts.figures)
        lasted = (self._now() - row.call.timed_from).total_seconds()
        right = Qt.AlignmentFlag.AlignRight
        duration = self._formats.duration(lasted)
        paint.text(duration, second, colour=soft, font=paint.fonts.figures, align=right)
        if row.in_front:
            mark = QRect(paint.room.left(), box.top(), 3, box.height())
            paint.painter.fillRect(mark, QColor(colours.accent))

    def _paint_count(self, paint: RowPaint, row: CountRow) -> None:
        room = paint.room.adjusted(SIZES.margin, 0, -SIZES.margin, 0)
        late = row.look == "late"
        colour = paint.colours.late if late else paint.colours.text_soft
        paint.icon(row.icon, QPoint(room.left(), room.top() + 6), colour)
        words = room.adjusted(SIZES.icon + 6, 0, -_NUMBER, 0)
        paint.text(row.words, words, colour=paint.colours.text if row.count else colour)
        font = paint.fonts.figures_bold if row.count else paint.fonts.figures
        right = Qt.AlignmentFlag.AlignRight
        paint.text(str(row.count), room, colour=colour, font=font, align=right)

    def _paint_recent(self, paint: RowPaint, row: RecentRow) -> None:
        room = paint.room.adjusted(SIZES.margin, 0, -SIZES.margin, 0)
        if row.is_open:
            mark = QRect(paint.room.left(), room.top() + 4, 3, room.height() - 8)
            paint.painter.fillRect(mark, QColor(paint.colours.accent))
        font = paint.fonts.bold if row.is_open else paint.fonts.text
        words = room.adjusted(0, 0, -_KEY.width() - 6, 0)
        paint.text(self._formats.person(row.customer.name), words, font=font)
        self._paint_key(paint, row.key, QPoint(room.right() - _KEY.width() + 1, room.top() + 5))

    def _paint_key(self, paint: RowPaint, key: str, corner: QPoint) -> None:
        if key:
            paint.key(key, QRect(corner, _KEY))


def _height_of(row: Row) -> int:
    match row:
        case CallRow():
            return _CALL_HEIGHT
        case HeadingRow():
            return _HEADING_HEIGHT
        case _:
            return SIZES.row
