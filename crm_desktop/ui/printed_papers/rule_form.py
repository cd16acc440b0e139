"""The fields of one rule by which an enclosure is laid into parcels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from crm_desktop.ui.printed_papers.state import RuleChoices, TypedRule
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.one_line import one_line
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES

_LONGEST = 100


class EnclosureRuleFields(QWidget):
    """Which enclosure, and of which parcels; what is left empty asks for nothing."""

    typed = Signal(object)  # TypedRule

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = TypedRule()
        self.enclosure = _choice(self.tr("Enclosure"))
        self.mailing = _choice(self.tr("Who got the mailing"))
        self.product = _line(self.tr("Product code in the order"))
        self.nth_order = _line(self.tr("Which order of the customer"))
        self.nth_order.setPlaceholderText(self.tr("1: the first"))
        self.from_on = _line(self.tr("Sent from"))
        self.until_on = _line(self.tr("Sent until"))
        for field in (self.from_on, self.until_on):
            field.setPlaceholderText("2026/11/20")
        self.active = TickBox(self.tr("In use"))
        self.show_choices(RuleChoices())
        self._lay_out()
        for field in self._lines():
            field.textEdited.connect(lambda _text: self._tell())
        for box in (self.enclosure, self.mailing):
            box.activated.connect(lambda _place: self._tell())
        self.active.clicked.connect(lambda _ticked: self._tell())

    def show_choices(self, choices: RuleChoices) -> None:
        """Offer the enclosures and mailings there are; what was chosen stays so."""
        _offer(self.enclosure, self.tr("Choose …"), choices.enclosures)
        _offer(self.mailing, self.tr("Everybody"), choices.mailings)
        self._show()

    def show_form(self, form: TypedRule) -> None:
        """Show ``form``; a field that says the same stays as it is."""
        self._form = form
        self._show()

    def point_at_first(self) -> None:
        """Put the caret into the first field that may be changed."""
        first = self.product if self._form.known else self.enclosure
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        form = self._form
        texts = (form.product_code, form.nth_order, form.from_on, form.until_on)
        for field, words in zip(self._lines(), texts, strict=True):
            if field.text() != words:
                field.setText(words)
        _choose(self.enclosure, form.enclosure_id)
        _choose(self.mailing, form.mailing_id)
        self.enclosure.setEnabled(not form.known)
        self.active.setChecked(form.active)

    def _lines(self) -> tuple[QLineEdit, ...]:
        return (self.product, self.nth_order, self.from_on, self.until_on)

    def _tell(self) -> None:
        product_code, nth_order, from_on, until_on = (field.text() for field in self._lines())
        self._form = replace(
            self._form,
            enclosure_id=self.enclosure.currentData(),
            mailing_id=self.mailing.currentData(),
            product_code=product_code,
            nth_order=nth_order,
            from_on=from_on,
            until_on=until_on,
            active=self.active.isChecked(),
        )
        self.typed.emit(self._form)

    def _lay_out(self) -> None:
        hint = PlainLabel(
            self.tr(
                "All that is filled in must be so. Parcels that wait to be sent follow a change"
                " with the next run of “crm-desktop enclose”; sent ones stay as they were."
            ),
            look="small",
        )
        hint.setWordWrap(True)
        fields = (self.enclosure, self.product, self.mailing, self.nth_order)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(SIZES.gap)
        for row, field in enumerate((*fields, self.from_on, self.until_on)):
            grid.addWidget(PlainLabel(field.accessibleName(), look="soft"), row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.active, 6, 1)
        grid.addWidget(hint, 7, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(8, 1)


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(_LONGEST)
    field.setAccessibleName(name)
    return field


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _offer(box: QComboBox, none: str, choices: Sequence[tuple[int, str]]) -> None:
    box.clear()
    box.addItem(none, None)
    for value, words in choices:
        box.addItem(one_line(words), value)


def _choose(box: QComboBox, value: int | None) -> None:
    box.setCurrentIndex(max(box.findData(value), 0) if value is not None else 0)
