"""The page on which administrators look after staff."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.staff.entry_form import EntryForm
from crm_desktop.ui.staff.notice import PasswordStrip, QuestionStrip
from crm_desktop.ui.staff.state import StaffField, StaffState
from crm_desktop.ui.staff.table import StaffModel, StaffTable
from crm_desktop.ui.staff.words import count_words

_NEW_KEY = "Alt+N"


class StaffPanel(QWidget):
    """The list above, the form of whoever is chosen below, questions between them."""

    new_wanted = Signal()
    inactive_wanted = Signal(bool)

    def __init__(
        self, formats: Formats, *, now: Clock = utc_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = StaffModel(formats, now, self)
        self.table = StaffTable(self.model)
        self.form = EntryForm()
        self.question = QuestionStrip()
        self.password = PasswordStrip()
        self.with_inactive = TickBox(self.tr("Show the inactive too"))
        self.new = QPushButton(self.tr("Somebody new"))
        self._count = PlainLabel(look="soft")
        self._empty = PlainLabel(look="soft")
        self._lay_out()
        self.new.clicked.connect(self.new_wanted)
        self.with_inactive.clicked.connect(self.inactive_wanted)
        self.table.form_wanted.connect(lambda: self.point_at(StaffField.NAME))
        QShortcut(QKeySequence("Ctrl+S"), self, self.form.save_wanted.emit)
        QShortcut(QKeySequence(_NEW_KEY), self, self.new_wanted.emit)

    def show_state(self, state: StaffState) -> None:
        """Make the page say what ``state`` says."""
        had_question = self.question.isVisibleTo(self) or self.password.isVisibleTo(self)
        self.table.show_rows(state.rows, None if state.entry is None else state.entry.staff_id)
        self.form.show_state(state)
        self.question.show_question(state.question)
        self.password.show_password(state.handed_over)
        self.with_inactive.setChecked(state.with_inactive)
        self._count.setText(count_words(state))
        self._empty.setText(self._empty_words(state))
        self._stack.setCurrentIndex(1 if state.rows else 0)
        if had_question and state.question is None and state.handed_over is None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_at(self, which: StaffField) -> None:
        """Put the caret into a field of the form."""
        self.form.point_at(which)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the list."""
        super().focusInEvent(event)
        self.table.setFocus(event.reason())

    def _empty_words(self, state: StaffState) -> str:
        if state.failed:
            return self.tr("The list could not be read. Open the page once more.")
        if not state.loaded:
            return self.tr("Reading …")
        return self.tr("Nobody is on the list yet.")

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.new.setIcon(icon("user-plus"))
        head = QHBoxLayout()
        head.setSpacing(SIZES.margin)
        head.addWidget(PlainLabel(self.tr("Staff"), look="name"))
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        for part in (self.with_inactive, self.new, KeyHint(_NEW_KEY)):
            head.addWidget(part)
        frame = QFrame()
        frame.setProperty("look", "panel")
        self._stack = QStackedLayout(frame)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        page = QVBoxLayout(self)
        page.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.margin)
        page.setSpacing(SIZES.gap)
        page.addLayout(head)
        page.addWidget(frame, 1)
        page.addWidget(self.question)
        page.addWidget(self.password)
        page.addWidget(self.form)
