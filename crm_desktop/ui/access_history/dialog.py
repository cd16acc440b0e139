"""The dialog that says who looked at a card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.access_history.state import AccessHistoryState, LookKind
from crm_desktop.ui.access_history.table import HistoryTable
from crm_desktop.ui.access_history.words import kind_words, look_words, person_words
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.copy_menu import copy_text
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.one_line import one_line, shortened
from crm_desktop.ui.shared.tokens import SIZES

_SIZE = (1120, 560)
_MOST = 500
_LONGEST_PERSON = 60


class AccessHistoryDialog(QDialog):
    """A table, newest first, that can be narrowed to one person or one kind; Esc puts it away."""

    person_chosen = Signal(str)  # a login, "" for everybody
    kind_chosen = Signal(object)  # LookKind | None

    def __init__(
        self, formats: Formats, *, now: Clock = utc_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self._shown_people: list[tuple[str, str]] = []
        self.setWindowTitle(self.tr("Who looked at this card?"))
        self.resize(*_SIZE)
        self.customer = ElidedLabel(look="title")
        self.people = QComboBox()
        self.kinds = QComboBox()
        self.table = HistoryTable()
        self.words = PlainLabel(look="soft")
        self.count = PlainLabel(look="soft")
        self._fill_filters()
        self._stack = QStackedLayout()
        self._lay_out()
        self.table.setFocus()
        self.people.activated.connect(
            lambda _place: self.person_chosen.emit(self.people.currentData())
        )
        self.kinds.activated.connect(lambda _place: self.kind_chosen.emit(self.kinds.currentData()))
        self.show_state(AccessHistoryState())

    def show_state(self, state: AccessHistoryState) -> None:
        """Make the dialog say what ``state`` says."""
        self.customer.show_text(self._formats.person(state.customer_name))
        self._show_people(state)
        self.kinds.setCurrentIndex(self.kinds.findData(state.kind))
        shown, now = state.shown, self._now()
        self.table.show_rows([look_words(look, self._formats, now=now) for look in shown])
        self.words.setText(self._empty_words(state))
        self._stack.setCurrentWidget(self.table if shown else self.words)
        self.count.setText(self._count_words(state))
        self.copy_button.setEnabled(bool(shown))

    def _show_people(self, state: AccessHistoryState) -> None:
        people = [("", self.tr("Everybody"))]
        people += [(login, person_words(login, name)) for login, name in state.people.items()]
        if people != self._shown_people:
            self._shown_people = people
            self.people.clear()
            for login, words in people:
                self.people.addItem(shortened(one_line(words), _LONGEST_PERSON), login)
        self.people.setCurrentIndex(self.people.findData(state.login))

    def _empty_words(self, state: AccessHistoryState) -> str:
        if state.loading:
            return self.tr("Reading …")
        if state.failed:
            return self.tr("This could not be read.")
        if state.looks:
            return self.tr("Nothing of this kind. Choose another person or kind above.")
        return self.tr("Nobody has looked at this card since records began.")

    def _count_words(self, state: AccessHistoryState) -> str:
        if not state.looks:
            return ""
        words = self.tr("%1 of %2 entries. That you asked is recorded too.")
        if len(state.looks) >= _MOST:
            words = self.tr("%1 of the newest %2 entries. That you asked is recorded too.")
        return filled(words, str(len(state.shown)), str(len(state.looks)))

    def _fill_filters(self) -> None:
        for kind in (None, *LookKind):
            self.kinds.addItem(kind_words(kind), kind)
        for combo, name in ((self.people, self.tr("Person")), (self.kinds, self.tr("Kind"))):
            combo.setAccessibleName(name)
            combo.view().setAccessibleName(name)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.table.setAccessibleName(self.tr("Who looked at this card?"))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SIZES.gap)
        top.addWidget(self.customer, 1)
        for combo, words in ((self.people, self.tr("Person")), (self.kinds, self.tr("Kind"))):
            label = PlainLabel(words, look="soft")
            label.setBuddy(combo)
            top.addWidget(label)
            top.addWidget(combo)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, 0)
        self.words.setWordWrap(True)
        panel = QFrame()
        panel.setProperty("look", "panel")
        panel.setLayout(self._stack)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.words)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(
            self.tr("Copy the rows"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(lambda: copy_text(self.table.chosen_text()))
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(buttons)
        page = QVBoxLayout(self)
        page.setContentsMargins(*(SIZES.margin,) * 4)
        page.setSpacing(SIZES.gap)
        page.addLayout(top)
        page.addWidget(panel, 1)
        page.addLayout(foot)
