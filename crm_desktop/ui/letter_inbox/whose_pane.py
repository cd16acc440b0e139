"""The right of the inbox: whose letter it is, and when and how it came."""

from __future__ import annotations

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.customer_search.field import SearchField
from crm_desktop.ui.customer_search.state import CustomerSearchState
from crm_desktop.ui.letter_inbox.people_list import MOST_KEYS, PeopleList
from crm_desktop.ui.letter_inbox.state import LetterInboxState
from crm_desktop.ui.letter_inbox.words import people_words, way_words
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

FIND_KEY = "Ctrl+F"
_WAYS = ("post", "postcard", "fax", "email")
_EARLIEST = QDate(2000, 1, 1)


class WhosePane(QFrame):
    """Candidates, or what a search found; Enter in the field attaches the chosen one.

    ``person_chosen`` tells customer id and name.
    """

    person_chosen = Signal(int, str)
    words_typed = Signal(str)
    left = Signal()  # Esc in the field: back to the letters
    dated = Signal(object, str)  # date, way

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self._state = LetterInboxState()
        self._search = CustomerSearchState()
        self.people = PeopleList(formats)
        self.field = SearchField()
        self.field.setPlaceholderText(self.tr("Name, kana, customer code, postal code"))
        self.field.setAccessibleName(self.tr("Search for who wrote it"))
        self.words = PlainLabel(look="soft")
        self.words.setWordWrap(True)
        self.received_on = QDateEdit()
        self.received_on.setCalendarPopup(True)
        self.received_on.setMinimumDate(_EARLIEST)
        self.received_on.setAccessibleName(self.tr("Day it came"))
        self.way = QComboBox()
        for way in _WAYS:
            self.way.addItem(way_words(way), way)
        for control in (self.way, self.way.view()):
            control.setAccessibleName(self.tr("How it came"))
        self._lay_out()
        self._connect()

    def show_state(self, state: LetterInboxState) -> None:
        """Show who may have written the chosen letter, and its facts."""
        self._state = state
        letter = state.chosen
        blocked = [QSignalBlocker(part) for part in (self.received_on, self.way)]
        for part in (self.received_on, self.way):
            part.setEnabled(letter is not None)
        if letter is not None and not self.received_on.hasFocus():
            on = letter.received_on
            self.received_on.setDate(QDate(on.year, on.month, on.day))
            self.way.setCurrentIndex(self.way.findData(letter.way))
        del blocked
        self._show_people()

    def show_search(self, search: CustomerSearchState) -> None:
        """Show what was found by hand."""
        self._search = search
        self._show_people()

    def choose(self, number: int) -> None:
        """Choose the person at ``number``, counted from 0, as their digit does."""
        people = self.people.row_model.rows
        if number < min(len(people), MOST_KEYS):
            self.person_chosen.emit(people[number].customer_id, people[number].name)

    def _show_people(self) -> None:
        search, state = self._search, self._state
        if search.words:
            self.people.show_people(search.results, digits=not self.field.hasFocus())
            answered = search.answered == search.words
            none = answered and not search.results
            self.words.setText(self.tr("No customer found.") if none else "")
        else:
            self.people.show_people(state.candidates or (), digits=True)
            self.words.setText(people_words(state))
        self.words.setVisible(bool(self.words.text()))

    def _attach_chosen(self) -> None:
        person = self.people.chosen_row
        if person is not None and not self._search.searching:
            self.person_chosen.emit(person.customer_id, person.name)

    def _tell_date(self) -> None:
        on = self.received_on.date()
        self.dated.emit(on.toPython(), str(self.way.currentData()))

    def _on_cancelled(self) -> None:
        self.field.clear()
        self.left.emit()

    def _connect(self) -> None:
        self.field.words_typed.connect(self.words_typed)
        self.field.moved.connect(self.people.move_by)
        self.field.entered.connect(self._attach_chosen)
        self.field.cancelled.connect(self._on_cancelled)
        self.field.focused.connect(lambda _focused: self._show_people())
        self.people.doubleClicked.connect(lambda _index: self._attach_chosen())
        self.received_on.editingFinished.connect(self._tell_date)
        self.way.activated.connect(lambda _index: self._tell_date())

    def _lay_out(self) -> None:
        search = QHBoxLayout()
        search.setSpacing(SIZES.gap_small)
        search.addWidget(self.field, 1)
        search.addWidget(KeyHint(FIND_KEY))
        facts = QHBoxLayout()
        facts.setSpacing(SIZES.gap)
        facts.addWidget(PlainLabel(self.tr("Came on"), look="soft"))
        facts.addWidget(self.received_on, 1)
        facts.addWidget(self.way, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIZES.gap, SIZES.gap, SIZES.gap, SIZES.gap)
        column.setSpacing(SIZES.gap)
        column.addWidget(PlainLabel(self.tr("Who wrote it?"), look="title"))
        column.addLayout(search)
        column.addWidget(self.words)
        column.addWidget(self.people, 1)
        column.addLayout(facts)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
