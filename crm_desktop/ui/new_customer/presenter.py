"""Decides what the form for a new customer shows, and when it may be saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.customers import NewCustomer
from crm_desktop.background.jobs import Jobs
from crm_desktop.background.outbox import Form
from crm_desktop.domain.phone_number import national_display
from crm_desktop.ui.new_customer.field_reading import new_customer
from crm_desktop.ui.new_customer.form_filling import FindAddresses, FormFilling, ReadAddress
from crm_desktop.ui.new_customer.state import Field, FieldState, NewCustomerState

SendCustomer = Callable[[NewCustomer, Form], object]


class NewCustomerPresenter(QObject):
    """One form at a time. Filling from the postal code never overwrites what a person typed."""

    changed = Signal(object)  # NewCustomerState
    refused = Signal(object)  # Field: the first one that keeps the form from being saved
    saved = Signal(int, str)  # customer id, name
    left = Signal()  # it waits for the database; the form is empty again
    failed = Signal(object)  # Exception

    def __init__(
        self,
        send: SendCustomer,
        find_addresses: FindAddresses,
        read_address: ReadAddress,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """``send`` saves a customer or lets it wait; ``find_addresses`` takes seven digits."""
        super().__init__(parent)
        self._send = send
        self._form = FormFilling(find_addresses, read_address, jobs, self)
        self._form.changed.connect(self.changed)
        self._form.failed.connect(self.failed)
        self._number = ""
        self.on_typed = self._form.on_typed
        self.on_field_left = self._form.on_field_left
        self.choose_address = self._form.choose_address

    @property
    def number(self) -> str:
        """The E.164 number that the form was opened for, or empty."""
        return self._number

    @property
    def state(self) -> NewCustomerState:
        """The form as it stands."""
        return self._form.state

    @property
    def has_typing(self) -> bool:
        """Whether somebody typed something that is not saved."""
        state = self._form.state
        typed = {which: f for which, f in state.fields.items() if f.text and not f.filled}
        if self._number and state.of(Field.PHONE).text == national_display(self._number):
            typed.pop(Field.PHONE, None)
        return bool(typed.keys() - {Field.PHONE_LABEL, Field.SEX})

    def open(self, number: str) -> None:
        """Begin a form for the E.164 ``number`` ("" for none); one with typing is gone on with."""
        if not self.has_typing:
            self._number = number
            phone = FieldState(national_display(number)) if number else FieldState()
            self._form.begin(NewCustomerState({Field.PHONE: phone}))
        elif number and not self._form.state.of(Field.PHONE).text:
            self.on_field_left(Field.PHONE, national_display(number))

    def fill(self, number: str, state: NewCustomerState) -> None:
        """Show a form for the E.164 ``number`` (or "") as it was left, in place of what stands."""
        self._number = number
        self._form.begin(state)

    def save(self) -> None:
        """Save the form, or point at the first field that is refused."""
        if self._form.state.saving:
            return
        refused = self._form.check()
        if refused is not None:
            self.refused.emit(refused)
            return
        self._store(new_customer(self._form.state))

    def discard(self) -> None:
        """Empty the form."""
        self._number = ""
        self._form.begin(NewCustomerState())

    def _store(self, customer: NewCustomer) -> None:
        self._form.show_saving(saving=True)
        then = partial(self._on_saved, customer.name)
        self._send(customer, Form(self, then, refused=self._on_failed, waits=self._on_waits))

    def _on_saved(self, name: str, customer_id: int) -> None:
        self.discard()
        self.saved.emit(customer_id, name)

    def _on_waits(self) -> None:
        self.discard()
        self.left.emit()

    def _on_failed(self, error: Exception) -> None:
        self._form.show_saving(saving=False)
        self.failed.emit(error)
