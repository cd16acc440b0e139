"""The form for a new customer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.new_customer.form_parts import (
    ADDRESS_FIELDS,
    PERSON_FIELDS,
    PlaceChoice,
    form_field,
    pane,
    phone_kind_box,
    select,
    sex_box,
)
from crm_desktop.ui.new_customer.state import Field, NewCustomerState
from crm_desktop.ui.new_customer.words import message_of
from crm_desktop.ui.shared.form_field import FormField
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.scrolled import scrolled
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES


class NewCustomerPanel(QWidget):
    """Person at the left, address at the right; each field says at once what is wrong with it."""

    typed = Signal(object, str)  # Field, text
    field_left = Signal(object, str)  # Field, text
    place_chosen = Signal(int)
    save_wanted = Signal()
    discard_wanted = Signal()

    def __init__(
        self, formats: Formats, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._today = today
        self.fields = {which: self._field(which) for which in (*PERSON_FIELDS, *ADDRESS_FIELDS)}
        self.phone_label = phone_kind_box(partial(self.field_left.emit, Field.PHONE_LABEL))
        self.sex = sex_box(partial(self.field_left.emit, Field.SEX))
        self.place_choice = PlaceChoice()
        self.places = self.place_choice.places
        self.places.row_opened.connect(self._on_place)
        self.save = QPushButton(self.tr("Register"))
        self.discard = QPushButton(self.tr("Empty the form"))
        self._lay_out()
        self.save.clicked.connect(self.save_wanted)
        self.discard.clicked.connect(self.discard_wanted)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save_wanted.emit)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save_wanted.emit)

    def show_state(self, state: NewCustomerState) -> None:
        """Make the form say what ``state`` says."""
        today = self._today()
        for which, field in self.fields.items():
            shown = state.of(which)
            field.show_text(shown.text)
            words, look = message_of(shown, self._formats, today)
            field.show_message(words, look=look)
        select(self.phone_label, state.of(Field.PHONE_LABEL).text or "home")
        select(self.sex, state.of(Field.SEX).text or "unknown")
        self.place_choice.show_choices(state.choices)
        self._let_type(may=not state.saving)

    def point_at(self, which: Field) -> None:
        """Put the caret into the field that keeps the form from being saved."""
        self.fields[which].edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields[which].edit.selectAll()
        self._area.ensureWidgetVisible(self.fields[which])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the first field that is still empty."""
        super().focusInEvent(event)
        empty = (field for field in self.fields.values() if not field.edit.text())
        first = next(empty, self.fields[Field.NAME])
        first.edit.setFocus(event.reason())

    def _field(self, which: Field) -> FormField:
        field = form_field(which)
        field.typed.connect(lambda text: self.typed.emit(which, text))
        field.left.connect(lambda text: self.field_left.emit(which, text))
        field.edit.returnPressed.connect(self.focusNextChild)
        return field

    def _let_type(self, *, may: bool) -> None:
        """Take no more of what is on its way; the caret stays where it is."""
        for field in self.fields.values():
            field.edit.setReadOnly(not may)
        for control in (self.phone_label, self.sex, self.places, self.save, self.discard):
            control.setEnabled(may)

    def _on_place(self, row: tuple[int, object]) -> None:
        self.place_chosen.emit(row[0])
        self.fields[Field.BLOCK].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.fields[Field.PHONE].add_beside(self.phone_label)
        self.fields[Field.BIRTHDAY].add_beside(self.sex)
        columns = QHBoxLayout()
        columns.setSpacing(SIZES.margin)
        columns.addWidget(pane(self.tr("Person"), [self.fields[f] for f in PERSON_FIELDS]), 1)
        address = [*[self.fields[f] for f in ADDRESS_FIELDS], self.place_choice]
        columns.addWidget(pane(self.tr("Address"), address), 1)
        whole = QWidget()
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SIZES.gap)
        inside.addWidget(PlainLabel(self.tr("New customer"), look="name"))
        inside.addLayout(columns)
        inside.addLayout(self._foot())
        self.setTabOrder(self.fields[Field.POSTAL_CODE].edit, self.places)
        self.setTabOrder(self.places, self.fields[Field.PREFECTURE].edit)
        self._area = scrolled(whole)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._area)

    def _foot(self) -> QHBoxLayout:
        self.save.setProperty("look", "primary")
        self.save.setIcon(icon("user-plus", current_colours().text_on_accent))
        foot = QHBoxLayout()
        foot.setSpacing(SIZES.gap)
        foot.addWidget(self.save)
        foot.addWidget(KeyHint("Ctrl+S"))
        foot.addWidget(
            ElidedLabel(self.tr("Going back with Esc keeps what is typed."), look="small"), 1
        )
        foot.addWidget(self.discard)
        return foot
