"""Finds where addresses are: one at a desk, or a run of many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from crm_desktop.database.engine import Database
from crm_desktop.database.found_positions import FoundPosition, store_positions
from crm_desktop.database.models.place import AddressPosition
from crm_desktop.database.queries.homes import home_at, lock_address
from crm_desktop.database.queries.unlocated import IdRun, Unlocated, Wanted, addresses_in
from crm_desktop.domain.home import Home, HomeSource
from crm_desktop.domain.position import LocatedAddress
from crm_desktop.errors.database import RecordGone


@dataclass(frozen=True, slots=True)
class LocatedRun:
    """What became of addresses: how many were looked for, found, stored, and left for later."""

    read: int = 0
    found: int = 0
    written: int = 0
    left: int = 0

    def __add__(self, other: LocatedRun) -> LocatedRun:
        """Return both together."""
        return LocatedRun(
            self.read + other.read,
            self.found + other.found,
            self.written + other.written,
            self.left + other.left,
        )


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


def locate_run(database: Database, towns: Towns, run: IdRun, wanted: Wanted) -> LocatedRun:
    """Find where the wanted addresses of a run are, and store what is new; done twice as once.

    No transaction is open while they are looked for. Pins of people stay, and so does what is
    stored of an address that changed meanwhile: that is to be located again.
    """
    with database.reading() as session:
        addresses = addresses_in(session, run, wanted)
    found = [_found(towns, address) for address in addresses]
    new = [one for one, address in zip(found, addresses, strict=True) if _differs(one, address)]
    with database.writing() as session:
        written = store_positions(session, new)
    placed = sum(one.latitude is not None for one in found)
    return LocatedRun(len(addresses), placed, written, len(new) - written)


def locate_forgotten(session: Session) -> bool:
    """Let the worker find the addresses nobody has looked for; False: none, or it is asked to."""
    return bool(session.scalar(select(func.locate_forgotten())))


def _found(towns: Towns, address: Unlocated) -> FoundPosition:
    words = address[1:6]
    return FoundPosition(address.address_id, address.fingerprint, **_values(_located(towns, words)))


def _differs(found: FoundPosition, address: Unlocated) -> bool:
    return found[2:] != address[7:]


def _located(towns: Towns, words: tuple[str, str, str, str, str]) -> LocatedAddress | None:
    prefecture, city, town, block, postal_code = words
    return towns.locate(prefecture, city, town, block, (postal_code,) if postal_code else ())


def _values(found: LocatedAddress | None) -> Mapping[str, Any]:
    """Return the columns of what was found; not found is a row too, so that it is not sought."""
    if found is None:
        return _NOWHERE
    return {
        "latitude": found.position.latitude,
        "longitude": found.position.longitude,
        "level": str(found.level),
        "accuracy_m": found.accuracy_m,
        "source": str(found.source),
        "found_as": found.found_as,
    }


_NOWHERE: Final = {
    "latitude": None,
    "longitude": None,
    "level": "",
    "accuracy_m": 0,
    "source": str(HomeSource.TOWNS),
    "found_as": "",
}
