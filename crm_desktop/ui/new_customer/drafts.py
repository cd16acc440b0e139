"""Keeps what is typed into the form for a new customer, and brings it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from crm_desktop.actions.customers import NewCustomer
from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.background.outbox import Form, Outbox
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.ui.new_customer.field_reading import new_customer, read_field
from crm_desktop.ui.new_customer.presenter import NewCustomerPresenter
from crm_desktop.ui.new_customer.state import Field, FieldState, NewCustomerState


class NewCustomerDrafts(QObject):
    """The form is a draft from the first key until it is saved or emptied."""

    def __init__(
        self,
        form: NewCustomerPresenter,
        keeper: DraftKeeper,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._keeper = keeper
        self._now = now
        self._kept: UUID | None = None
        self._last: Mapping[str, Json] = {}
        form.changed.connect(self._on_changed)

    def put_back(self, draft: Draft) -> None:
        """Fill the form with what was typed; what stands there now lies among the drafts.

        While another is being saved the draft goes on lying there.
        """
        if draft.draft_id == self._kept or self._form.state.saving:
            return
        if self._kept is not None:
            self._keeper.let_go(self._kept)
        self._kept, self._last = draft.draft_id, {}
        self._form.fill(str(draft.fields.get("number", "")), _state(draft.fields))

    def send(self, outbox: Outbox, form: Form) -> None:
        """Have ``outbox`` save the draft of the form as it stands."""
        kept = self._kept = self._kept or uuid4()
        fields = self._last or _fields(self._form.number, self._form.state)
        draft = Draft(kept, DraftKind.NEW_CUSTOMER, None, fields, self._now())

        def wait() -> None:
            self._kept, self._last = None, {}  # it is the outbox's now: an empty form ends nothing
            form.waits()

        outbox.send(draft, replace(form, waits=wait))

    def _on_changed(self, state: NewCustomerState) -> None:
        if not self._form.has_typing:
            self._forget()
            return
        fields = _fields(self._form.number, state)
        if fields == self._last:
            return
        self._kept, self._last = self._kept or uuid4(), fields
        self._keeper.keep(Draft(self._kept, DraftKind.NEW_CUSTOMER, None, fields, self._now()))

    def _forget(self) -> None:
        if self._kept is not None:
            self._keeper.forget(self._kept)
        self._kept, self._last = None, {}


def customer_of_draft(draft: Draft) -> NewCustomer:
    """Return the customer whose form was kept as ``draft``; nothing in it was refused."""
    fields = _state(draft.fields).fields
    return new_customer(
        NewCustomerState({which: read_field(which, one.text) for which, one in fields.items()})
    )


def _fields(number: str, state: NewCustomerState) -> dict[str, Json]:
    """Return what people typed and, apart, what the postal code filled in."""
    typed = {str(which): one.text for which, one in state.fields.items() if not one.filled}
    filled = {str(which): one.text for which, one in state.fields.items() if one.filled}
    return {"number": number, "typed": typed, "filled": filled}


def _state(fields: Mapping[str, Json]) -> NewCustomerState:
    found: dict[Field, FieldState] = {}
    for part in ("typed", "filled"):
        texts = fields.get(part)
        if isinstance(texts, Mapping):
            for name, text in texts.items():
                if name in set(Field):
                    found[Field(name)] = FieldState(str(text), filled=part == "filled")
    return NewCustomerState(found)
