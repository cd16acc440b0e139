"""The form in which what is known of a customer is changed."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.customer_edit.address_rows import AddressRows
from crm_desktop.ui.customer_edit.form_reading import COLUMNS
from crm_desktop.ui.customer_edit.phone_rows import PhoneRows
from crm_desktop.ui.customer_edit.state import CustomerEditState, EditForm
from crm_desktop.ui.customer_edit.words import news_of_addresses, news_of_phones, news_words
from crm_desktop.ui.new_customer.form_parts import (
    ADDRESS_FIELDS,
    PERSON_FIELDS,
    PlaceChoice,
    form_field,
    pane,
    select,
    sex_box,
)
from crm_desktop.ui.new_customer.state import Field, FieldState
from crm_desktop.ui.new_customer.words import message_of
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.form_field import FormField
from crm_desktop.ui.shared.form_foot import form_foot
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import ElidedLabel
from crm_desktop.ui.shared.scrolled import scrolled
from crm_desktop.ui.shared.tokens import SIZES

_PERSON: Final = tuple(which for which in PERSON_FIELDS if which is not Field.PHONE)
_NAMES: Final = {
    **{which: (name,) for which, name in COLUMNS.items()},
    Field.BIRTHDAY: ("birthday", "sex"),  # which stands beside it
}


class CustomerEditPanel(QWidget):
    """Person and numbers at the left, addresses at the right.

    What others changed meanwhile stands under the field; nothing that is typed is touched by it.
    """

    typed = Signal(object, str)  # Field, text
    field_left = Signal(object, str)
    place_chosen = Signal(int)
    save_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, formats: Formats, now: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self.heading = ElidedLabel("", look="name")
        self.fields = {which: self._field(which) for which in (*_PERSON, *ADDRESS_FIELDS)}
        self.sex = sex_box(partial(self.field_left.emit, Field.SEX))
        self.fields[Field.BIRTHDAY].add_beside(self.sex)
        self.phones = PhoneRows(self.fields[Field.MEMO].edit)
        self.addresses = AddressRows()
        self.addresses.fields_wanted.connect(partial(self.point_at, Field.POSTAL_CODE))
        self.place_choice = PlaceChoice()
        self.place_choice.places.row_opened.connect(self._on_place)
        self.save = QPushButton(self.tr("Save"))
        self.discard = QPushButton(self.tr("Throw my changes away"))
        self._lay_out()
        self.save.clicked.connect(self.save_wanted)
        self.discard.clicked.connect(self.discard_wanted)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self, self.save_wanted.emit)

    def show_state(self, state: CustomerEditState) -> None:
        """Make the form say what ``state`` says."""
        form = state.form
        if form is None:
            return
        now = self._now()
        name = self._formats.person(form.seen.name)
        self.heading.show_text(filled(self.tr("Change %1  %2"), name, form.code))
        for which, field in self.fields.items():
            shown = form.fields.of(which)
            field.show_text(shown.text)
            words, look = self._message(shown)
            news = [
                news_words(name, state.news[name], self._formats, now)
                for name in _NAMES.get(which, ())
                if name in state.news
            ]
            if news and not shown.refusal:
                words, look = "  ".join(news), "small-soon"
            field.show_message(words, look=look)
        select(self.sex, form.fields.of(Field.SEX).text or "unknown")
        self.place_choice.show_choices(form.fields.choices)
        self._show_phones(form)
        self.phones.show_news(news_of_phones(state.news, self._formats, now))
        self.addresses.show_form(form)
        self.addresses.show_news(news_of_addresses(state.news, self._formats, now))
        self.save.setEnabled(not state.saving)

    def point_at(self, which: Field | int) -> None:
        """Put the caret into the field, or line of a number, that keeps it from being saved."""
        if isinstance(which, int):
            self.phones.point_at(which)
            return
        edit = self.fields[which].edit
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.selectAll()
        self._area.ensureWidgetVisible(self.fields[which])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the first field."""
        super().focusInEvent(event)
        self.fields[Field.NAME].edit.setFocus(event.reason())

    def _show_phones(self, form: EditForm) -> None:
        messages = [self._message(line.text) for line in form.phones]
        self.phones.show_lines(form.phones, messages)

    def _message(self, field: FieldState) -> tuple[str, str]:
        today = self._formats.local(self._now()).date()
        return message_of(field, self._formats, today)

    def _field(self, which: Field) -> FormField:
        field = form_field(which)
        field.typed.connect(partial(self.typed.emit, which))
        field.left.connect(partial(self.field_left.emit, which))
        field.edit.returnPressed.connect(self.focusNextChild)
        return field

    def _on_place(self, row: tuple[int, object]) -> None:
        self.place_chosen.emit(row[0])
        self.fields[Field.BLOCK].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        person = [self.fields[which] for which in _PERSON]
        address = [
            self.addresses,
            *(self.fields[which] for which in ADDRESS_FIELDS),
            self.place_choice,
        ]
        right = QVBoxLayout()
        right.setSpacing(SIZES.gap)
        right.addWidget(pane(self.tr("Addresses"), address))
        right.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(SIZES.gap)
        left.addWidget(pane(self.tr("Person"), person))
        left.addWidget(pane(self.tr("Phone numbers"), [self.phones]))
        left.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(SIZES.margin)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        whole = QWidget()
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SIZES.gap)
        inside.addWidget(self.heading)
        inside.addLayout(columns)
        self._area = scrolled(whole)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._area, 1)
        page.addLayout(form_foot(self.save, self.discard))
