"""How the move is wished for: notes, tasks, when, for how long."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from crm_desktop.ui.customer_moves.state import MoveState, MoveStep, TypedMove
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.one_line import shortened
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.shared.words_table import ChoosingTable, WordsModel

_NOTE_HEIGHT = 84
_NOTES_HEIGHT = 112
_DAY_WIDTH = 132
_CODE_WIDTH = 132
_LONGEST_NOTE = 2_000


class MoveForm(QWidget):
    """Nothing here moves anybody."""

    typed = Signal(object)  # TypedMove
    note_wanted = Signal(str, str)  # a code and what to know; "" takes it back

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = TypedMove()
        self._notes: tuple[tuple[str, str], ...] = ()
        self.note = QPlainTextEdit()
        self.with_tasks = TickBox(self.tr("Open tasks and call-backs go along"))
        self.planned = TickBox(self.tr("Not at once, but on"))
        self.from_day = _line(self.tr("Day of the move"))
        self.covers = TickBox(self.tr("Only as a cover until"))
        self.cover_until = _line(self.tr("Last day of the cover"))
        self.code = QLineEdit()
        self.words = QLineEdit()
        self.add = QPushButton(self.tr("Write down"))
        self.remove = QPushButton(self.tr("Take back"))
        self.rows = WordsModel((self.tr("Code"), self.tr("What to know")), parent=self)
        self.notes = ChoosingTable(self.rows, (_CODE_WIDTH, 200), stretched=1)
        self._prepare()
        self._lay_out()
        self._connect()

    def show_state(self, state: MoveState) -> None:
        """Make the form say what ``state`` says; a text that says the same keeps its caret."""
        typed = self._typed = state.typed
        if self.note.toPlainText() != typed.note:
            with QSignalBlocker(self.note):
                self.note.setPlainText(typed.note)
        self.with_tasks.setChecked(typed.with_tasks)
        self.planned.setChecked(typed.planned)
        self.covers.setChecked(typed.covers)
        for field, text in ((self.from_day, typed.from_day), (self.cover_until, typed.cover_until)):
            if field.text() != text:
                field.setText(text)
        for field, text in ((self.code, typed.code), (self.words, typed.words)):
            if field.text() != text:
                field.setText(text)
        if state.notes != self._notes:
            self._notes = state.notes
            self.rows.show_rows(state.notes)
        open_yet = state.step in {MoveStep.READY, MoveStep.ASKED}
        self.setEnabled(open_yet and state.working is None)
        self.remove.setEnabled(bool(state.notes))

    def _prepare(self) -> None:
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setTabChangesFocus(True)
        self.note.setPlaceholderText(self.tr("What everybody who gets customers should know"))
        self.notes.setFixedHeight(_NOTES_HEIGHT)
        self.code.setFixedWidth(_CODE_WIDTH)
        self.code.setPlaceholderText(self.tr("Customer code"))
        self.words.setPlaceholderText(self.tr("What to know of this customer"))
        self.words.setMaxLength(_LONGEST_NOTE)
        self.code.setMaxLength(40)
        names = (
            (self.note, self.tr("Hand-over note for the whole move")),
            (self.code, self.tr("Code of a customer with a note of their own")),
            (self.words, self.tr("Note about this customer")),
            (self.notes, self.tr("Notes about single customers")),
            (self.add, self.tr("Write the note about this customer down")),
            (self.remove, self.tr("Take the chosen note back")),
        )
        for control, words in names:
            control.setAccessibleName(words)

    def _lay_out(self) -> None:
        single = _beside(self.code, self.words, self.add, self.remove)
        end = QWidget()
        end.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        when = _beside(self.planned, self.from_day, self.covers, self.cover_until, end)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(SIZES.gap)
        rows = (
            (self.tr("Hand-over note"), self.note),
            (self.tr("For one customer"), single),
            ("", self.notes),
            (self.tr("Tasks"), self.with_tasks),
            (self.tr("When"), when),
        )
        for number, (words, part) in enumerate(rows):
            label = PlainLabel(words, look="soft")
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, number, 0)
            grid.addWidget(part, number, 1)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.note.textChanged.connect(self._tell)
        for box in (self.with_tasks, self.planned, self.covers):
            box.clicked.connect(lambda _on: self._tell())
        for field, box in ((self.from_day, self.planned), (self.cover_until, self.covers)):
            field.textEdited.connect(lambda text, box=box: self._on_day(box, text))
        for field in (self.code, self.words):
            field.textChanged.connect(self._tell)
        self.words.returnPressed.connect(self._write)
        self.add.clicked.connect(self._write)
        self.remove.clicked.connect(self._take_back)

    def _on_day(self, box: TickBox, text: str) -> None:
        if text:
            box.setChecked(True)
        self._tell()

    def _tell(self) -> None:
        typed = replace(
            self._typed,
            note=shortened(self.note.toPlainText(), _LONGEST_NOTE),
            with_tasks=self.with_tasks.isChecked(),
            planned=self.planned.isChecked(),
            from_day=self.from_day.text(),
            covers=self.covers.isChecked(),
            cover_until=self.cover_until.text(),
            code=self.code.text(),
            words=self.words.text(),
        )
        if typed != self._typed:
            self._typed = typed
            self.typed.emit(typed)

    def _write(self) -> None:
        if self.code.text().strip() and self.words.text().strip():
            self.note_wanted.emit(self.code.text(), self.words.text())
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            self.code.selectAll()

    def _take_back(self) -> None:
        number = self.notes.currentIndex().row()
        if 0 <= number < len(self._notes):
            self.note_wanted.emit(self._notes[number][0], "")


def _beside(*parts: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SIZES.gap)
    for part in parts:
        row.addWidget(part)
    return line


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(40)
    field.setFixedWidth(_DAY_WIDTH)
    field.setPlaceholderText("2026/12/1")
    field.setInputMethodHints(Qt.InputMethodHint.ImhDate)
    field.setAccessibleName(name)
    return field
