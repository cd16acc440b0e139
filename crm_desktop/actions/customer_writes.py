"""What a batch of an import writes about customers, collected so that each table is hit once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session

from crm_desktop.actions.customer_changes import (
    changed_address,
    changed_values,
    customer_values,
    new_phones,
)
from crm_desktop.database.many_rows import insert_new_rows, insert_rows, update_rows
from crm_desktop.database.models.customer import (
    Customer,
    CustomerAddress,
    CustomerPhone,
    CustomerShopAccount,
)
from crm_desktop.database.queries.imports import (
    StoredCustomer,
    StoredPhone,
    customers_by_code,
    new_customer_ids,
)
from crm_desktop.domain.customer_code import customer_code
from crm_desktop.tables.customer_rows import CustomerRow, ImportedPhone


class CustomerWrites:
    """Collects new and changed customers of one shop until `write`."""

    def __init__(self, shop: str) -> None:
        """Start with nothing to write."""
        self._shop = shop
        self._customers: list[dict[str, Any]] = []
        self._changes: list[dict[str, Any]] = []
        self._touched: list[dict[str, Any]] = []
        self._phones: list[dict[str, Any]] = []
        self._addresses: list[dict[str, Any]] = []
        self._moves: list[dict[str, Any]] = []
        self._accounts: list[dict[str, Any]] = []

    def add(self, customer_id: int, code: str, row: CustomerRow) -> None:
        """Make ``row`` a new customer with this id and code."""
        self._customers.append({"id": customer_id, "code": code, **customer_values(row)})
        self._add_phones(customer_id, list(enumerate(row.phones)))
        if not row.address.is_blank():
            self._addresses.append({"customer_id": customer_id, **asdict(row.address)})
        self.attach_account(customer_id, row)

    def attach_account(self, customer_id: int, row: CustomerRow) -> None:
        """Remember the shop's number of a customer, if the row has one."""
        if row.shop_customer_number:
            self._accounts.append(
                {
                    "shop": self._shop,
                    "shop_customer_number": row.shop_customer_number,
                    "customer_id": customer_id,
                }
            )

    def change(self, stored: StoredCustomer, phones: list[StoredPhone], row: CustomerRow) -> bool:
        """Bring what ``row`` says into a customer; tell whether anything is different."""
        values, address = changed_values(stored, row), changed_address(stored, row)
        added = new_phones(phones, row)
        if values:
            self._changes.append({"id": stored.customer_id, **values})
        elif added or address:
            self._touched.append({"id": stored.customer_id})
        self._add_phones(stored.customer_id, added)
        if address and stored.address_id is None:
            self._addresses.append({"customer_id": stored.customer_id, **asdict(address)})
        elif address:
            self._moves.append({"id": stored.address_id, **asdict(address)})
        return bool(values or address or added)

    def write(self, session: Session) -> None:
        """Send everything in as few statements as there are tables."""
        later = {"revision": Customer.revision + 1, "updated_at": func.now()}
        insert_rows(session, Customer, self._customers)
        update_rows(session, Customer, self._changes, **later)
        update_rows(session, Customer, self._touched, **later)
        insert_rows(session, CustomerPhone, self._phones)
        insert_rows(session, CustomerAddress, self._addresses)
        update_rows(session, CustomerAddress, self._moves)
        insert_new_rows(session, CustomerShopAccount, self._accounts)

    def _add_phones(self, customer_id: int, phones: list[tuple[int, ImportedPhone]]) -> None:
        self._phones.extend(
            {
                "customer_id": customer_id,
                "number": phone.number,
                "phone_extension": phone.extension,
                "label": phone.label,
                "position": position,
            }
            for position, phone in phones
        )


def new_ids_and_codes(
    session: Session, rows: Sequence[CustomerRow], prefix: str
) -> list[tuple[int, str]]:
    """Return id and code of each new customer: their own code, else one from the shop's number.

    Where neither is there, or the latter is taken, the code comes from the id.
    """
    wanted = [row.code or _shop_code(row, prefix) for row in rows]
    taken = customers_by_code(session, set(wanted) - {""})
    codes = []
    for customer_id, code in zip(new_customer_ids(session, len(rows)), wanted, strict=True):
        codes.append((customer_id, customer_code(customer_id) if code in {"", *taken} else code))
    return codes


def _shop_code(row: CustomerRow, prefix: str) -> str:
    return f"{prefix}{row.shop_customer_number}" if prefix and row.shop_customer_number else ""
