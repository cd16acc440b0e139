"""The doctor's pages: sources, what is received, calls made up, recordings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.fake_call import NUMBER, FakeCall
from crm_desktop.ui.doctor.state import DoctorState
from crm_desktop.ui.doctor.table import WordsTable
from crm_desktop.ui.doctor.words import (
    call_cells,
    event_cells,
    event_headings,
    fake_words,
    pop_cells,
    replay_headings,
    source_cells,
    source_headings,
)
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

_NUMBER_WIDTH = 180


class SourcesTab(QWidget):
    """How each gateway and each of its sources is."""

    def __init__(self, formats: Formats, now: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self.table = WordsTable(source_headings(), {0: 230, 1: 110, 2: 130, 3: 130}, wraps=True)
        self.table.setAccessibleName(self.tr("Sources of calls"))
        self.empty = _hint(
            self.tr(
                "No gateway has run since yesterday, so only calls that are reported on this PC are"
                " shown. It is started with “crm-desktop gateway” on a computer of the office."
            )
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)

    def show_state(self, state: DoctorState) -> None:
        """Make the page say what ``state`` says."""
        now = self._now()
        sources = state.link.sources
        self.table.show_rows([source_cells(row, self._formats, now=now) for row in sources])
        self._stack.setCurrentWidget(self.table if sources else self.empty)


class EventsTab(QWidget):
    """What is received, as it came, and what came of it."""

    clear_wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        widths = {0: 84, 1: 96, 2: 136, 3: 96, 4: 390}
        self.table = WordsTable(event_headings(), widths)
        self.table.setAccessibleName(self.tr("Received events"))
        words = self.tr(
            "While this window is open the gateway keeps what it receives: at most 50 events a"
            " second, for a day."
        )
        self.clear = QPushButton(self.tr("Clear the list"))
        self.clear.setAutoDefault(False)
        self.clear.clicked.connect(self.clear_wanted)
        top = QHBoxLayout()
        top.addWidget(_hint(words), 1)
        top.addWidget(self.clear)
        column = _column(self)
        column.addLayout(top)
        column.addWidget(self.table, 1)

    def show_state(self, state: DoctorState) -> None:
        """Make the page say what ``state`` says."""
        self.table.show_rows([event_cells(row, self._formats) for row in state.received])


class FakeTab(QWidget):
    """Lets calls that are not real ring at this telephone."""

    wanted = Signal(object, str)  # FakeCall, number
    end_wanted = Signal()

    def __init__(self, extension: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = QLineEdit(NUMBER)
        self.number.setFixedWidth(_NUMBER_WIDTH)
        self.number.setMaxLength(20)
        self.number.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self.end = QPushButton(self.tr("End it"))
        self.end.clicked.connect(self.end_wanted)
        self.going_on = PlainLabel()
        self.buttons = {kind: self._button(kind) for kind in FakeCall}
        self._extension = extension
        self._lay_out()

    def show_state(self, state: DoctorState) -> None:
        """Make the page say what ``state`` says."""
        self.end.setEnabled(state.fake is not None)
        words = self.tr("No test call goes on.")
        if state.fake is not None:
            words = filled(self.tr("Test call: %1"), fake_words(state.fake))
        self.going_on.setText(words)
        for button in self.buttons.values():
            button.setEnabled(bool(self._extension))

    def _button(self, kind: FakeCall) -> QPushButton:
        button = QPushButton(fake_words(kind))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.wanted.emit(kind, self.number.text()))
        return button

    def _lay_out(self) -> None:
        column = _column(self)
        words = self.tr(
            "A test call is reported by this desk, marked as one, and counted nowhere. When it"
            " appears, the database, its notifications, this desk and the search for the caller"
            " work. Whether the phone system and the gateway do, the first two pages tell."
        )
        if not self._extension:
            words = self.tr(
                "This login has no telephone of its own, so no test call can ring. An"
                " administrator gives it an extension."
            )
        column.addWidget(_hint(words))
        label = PlainLabel(self.tr("From the number"))
        label.setBuddy(self.number)
        self.number.setAccessibleName(self.tr("From the number"))
        first = _row(label, self.number)
        first.addStretch(1)
        kinds = _row(*self.buttons.values())
        kinds.addStretch(1)
        last = _row(self.going_on, self.end)
        last.addStretch(1)
        for row in (first, kinds, last):
            column.addLayout(row)
        column.addStretch(1)


class ReplayTab(QWidget):
    """What the gateway makes of a recording of an exchange."""

    wanted = Signal(object)  # Path
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose = QPushButton(self.tr("Choose a recording …"))
        self.cancel = QPushButton(self.tr("Stop"))
        for button in (self.choose, self.cancel):
            button.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.words = PlainLabel(look="soft")
        self.table = WordsTable(replay_headings(), {0: 70, 1: 260, 2: 160, 3: 200})
        self.table.setAccessibleName(self.tr("What is made of the recording"))
        top = _row(self.choose, self.cancel)
        top.addWidget(self.words, 1)
        column = _column(self)
        column.addLayout(top)
        column.addWidget(self.table, 1)

    def show_state(self, state: DoctorState) -> None:
        """Make the page say what ``state`` says."""
        self.cancel.setEnabled(bool(state.replaying))
        replayed = state.replayed
        rows = [] if replayed is None else [pop_cells(pop) for pop in replayed.pops]
        rows += [] if replayed is None else [call_cells(call) for call in replayed.calls]
        self.table.show_rows(rows)
        self.words.setText(self._words(state))

    def _words(self, state: DoctorState) -> str:
        if state.replaying:
            return filled(self.tr("Going through %1 …"), state.replaying)
        if state.replayed is None:
            return self.tr("Every byte that an Asterisk's manager interface sent; none is kept.")
        counts = (str(len(state.replayed.calls)), str(len(state.replayed.pops)))
        return filled(self.tr("%1: %2 calls, %3 steps"), state.replayed.file_name, *counts)

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, self.tr("Choose a recording"))
        if chosen:
            self.wanted.emit(Path(chosen))


def _hint(words: str) -> PlainLabel:
    label = PlainLabel(words, look="soft")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SIZES.gap)
    return column


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SIZES.gap)
    for widget in widgets:
        row.addWidget(widget)
    return row
