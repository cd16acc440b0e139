"""Stores invented places to pay around the homes of the demo office's customers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from crm_desktop.actions.places import PlacesRequest, import_places
from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.domain.demo_office.places import DEMO_CREDIT, DEMO_SOURCE, places_around
from crm_desktop.domain.place_reading import RawPlace, SourceFacts
from crm_desktop.maps.town_directory import TownDirectory


def store_demo_places(session: Session, *, today: date) -> None:
    """Add places around one home in each town where a customer lives: 1 s for 2,000 towns."""
    with TownDirectory(cities_kept=1) as towns:
        file = _DemoPlaces(towns, _homes(session), today)
        import_places(session, file, PlacesRequest(Path(), DEMO_SOURCE), lambda _read: None)


class _DemoPlaces:
    """The invented places, in the manner of a file."""

    def __init__(
        self, towns: TownDirectory, homes: list[Row[str, str, str, str]], today: date
    ) -> None:
        self.facts = SourceFacts(credit=DEMO_CREDIT, fetched_on=today)
        self._towns = towns
        self._homes = homes

    def places(self) -> Iterator[RawPlace]:
        """Yield those of one town after the other; a town that is not found has none."""
        for number, (prefecture, city, town, block) in enumerate(self._homes):
            found = self._towns.locate(prefecture, city, town, block)
            if found is not None:
                called = town.removeprefix("大字")
                yield from places_around(Random(number), found.position, called)  # noqa: S311


def _homes(session: Session) -> list[Row[str, str, str, str]]:
    """Return the block of one home in each town, city by city."""
    address = CustomerAddress
    town = (address.prefecture, address.city, address.town)
    statement = (
        select(*town, func.min(address.block))
        .where(address.position == 0)
        .group_by(*town)
        .order_by(*town)
    )
    return list(session.execute(statement).all())
