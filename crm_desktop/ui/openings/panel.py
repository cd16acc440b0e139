"""The page of openings: a day, everybody in figures, and more about the chosen person below."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QDate, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.openings.state import OpeningsState
from crm_desktop.ui.openings.tables import people_table
from crm_desktop.ui.openings.words import (
    aside_words,
    empty_words,
    page_words,
    reasons_words,
    summary_words,
    told_words,
    who_words,
)
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon, icon_pixmap
from crm_desktop.ui.shared.key_hint import KeyHint, key_text
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

BEFORE_KEY, AFTER_KEY = "Alt+Left", "Alt+Right"
_DETAIL_PX = 112


class OpeningsPanel(QWidget):
    """Enter on a person asks for what they opened; Alt+← and → go through the days."""

    day_wanted = Signal(object)  # date
    days_moved = Signal(int)
    person_chosen = Signal(str)  # login
    cards_wanted = Signal()  # of the chosen person
    on_screen = Signal(bool)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._state: OpeningsState | None = None
        self.day = QDateEdit()
        self.before = self._arrow("chevron-left", self.tr("The day before"), BEFORE_KEY, -1)
        self.after = self._arrow("chevron-right", self.tr("The day after"), AFTER_KEY, 1)
        self.weekday = PlainLabel(look="soft")
        self.summary = PlainLabel(look="soft")
        self.table = people_table()
        self.empty = PlainLabel(look="soft")
        self.name = ElidedLabel(look="title")
        self.mark = PlainLabel()
        self.why = PlainLabel()
        self.more = PlainLabel(look="soft")
        self.open_button = QPushButton(self.tr("What they opened …"))
        self._prepare()
        self._lay_out()

    def show_state(self, state: OpeningsState) -> None:
        """Make the page say what ``state`` says."""
        self._state = state
        with QSignalBlocker(self.day):
            self.day.setMaximumDate(_qt_day(state.today))
            self.day.setDate(_qt_day(state.day))
        shown = self._formats.day(state.day, today=state.today)
        self.weekday.setText(shown if state.day != state.today else self.tr("Today"))
        self.after.setEnabled(state.day < state.today)
        self.summary.setText(summary_words(state))
        rows = state.rows or ()
        logins = [row.person.login for row in rows]
        chosen = logins.index(state.login) if state.login in logins else None
        self.table.show_rows(rows, chosen)
        self.empty.setText(empty_words(state))
        self._stack.setCurrentIndex(1 if rows else 0)
        self._show_chosen(state)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the people."""
        super().focusInEvent(event)
        self.table.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is looked at."""
        super().showEvent(event)
        self.on_screen.emit(True)

    def _show_chosen(self, state: OpeningsState) -> None:
        row = state.chosen
        self.detail.setVisible(row is not None)
        if row is None:
            return
        self.name.show_text(who_words(row.person))
        ratio = self.devicePixelRatioF()
        self.mark.setVisible(row.outlier is not None)
        self.mark.setPixmap(icon_pixmap("alert", current_colours().soon, ratio=ratio))
        self.why.setText(told_words(row, state.rule))
        reasons = reasons_words(row.person) if row.outlier else ""
        self.more.setText("   ".join(filter(None, (reasons, aside_words(row.person)))))
        self.open_button.setEnabled(bool(row.person.cards or row.person.refused))

    def _prepare(self) -> None:
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy/MM/dd")
        self.day.setAccessibleName(self.tr("Day"))
        self.day.setKeyboardTracking(False)
        self.day.dateChanged.connect(lambda day: self.day_wanted.emit(_day(day)))
        self.why.setWordWrap(True)
        self.more.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.open_button.clicked.connect(self.cards_wanted.emit)
        self.table.row_opened.connect(self.cards_wanted.emit)
        self.table.row_chosen.connect(self._tell_chosen)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _tell_chosen(self, place: int) -> None:
        if self._state is not None and self._state.rows:
            self.person_chosen.emit(self._state.rows[place].person.login)

    def _arrow(self, name: str, words: str, keys: str, days: int) -> QToolButton:
        arrow = QToolButton()
        arrow.setIcon(icon(name))
        arrow.setIconSize(QSize(SIZES.icon, SIZES.icon))
        arrow.setAccessibleName(words)
        arrow.setToolTip(f"{words} ({key_text(keys)})")
        arrow.clicked.connect(lambda: self.days_moved.emit(days))
        QShortcut(QKeySequence(keys), self, arrow.click)
        return arrow

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SIZES.gap)
        head.addWidget(PlainLabel(page_words(), look="name"))
        head.addSpacing(SIZES.margin)
        for part in (self.before, self.day, self.after, self.weekday):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.summary)
        frame = QFrame()
        frame.setProperty("look", "panel")
        self._stack = QStackedLayout(frame)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        page = QVBoxLayout(self)
        page.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.margin)
        page.setSpacing(SIZES.gap)
        page.addLayout(head)
        page.addWidget(frame, 1)
        page.addWidget(self._laid_out_detail())
        order = (self.before, self.day, self.after, self.table, self.open_button)
        for earlier, later in pairwise(order):
            self.setTabOrder(earlier, later)

    def _laid_out_detail(self) -> QFrame:
        self.detail = QFrame()
        self.detail.setProperty("look", "detail")
        self.detail.setFixedHeight(_DETAIL_PX)
        top = QHBoxLayout()
        top.setSpacing(SIZES.gap)
        top.addWidget(self.name, 1)
        top.addWidget(self.open_button)
        top.addWidget(KeyHint("Enter"))
        why = QHBoxLayout()
        why.setSpacing(SIZES.gap)
        why.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        why.addWidget(self.why, 1)
        column = QVBoxLayout(self.detail)
        column.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.gap)
        column.setSpacing(SIZES.gap_small)
        column.addLayout(top)
        column.addLayout(why)
        column.addWidget(self.more)
        column.addStretch(1)
        return self.detail


def _qt_day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
