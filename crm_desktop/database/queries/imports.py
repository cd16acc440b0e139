"""What an import must know of customers and orders before it writes: many at once, never one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, any_, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute, Session

from crm_desktop.database.models.base import Model
from crm_desktop.database.models.customer import (
    Customer,
    CustomerAddress,
    CustomerPhone,
    CustomerShopAccount,
)
from crm_desktop.database.models.imports import ImportedRow
from crm_desktop.domain.email_address import email_key


@dataclass(frozen=True, slots=True)
class StoredCustomer:
    """A customer as stored, with the address where they live ("" in all parts without one).

    ``others`` are city, town and block of their other addresses, in use or put away.
    """

    customer_id: int
    code: str
    name: str
    name_kana: str
    birthday: date | None
    sex: str
    email: str
    attention_memo: str
    customer_since: date | None
    address_id: int | None
    postal_code: str
    prefecture: str
    city: str
    town: str
    block: str
    building: str
    others: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StoredPhone:
    """One number of one customer."""

    customer_id: int
    number: str
    phone_extension: str
    position: int


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A customer who has this name and this number or e-mail address."""

    name_key: str
    way: str
    customer_id: int
    code: str
    has_account: bool


def customers_by_account(session: Session, shop: str, numbers: Collection[str]) -> dict[str, int]:
    """Return the customer of each number in ``shop`` that is known; merged ones lead on."""
    if not numbers:
        return {}
    statement = select(
        CustomerShopAccount.shop_customer_number, CustomerShopAccount.customer_id
    ).where(
        CustomerShopAccount.shop == shop,
        is_one_of(CustomerShopAccount.shop_customer_number, numbers),
    )
    return _merged_into(session, dict(session.execute(statement).all()))


def customers_by_code(session: Session, codes: Collection[str]) -> dict[str, int]:
    """Return the customer of each code that is in use; merged ones lead on."""
    if not codes:
        return {}
    statement = select(Customer.code, Customer.id).where(is_one_of(Customer.code, codes))
    return _merged_into(session, dict(session.execute(statement).all()))


