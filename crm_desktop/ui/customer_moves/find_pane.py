"""The part in which customers are looked for: filter, totals, sample."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.database.queries.customer_moves import SampledCustomer
from crm_desktop.ui.customer_card.header_words import rank_word
from crm_desktop.ui.customer_moves.filter_form import FilterForm
from crm_desktop.ui.customer_moves.kept_filters import KeptFilters
from crm_desktop.ui.customer_moves.state import FindState
from crm_desktop.ui.customer_moves.words import nobody_words
from crm_desktop.ui.customer_moves.working_line import WorkingLine
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.shared.words_table import CopyingTable, WordsModel

GO_ON_KEY = "Ctrl+Return"
_FORM_WIDTH = 416
_WIDTHS = {0: 92, 1: 128, 2: 68, 4: 100, 5: 84, 6: 60}
_LIVES_IN = 3


class FindPane(QWidget):
    """At the left the filter, at the right whom it means."""

    sample_wanted = Signal()
    go_on_wanted = Signal()
    count_wanted = Signal()

    def __init__(
        self, formats: Formats, *, now: Clock = utc_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self._sample: tuple[SampledCustomer, ...] | None = None
        self.form = FilterForm()
        self.kept = KeptFilters()
        self.working = WorkingLine(formats)
        self.figures = [PlainLabel(look="name") for _ in range(4)]
        self.nobody = PlainLabel(look="soft")
        self.message = PlainLabel(look="small-late")
        self.again = QPushButton(self.tr("Count again"))
        self.sample = QPushButton(self.tr("Show a sample with names"))
        self.go_on = QPushButton(self.tr("Share them out …"))
        self.table = CopyingTable(WordsModel(self._headings(), figures=(6,), parent=self), _WIDTHS)
        self._prepare()
        self._lay_out()
        self.show_state(FindState())

    def show_state(self, state: FindState) -> None:
        """Make the part say what ``state`` says."""
        self.form.show_state(state)
        self.kept.show_state(state)
        totals = state.totals
        numbers = (
            ("–",) * 4
            if totals is None
            else (
                f"{totals.customers:,}",
                self._formats.yen(totals.yearly_yen),
                f"{totals.open_tasks:,}",
                f"{totals.open_call_backs:,}",
            )
        )
        for label, words in zip(self.figures, numbers, strict=True):
            label.setText(words)
        words = self.tr("Counting …") if state.counting else ""
        words = self.tr("Reading a sample …") if state.sampling else words
        self.working.show_work(words)
        self.again.setVisible(state.stopped)
        self.nobody.setText(self._told(state))
        self.message.setText("" if state.error is None else error_text(state.error))
        self.sample.setEnabled(bool(totals and totals.customers) and not state.sampling)
        self.go_on.setEnabled(bool(totals and totals.customers))
        if state.sample != self._sample:
            self._sample = state.sample
            self.table.words.show_rows([self._cells(row) for row in state.sample or ()])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the first criterion."""
        super().focusInEvent(event)
        self.form.staff.setFocus(event.reason())

    def _told(self, state: FindState) -> str:
        if state.stopped:
            return self.tr("Stopped. The figures of this filter are not known.")
        if state.totals is not None and not state.totals.customers:
            return self.tr("Nobody is like this. Take a criterion away.")
        if state.sample is not None:
            return self.tr("This look at names is on record, as every search is.")
        return ""

    def _cells(self, row: SampledCustomer) -> tuple[str, ...]:
        today = self._formats.local(self._now()).date()
        last = row.last_ordered_on
        return (
            row.code,
            self._formats.person(row.name),
            rank_word(row.rank),
            f"{row.prefecture}{row.city}",
            row.staff_name or nobody_words(),
            "" if last is None else self._formats.short_day(last, today=today),
            f"{row.orders:,}",
        )

    def _headings(self) -> tuple[str, ...]:
        return (
            self.tr("Code"),
            self.tr("Name"),
            self.tr("Rank"),
            self.tr("Lives in"),
            self.tr("In charge"),
            self.tr("Last order"),
            self.tr("Orders"),
        )

    def _prepare(self) -> None:
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_LIVES_IN, QHeaderView.ResizeMode.Stretch)
        self.table.setAccessibleName(self.tr("Sample of the customers"))
        self.go_on.setProperty("look", "primary")
        self.message.setWordWrap(True)
        self.nobody.setWordWrap(True)
        self.again.hide()
        self.sample.setToolTip(self.tr("Names are shown for a reason: it is recorded as a search."))
        self.sample.clicked.connect(self.sample_wanted)
        self.go_on.clicked.connect(self.go_on_wanted)
        self.again.clicked.connect(self.count_wanted)
        keys = QShortcut(QKeySequence(GO_ON_KEY), self, self.go_on.click)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFixedWidth(_FORM_WIDTH)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        right = QVBoxLayout()
        right.setSpacing(SIZES.gap)
        right.addWidget(self.kept)
        right.addWidget(self._totals())
        right.addWidget(self._line(self.working, self.again))
        right.addWidget(self.nobody)
        right.addWidget(self.message)
        right.addWidget(self.table, 1)
        right.addWidget(self._line(self.sample, None, self.go_on, KeyHint("Ctrl+Enter")))
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(2 * SIZES.margin)
        page.addWidget(area)
        page.addLayout(right, 1)

    def _totals(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "panel")
        grid = QGridLayout(frame)
        grid.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.gap)
        names = (
            self.tr("Customers"),
            self.tr("Sales in a year"),
            self.tr("Open tasks"),
            self.tr("Of these call-backs"),
        )
        for column, (label, words) in enumerate(zip(self.figures, names, strict=True)):
            grid.addWidget(PlainLabel(words, look="soft"), 0, column)
            grid.addWidget(label, 1, column)
            grid.setColumnStretch(column, 1)
        return frame

    def _line(self, *parts: QWidget | None) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SIZES.gap)
        for part in parts:
            if part is None:
                row.addStretch(1)
            else:
                row.addWidget(part, 1 if part is self.working else 0)
        return line
