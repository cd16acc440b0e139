"""The addresses of a form: which is shown, added, put away and the usual one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from crm_desktop.actions.address_edits import (
    USUAL_ADDRESS,
    KnownAddress,
    address_field,
    usual_address,
)
from crm_desktop.actions.customer_edits import CustomerFields
from crm_desktop.actions.customers import NewAddress
from crm_desktop.domain.postal_code import postal_display
from crm_desktop.ui.customer_edit.state import AddressLine, EditForm
from crm_desktop.ui.new_customer.field_reading import new_customer
from crm_desktop.ui.new_customer.form_parts import ADDRESS_FIELDS
from crm_desktop.ui.new_customer.state import Field, FieldState, NewCustomerState

MOST_ADDRESSES: Final = 20
_FIRST_NEW: Final = "+1"


def lines_of(addresses: tuple[KnownAddress, ...]) -> tuple[AddressLine, ...]:
    """Return the lines nobody has typed in yet: an empty one where there is no address in use."""
    lines = tuple(map(line_of, addresses))
    return lines if usual_address(addresses) else (AddressLine(_FIRST_NEW), *lines)


def line_of(address: KnownAddress) -> AddressLine:
    """Return a stored address as a line."""
    fields = _stored_fields(address.parts)
    return AddressLine(address.key, fields, address.label, address.put_away, address)


def with_lines(form: EditForm, lines: tuple[AddressLine, ...], at: int) -> EditForm:
    """Return the form with these addresses, of which it shows the one ``at`` a number."""
    at = min(max(at, 0), len(lines) - 1)
    shown = {which: lines[at].fields.get(which, FieldState()) for which in ADDRESS_FIELDS}
    fields = replace(form.fields, fields={**form.fields.fields, **shown}, choices=())
    return replace(form, fields=fields, addresses=lines, at=at)


def with_fields_typed(form: EditForm, fields: NewCustomerState) -> EditForm:
    """Return the form with its fields, those of the shown address among them."""
    parts = {which: fields.of(which) for which in ADDRESS_FIELDS}
    if all(form.shown_address.fields.get(w, FieldState()) == f for w, f in parts.items()):
        return replace(form, fields=fields)
    line = replace(form.shown_address, fields=parts)
    return replace(form, fields=fields, addresses=_with_line(form, line))


def with_new_line(form: EditForm) -> EditForm:
    """Return the form with one address more, which is shown, unless there are enough."""
    if len(form.addresses) >= MOST_ADDRESSES:
        return form
    taken = {line.key for line in form.addresses}
    key = next(f"+{n}" for n in range(1, MOST_ADDRESSES + 1) if f"+{n}" not in taken)
    lines = (*form.addresses, AddressLine(key, label="delivery"))
    return with_lines(form, lines, len(lines) - 1)


def with_label(form: EditForm, label: str) -> EditForm:
    """Return the form with another kind (one of ADDRESS_LABELS) of the shown address."""
    line = replace(form.shown_address, label=label)
    return replace(form, addresses=_with_line(form, line))


def may_be_put_away(form: EditForm) -> bool:
    """Tell whether the shown address can be put away: one is always in use."""
    in_use = [line.key for line in form.addresses if not line.put_away]
    return in_use != [form.shown_address.key] and not form.shown_address.put_away


def with_put_away(form: EditForm) -> EditForm:
    """Return the form with the shown address put away; a new one is taken out altogether.

    Where it was the usual one, the first other in use is.
    """
    if not may_be_put_away(form):
        return form
    shown = form.shown_address
    rest = [line for line in form.addresses if line.key != shown.key and not line.put_away]
    usual = rest[0].key if form.usual == shown.key else form.usual
    form = replace(form, usual=usual)
    if shown.stored is None:
        lines = tuple(line for line in form.addresses if line.key != shown.key)
        return with_lines(form, lines, form.at - 1)
    return replace(form, addresses=_with_line(form, replace(shown, put_away=True)))


def with_shown_in_use(form: EditForm) -> EditForm:
    """Return the form with the shown address in use again."""
    return replace(form, addresses=_with_line(form, replace(form.shown_address, put_away=False)))


def with_shown_as_usual(form: EditForm) -> EditForm:
    """Return the form with the shown address as the usual one, in use."""
    return replace(with_shown_in_use(form), usual=form.shown_address.key)


def wanted_addresses(form: EditForm) -> tuple[KnownAddress, ...]:
    """Return the addresses of a form in which nothing is refused; empty new ones are left out."""
    wanted = [_wanted(line) for line in form.addresses]
    blank = {
        line.key
        for line, known in zip(form.addresses, wanted, strict=True)
        if line.stored is None and known.parts == NewAddress()
    }
    kept = [known for known in wanted if known.key not in blank]
    kept.sort(key=lambda known: (known.put_away, known.key != form.usual))
    return tuple(kept)


def refused_line(form: EditForm) -> int | None:
    """Return the number of the first address with a field that is refused."""
    lines = enumerate(form.addresses)
    refused = (number for number, line in lines if any(f.refusal for f in line.fields.values()))
    return next(refused, None)


def texts_of(form: EditForm) -> Mapping[str, object]:
    """Return what the lines say, by which two forms are compared; empty new ones say nothing."""
    said: dict[str, object] = {
        line.key: (_texts(line), line.label, line.put_away)
        for line in form.addresses
        if line.stored is not None or any(_texts(line))
    }
    return {**said, "usual": form.usual if form.usual in said else ""}


def lines_over(form: EditForm, stored: CustomerFields, take: Collection[str]) -> EditForm:
    """Return the form's addresses over what is ``stored`` now; see `brought_up_to_date`."""
    known = {one.key: one for one in stored.addresses}
    lines = []
    for line in form.addresses:
        now = known.pop(line.key, None)
        if address_field(line.key) not in take:
            lines.append(replace(line, stored=now))
        elif now is not None:
            lines.append(line_of(now))
    lines += [line_of(one) for key, one in known.items() if address_field(key) in take]
    lines = lines or list(lines_of(stored.addresses))
    usual = usual_address(stored.addresses)
    keys = [line.key for line in lines if not line.put_away] or [line.key for line in lines]
    if usual is not None and (USUAL_ADDRESS in take or form.usual not in keys):
        form = replace(form, usual=usual.key)
    elif form.usual not in keys:
        form = replace(form, usual=keys[0])
    in_use = [replace(one, put_away=one.put_away and one.key != form.usual) for one in lines]
    return with_lines(form, tuple(in_use), form.at)


