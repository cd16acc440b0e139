"""The rows of the home page: a task, a caller who was missed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.missed_calls import MissedCalls
from crm_desktop.database.queries.tasks import OpenTask
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.ui.incoming_call.words import no_number_words
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.copy_menu import Copy, copies_of_number, copy_of
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.row_list import RowList, RowPaint
from crm_desktop.ui.shared.several_rows import SeveralRowsList
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.tasks.words import (
    TASK_ICONS,
    about_words,
    due_words,
    is_late,
    taken_words,
    title_words,
)

translate = QCoreApplication.translate

_GAP = 12
_DUE = 148
_TIMES = 64
_WHEN = 136


class TaskList(RowList):
    """When it is due, for whom, what is to be done."""

    def __init__(self, formats: Formats, now: Clock, parent: QWidget | None = None) -> None:
        self._formats = formats
        self._now = now
        super().__init__(self._paint, self._words, parent=parent)
        self.copies_of = self._copies

    def _copies(self, task: OpenTask) -> list[Copy]:
        return [*copy_of(task.customer_name), *copy_of(task.title)]

    def _paint(self, paint: RowPaint, task: OpenTask) -> None:
        room = paint.room.adjusted(SIZES.margin, 0, -SIZES.margin, 0)
        late = is_late(task, today=self._today(), now=self._now())
        colour = paint.colours.late if late else paint.colours.text_soft
        paint.icon("alert" if late else TASK_ICONS.get(task.kind, "task"), _corner(room), colour)
        due = QRect(room.left() + SIZES.icon + 6, room.top(), _DUE, room.height())
        font = paint.fonts.bold if late else paint.fonts.text
        words = due_words(task, self._formats, today=self._today())
        paint.text(words, due, colour=colour, font=font)
        left = due.right() + _GAP
        name_width = (room.right() - left) * 32 // 100
        name = QRect(left, room.top(), name_width, room.height())
        paint.text(about_words(task, self._formats), name, font=paint.fonts.bold)
        title = QRect(name.right() + _GAP, room.top(), 0, room.height())
        title.setRight(room.right())
        paint.text(self._what_words(task), title, colour=self._ink(paint, task))

    def _what_words(self, task: OpenTask) -> str:
        taken = taken_words(task, self._formats)
        return f"{title_words(task)}  ({taken})" if taken else title_words(task)

    def _ink(self, paint: RowPaint, task: OpenTask) -> str:
        if task.taken_by and not task.is_taken_here:
            return paint.colours.text_soft
        return paint.colours.soon if task.is_sent_back else paint.colours.text

    def _words(self, task: OpenTask) -> str:
        due = due_words(task, self._formats, today=self._today())
        return f"{due} {about_words(task, self._formats)} {self._what_words(task)}"

    def _today(self) -> date:
        return self._formats.local(self._now()).date()


class MissedList(SeveralRowsList):
    """When, who or which number, on which line, how often.

    Several can be chosen with Shift, Ctrl and Ctrl+A; Delete asks why they are settled.
    """

    def __init__(self, formats: Formats, now: Clock, parent: QWidget | None = None) -> None:
        self._formats = formats
        self._now = now
        super().__init__(self._paint, self._words, parent=parent)
        self.copies_of = self._copies
        self.choose_several()

    def _copies(self, missed: MissedCalls) -> list[Copy]:
        numbers = copies_of_number(missed.caller or "", self._formats)
        return [*copy_of(missed.customer_name), *numbers]

    def _paint(self, paint: RowPaint, missed: MissedCalls) -> None:
        room = paint.room.adjusted(SIZES.margin, 0, -SIZES.margin, 0)
        soft = paint.colours.text_soft
        paint.icon("phone-missed", _corner(room), paint.colours.late)
        when = QRect(room.left() + SIZES.icon + 6, room.top(), _WHEN, room.height())
        paint.text(self._when_words(missed), when, colour=soft)
        times = QRect(room.right() + 1 - _TIMES, room.top(), _TIMES, room.height())
        if missed.times > 1:
            right = Qt.AlignmentFlag.AlignRight
            paint.text(self._times_words(missed), times, colour=soft, align=right)
        left = when.right() + _GAP
        width = times.left() - _GAP - left
        who = QRect(left, room.top(), width * 48 // 100, room.height())
        known = bool(missed.customer_name)
        paint.text(self._who_words(missed), who, font=self._who_font(paint, missed))
        number = QRect(who.right() + _GAP, room.top(), width - who.width() - _GAP, room.height())
        words = self._number_words(missed) if known else missed.line_name
        font = paint.fonts.figures if known else paint.fonts.text
        paint.text(words, number, colour=soft, font=font)

    def _who_font(self, paint: RowPaint, missed: MissedCalls) -> QFont:
        if missed.customer_name:
            return paint.fonts.bold
        return paint.fonts.figures if missed.caller else paint.fonts.text

    def _when_words(self, missed: MissedCalls) -> str:
        return self._formats.moment(missed.last_at, now=self._now())

    def _times_words(self, missed: MissedCalls) -> str:
        return filled(translate("home", "%1 times"), str(missed.times))

    def _who_words(self, missed: MissedCalls) -> str:
        return self._formats.person(missed.customer_name) or self._number_words(missed)

    def _number_words(self, missed: MissedCalls) -> str:
        if missed.caller:
            return self._formats.phone(missed.caller)
        reason = missed.no_number_reason
        return no_number_words(reason) if reason else missed.caller_raw or no_number_words(_NONE)

    def _words(self, missed: MissedCalls) -> str:
        parts = (self._when_words(missed), self._who_words(missed), self._number_words(missed))
        return " ".join(dict.fromkeys(parts))


def _corner(room: QRect) -> QPoint:
    return QPoint(room.left(), room.top() + (room.height() - SIZES.icon) // 2)


_NONE = NoNumberReason.NONE
