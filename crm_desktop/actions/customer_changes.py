"""What a row of a file changes in a customer: blanks never do, nor what was lost on the way."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import date
from typing import Any

from crm_desktop.database.queries.imports import StoredCustomer, StoredPhone
from crm_desktop.domain.customer_keys import customer_keys
from crm_desktop.domain.email_address import email_key
from crm_desktop.domain.japanese_text import widened
from crm_desktop.tables.address_cells import ImportedAddress
from crm_desktop.tables.customer_rows import CustomerRow, ImportedPhone


def customer_values(row: CustomerRow) -> dict[str, Any]:
    """Return the columns of a new customer."""
    return {
        "name": row.name,
        "name_kana": row.name_kana,
        "name_key": row.keys.name_key,
        "kana_key": row.keys.kana_key,
        "given_name_key": row.keys.given_name_key,
        "given_kana_key": row.keys.given_kana_key,
        "birthday": row.birthday,
        "sex": row.sex or "unknown",
        "email": row.email,
        "attention_memo": row.memo,
        "customer_since": row.customer_since,
    }


def changed_values(stored: StoredCustomer, row: CustomerRow) -> dict[str, Any]:
    """Return all columns as they should be, or nothing when they are so already."""
    name, kana = _kept_name(stored.name, row.name), row.name_kana or stored.name_kana
    keys = customer_keys(name, kana)
    wanted = {
        "name": name,
        "name_kana": kana,
        "birthday": row.birthday or stored.birthday,
        "sex": row.sex if row.sex in {"female", "male"} else stored.sex,
        "email": stored.email if _same_email(stored.email, row.email) else row.email,
        "attention_memo": stored.attention_memo or row.memo,
        "customer_since": _earlier(stored.customer_since, row.customer_since),
    }
    if all(getattr(stored, column) == value for column, value in wanted.items()):
        return {}
    return {
        **wanted,
        "name_key": keys.name_key,
        "kana_key": keys.kana_key,
        "given_name_key": keys.given_name_key,
        "given_kana_key": keys.given_kana_key,
    }


def changed_address(stored: StoredCustomer, row: CustomerRow) -> ImportedAddress | None:
    """Return the address as it should be, or None when it is so already.

    How an address is parted, and widths and blanks in it, make no difference. A blank building
    is kept as it was as long as the rest says the same place. What the office has as another
    address of the customer, or has put away, does not take the place of the usual one.
    """
    new, old = row.address, _address_of(stored)
    if new.is_blank() or _written(new) == _written(old):
        return None
    if not _place(new) or _place(new) == _place(old):
        filled = replace(
            old if _place(old) else new,
            postal_code=new.postal_code or old.postal_code,
            prefecture=old.prefecture or new.prefecture,
            building=new.building or old.building,
        )
        return None if _written(filled) == _written(old) else filled
    return None if _place(new) in map(_joined, stored.others) else new


def new_phones(stored: list[StoredPhone], row: CustomerRow) -> list[tuple[int, ImportedPhone]]:
    """Return the numbers the customer does not have yet, each with its position."""
    known = {(phone.number, phone.phone_extension) for phone in stored}
    added = [phone for phone in row.phones if (phone.number, phone.extension) not in known]
    first = max((phone.position for phone in stored), default=-1) + 1
    return list(enumerate(added, start=first))


def _kept_name(old: str, new: str) -> str:
    """Return the new name, but the old one where a ``?`` stands for a letter that was lost."""
    fits = len(old) == len(new) and all(
        lost in {"?", letter} for letter, lost in zip(old, new, strict=True)
    )
    return old if "?" in new and fits else new or old


def _same_email(old: str, new: str) -> bool:
    return not new or email_key(old) == email_key(new)


def _earlier(old: date | None, new: date | None) -> date | None:
    return min((day for day in (old, new) if day is not None), default=None)


def _address_of(stored: StoredCustomer) -> ImportedAddress:
    return ImportedAddress(
        stored.postal_code,
        stored.prefecture,
        stored.city,
        stored.town,
        stored.block,
        stored.building,
    )


def _written(address: ImportedAddress) -> tuple[str, str]:
    return address.postal_code, _joined(astuple(address)[1:])


def _place(address: ImportedAddress) -> str:
    """Return city, town and block as one text: where the house stands."""
    return _joined(astuple(address)[2:5])


def _joined(parts: tuple[str, ...]) -> str:
    return "".join("".join(map(widened, parts)).split())
