"""The form that says which customers are meant."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.ui.customer_moves.many_choice import ManyChoice
from crm_desktop.ui.customer_moves.state import FilterField, FindState, TypedFilter
from crm_desktop.ui.customer_moves.words import (
    field_words,
    nobody_words,
    ranks,
    staff_words,
    subscriptions,
)
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES

_STAFF_LEFT = "left"
_STAFF_NOBODY = "nobody"
_LONGEST = 40
_LABEL_WIDTH = 116
_MESSAGE_HEIGHT = 36


class FilterForm(QWidget):
    """All that is filled in must be so; of several in one list any will do."""

    typed = Signal(object)  # TypedFilter

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = TypedFilter()
        self._offered: object = None
        anybody, any_ = self.tr("Anybody's"), self.tr("Any")
        self.staff = ManyChoice(self.tr("In charge"), anybody)
        self.rank = ManyChoice(self.tr("Rank"), any_)
        self.prefecture = ManyChoice(self.tr("Prefecture"), any_)
        self.city = ManyChoice(self.tr("City"), any_)
        self.tag = ManyChoice(self.tr("Tag"), any_)
        self.product = ManyChoice(self.tr("Bought"), self.tr("Anything"))
        self.subscription = ManyChoice(self.tr("Subscription"), any_)
        self.never_ordered = TickBox(self.tr("Never ordered"))
        self.unpaid = TickBox(self.tr("Something is to be paid"))
        self.fields = {part: _line(part) for part in FilterField}
        self.message = PlainLabel(look="small-late")
        self.message.setWordWrap(True)
        self.message.setFixedHeight(_MESSAGE_HEIGHT)
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lists: dict[str, ManyChoice] = {
            "ranks": self.rank,
            "prefectures": self.prefecture,
            "cities": self.city,
            "tags": self.tag,
            "products": self.product,
            "subscriptions": self.subscription,
        }
        self._lay_out()
        self._connect()

    def show_state(self, state: FindState) -> None:
        """Offer what there is, and show what is typed."""
        self._offer(state)
        self._typed = state.typed
        ticked = state.typed.ticked
        self.staff.choose(_staff_values(ticked))
        for name, choice in self._lists.items():
            choice.choose(getattr(ticked, name))
        self.never_ordered.setChecked(ticked.never_ordered)
        self.unpaid.setChecked(ticked.unpaid)
        for part, field in self.fields.items():
            if field.text() != state.typed.text(part):
                field.setText(state.typed.text(part))
            _refuse(field, part in state.refused)
        refused = next(iter(state.refused.items()), None)
        words = f"{field_words(refused[0])}: {error_text(refused[1])}" if refused else ""
        self.message.setText(words)

    def _offer(self, state: FindState) -> None:
        offered = (state.staff, state.offers)
        if offered == self._offered:
            return
        self._offered = offered
        special = [(_STAFF_NOBODY, nobody_words()), (_STAFF_LEFT, self.tr("Whose person has left"))]
        people = [(one.staff_id, staff_words(one)) for one in state.staff]
        self.staff.offer([*special, *people])
        self.rank.offer(ranks())
        cities = state.offers.cities
        prefectures = dict.fromkeys(prefecture for prefecture, _city in cities)
        self.prefecture.offer([(one, one) for one in prefectures])
        self.city.offer([(f"{one}{city}", f"{one}{city}") for one, city in cities if city])
        self.tag.offer(state.offers.tags)
        self.product.offer([(code, f"{code} {name}") for code, name in state.offers.products])
        self.subscription.offer(subscriptions())

    def _connect(self) -> None:
        self.staff.chosen.connect(self._on_staff)
        for name, choice in self._lists.items():
            choice.chosen.connect(lambda values, name=name: self._tick(**{name: values}))
        self.never_ordered.clicked.connect(lambda on: self._tick(never_ordered=on))
        self.unpaid.clicked.connect(lambda on: self._tick(unpaid=on))
        for part, field in self.fields.items():
            field.textEdited.connect(lambda text, part=part: self._type(part, text))

    def _on_staff(self, values: Sequence[Hashable]) -> None:
        self._tick(
            staff=tuple(value for value in values if isinstance(value, int)),
            staff_left=_STAFF_LEFT in values,
            staff_nobody=_STAFF_NOBODY in values,
        )

    def _tick(self, **values: Any) -> None:  # noqa: ANN401 - fields of the filter
        self._typed = replace(self._typed, ticked=replace(self._typed.ticked, **values))
        self.typed.emit(self._typed)

    def _type(self, part: FilterField, text: str) -> None:
        self._typed = self._typed.with_text(part, text)
        self.typed.emit(self._typed)

    def _lay_out(self) -> None:
        rows: list[tuple[str, QWidget]] = [
            (self.tr("In charge"), self.staff),
            (self.tr("Rank"), self.rank),
            (self.tr("Prefecture"), self.prefecture),
            (self.tr("City"), self.city),
            (
                self.tr("Last order"),
                self._pair(FilterField.ORDERED_FROM, FilterField.ORDERED_UNTIL),
            ),
            ("", self.never_ordered),
            (self.tr("Orders"), self._pair(FilterField.ORDERS_LEAST, FilterField.ORDERS_MOST)),
            (self.tr("Cycle overdue"), self._overdue()),
            ("", self.unpaid),
            (self.tr("Tag"), self.tag),
            (self.tr("Bought"), self.product),
            (self.tr("Subscription"), self.subscription),
        ]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(SIZES.gap)
        for number, (words, control) in enumerate(rows):
            label = PlainLabel(words, look="soft")
            label.setFixedWidth(_LABEL_WIDTH)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, number, 0)
            grid.addWidget(control, number, 1)
        grid.addWidget(self.message, len(rows), 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(rows) + 1, 1)

    def _pair(self, first: FilterField, last: FilterField) -> QWidget:
        return _beside(self.fields[first], PlainLabel("–", look="soft"), self.fields[last])

    def _overdue(self) -> QWidget:
        words = self.tr("at least %1 days").partition("%1")
        before, after = (PlainLabel(part.strip(), look="soft") for part in words[::2])
        parts = (before, self.fields[FilterField.OVERDUE_DAYS], after)
        return _beside(*(part for part in parts if part.text() or part not in {before, after}))


def _staff_values(ticked: CustomerFilter) -> tuple[Hashable, ...]:
    special = [_STAFF_LEFT] if ticked.staff_left else []
    if ticked.staff_nobody:
        special.append(_STAFF_NOBODY)
    return (*ticked.staff, *special)


def _line(part: FilterField) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(_LONGEST)
    field.setAccessibleName(field_words(part))
    if part in {FilterField.ORDERED_FROM, FilterField.ORDERED_UNTIL}:
        field.setPlaceholderText("2026/11/20")
        field.setInputMethodHints(Qt.InputMethodHint.ImhDate)
    else:
        field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
    return field


def _beside(*parts: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SIZES.gap)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, QLineEdit) else 0)
    return line


def _refuse(field: QLineEdit, refused: bool) -> None:  # noqa: FBT001 - a look
    if field.property("refused") != refused:
        field.setProperty("refused", refused)
        field.style().unpolish(field)
        field.style().polish(field)
