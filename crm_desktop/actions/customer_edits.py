"""Changes what is known of a customer beside others who do the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from crm_desktop.actions.address_edits import (
    USUAL_ADDRESS,
    KnownAddress,
    address_of_field,
    addresses_of,
    fields_of_addresses,
    store_addresses,
    stored_keys,
    torn_address,
    with_address_fields,
    with_keys,
)
from crm_desktop.actions.customers import NewPhone
from crm_desktop.database.models.customer import Customer, CustomerPhone
from crm_desktop.database.operations import once
from crm_desktop.domain.customer_keys import customer_keys
from crm_desktop.domain.field_merge import Merge, merge_fields
from crm_desktop.errors.database import RecordChanged, RecordGone

_PHONE: Final = "phone "
_PhoneKey = tuple[str, str]  # number, extension


@dataclass(frozen=True, slots=True)
class CustomerEdit:
    """What an operator wants of a customer whom they saw as ``seen``."""

    operation_id: UUID
    customer_id: int
    wanted: CustomerFields
    seen: CustomerFields


@dataclass(frozen=True, slots=True)
class CustomerFields:
    """What is edited of a customer, every value in its stored form.

    ``phones`` are in the order of the card; of the ``addresses`` the first is the usual one, and
    those that are put away come last.
    """

    name: str
    name_kana: str
    birthday: date | None
    sex: str
    email: str
    attention_memo: str
    phones: tuple[NewPhone, ...] = ()
    addresses: tuple[KnownAddress, ...] = ()


def update_customer(session: Session, edit: CustomerEdit) -> int:
    """Store what the operator changed since the card was seen, once an operation.

    What others changed meanwhile in other fields stays; each phone number and each address is
    a field of its own, and which address is the usual one. Returns the new revision.

    Raises:
        RecordGone: there is no such customer (any more), or the card is not open.
        RecordChanged: somebody changed one of the same fields to something else; it tells all
            fields they changed, by the names of `fields_by_name`. Nothing is stored.
    """
    return int(once(session, edit.operation_id, lambda: _update_customer(session, edit)))


def fields_by_name(customer: CustomerFields) -> dict[str, object]:
    """Return every field under a name.

    Those of the columns, `phone_field` (its label), `address_field` and USUAL_ADDRESS.
    """
    named: dict[str, object] = {
        one.name: getattr(customer, one.name) for one in fields(CustomerFields)
    }
    phones: Iterable[NewPhone] = named.pop("phones")  # type: ignore[assignment]
    addresses: tuple[KnownAddress, ...] = named.pop("addresses")  # type: ignore[assignment]
    named |= {phone_field(phone.number, phone.phone_extension): phone.label for phone in phones}
    return named | fields_of_addresses(addresses)


def with_fields(customer: CustomerFields, changes: Mapping[str, Any]) -> CustomerFields:
    """Return ``customer`` with the fields of these names changed; what is new comes last."""
    phones = {(one.number, one.phone_extension): one for one in customer.phones}
    columns = {}
    for name, value in changes.items():
        key = phone_of_field(name)
        if key is None and not _is_of_addresses(name):
            columns[name] = value
        elif key is None:
            continue
        elif value is None:
            phones.pop(key, None)
        else:
            phones[key] = NewPhone(key[0], value, key[1])
    addresses = with_address_fields(customer.addresses, changes)
    return replace(customer, phones=tuple(phones.values()), addresses=addresses, **columns)


def merge_customers(seen: CustomerFields, wanted: CustomerFields, stored: CustomerFields) -> Merge:
    """Return how two people's changes go together, field by field.

    What one puts away while the other makes it the usual address collides, though these are two
    fields.
    """
    merged = merge_fields(fields_by_name(seen), fields_by_name(wanted), fields_by_name(stored))
    torn = torn_address(merged.to_store, merged.theirs)
    if torn is None:
        return merged
    to_store = {name: value for name, value in merged.to_store.items() if name != torn}
    return Merge(to_store, merged.theirs, (*merged.colliding, torn))


def in_stored_keys(customer: CustomerFields, keys: Mapping[str, str]) -> CustomerFields:
    """Return ``customer`` with its addresses under other keys; see `stored_keys`."""
    return replace(customer, addresses=with_keys(customer.addresses, keys)) if keys else customer


def phone_field(number: str, phone_extension: str = "") -> str:
    """Return the name under which a number is a field; its value is the label, None: not there."""
    return f"{_PHONE}{number} {phone_extension}".rstrip()


def phone_of_field(name: str) -> _PhoneKey | None:
    """Return number and extension of `phone_field`; None for any other field."""
    if not name.startswith(_PHONE):
        return None
    number, _, extension = name.removeprefix(_PHONE).partition(" ")
    return number, extension


def _update_customer(session: Session, edit: CustomerEdit) -> int:
    customer_id = edit.customer_id
    # No key changes: who is only named, by a note or by a move of thousands, is not waited for.
    lock = {"key_share": True}
    customer = session.get(Customer, customer_id, with_for_update=lock, populate_existing=True)
    if customer is None:
        raise RecordGone("customer", customer_id)
    stored = _stored(session, customer)
    keys = stored_keys(edit.seen.addresses, stored.addresses, edit.wanted.addresses)
    seen, wanted = in_stored_keys(edit.seen, keys), in_stored_keys(edit.wanted, keys)
    merged = merge_customers(seen, wanted, stored)
    if merged.colliding:
        raise RecordChanged("customer", customer_id, now_stored=merged.theirs)
    if merged.to_store:
        changes = dict(merged.to_store)
        if any(map(_is_of_addresses, changes)):
            addresses = with_address_fields(stored.addresses, changes)
            store_addresses(session, customer_id, addresses)
        _store_phones(session, customer_id, changes, wanted.phones)
        _store_columns(customer, changes)
        session.flush()
    return customer.revision


def _stored(session: Session, customer: Customer) -> CustomerFields:
    phones = session.execute(
        select(CustomerPhone.number, CustomerPhone.label, CustomerPhone.phone_extension)
        .where(CustomerPhone.customer_id == customer.id)
        .order_by(CustomerPhone.position, CustomerPhone.id)
    )
    return CustomerFields(
        customer.name,
        customer.name_kana,
        customer.birthday,
        customer.sex,
        customer.email,
        customer.attention_memo,
        tuple(NewPhone(*row) for row in phones),
        addresses_of(session, customer.id),
    )


def _store_columns(customer: Customer, changes: Mapping[str, object]) -> None:
    for column, value in changes.items():
        if phone_of_field(column) is None and not _is_of_addresses(column):
            setattr(customer, column, value)
    customer.updated_at = func.now()  # a new revision, when only a number or address is another
    for column, key in asdict(customer_keys(customer.name, customer.name_kana)).items():
        setattr(customer, column, key)


def _store_phones(
    session: Session, customer_id: int, changes: Mapping[str, object], order: Iterable[NewPhone]
) -> None:
    """Store the changed numbers; those in ``order`` stand in it, what others added after them."""
    labels = {key: label for name, label in changes.items() if (key := phone_of_field(name))}
    if not labels:
        return
    rows = {
        (phone.number, phone.phone_extension): phone
        for phone in session.scalars(
            select(CustomerPhone)
            .where(CustomerPhone.customer_id == customer_id)
            .order_by(CustomerPhone.position, CustomerPhone.id)
        )
    }
    for key, label in labels.items():
        if label is None and key in rows:
            session.execute(delete(CustomerPhone).where(CustomerPhone.id == rows.pop(key).id))
        elif label is not None and key in rows:
            rows[key].label = str(label)
        elif label is not None:
            rows[key] = _new_phone(customer_id, key, str(label))
    mine = [(phone.number, phone.phone_extension) for phone in order]
    keys = dict.fromkeys((*(key for key in mine if key in rows), *rows))
    for position, key in enumerate(keys):
        rows[key].position = position
    session.add_all(rows.values())


def _new_phone(customer_id: int, key: _PhoneKey, label: str) -> CustomerPhone:
    number, extension = key
    return CustomerPhone(
        customer_id=customer_id, number=number, phone_extension=extension, label=label
    )


def _is_of_addresses(name: str) -> bool:
    return name == USUAL_ADDRESS or address_of_field(name) is not None
