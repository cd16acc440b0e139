"""Stores invented places to pay around the homes of the demo office's customers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from crm_desktop.actions.places import PlacesRequest, import_places
from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.models.place import AddressPosition
from crm_desktop.domain.demo_office.places import DEMO_CREDIT, DEMO_SOURCE, places_around
from crm_desktop.domain.place_reading import RawPlace, SourceFacts
from crm_desktop.domain.position import Position

Homes = Sequence[tuple[str, Position]]


def store_demo_places(session: Session, *, today: date) -> None:
    """Add places around one home in each town; the homes have been located. No home, no places."""
    if homes := _homes(session):
        file = _DemoPlaces(homes, today)
        import_places(session, file, PlacesRequest(Path(), DEMO_SOURCE), lambda _read: None)


class _DemoPlaces:
    """The invented places, in the manner of a file."""

    def __init__(self, homes: Homes, today: date) -> None:
        self.facts = SourceFacts(credit=DEMO_CREDIT, fetched_on=today)
        self._homes = homes

    def places(self) -> Iterator[RawPlace]:
        """Yield those of one town after the other."""
        for number, (town, home) in enumerate(self._homes):
            called = town.removeprefix("大字")
            yield from places_around(Random(number), home, called)  # noqa: S311


def _homes(session: Session) -> Homes:
    """Return the town and the position of one home in each town."""
    address, where = CustomerAddress, AddressPosition
    town = (address.prefecture, address.city, address.town)
    statement = (
        select(address.town, where.latitude, where.longitude)
        .join(where, where.address_id == address.id)
        .where(where.latitude.is_not(None))
        .ext(distinct_on(*town))
        .order_by(*town, address.id)
    )
    return [
        (name, Position(latitude, longitude))
        for name, latitude, longitude in session.execute(statement)
        if latitude is not None and longitude is not None
    ]
