"""The figures of people and days: a table and a chart of the same rows, and taking them out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.floor.bar_chart import Bar, BarChart, scrolled
from crm_desktop.ui.floor.people_words import (
    WorkRow,
    bar_words,
    cells_of,
    grouping_words,
    headings,
    measure_words,
    measured,
    measured_words,
    rows_of,
    total_of,
)
from crm_desktop.ui.floor.state import Grouping, Measure, PeopleState
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.one_line import one_line, shortened
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.shared.words_table import CopyingTable, WordsModel

_WIDTHS = {0: 128, 1: 88, 2: 72, 3: 68, 4: 84, 5: 56, 6: 80, 7: 56, 8: 56, 9: 80, 10: 52}
_FIGURES = range(2, 11)
_LEAST_REASON = 5
_LONGEST_NAME = 24


class FloorPeoplePane(QWidget):
    """Days, what a row stands for, whose; below the table and its bars in the same order."""

    days_wanted = Signal(object, object)  # first and last date
    grouping_wanted = Signal(object)  # Grouping
    measure_wanted = Signal(object)  # Measure
    person_wanted = Signal(object)  # the id of a person, None for everybody
    export_wanted = Signal(str, object)  # reason, Path
    on_screen = Signal(bool)

    def __init__(self, formats: Formats, *, exports: bool, parent: QWidget | None = None) -> None:
        """With ``exports`` taking the figures out is offered; the database decides anyway."""
        super().__init__(parent)
        self._formats = formats
        self._state: PeopleState | None = None
        self.first_on, self.last_on = QDateEdit(), QDateEdit()
        self.grouping, self.person, self.measure = QComboBox(), QComboBox(), QComboBox()
        self.model = WordsModel(headings(), figures=_FIGURES, parent=self)
        self.table = CopyingTable(self.model, _WIDTHS)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.chart = BarChart()
        self.empty = PlainLabel(look="soft")
        self.reason = QLineEdit()
        self.export = QPushButton(self.tr("Write to a file …"))
        self._prepare()
        self._lay_out(exports=exports)
        self._connect()

    def show_state(self, state: PeopleState) -> None:
        """Make the pane say what ``state`` says."""
        self._state = state
        self._offer_people(state)
        controls = (self.first_on, self.last_on, self.grouping, self.measure)
        blocked = [QSignalBlocker(control) for control in controls]
        for edit, day in ((self.first_on, state.first_on), (self.last_on, state.last_on)):
            edit.setMaximumDate(QDate(state.today.year, state.today.month, state.today.day))
            edit.setDate(QDate(day.year, day.month, day.day))
        self.grouping.setCurrentIndex(self.grouping.findData(state.grouping))
        self.measure.setCurrentIndex(self.measure.findData(state.measure))
        del blocked
        self._show_rows(state, rows_of(state))
        self._offer_export()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the first day."""
        super().focusInEvent(event)
        self.first_on.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the pane is looked at."""
        super().showEvent(event)
        self.on_screen.emit(True)

    def _show_rows(self, state: PeopleState, rows: tuple[WorkRow, ...]) -> None:
        told = [cells_of(row, self._formats, state.today) for row in rows]
        if len(rows) > 1:
            whole = cells_of(WorkRow("", None, total_of(rows)), self._formats, state.today)
            told.append((self.tr("Together"), "", *whole[2:]))
        self.model.show_rows(told)
        self.chart.show_bars(
            measure_words(state.measure),
            [
                Bar(
                    bar_words(row, state, self._formats),
                    measured(row, state.measure),
                    measured_words(row, state.measure),
                )
                for row in rows
            ],
        )
        nothing = self.tr("Nobody took a call, was away or wrote a note on these days.")
        reading = self.tr("Reading the figures …")
        self.empty.setText("" if rows else reading if state.rows is None else nothing)

    def _offer_people(self, state: PeopleState) -> None:
        people = dict.fromkeys((row.staff_id, row.name) for row in state.rows or ())
        with QSignalBlocker(self.person):
            self.person.clear()
            self.person.addItem(self.tr("Everybody"), None)
            for staff_id, name in people:
                self.person.addItem(shortened(one_line(name), _LONGEST_NAME), staff_id)
            self.person.setCurrentIndex(max(self.person.findData(state.staff_id), 0))

    def _offer_export(self) -> None:
        state = self._state
        writing = state is not None and (state.exporting or not state.rows)
        given = len(self.reason.text().strip()) >= _LEAST_REASON
        self.export.setEnabled(given and not writing)

    def _ask_for_file(self) -> None:
        state = self._state
        if state is None:
            return
        name = f"floor_{state.first_on:%Y%m%d}_{state.last_on:%Y%m%d}.csv"
        path, _kind = QFileDialog.getSaveFileName(
            self, self.export.text(), str(Path.home() / name), "CSV (*.csv)"
        )
        if path:
            self.export_wanted.emit(self.reason.text().strip(), Path(path))

    def _prepare(self) -> None:
        for grouping in Grouping:
            self.grouping.addItem(grouping_words(grouping), grouping)
        for measure in Measure:
            self.measure.addItem(measure_words(measure), measure)
        for edit in (self.first_on, self.last_on):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("yyyy/MM/dd")
        self.reason.setPlaceholderText(self.tr("Why the figures are taken out; it is recorded"))
        self.reason.setMaxLength(200)
        names = (
            (self.first_on, self.tr("First day")),
            (self.last_on, self.tr("Last day")),
            (self.grouping, self.tr("What a row stands for")),
            (self.person, self.tr("Whose figures")),
            (self.measure, self.tr("What the chart draws")),
            (self.table, self.tr("Figures of people and days")),
            (self.reason, self.tr("Why the figures are taken out; it is recorded")),
        )
        for control, name in names:
            control.setAccessibleName(name)
        for combo in (self.grouping, self.person, self.measure):
            combo.view().setAccessibleName(combo.accessibleName())

    def _lay_out(self, *, exports: bool) -> None:
        head = QHBoxLayout()
        head.setSpacing(SIZES.gap)
        dash = PlainLabel("–", look="soft")
        for part in (self.first_on, dash, self.last_on, self.grouping, self.person):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.measure)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setObjectName("floor-people")
        both.setChildrenCollapsible(False)
        both.addWidget(self.table)
        area = scrolled(self.chart)
        area.setAccessibleName(self.tr("Chart of the same rows"))
        both.addWidget(area)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 1)
        both.setSizes([840, 300])
        foot = QHBoxLayout()
        foot.addWidget(self.empty, 1)
        if exports:
            self.reason.setMinimumWidth(320)
            foot.addWidget(self.reason)
            foot.addWidget(self.export)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(SIZES.gap)
        page.addLayout(head)
        page.addWidget(both, 1)
        page.addLayout(foot)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _connect(self) -> None:
        for edit in (self.first_on, self.last_on):
            edit.dateChanged.connect(lambda _day: self._tell_days())
        self.grouping.activated.connect(
            lambda _place: self.grouping_wanted.emit(self.grouping.currentData())
        )
        self.measure.activated.connect(
            lambda _place: self.measure_wanted.emit(self.measure.currentData())
        )
        self.person.activated.connect(
            lambda _place: self.person_wanted.emit(self.person.currentData())
        )
        self.reason.textChanged.connect(lambda _words: self._offer_export())
        self.export.clicked.connect(self._ask_for_file)

    def _tell_days(self) -> None:
        self.days_wanted.emit(_day(self.first_on), _day(self.last_on))


def _day(edit: QDateEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())
