"""The controls of a form about a customer: for a new one, and for one on the card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from crm_desktop.domain.postal_address import PostalAddress
from crm_desktop.ui.new_customer.place_list import PlaceList
from crm_desktop.ui.new_customer.state import Field
from crm_desktop.ui.new_customer.words import field_label
from crm_desktop.ui.shared.form_field import FormField
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.person_words import phone_kind_words, sex_words
from crm_desktop.ui.shared.tokens import SIZES

translate = QCoreApplication.translate

PERSON_FIELDS: Final = (
    Field.NAME,
    Field.NAME_KANA,
    Field.PHONE,
    Field.BIRTHDAY,
    Field.EMAIL,
    Field.MEMO,
)
ADDRESS_FIELDS: Final = (
    Field.POSTAL_CODE,
    Field.PREFECTURE,
    Field.CITY,
    Field.TOWN,
    Field.BLOCK,
    Field.BUILDING,
)
_LABEL_WIDTH: Final = 124
_PHONE_LABELS: Final = ("home", "mobile", "work", "fax", "other")
_SEXES: Final = ("unknown", "female", "male")
_LATIN: Final = Qt.InputMethodHint.ImhPreferLatin
_HINTS: Final = {
    Field.PHONE: _LATIN,
    Field.POSTAL_CODE: _LATIN,
    Field.EMAIL: _LATIN | Qt.InputMethodHint.ImhEmailCharactersOnly,
}
Chosen = Callable[[str], None]


class PlaceChoice(QWidget):
    """What a postal code may mean when it is several places; hidden else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places = PlaceList()
        words = self.tr("The postal code has several places: choose one")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SIZES.gap_small)
        column.addWidget(PlainLabel(words, look="heading"))
        column.addWidget(framed(self.places))
        self.hide()

    def show_choices(self, choices: Sequence[PostalAddress]) -> None:
        """Show these, or nothing when there are none."""
        self.places.show_rows(tuple(enumerate(choices)))
        self.setVisible(bool(choices))


def form_field(which: Field) -> FormField:
    """Return a field with its label, its example and the right input mode."""
    hints = _HINTS.get(which, Qt.InputMethodHint.ImhNone)
    field = FormField(field_label(which), label_width=_LABEL_WIDTH, hints=hints)
    examples = {
        Field.NAME: translate("new_customer", "family name, blank, given name"),
        Field.BIRTHDAY: translate("new_customer", "1948/3/5, S23.3.5, 昭和23年3月5日"),
        Field.POSTAL_CODE: translate("new_customer", "fills the address"),
        Field.MEMO: translate("new_customer", "shown to everyone who opens the card"),
    }
    field.edit.setPlaceholderText(examples.get(which, ""))
    return field


def phone_kind_box(chosen: Chosen) -> QComboBox:
    """Return a choice of what a number is for; ``chosen`` gets one of PHONE_LABELS."""
    return _choice_box(Field.PHONE_LABEL, _PHONE_LABELS, phone_kind_words, chosen)


def sex_box(chosen: Chosen) -> QComboBox:
    """Return a choice of the sex; ``chosen`` gets one of SEXES."""
    return _choice_box(Field.SEX, _SEXES, lambda sex: sex_words(sex) or "–", chosen)


def select(box: QComboBox, value: str) -> None:
    """Show ``value`` in a choice without telling of it."""
    row = box.findData(value)
    if row != box.currentIndex():
        box.setCurrentIndex(row)


def pane(heading: str, parts: Sequence[QWidget]) -> QFrame:
    """Return the parts below each other under a heading."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.gap)
    column.setSpacing(SIZES.gap_small)
    column.addWidget(PlainLabel(heading, look="heading"))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return framed(inside)


def framed(part: QWidget) -> QFrame:
    """Return a panel around ``part``."""
    frame = QFrame()
    frame.setProperty("look", "panel")
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(part)
    return frame


def _choice_box(
    which: Field, values: Sequence[str], words_of: Callable[[str], str], chosen: Chosen
) -> QComboBox:
    box = QComboBox()
    for value in values:
        box.addItem(words_of(value), value)
    for control in (box, box.view()):
        control.setAccessibleName(field_label(which))
    box.activated.connect(lambda row: chosen(box.itemData(row)))
    return box
