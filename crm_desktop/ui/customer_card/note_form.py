"""What is written about this contact. Nothing that is typed here gets lost by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.database.queries.note_categories import CategoryRow
from crm_desktop.ui.availability.words import category_owed_words
from crm_desktop.ui.customer_card.category_box import CategoryBox
from crm_desktop.ui.customer_card.note_state import NoteState
from crm_desktop.ui.customer_card.pane_heading import PaneHeading
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.labels import PlainLabel, set_look
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES

STATES: Final = ("done", "in_progress", "open")


class NoteForm(QWidget):
    """The note of one customer and call; it tells ``edited`` with every key.

    Enter only ever makes a new line, so confirming a Japanese conversion sends nothing off. Where
    the category needs it, done means to ask for approval, unless whoever writes ``decides``.
    """

    edited = Signal(object)
    save_asked = Signal()
    finish_asked = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._note: WrittenNote | None = None
        self._category_owed = False
        self.decides = False
        self.standing = PlainLabel("", self, look="small")
        self.body = QPlainTextEdit(self)
        self.category = CategoryBox(formats.language, self)
        self.state = QComboBox(self)
        self.follow_up = TickBox(self.tr("Follow-up"), self)
        self.follow_up_on = QDateEdit(self)
        self.follow_up_title = QLineEdit(self)
        self.save = QPushButton(self)
        self.finish = QPushButton(self)
        self.error = PlainLabel("", self, look="late")
        self._prepare()
        self._lay_out()
        self._connect()
        self.show_state(NoteState())

    def show_categories(self, categories: Iterable[CategoryRow]) -> None:
        """Fill the list of categories."""
        self.category.show_choices(categories)
        if self._note is not None:
            with QSignalBlocker(self.category):
                self.category.choose(self._note.category_id)
            self._say_done()

    def show_state(self, state: NoteState) -> None:
        """Show the note; what is being typed into it is never touched by its own saving."""
        was_other = _is_other(self._note, state.note)
        if was_other:
            self.commit_conversion()
            self._fill(state.note)
        self._note = state.note
        self.setEnabled(state.note is not None)
        self._ask_for_category(fresh=was_other)
        self._say_done()
        self._show_trouble(state)
        words, look = self._standing_words(state)
        self.standing.setText(words)
        set_look(self.standing, look)

    def point_at_category(self) -> None:
        """Say that a category is wanted, now or as soon as the note is there; until it is given."""
        self._category_owed = True
        self.category.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_words(category_owed_words())

    def _ask_for_category(self, *, fresh: bool) -> None:
        if self._note is None or self._note.category_id is not None:
            self._category_owed = False
        elif fresh and self._category_owed:
            self.category.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_done(self) -> None:
        asks = self.category.needs_approval and not self.decides
        words = self.tr("Ask for approval") if asks else self.tr("Done")
        if words != self.state.itemText(0):
            self.state.setItemText(0, words)

    def _show_trouble(self, state: NoteState) -> None:
        words = category_owed_words() if self._category_owed else ""
        if state.error is not None and not state.waits:
            words = self.tr(
                "Could not be saved. What you typed is kept here, and saving is tried again by "
                "itself; Ctrl+S tries at once."
            )
        elif state.others_unsaved and not words:
            waiting = self.tr("Notes of other contacts still to be saved: %1. It is tried again.")
            words = filled(waiting, str(state.others_unsaved))
        self._show_words(words)

    def _show_words(self, words: str) -> None:
        if words != self.error.text():
            self.error.setText(words)
        if self.error.isHidden() == bool(words):
            self.error.setVisible(bool(words))

    def commit_conversion(self) -> None:
        """Take over what the input method still holds, so that it is not left behind."""
        if self.body.hasFocus() or self.follow_up_title.hasFocus():
            QGuiApplication.inputMethod().commit()

    def _fill(self, note: WrittenNote | None) -> None:
        self._note = None
        body = "" if note is None else note.body
        if body != self.body.toPlainText():
            self.body.setPlainText(body)
            self.body.moveCursor(QTextCursor.MoveOperation.End)  # where typing goes on
        self.follow_up_title.setText("" if note is None else note.follow_up_title)
        self.category.choose(None if note is None else note.category_id)
        self.state.setCurrentIndex(STATES.index("done" if note is None else note.state))
        self.follow_up.setChecked(note is not None and note.follow_up_on is not None)
        if note is not None:
            on = note.follow_up_on or self._tomorrow(note)
            self.follow_up_on.setDate(QDate(on.year, on.month, on.day))

    def _tomorrow(self, note: WrittenNote) -> date:
        return self._formats.local(note.happened_at).date() + timedelta(days=1)

    def _on_edited(self) -> None:
        if self._note is None:
            return
        wanted = self.follow_up.isChecked()
        on = self.follow_up_on.date()
        self._note = replace(
            self._note,
            body=self.body.toPlainText(),
            category_id=self.category.category_id,
            state=STATES[self.state.currentIndex()],
            follow_up_on=date(on.year(), on.month(), on.day()) if wanted else None,
            follow_up_title=self._task_title() if wanted else "",
        )
        self.edited.emit(self._note)

    def _task_title(self) -> str:
        """Return the title as typed; the first line of the note stands for an empty one."""
        has_body = bool(self.body.toPlainText().strip())
        return self.follow_up_title.text().strip() or ("" if has_body else self.tr("Follow-up"))

    def _standing_words(self, state: NoteState) -> tuple[str, str]:
        if state.saving:
            return self.tr("Saving …"), "small"
        if state.waits:
            return self.tr("Kept; waits to be saved"), "soon"
        if state.error is not None:
            return self.tr("Not saved"), "late"
        if state.unsaved:
            return self.tr("Not saved yet"), "soon"
        if state.saved_at is not None:
            return filled(self.tr("Saved %1"), self._formats.time(state.saved_at)), "done"
        return "", "small"

    def _show_follow_up(self, wanted: bool) -> None:  # noqa: FBT001 - a Qt signal calls it
        self.follow_up_on.setVisible(wanted)
        self.follow_up_title.setVisible(wanted)

    def _ask_save(self) -> None:
        self.commit_conversion()
        self.save_asked.emit()

    def _ask_finish(self) -> None:
        self.commit_conversion()
        self.finish_asked.emit()

    def _connect(self) -> None:
        self.body.textChanged.connect(self._on_edited)
        self.category.currentIndexChanged.connect(self._on_edited)
        self.state.currentIndexChanged.connect(self._on_edited)
        self.follow_up.toggled.connect(self._show_follow_up)
        self.follow_up.toggled.connect(self._on_edited)
        self.follow_up_on.dateChanged.connect(self._on_edited)
        self.follow_up_title.textChanged.connect(self._on_edited)
        self.save.clicked.connect(self._ask_save)
        self.finish.clicked.connect(self._ask_finish)
        QShortcut("Ctrl+S", self).activated.connect(self._ask_save)
        QShortcut("Ctrl+Return", self).activated.connect(self._ask_finish)
        QShortcut("Ctrl+Enter", self).activated.connect(self._ask_finish)

    def _prepare(self) -> None:
        self.body.setPlaceholderText(self.tr("What was said, what was promised"))
        self.body.setAccessibleName(self.tr("Note of this contact"))
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(3 * SIZES.row - SIZES.gap)
        self.state.addItems([self.tr("Done"), self.tr("In progress"), self.tr("Open")])
        self.state.setAccessibleName(self.tr("State of the inquiry"))
        self.follow_up_on.setCalendarPopup(True)
        self.follow_up_on.setDisplayFormat("yyyy/MM/dd")
        self.follow_up_on.setAccessibleName(self.tr("Day of the follow-up"))
        self.follow_up_title.setPlaceholderText(self.tr("What is to be done"))
        self.follow_up_title.setAccessibleName(self.tr("What is to be done"))
        self.save.setText(filled("%1  %2", self.tr("Save"), key_text("Ctrl+S")))
        self.finish.setText(filled("%1  %2", self.tr("Finish"), key_text("Ctrl+Enter")))
        self.finish.setProperty("look", "primary")
        self.error.setWordWrap(True)
        self._show_follow_up(wanted=False)

    def _lay_out(self) -> None:
        heading = PaneHeading(self.tr("This contact"), "F4", self)
        heading.add(self.standing)
        kinds = QHBoxLayout()
        kinds.addWidget(self.category, 1)
        kinds.addWidget(self.state)
        follow_up = QHBoxLayout()
        follow_up.addWidget(self.follow_up)
        follow_up.addWidget(self.follow_up_on)
        follow_up.addWidget(self.follow_up_title, 1)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(self.save)
        ends.addWidget(self.finish)
        inside = QVBoxLayout()
        inside.setContentsMargins(SIZES.gap, 0, SIZES.gap, SIZES.gap)
        inside.setSpacing(SIZES.gap_small)
        inside.addWidget(self.body, 1)
        for row in (kinds, follow_up, ends):
            row.setSpacing(SIZES.gap_small)
            inside.addLayout(row)
        inside.addWidget(self.error)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addLayout(inside, 1)


def _is_other(shown: WrittenNote | None, wanted: WrittenNote | None) -> bool:
    if shown is None or wanted is None:
        return shown is not wanted
    return shown.operation_id != wanted.operation_id
