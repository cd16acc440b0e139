"""The part that lists what was moved and planned, and takes it back."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.database.queries.customer_moves import MoveRow
from crm_desktop.ui.customer_moves.history_presenter import UNDO_FOR
from crm_desktop.ui.customer_moves.state import HistoryQuestion, HistoryState
from crm_desktop.ui.customer_moves.words import (
    move_cells,
    nobody_words,
    people_words,
    working_words,
)
from crm_desktop.ui.customer_moves.working_line import WorkingLine
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.one_line import one_line, shortened
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.shared.words_table import ChoosingTable, CopyingTable, WordsModel

_WIDTHS = (140, 92, 132, 84, 200, 240)
_LONGEST_NOTE = 400


class HistoryPane(QWidget):
    """Above the moves, newest first; below from whom to whom the chosen one goes, or went."""

    move_chosen = Signal(int)
    question_wanted = Signal(object)  # HistoryQuestion
    yes = Signal()
    no = Signal()

    def __init__(
        self, formats: Formats, *, now: Clock = utc_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self._state = HistoryState()
        self._listed: tuple[MoveRow, ...] | None = None
        headings = (
            self.tr("When"),
            self.tr("State"),
            self.tr("By"),
            self.tr("Customers"),
            self.tr("Planned, cover"),
            self.tr("Hand-over note"),
        )
        self.rows = WordsModel(headings, figures=(3,), parent=self)
        self.table = ChoosingTable(self.rows, _WIDTHS, stretched=5)
        people = (self.tr("From"), self.tr("To"), self.tr("Customers"))
        self.people = CopyingTable(WordsModel(people, figures=(2,), parent=self), {0: 200, 1: 200})
        others = (self.tr("Did not go along"), self.tr("Now with"))
        self.others = CopyingTable(WordsModel(others, parent=self), {0: 160})
        self.note = PlainLabel(look="soft")
        self.told = PlainLabel(look="title")
        self.message = PlainLabel(look="small-late")
        self.working = WorkingLine(formats)
        self.undo = QPushButton(self.tr("Take it back …"))
        self.drop = QPushButton(self.tr("Give the plan up …"))
        self.sure = QPushButton()
        self.not_sure = QPushButton(self.tr("No"))
        self._prepare()
        self._lay_out()
        self._connect()
        self.show_state(self._state)

    def show_state(self, state: HistoryState) -> None:
        """Make the part say what ``state`` says."""
        before, self._state = self._state, state
        self._show_moves(state)
        if state.people != before.people:
            self.people.words.show_rows(people_words(state.people))
        if state.exceptions != before.exceptions:
            cells = [(one.code, one.now_with or nobody_words()) for one in state.exceptions]
            self.others.words.show_rows(cells)
        self.others.setVisible(bool(state.exceptions))
        chosen = state.chosen
        note = chosen.hand_over_note if chosen is not None else ""
        self.note.setText(shortened(one_line(note), _LONGEST_NOTE))
        self.note.setVisible(bool(note))
        self.told.setText(self._told(state))
        self.message.setText("" if state.error is None else error_text(state.error))
        working = state.working
        self.working.show_work(
            working_words(working) if working else "",
            stoppable=working is not None and not working.stopping,
        )
        self._offer(state)
        if state.asked is not None and before.asked is None:
            self.not_sure.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the list."""
        super().focusInEvent(event)
        self.table.setFocus(event.reason())

    def _show_moves(self, state: HistoryState) -> None:
        with QSignalBlocker(self.table.selectionModel()):
            if state.moves != self._listed:
                self._listed = state.moves
                now = self._now()
                cells = [move_cells(one, self._formats, now) for one in state.moves]
                self.rows.show_rows(cells)
            if state.chosen is not None and state.chosen in state.moves:
                index = self.rows.index(state.moves.index(state.chosen), 0)
                flags = QItemSelectionModel.SelectionFlag
                self.table.selectionModel().setCurrentIndex(
                    index, flags.ClearAndSelect | flags.Rows
                )
        self.table.viewport().update()

    def _told(self, state: HistoryState) -> str:
        if state.loaded and not state.moves:
            return self.tr("No customer was moved yet. What is moved or planned is listed here.")
        return "" if state.chosen is None else self._told_of(state, state.chosen)

    def _told_of(self, state: HistoryState, chosen: MoveRow) -> str:
        count = f"{chosen.customers:,}"
        if state.asked is HistoryQuestion.UNDO:
            return filled(
                self.tr("Take the move of %1 customers back? Whoever was moved again since stays."),
                count,
            )
        if state.asked is HistoryQuestion.DROP:
            return filled(self.tr("Give the plan for %1 customers up? Nobody moves then."), count)
        if state.undone is not None:
            words = self.tr("%1 customers are back; %2 stay, for they were moved again since.")
            return filled(words, f"{state.undone.back:,}", f"{state.undone.kept:,}")
        return self._became(chosen)

    def _became(self, chosen: MoveRow) -> str:
        parts = []
        if chosen.undone_by:
            parts.append(filled(self.tr("Taken back by %1."), one_line(chosen.undone_by)))
        if chosen.left_out:
            left = self.tr("%1 were left out: others had moved them.")
            parts.append(filled(left, f"{chosen.left_out:,}"))
        if chosen.kept:
            kept = self.tr("%1 stayed: they were moved again since.")
            parts.append(filled(kept, f"{chosen.kept:,}"))
        return " ".join(parts)

    def _offer(self, state: HistoryState) -> None:
        chosen, idle = state.chosen, state.working is None and state.asked is None
        done_at = chosen.done_at if chosen is not None and chosen.state == "done" else None
        in_time = done_at is not None and self._now() < done_at + UNDO_FOR
        self.undo.setVisible(idle and in_time)
        self.drop.setVisible(idle and chosen is not None and chosen.state == "planned")
        dropping = state.asked is HistoryQuestion.DROP
        self.sure.setText(self.tr("Give it up") if dropping else self.tr("Take it back"))
        self.sure.setVisible(state.asked is not None)
        self.not_sure.setVisible(state.asked is not None)

    def _prepare(self) -> None:
        for label in (self.told, self.message, self.note):
            label.setWordWrap(True)
        self.table.setAccessibleName(self.tr("Moves, newest first"))
        self.people.setAccessibleName(self.tr("From whom to whom"))
        self.others.setAccessibleName(self.tr("Who did not go along"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(SIZES.margin)
        below.addWidget(self.people, 2)
        below.addWidget(self.others, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SIZES.gap)
        foot.addWidget(self.working, 1)
        for button in (self.undo, self.drop, self.not_sure, self.sure):
            foot.addWidget(button)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(SIZES.gap)
        page.addWidget(self.table, 3)
        page.addWidget(self.told)
        page.addWidget(self.note)
        page.addLayout(below, 2)
        page.addWidget(self.message)
        page.addLayout(foot)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(
            lambda index, _before: self._on_row(index.row())
        )
        self.undo.clicked.connect(lambda: self.question_wanted.emit(HistoryQuestion.UNDO))
        self.drop.clicked.connect(lambda: self.question_wanted.emit(HistoryQuestion.DROP))
        self.sure.clicked.connect(self.yes)
        self.not_sure.clicked.connect(self.no)

    def _on_row(self, number: int) -> None:
        if 0 <= number < len(self._state.moves):
            self.move_chosen.emit(self._state.moves[number].move_id)
