"""The part in which the move is asked for and done; conflicts, result, undoing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.actions.customer_moves import MoveDone, MoveUndone
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.customer_moves.move_form import MoveForm
from crm_desktop.ui.customer_moves.move_reading import read_move
from crm_desktop.ui.customer_moves.state import MoveState, MoveStep
from crm_desktop.ui.customer_moves.words import (
    nobody_words,
    people_words,
    receivers_words,
    sentence,
    working_words,
)
from crm_desktop.ui.customer_moves.working_line import WorkingLine
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import PlainLabel, set_look
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.shared.words_table import CopyingTable, WordsModel

NEXT_KEY = "Ctrl+Return"


class MovePane(QWidget):
    """One sentence says what will happen; it is asked for before it is done."""

    ask_wanted = Signal()
    move_wanted = Signal()
    others_wanted = Signal()
    back_wanted = Signal()
    undo_wanted = Signal()

    def __init__(
        self, formats: Formats, *, now: Clock = utc_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self._state = MoveState()
        self._listed: object = None
        self.sentence = PlainLabel(look="title")
        self.told = PlainLabel(look="soft")
        self.message = PlainLabel(look="small-late")
        self.form = MoveForm()
        self.rows = WordsModel(self._people_headings(), figures=(2,), parent=self)
        self.table = CopyingTable(self.rows, {0: 240, 1: 240})
        self.working = WorkingLine(formats)
        self.ask = QPushButton(self.tr("Move …"))
        self.move_now = QPushButton()
        self.others = QPushButton()
        self.back = QPushButton(self.tr("Not yet"))
        self.key = KeyHint("Ctrl+Enter")
        self.undo = QPushButton(self.tr("Take it back"))
        self._prepare()
        self._lay_out()
        self._connect()
        self.show_state(self._state)

    def show_state(self, state: MoveState) -> None:
        """Make the part say what ``state`` says."""
        before, self._state = self._state, state
        self.form.show_state(state)
        self.sentence.setText(self._sentence(state))
        self.told.setText(self._told(state))
        set_look(self.told, "late" if state.step is MoveStep.CONFLICT else "soft")
        self.message.setText("" if state.error is None else error_text(state.error))
        self._show_rows(state)
        working = state.working
        self.working.show_work(
            working_words(working) if working else "",
            stoppable=working is not None and not working.stopping,
        )
        self._offer(state)
        if state.step is not before.step or bool(working) is not bool(before.working):
            self._point(state)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to what is to be done next."""
        super().focusInEvent(event)
        self._point(self._state)

    def _offer(self, state: MoveState) -> None:
        idle = state.working is None
        count = f"{state.customers:,}"
        planned = state.typed.planned
        words = self.tr("Plan it: %1 customers") if planned else self.tr("Move %1 customers")
        self.move_now.setText(filled(words, count))
        rest = max(0, state.customers - state.changed)
        self.others.setText(filled(self.tr("Move the other %1"), f"{rest:,}"))
        self.ask.setVisible(idle and state.step is MoveStep.READY)
        self.ask.setEnabled(state.customers > 0)
        self.move_now.setVisible(idle and state.step is MoveStep.ASKED)
        self.key.setVisible(idle and state.step in {MoveStep.READY, MoveStep.ASKED})
        self.others.setVisible(idle and state.step is MoveStep.CONFLICT)
        self.others.setEnabled(rest > 0)
        self.back.setVisible(idle and state.step in {MoveStep.ASKED, MoveStep.CONFLICT})
        conflict = state.step is MoveStep.CONFLICT
        self.back.setText(self.tr("Move nobody") if conflict else self.tr("Not yet"))
        self.undo.setVisible(idle and state.step is MoveStep.DONE)

    def _point(self, state: MoveState) -> None:
        if not self.isVisible() or state.working is not None:
            return
        match state.step:
            case MoveStep.ASKED:
                self.move_now.setFocus(Qt.FocusReason.OtherFocusReason)
            case MoveStep.CONFLICT:
                self.back.setFocus(Qt.FocusReason.OtherFocusReason)
            case MoveStep.READY:
                self.form.note.setFocus(Qt.FocusReason.OtherFocusReason)
            case _:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self, state: MoveState) -> None:
        exceptional = state.step in {MoveStep.CONFLICT, MoveStep.UNDONE} and state.exceptions
        rows = state.exceptions if exceptional else state.people
        if rows == self._listed:
            return
        self._listed = rows
        if exceptional:
            headings = (self.tr("Code"), self.tr("Now with"), "")
            cells = [(one.code, one.now_with or nobody_words(), "") for one in state.exceptions]
        else:
            headings = self._people_headings()
            cells = people_words(state.people)
        self.rows.headings = headings
        self.rows.show_rows(cells)

    def _people_headings(self) -> tuple[str, str, str]:
        return self.tr("From"), self.tr("To"), self.tr("Customers")

    def _sentence(self, state: MoveState) -> str:
        match state.step:
            case MoveStep.DONE:
                return self._done(state)
            case MoveStep.UNDONE:
                return self._undone(state)
            case MoveStep.PLANNED:
                return self.tr("The move is planned. It is done by itself on its day.")
            case MoveStep.NOTHING:
                return ""
        return self._what_happens(state)

    def _done(self, state: MoveState) -> str:
        result = state.result or MoveDone(0, 0)
        words = filled(self.tr("%1 customers were moved."), f"{result.customers:,}")
        if not result.left_out:
            return words
        left = self.tr("%1 stay where others had moved them.")
        return f"{words} {filled(left, f'{result.left_out:,}')}"

    def _undone(self, state: MoveState) -> str:
        undone = state.undone or MoveUndone(0, 0)
        words = filled(self.tr("%1 customers are back."), f"{undone.back:,}")
        if not undone.kept:
            return words
        kept = self.tr("%1 stay: they were moved again since.")
        return f"{words} {filled(kept, f'{undone.kept:,}')}"

    def _what_happens(self, state: MoveState) -> str:
        today = self._formats.local(self._now()).date()
        try:
            wish, from_day = read_move(state.typed, today)
        except CrmError as error:
            return error_text(error)
        return sentence(
            state.customers,
            receivers_words(state.people),
            from_day=self._day(from_day, today),
            until=self._day(wish.cover_until, today),
            with_tasks=wish.with_tasks,
        )

    def _day(self, day: date | None, today: date) -> str:
        return "" if day is None else self._formats.day(day, today=today)

    def _told(self, state: MoveState) -> str:
        match state.step:
            case MoveStep.NOTHING if state.working is None:
                return self.tr("Nothing is prepared yet: preview who gets whom first (Alt+2).")
            case MoveStep.CONFLICT:
                words = self.tr(
                    "Somebody else has moved %1 of them since the preview. Nobody was moved by you"
                    " yet. They are listed with whom they are now."
                )
                return filled(words, f"{state.changed:,}")
            case MoveStep.READY | MoveStep.ASKED if state.unlike_preview:
                return self.tr(
                    "Others moved customers after the preview: the figures here are those of now."
                )
            case MoveStep.DONE:
                return self.tr("Within 24 hours it can be taken back, here or in the history.")
        return ""

    def _prepare(self) -> None:
        for label in (self.sentence, self.told, self.message):
            label.setWordWrap(True)
        self.table.setAccessibleName(self.tr("From whom to whom"))
        for button in (self.ask, self.move_now):
            button.setProperty("look", "primary")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SIZES.gap)
        foot.addWidget(self.working, 1)
        for button in (self.undo, self.back, self.others, self.ask, self.move_now):
            foot.addWidget(button)
        foot.addWidget(self.key)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(SIZES.gap)
        page.addWidget(self.form)
        page.addWidget(self.sentence)
        page.addWidget(self.told)
        page.addWidget(self.table, 1)
        page.addWidget(self.message)
        page.addLayout(foot)

    def _connect(self) -> None:
        self.ask.clicked.connect(self.ask_wanted)
        self.move_now.clicked.connect(self.move_wanted)
        self.others.clicked.connect(self.others_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        keys = QShortcut(QKeySequence(NEXT_KEY), self, self._next)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _next(self) -> None:
        for button in (self.ask, self.move_now):
            if button.isVisible() and button.isEnabled():
                button.click()
                return