def in_keys(form: EditForm, keys: Mapping[str, str]) -> EditForm:
    """Return the form with other keys of its addresses; see `address_edits.stored_keys`."""
    lines = tuple(
        replace(
            line,
            key=keys.get(line.key, line.key),
            stored=line.stored and replace(line.stored, key=keys.get(line.key, line.key)),
        )
        for line in form.addresses
    )
    return replace(form, addresses=lines, usual=keys.get(form.usual, form.usual))


def _wanted(line: AddressLine) -> KnownAddress:
    untouched = line.stored is not None and all(f.stored for f in line.fields.values())
    if line.stored is not None and untouched:
        parts = line.stored.parts
    else:
        parts = new_customer(NewCustomerState(dict(line.fields))).address
    return KnownAddress(line.key, parts, line.label, line.put_away)


def _with_line(form: EditForm, line: AddressLine) -> tuple[AddressLine, ...]:
    return (*form.addresses[: form.at], line, *form.addresses[form.at + 1 :])


def _texts(line: AddressLine) -> tuple[str, ...]:
    return tuple(line.fields.get(which, FieldState()).text for which in ADDRESS_FIELDS)


def _stored_fields(address: NewAddress) -> dict[Field, FieldState]:
    texts = {
        Field.POSTAL_CODE: postal_display(address.postal_code) if address.postal_code else "",
        Field.PREFECTURE: address.prefecture,
        Field.CITY: address.city,
        Field.TOWN: address.town,
        Field.BLOCK: address.block,
        Field.BUILDING: address.building,
    }
    return {which: FieldState(text, stored=True) for which, text in texts.items()}
