"""Decides what the form for a new customer shows, and when it may be saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.customers import NewCustomer
from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.domain.address import Address, AddressProblem
from crm_desktop.domain.phone_number import national_display
from crm_desktop.domain.postal_address import PostalAddress, PostalKind
from crm_desktop.domain.postal_code import parse_postal_code
from crm_desktop.ui.new_customer.field_reading import address_to_check, new_customer, read_field
from crm_desktop.ui.new_customer.state import (
    CodeElsewhere,
    Field,
    FieldState,
    Missing,
    NewCustomerState,
    PostalWarning,
)

SaveCustomer = Callable[[NewCustomer], int]
FindAddresses = Callable[[str], tuple[PostalAddress, ...]]
ReadAddress = Callable[[str], Address]


class NewCustomerPresenter(QObject):
    """One form at a time. Filling from the postal code never overwrites what a person typed."""

    changed = Signal(object)  # NewCustomerState
    refused = Signal(object)  # Field: the first one that keeps the form from being saved
    saved = Signal(int, str)  # customer id, name
    failed = Signal(object)  # Exception

    def __init__(
        self,
        save_customer: SaveCustomer,
        find_addresses: FindAddresses,
        read_address: ReadAddress,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """``save_customer`` returns the new id; ``find_addresses`` takes seven digits."""
        super().__init__(parent)
        self._save_customer = save_customer
        self._find_addresses = find_addresses
        self._read_address = read_address
        self._jobs = jobs
        self._filling = LatestOnly(jobs, self)
        self._checking = LatestOnly(jobs, self)
        self._asked_code = ""
        self._checked_text = ""
        self._state = NewCustomerState()
        self._number = ""

    @property
    def has_typing(self) -> bool:
        """Whether somebody typed something that is not saved."""
        typed = {which: f for which, f in self._state.fields.items() if f.text and not f.filled}
        if self._number and self._state.of(Field.PHONE).text == national_display(self._number):
            typed.pop(Field.PHONE, None)
        return bool(typed.keys() - {Field.PHONE_LABEL, Field.SEX})

    def open(self, number: str) -> None:
        """Begin a form for the E.164 ``number`` ("" for none); one with typing is gone on with."""
        if not self.has_typing:
            self._number = number
            phone = FieldState(national_display(number)) if number else FieldState()
            self._show(NewCustomerState({Field.PHONE: phone}))
        elif number and not self._state.of(Field.PHONE).text:
            self.on_field_left(Field.PHONE, national_display(number))

    def on_typed(self, which: Field, text: str) -> None:
        """Take a text as it is being typed; its faults are told when the field is left."""
        if text != self._state.of(which).text:
            fresh = FieldState(text, refusal=self._state.of(which).refusal)
            self._show(replace(self._state, fields=self._state.with_field(which, fresh)))

    def on_field_left(self, which: Field, text: str) -> None:
        """Make the text even, or say why not; a postal code fills the address."""
        before = self._state.of(which)
        if text == before.text and before.filled:
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

    def save(self) -> None:
        """Save the form, or point at the first field that is refused."""
        if self._state.saving:
            return
        for which, field in self._state.fields.items():
            if not field.filled:
                self._state = replace(
                    self._state, fields=self._state.with_field(which, _checked(which, field))
                )
        if not self._state.of(Field.NAME).text:
            empty = FieldState(refusal=Missing.NAME)
            self._state = replace(self._state, fields=self._state.with_field(Field.NAME, empty))
        self._show(self._state)
        refused = next((which for which in Field if self._state.of(which).refusal), None)
        if refused is not None:
            self.refused.emit(refused)
            return
        self._store(new_customer(self._state))

    def discard(self) -> None:
        """Empty the form."""
        self._filling.forget()
        self._checking.forget()
        self._number = self._asked_code = self._checked_text = ""
        self._show(NewCustomerState())

    def _store(self, customer: NewCustomer) -> None:
        self._show(replace(self._state, saving=True))
        self._jobs.run(
            self,
            lambda: self._save_customer(customer),
            then=lambda customer_id: self._on_saved(customer_id, customer.name),
            failed=self._on_failed,
        )

    def _on_saved(self, customer_id: int, name: str) -> None:
        self.discard()
        self.saved.emit(customer_id, name)

    def _on_failed(self, error: Exception) -> None:
        self._show(replace(self._state, saving=False))
        self.failed.emit(error)

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
            if known.filled or not known.text:
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
