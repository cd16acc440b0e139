"""The form for a new customer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.new_customer.place_list import PlaceList
from crm_desktop.ui.new_customer.state import Field, NewCustomerState
from crm_desktop.ui.new_customer.words import field_label, message_of
from crm_desktop.ui.shared.form_field import FormField
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.person_words import phone_kind_words, sex_words
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

_LABEL_WIDTH = 124
_WIDEST = 1040
_PHONE_LABELS = ("home", "mobile", "work", "fax", "other")
_SEXES = ("unknown", "female", "male")
_LATIN = Qt.InputMethodHint.ImhPreferLatin
_HINTS = {
    Field.PHONE: _LATIN,
    Field.POSTAL_CODE: _LATIN,
    Field.EMAIL: _LATIN | Qt.InputMethodHint.ImhEmailCharactersOnly,
}
_PERSON = (Field.NAME, Field.NAME_KANA, Field.PHONE, Field.BIRTHDAY, Field.EMAIL, Field.MEMO)
_ADDRESS = (
    Field.POSTAL_CODE,
    Field.PREFECTURE,
    Field.CITY,
    Field.TOWN,
    Field.BLOCK,
    Field.BUILDING,
)


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
        self.fields = {which: self._field(which) for which in (*_PERSON, *_ADDRESS)}
        self.phone_label = self._combo(Field.PHONE_LABEL, _PHONE_LABELS, phone_kind_words)
        self.sex = self._combo(Field.SEX, _SEXES, lambda sex: sex_words(sex) or "–")
        self.places = PlaceList()
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
        _select(self.phone_label, state.of(Field.PHONE_LABEL).text or "home")
        _select(self.sex, state.of(Field.SEX).text or "unknown")
        self.places.show_rows(tuple(enumerate(state.choices)))
        for widget in (self._places_words, self._places_frame):
            widget.setVisible(bool(state.choices))
        self.save.setEnabled(not state.saving)

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
        hints = _HINTS.get(which, Qt.InputMethodHint.ImhNone)
        field = FormField(field_label(which), label_width=_LABEL_WIDTH, hints=hints)
        field.typed.connect(lambda text: self.typed.emit(which, text))
        field.left.connect(lambda text: self.field_left.emit(which, text))
        field.edit.returnPressed.connect(self.focusNextChild)
        return field

    def _combo(
        self, which: Field, values: tuple[str, ...], words_of: Callable[[str], str]
    ) -> QComboBox:
        combo = QComboBox()
        for value in values:
            combo.addItem(words_of(value), value)
        for control in (combo, combo.view()):
            control.setAccessibleName(field_label(which))
        combo.activated.connect(lambda row: self.field_left.emit(which, combo.itemData(row)))
        return combo

    def _on_place(self, row: tuple[int, object]) -> None:
        self.place_chosen.emit(row[0])
        self.fields[Field.BLOCK].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.fields[Field.PHONE].add_beside(self.phone_label)
        self.fields[Field.BIRTHDAY].add_beside(self.sex)
        examples = (
            (Field.NAME, self.tr("family name, blank, given name")),
            (Field.BIRTHDAY, self.tr("1948/3/5, S23.3.5, 昭和23年3月5日")),
            (Field.POSTAL_CODE, self.tr("fills the address")),
            (Field.MEMO, self.tr("shown to everyone who opens the card")),
        )
        for which, words in examples:
            self.fields[which].edit.setPlaceholderText(words)
        self._places_frame = _framed(self.places)
        self._places_words = PlainLabel(
            self.tr("The postal code has several places: choose one"), look="heading"
        )
        columns = QHBoxLayout()
        columns.setSpacing(SIZES.margin)
        columns.addWidget(self._pane(self.tr("Person"), [self.fields[f] for f in _PERSON]), 1)
        address = [*[self.fields[f] for f in _ADDRESS], self._places_words, self._places_frame]
        columns.addWidget(self._pane(self.tr("Address"), address), 1)
        whole = QWidget()
        whole.setMaximumWidth(_WIDEST)
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SIZES.gap)
        inside.addWidget(PlainLabel(self.tr("New customer"), look="name"))
        inside.addLayout(columns)
        inside.addLayout(self._foot())
        self.setTabOrder(self.fields[Field.POSTAL_CODE].edit, self.places)
        self.setTabOrder(self.places, self.fields[Field.PREFECTURE].edit)
        self._scroll(whole)

    def _scroll(self, whole: QWidget) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SIZES.margin, SIZES.margin, SIZES.margin, SIZES.margin)
        column.addWidget(whole)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._area)

    def _pane(self, heading: str, parts: Sequence[QWidget]) -> QFrame:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.gap)
        column.setSpacing(SIZES.gap_small)
        column.addWidget(PlainLabel(heading, look="heading"))
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        return _framed(inside)

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


def _framed(part: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("look", "panel")
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(part)
    return frame


def _select(combo: QComboBox, value: str) -> None:
    row = combo.findData(value)
    if row != combo.currentIndex():
        combo.setCurrentIndex(row)
