"""Where a customer lives: the address in its parts, and its place on the map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crm_desktop.domain.position import Position, PositionLevel


class HomeSource(StrEnum):
    """Who says where a home is."""

    TOWNS = "towns"
    POSTAL_CODE = "postal_code"
    ONLINE = "online"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class HomePlace:
    """Where an address is; ``position`` is None where it was looked for and not found.

    ``accuracy_m`` is the radius, metres, in which nine of ten such addresses really are; 0 for a
    person's pin. ``found_as`` is the name that was found, "" for a pin. ``pinned_by`` is the name
    of whoever set the pin, "" where a machine found it. ``address_changed_at``: the town is the
    same, something else of the address has changed since the pin was set.
    ``online_asked_at``: when a service on the internet was asked, whatever it said.
    """

    position: Position | None
    level: PositionLevel | None
    accuracy_m: int
    source: HomeSource
    found_as: str
    located_at: datetime
    pinned_by: str = ""
    address_changed_at: datetime | None = None
    online_asked_at: datetime | None = None

    @property
    def is_pinned(self) -> bool:
        """Whether a person set it: no machine changes it."""
        return self.source is HomeSource.PERSON


@dataclass(frozen=True, slots=True)
class Home:
    """One address of a customer, in parts as shown; ``place`` None: nobody has looked yet."""

    address_id: int
    customer_id: int
    label: str
    postal_code: str
    prefecture: str
    city: str
    town: str
    block: str
    building: str
    delivery_note: str
    place: HomePlace | None = None

    @property
    def position(self) -> Position | None:
        """Where it is, if that is known."""
        return self.place.position if self.place else None

    @property
    def is_pinned(self) -> bool:
        """Whether a person set the pin."""
        return self.place is not None and self.place.is_pinned

    @property
    def words(self) -> tuple[str, str, str, str, str]:
        """What it is located by: prefecture, city, town, block, postal code."""
        return self.prefecture, self.city, self.town, self.block, self.postal_code