def names_of(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Return the names of customers, as names are compared."""
    if not ids:
        return {}
    statement = select(Customer.id, Customer.name_key).where(is_one_of(Customer.id, ids))
    return {row.id: row.name_key for row in session.execute(statement)}


def customers_by_person(
    session: Session, shop: str, persons: Collection[tuple[str, str]]
) -> list[PersonMatch]:
    """Return who has a name key together with a phone number or an e-mail address, oldest first.

    Customers merged into another are not asked.
    """
    by_email = [(name, way) for name, way in persons if "@" in way]
    by_phone = [(name, way) for name, way in persons if "@" not in way]
    rows = _by_phone(session, shop, by_phone) if by_phone else []
    rows += _by_email(session, shop, by_email) if by_email else []
    wanted = set(persons)
    return sorted(
        {row for row in rows if (row.name_key, row.way) in wanted},
        key=lambda row: (row.customer_id, row.way),
    )


def _by_phone(
    session: Session, shop: str, persons: Collection[tuple[str, str]]
) -> list[PersonMatch]:
    statement = (
        select(
            *(Customer.name_key, CustomerPhone.number, Customer.id, Customer.code),
            _has_account(shop),
        )
        .join(CustomerPhone, CustomerPhone.customer_id == Customer.id)
        .where(
            is_one_of(CustomerPhone.number, {way for _, way in persons}),
            is_one_of(Customer.name_key, {name for name, _ in persons}),
            Customer.merged_into_id.is_(None),
        )
    )
    rows: Iterable[Any] = session.execute(statement)
    return [PersonMatch(*row) for row in rows]


def _by_email(
    session: Session, shop: str, persons: Collection[tuple[str, str]]
) -> list[PersonMatch]:
    statement = select(
        *(Customer.name_key, Customer.email, Customer.id, Customer.code), _has_account(shop)
    ).where(
        is_one_of(Customer.name_key, {name for name, _ in persons}),
        Customer.email != "",
        Customer.merged_into_id.is_(None),
    )
    rows: Iterable[Any] = session.execute(statement)
    return [PersonMatch(row[0], email_key(row[1]), *row[2:]) for row in rows]


def _has_account(shop: str) -> ColumnElement[bool]:
    return (
        select(CustomerShopAccount.customer_id)
        .where(CustomerShopAccount.shop == shop, CustomerShopAccount.customer_id == Customer.id)
        .exists()
    )


def stored_customers(session: Session, ids: Collection[int]) -> dict[int, StoredCustomer]:
    """Return the customers, locked against changes until the transaction ends."""
    if not ids:
        return {}
    lock = select(Customer.id).where(is_one_of(Customer.id, ids)).order_by(Customer.id)
    session.execute(lock.with_for_update(key_share=True))
    address = CustomerAddress
    parts = (
        *(address.postal_code, address.prefecture, address.city),
        *(address.town, address.block, address.building),
    )
    statement = (
        select(
            *(Customer.id, Customer.code, Customer.name, Customer.name_kana, Customer.birthday),
            *(Customer.sex, Customer.email, Customer.attention_memo, Customer.customer_since),
            address.id,
            *(func.coalesce(part, "") for part in parts),
        )
        .outerjoin(address, (address.customer_id == Customer.id) & (address.position == 0))
        .where(is_one_of(Customer.id, ids))
    )
    rows: Iterable[Any] = session.execute(statement)
    others = _other_addresses(session, ids)
    return {
        row[0]: replace(StoredCustomer(*row), others=tuple(others.get(row[0], ()))) for row in rows
    }


def _other_addresses(
    session: Session, ids: Collection[int]
) -> dict[int, list[tuple[str, str, str]]]:
    address = CustomerAddress
    statement = select(address.customer_id, address.city, address.town, address.block).where(
        is_one_of(address.customer_id, ids), address.position != 0
    )
    found: dict[int, list[tuple[str, str, str]]] = {}
    for customer_id, *place in session.execute(statement):
        found.setdefault(customer_id, []).append((place[0], place[1], place[2]))
    return found


def stored_phones(session: Session, ids: Collection[int]) -> dict[int, list[StoredPhone]]:
    """Return the numbers of each customer who has any."""
    found: dict[int, list[StoredPhone]] = {}
    if not ids:
        return found
    statement = select(
        CustomerPhone.customer_id,
        CustomerPhone.number,
        CustomerPhone.phone_extension,
        CustomerPhone.position,
    ).where(is_one_of(CustomerPhone.customer_id, ids))
    for row in session.execute(statement):
        found.setdefault(row[0], []).append(StoredPhone(*row))
    return found


def imported_digests(
    session: Session, keys: Collection[tuple[str, str, str]]
) -> dict[tuple[str, str, str], bytes]:
    """Return what was imported before under (kind, shop, number); unknown ones are missing."""
    found: dict[tuple[str, str, str], bytes] = {}
    for kind, shop in sorted({key[:2] for key in keys}):
        numbers = [key[2] for key in keys if key[:2] == (kind, shop)]
        statement = select(ImportedRow.number, ImportedRow.digest).where(
            ImportedRow.kind == kind,
            ImportedRow.shop == shop,
            is_one_of(ImportedRow.number, numbers),
        )
        found |= {(kind, shop, number): digest for number, digest in session.execute(statement)}
    return found


def new_customer_ids(session: Session, count: int) -> list[int]:
    """Take ``count`` ids out of the customers' sequence, in order."""
    return taken_ids(session, Customer, count)


def taken_ids(session: Session, model: type[Model], count: int) -> list[int]:
    """Take ``count`` ids out of the sequence of a table, in order; empty for 0."""
    if not count:
        return []
    sequence = func.pg_get_serial_sequence(model.__tablename__, "id")
    taken = select(func.nextval(sequence)).select_from(func.generate_series(1, count))
    return sorted(session.scalars(taken))


def is_one_of(column: InstrumentedAttribute[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Return ``column = ANY(array)``: one statement to prepare, however many the values."""
    return column == any_(literal(sorted(values), ARRAY(column.type)))


def _merged_into(session: Session, found: dict[str, int]) -> dict[str, int]:
    """Return ``found`` with every merged customer replaced by the one that is left of them."""
    asked = set(found.values())
    while asked:
        statement = select(Customer.id, Customer.merged_into_id).where(
            is_one_of(Customer.id, asked), Customer.merged_into_id.is_not(None)
        )
        leads_to = {old: new for old, new in session.execute(statement) if new is not None}
        found = {key: leads_to.get(value, value) for key, value in found.items()}
        asked = set(leads_to.values())
    return found
