"""Fills in and checks the fields of a customer, in the form for a new one and on the card's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.domain.address import Address, AddressProblem
from crm_desktop.domain.postal_address import PostalAddress, PostalKind
from crm_desktop.domain.postal_code import parse_postal_code
from crm_desktop.ui.new_customer.field_reading import address_to_check, read_field
from crm_desktop.ui.new_customer.state import (
    CodeElsewhere,
    Field,
    FieldState,
    Missing,
    NewCustomerState,
    PostalWarning,
)

FindAddresses = Callable[[str], tuple[PostalAddress, ...]]
ReadAddress = Callable[[str], Address]


class FormFilling(QObject):
    """Fields of one form. Filling from the postal code never overwrites what a person typed."""

    changed = Signal(object)  # NewCustomerState
    failed = Signal(object)  # Exception

    def __init__(
        self,
        find_addresses: FindAddresses,
        read_address: ReadAddress,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """``find_addresses`` takes seven digits; both are called off the GUI thread."""
        super().__init__(parent)
        self._find_addresses = find_addresses
        self._read_address = read_address
        self._filling = LatestOnly(jobs, self)
        self._checking = LatestOnly(jobs, self)
        self._asked_code = ""
        self._checked_text = ""
        self._state = NewCustomerState()

    @property
    def state(self) -> NewCustomerState:
        """What the form holds."""
        return self._state

    def begin(self, state: NewCustomerState) -> None:
        """Show another form; no answer for the one before comes any more."""
        self._filling.forget()
        self._checking.forget()
        code = state.of(Field.POSTAL_CODE)
        self._asked_code = parse_postal_code(code.text) if code.text and not code.refusal else ""
        self._checked_text = address_to_check(state)
        self._show(state)

    def show_saving(self, *, saving: bool) -> None:
        """Say that the form is being saved, or no longer."""
        self._show(replace(self._state, saving=saving))

    def on_typed(self, which: Field, text: str) -> None:
        """Take a text as it is being typed; its faults are told when the field is left."""
        if text != self._state.of(which).text:
            fresh = FieldState(text, refusal=self._state.of(which).refusal)
            self._show(replace(self._state, fields=self._state.with_field(which, fresh)))

    def on_field_left(self, which: Field, text: str) -> None:
        """Make the text even, or say why not; a postal code fills the address."""
        before = self._state.of(which)
        if text == before.text and (before.filled or before.stored):
            return
        field = read_field(which, text)
        if which is Field.POSTAL_CODE and field.text == before.text:
            field = replace(field, warning=before.warning)
        self._show(replace(self._state, fields=self._state.with_field(which, field)))
        if which is Field.POSTAL_CODE:
            self._fill_address(field)
        self._check_code()

    def choose_address(self, number: int) -> None:
        """Fill in the place at ``number`` of those the postal code may mean."""
        self._fill_in(self._state.choices[number])
        self._check_code()

    def check(self) -> Field | None:
        """Read every field as if it were left; return the first one that is refused."""
        for which, field in self._state.fields.items():
            if not field.filled and not field.stored:
                self._state = replace(
                    self._state, fields=self._state.with_field(which, _checked(which, field))
                )
        if not self._state.of(Field.NAME).text:
            empty = FieldState(refusal=Missing.NAME)
            self._state = replace(self._state, fields=self._state.with_field(Field.NAME, empty))
        self._show(self._state)
        return next((which for which in Field if self._state.of(which).refusal), None)

    def _fill_address(self, field: FieldState) -> None:
        code = parse_postal_code(field.text) if field.text and not field.refusal else ""
        if code == self._asked_code:
            return
        self._asked_code = code
        self._filling.forget()
        self._show(replace(self._state, choices=()))
        if code:
            self._filling.run(
                lambda: self._find_addresses(code), then=self._on_places, failed=self.failed.emit
            )

    def _on_places(self, places: tuple[PostalAddress, ...]) -> None:
        if len(places) == 1:
            self._fill_in(places[0])
            return
        # What another code had filled in would be wrong now.
        fields = {which: f for which, f in self._state.fields.items() if not f.filled}
        if not places:
            code = self._state.of(Field.POSTAL_CODE)
            warning = code.warning or PostalWarning.UNKNOWN
            fields[Field.POSTAL_CODE] = replace(code, warning=warning)
        self._show(replace(self._state, fields=fields, choices=places))

    def _fill_in(self, place: PostalAddress) -> None:
        fields = dict(self._state.fields)
        for which, text in _parts(place).items():
            known = fields.get(which, FieldState())
            if known.filled or not known.text or (known.stored and text):
                fields[which] = FieldState(text, filled=bool(text))
        self._show(replace(self._state, fields=fields, choices=()))

    def _check_code(self) -> None:
        """Look whether the postal code is the town's, once both are there."""
        text = address_to_check(self._state)
        if text == self._checked_text:
            return
        self._checked_text = text
        self._checking.forget()
        if not text:
            self._warn_of_code(None)
            return
        self._checking.run(
            lambda: self._read_address(text), then=self._on_read, failed=self.failed.emit
        )

    def _on_read(self, address: Address) -> None:
        elsewhere = address.problem is AddressProblem.POSTAL_CODE_ELSEWHERE
        self._warn_of_code(CodeElsewhere(address) if elsewhere else None)

    def _warn_of_code(self, warning: CodeElsewhere | None) -> None:
        code = self._state.of(Field.POSTAL_CODE)
        if warning is None and not isinstance(code.warning, CodeElsewhere):
            return
        warned = replace(code, warning=warning)
        self._show(replace(self._state, fields=self._state.with_field(Field.POSTAL_CODE, warned)))

    def _show(self, state: NewCustomerState) -> None:
        self._state = state
        self.changed.emit(state)


def _checked(which: Field, field: FieldState) -> FieldState:
    checked = read_field(which, field.text)
    return replace(checked, warning=checked.warning or field.warning)


def _parts(place: PostalAddress) -> dict[Field, str]:
    office = place.note if place.kind is PostalKind.OFFICE else ""
    return {
        Field.PREFECTURE: place.prefecture,
        Field.CITY: place.city,
        Field.TOWN: place.town,
        Field.BLOCK: place.block,
        Field.BUILDING: office,
    }
