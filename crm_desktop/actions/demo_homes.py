"""Locates the homes of the demo office's customers; the pin of some was set by a person."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.models.place import AddressPosition
from crm_desktop.domain.demo_office.staff import SAEKI_ID
from crm_desktop.domain.position import LocatedAddress
from crm_desktop.maps.town_directory import TownDirectory

_PINNED_CHANCE: Final = 0.05
_FARTHEST_DEGREES: Final = 0.0015  # some 150 m
_ROWS_AT_ONCE: Final = 5_000


def store_demo_homes(session: Session, *, pinned_customer_id: int) -> None:
    """Locate all addresses of the office; the home of ``pinned_customer_id`` has a person's pin.

    Raises:
        BadTownFile: the towns of the program are damaged.
    """
    rng = Random(pinned_customer_id)  # noqa: S311
    rows: list[dict[str, Any]] = []
    with TownDirectory(cities_kept=1) as towns:
        for address in _addresses(session):
            address_id, customer_id, position, *parts = address
            found = towns.locate(*parts)
            is_showcase = (customer_id, position) == (pinned_customer_id, 0)
            is_pinned = found is not None and (is_showcase or rng.random() < _PINNED_CHANCE)
            rows.append({"address_id": address_id, **_values(rng, found, is_pinned=is_pinned)})
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        session.execute(insert(AddressPosition), rows[start : start + _ROWS_AT_ONCE])


def _addresses(session: Session) -> Iterator[Any]:
    """Yield all addresses, city by city."""
    address = CustomerAddress
    parts = (address.prefecture, address.city, address.town, address.block)
    statement = select(address.id, address.customer_id, address.position, *parts)
    yield from session.execute(statement.order_by(*parts, address.id))


def _values(rng: Random, found: LocatedAddress | None, *, is_pinned: bool) -> dict[str, Any]:
    """Return the columns of one address; all rows have the same ones."""
    values: dict[str, Any] = {
        "latitude": None,
        "longitude": None,
        "level": "",
        "accuracy_m": 0,
        "source": "towns",
        "found_as": "",
        "pinned_by_id": None,
    }
    if found is None:
        return values
    values |= {"latitude": found.position.latitude, "longitude": found.position.longitude}
    if is_pinned:
        values["latitude"] += rng.uniform(-_FARTHEST_DEGREES, _FARTHEST_DEGREES)
        values["longitude"] += rng.uniform(-_FARTHEST_DEGREES, _FARTHEST_DEGREES)
        return values | {"source": "person", "pinned_by_id": SAEKI_ID}
    return values | {
        "level": str(found.level),
        "accuracy_m": found.accuracy_m,
        "source": str(found.source),
        "found_as": found.found_as,
    }
