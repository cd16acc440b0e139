"""The line above the log that says which calls are wanted."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QWidget,
)

from crm_desktop.database.queries.call_log import Colleague
from crm_desktop.domain.call import CallDirection, CallResult
from crm_desktop.domain.call_filter import ABANDONED, GOING_ON, CallFilter
from crm_desktop.ui.call_log.state import (
    FLOOR_SPANS,
    CallLogState,
    CallLogView,
    CallSpan,
    SpanKind,
)
from crm_desktop.ui.call_log.words import (
    direction_words,
    queue_words,
    result_word,
    span_words,
)
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.one_line import one_line, shortened
from crm_desktop.ui.shared.tokens import SIZES

FIND_KEY = "Ctrl+F"
_TYPING_PAUSE_MS = 250
_LONGEST_WORDS = 100
_LONGEST_COLLEAGUE = 24
_EARLIEST = QDate(2000, 1, 1)


class FilterBar(QWidget):
    """Direction, result, days, part of a number or name. What is typed counts after a pause."""

    filter_wanted = Signal(object)  # CallFilter
    span_wanted = Signal(object)  # CallSpan

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colleague = QComboBox()
        self.direction = QComboBox()
        self.result = QComboBox()
        self.span = QComboBox()
        self.first_on = QDateEdit()
        self.last_on = QDateEdit()
        self.words = QLineEdit()
        self.queue = QToolButton()
        self._queue = ""
        self._dash = PlainLabel("–", look="soft")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._kinds: tuple[SpanKind, ...] = ()
        self._colleagues: tuple[Colleague, ...] | None = None
        self._prepare()
        self._lay_out()
        self._connect()

    def show_state(self, state: CallLogState) -> None:
        """Make the controls say what is shown; the caret stays where it types."""
        floor = state.view is CallLogView.FLOOR
        self._offer_spans(FLOOR_SPANS if floor else tuple(SpanKind))
        self._offer_colleagues(state.colleagues)
        self.colleague.setVisible(floor)
        self._queue = state.filter.queue
        self.queue.setText(queue_words(self._queue))
        self.queue.setVisible(bool(self._queue))
        first_on, last_on = state.span.days(state.today)
        by_day = state.span.kind is SpanKind.DAYS
        combos = (self.colleague, self.direction, self.result, self.span)
        blocked = [QSignalBlocker(part) for part in (*combos, self.first_on, self.last_on)]
        self.colleague.setCurrentIndex(max(self.colleague.findData(state.filter.staff_id), 0))
        self.direction.setCurrentIndex(self.direction.findData(state.filter.direction))
        self.result.setCurrentIndex(self.result.findData(state.filter.result))
        self.span.setCurrentIndex(self.span.findData(state.span.kind))
        for day in (self.first_on, self.last_on):
            day.setDateRange(_EARLIEST, QDate(state.today.year, state.today.month, state.today.day))
        self.first_on.setDate(QDate(first_on.year, first_on.month, first_on.day))
        self.last_on.setDate(QDate(last_on.year, last_on.month, last_on.day))
        del blocked
        for part in (self.first_on, self._dash, self.last_on):
            part.setVisible(by_day)

    def _offer_spans(self, kinds: tuple[SpanKind, ...]) -> None:
        if kinds == self._kinds:
            return
        self._kinds = kinds
        with QSignalBlocker(self.span):
            self.span.clear()
            for kind in kinds:
                self.span.addItem(span_words(kind), kind)

    def _offer_colleagues(self, colleagues: tuple[Colleague, ...]) -> None:
        if colleagues == self._colleagues:
            return
        self._colleagues = colleagues
        with QSignalBlocker(self.colleague):
            self.colleague.clear()
            self.colleague.addItem(self.tr("All telephones"), None)
            for one in colleagues:
                self.colleague.addItem(_colleague_words(one), one.staff_id)

    def _prepare(self) -> None:
        self.direction.addItem(self.tr("In and out"), None)
        for direction in CallDirection:
            self.direction.addItem(direction_words(direction), direction)
        self.result.addItem(self.tr("All results"), "")
        for result in (*CallResult, ABANDONED, GOING_ON):
            self.result.addItem(result_word(result), result)
        self.queue.setIcon(icon("close"))
        self.queue.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross behind the name
        self.queue.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.queue.setProperty("look", "part")
        self.queue.setToolTip(self.tr("Show the calls of all queues"))
        self.queue.hide()
        self.words.setPlaceholderText(self.tr("Part of a number or name"))
        self.words.setMaxLength(_LONGEST_WORDS)
        self.words.setClearButtonEnabled(True)
        names = (
            (self.colleague, self.tr("Whose telephone rang")),
            (self.direction, self.tr("Direction of the calls")),
            (self.result, self.tr("Result of the calls")),
            (self.span, self.tr("Days of the calls")),
            (self.first_on, self.tr("First day")),
            (self.last_on, self.tr("Last day")),
            (self.words, self.tr("Part of a number or name")),
            (self.queue, self.tr("Show the calls of all queues")),
        )
        for control, name in names:
            control.setAccessibleName(name)
        for combo in (self.colleague, self.direction, self.result, self.span):
            combo.view().setAccessibleName(combo.accessibleName())
        for day in (self.first_on, self.last_on):
            day.setCalendarPopup(True)
            day.setDisplayFormat("yyyy/MM/dd")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SIZES.gap)
        for combo in (self.colleague, self.direction, self.result, self.span):
            row.addWidget(combo)
        for part in (self.first_on, self._dash, self.last_on):
            row.addWidget(part)
        row.addWidget(self.queue)
        row.addWidget(self.words, 1)
        row.addWidget(KeyHint(FIND_KEY))

    def _connect(self) -> None:
        self.colleague.activated.connect(lambda _place: self._tell_filter())
        self.direction.activated.connect(lambda _place: self._tell_filter())
        self.result.activated.connect(lambda _place: self._tell_filter())
        self.span.activated.connect(lambda _place: self._tell_span())
        self.queue.clicked.connect(self._forget_queue)
        self.first_on.dateChanged.connect(lambda _day: self._tell_span())
        self.last_on.dateChanged.connect(lambda _day: self._tell_span())
        self.words.textEdited.connect(lambda _words: self._pause.start())
        self.words.textChanged.connect(lambda words: None if words else self._pause.start())
        self.words.returnPressed.connect(self._tell_filter)
        self._pause.timeout.connect(self._tell_filter)

    def _tell_filter(self) -> None:
        self._pause.stop()
        direction = self.direction.currentData()
        self.filter_wanted.emit(
            CallFilter(
                None if direction is None else CallDirection(direction),
                self.result.currentData(),
                self.words.text().strip(),
                self.colleague.currentData(),
                self._queue,
            )
        )

    def _forget_queue(self) -> None:
        self._queue = ""
        self._tell_filter()

    def _tell_span(self) -> None:
        kind = SpanKind(self.span.currentData())
        self.span_wanted.emit(CallSpan(kind, _day(self.first_on), _day(self.last_on)))


def _colleague_words(one: Colleague) -> str:
    return shortened(one_line(f"{one.extension} {one.name}"), _LONGEST_COLLEAGUE)


def _day(edit: QDateEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())
