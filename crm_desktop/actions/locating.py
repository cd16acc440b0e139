"""Finds where addresses are: one at a desk, or all that nobody has looked for, in batches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from crm_desktop.database.models.place import AddressPosition
from crm_desktop.database.queries.homes import home_at, lock_address
from crm_desktop.domain.home import Home, HomeSource
from crm_desktop.domain.position import LocatedAddress
from crm_desktop.errors.database import RecordGone


class Towns(Protocol):
    """Where towns are; `TownDirectory` of crm_desktop.maps is one."""

    def locate(
        self, prefecture: str, city: str, town: str, block: str, postal_codes: Sequence[str] = ()
    ) -> LocatedAddress | None:
        """Return the closest that is known of an address; None where nothing is."""


def locate_address(session: Session, towns: Towns, address_id: int) -> Home:
    """Find where an address is, store it, and return the address with it.

    What was found before, not found, or set by a person stays as it is.

    Raises:
        RecordGone: there is no such address (any more), or the card is not open.
    """
    if not lock_address(session, address_id):
        raise RecordGone("customer_address", address_id)
    home = home_at(session, address_id)
    if home is None:
        raise RecordGone("customer_address", address_id)
    if home.place is not None:
        return home
    found = _values(_located(towns, home.words))
    session.execute(
        upsert(AddressPosition).values(address_id=address_id, **found).on_conflict_do_nothing()
    )
    return home_at(session, address_id) or home


def locate_forgotten(session: Session) -> bool:
    """Let the worker find the addresses nobody has looked for; False: none, or it is asked to."""
    return bool(session.scalar(select(func.locate_forgotten())))


def _located(towns: Towns, words: tuple[str, str, str, str, str]) -> LocatedAddress | None:
    prefecture, city, town, block, postal_code = words
    return towns.locate(prefecture, city, town, block, (postal_code,) if postal_code else ())


def _values(found: LocatedAddress | None) -> dict[str, Any]:
    """Return the columns of what was found; not found is a row too, so that it is not sought."""
    if found is None:
        return {"source": str(HomeSource.TOWNS)}
    return {
        "latitude": found.position.latitude,
        "longitude": found.position.longitude,
        "level": str(found.level),
        "accuracy_m": found.accuracy_m,
        "source": str(found.source),
        "found_as": found.found_as,
    }
