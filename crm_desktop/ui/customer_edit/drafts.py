"""A form as a draft, and back: what fills it again, and what saving it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from crm_desktop.actions.address_edits import KnownAddress
from crm_desktop.actions.customer_edits import CustomerEdit, CustomerFields
from crm_desktop.actions.customers import NewAddress, NewPhone
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.ui.customer_edit.address_lines import line_of, with_lines
from crm_desktop.ui.customer_edit.form_reading import COLUMNS, checked_line, form_of
from crm_desktop.ui.customer_edit.state import AddressLine, EditForm, PhoneLine
from crm_desktop.ui.new_customer.field_reading import read_field
from crm_desktop.ui.new_customer.form_parts import ADDRESS_FIELDS
from crm_desktop.ui.new_customer.state import Field, FieldState


def draft_of(form: EditForm, now: datetime, wanted: CustomerFields | None = None) -> Draft:
    """Return the draft of a form; with what is ``wanted`` it can be saved."""
    fields: dict[str, Json] = {
        "code": form.code,
        "name": form.seen.name,
        "seen": _as_json(form.seen),
        "typed": _typed({which: form.fields.of(which) for which in COLUMNS}),
        "phones": [_line_as_json(line) for line in form.phones],
        "addresses": [_address_as_json(line) for line in form.addresses],
        "usual": form.usual,
        "at": form.at,
        "wanted": None if wanted is None else _as_json(wanted),
    }
    return Draft(form.draft_id, DraftKind.CUSTOMER, form.customer_id, fields, now)


def form_of_draft(draft: Draft) -> EditForm:
    """Return the form as it was typed."""
    fields: Mapping[str, Any] = draft.fields
    form = form_of(
        draft.customer_id or 0, fields["code"], _from_json(fields["seen"]), draft.draft_id
    )
    typed = _read(fields["typed"])
    state = replace(form.fields, fields={**form.fields.fields, **typed})
    form = replace(form, fields=state, phones=tuple(map(_line_from_json, fields["phones"])))
    if "addresses" not in fields:  # kept by a release that knew one address
        parts = {which: state.of(which) for which in ADDRESS_FIELDS}
        return with_lines(form, (replace(form.addresses[0], fields=parts),), 0)
    lines = tuple(map(_address_from_json, fields["addresses"]))
    return with_lines(replace(form, usual=fields["usual"]), lines, fields["at"])


def edit_of_draft(draft: Draft) -> CustomerEdit:
    """Return what saving a draft stores; it was sent with what is wanted."""
    fields: Mapping[str, Any] = draft.fields
    wanted, seen = _from_json(fields["wanted"]), _from_json(fields["seen"])
    return CustomerEdit(draft.draft_id, draft.customer_id or 0, wanted, seen)


def _as_json(customer: CustomerFields) -> dict[str, Json]:
    birthday = customer.birthday
    return {**asdict(customer), "birthday": birthday.isoformat() if birthday else None}


def _from_json(told: Mapping[str, Any]) -> CustomerFields:
    birthday = told["birthday"]
    columns = {name: value for name, value in told.items() if name != "address"}
    return CustomerFields(
        **{
            **columns,
            "birthday": date.fromisoformat(birthday) if birthday else None,
            "phones": tuple(NewPhone(**phone) for phone in told["phones"]),
            "addresses": tuple(map(_known_from_json, _addresses_told(told))),
        }
    )


def _addresses_told(told: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the addresses; a release that knew one of a customer kept its parts alone."""
    if "addresses" in told:
        return list(told["addresses"])
    parts = told["address"]
    known = KnownAddress("+1")
    return [{**asdict(known), "parts": parts}] if any(parts.values()) else []


def _known_from_json(told: Mapping[str, Any]) -> KnownAddress:
    return KnownAddress(**{**told, "parts": NewAddress(**told["parts"])})


def _typed(fields: Mapping[Field, FieldState]) -> dict[str, Json]:
    return {str(which): field.text for which, field in fields.items() if not field.stored}


def _read(typed: Mapping[str, str]) -> dict[Field, FieldState]:
    return {Field(name): read_field(Field(name), text) for name, text in typed.items()}


def _address_as_json(line: AddressLine) -> Json:
    stored = None if line.stored is None else asdict(line.stored)
    return {
        "key": line.key,
        "typed": _typed(line.fields),
        "label": line.label,
        "put_away": line.put_away,
        "stored": stored,
    }


def _address_from_json(told: Mapping[str, Any]) -> AddressLine:
    line = AddressLine(told["key"])
    if told["stored"] is not None:
        line = line_of(_known_from_json(told["stored"]))
    fields = {**line.fields, **_read(told["typed"])}
    return replace(line, fields=fields, label=told["label"], put_away=told["put_away"])


def _line_as_json(line: PhoneLine) -> Json:
    stored = None if line.stored is None else asdict(line.stored)
    return {
        "text": line.text.text,
        "label": line.label,
        "stored": stored,
        "touched": not line.text.stored,
    }


def _line_from_json(told: Mapping[str, Any]) -> PhoneLine:
    stored = None if told["stored"] is None else NewPhone(**told["stored"])
    line = PhoneLine(FieldState(told["text"], stored=not told["touched"]), told["label"], stored)
    return checked_line(line, told["text"]) if told["touched"] else line
