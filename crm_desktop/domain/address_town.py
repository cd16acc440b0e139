"""The town in what follows a city, wherever it stands: first, or behind a crossing of Kyoto."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from crm_desktop.domain.address_block import NUMBER, begins_with_number
from crm_desktop.domain.hokkaido_grid import lengthened
from crm_desktop.domain.kyoto_street import cuts_at_names, cuts_before_town, has_crossings
from crm_desktop.domain.place_index import FoundCity, FoundTown, PlaceIndex


@dataclass(frozen=True, slots=True)
class ReadTown:
    """A town, the crossing or lot that stood before it ("" for none), and what follows it."""

    crossing: str
    town: FoundTown
    behind: str


def read_town(rest: str, city: FoundCity, places: PlaceIndex) -> ReadTown | None:
    """Return the town that ``rest``, which follows ``city``, names; None for no known town."""
    if city.former:
        town = places.town_at(city.former + rest, city.prefecture, city.city)
        if town and town.length > len(city.former):
            return ReadTown("", town, rest[town.length - len(city.former) :])
    for crossing, behind in _ways_to_read(rest, city):
        town = places.town_at(behind, city.prefecture, city.city)
        if town:
            return ReadTown(crossing, town, behind[town.length :])
    town = places.town_like(rest, city.prefecture, city.city)
    if town:
        return ReadTown("", town, rest[town.length :])
    return _town_behind_street(rest, city, places) if has_crossings(city.city) else None


def _ways_to_read(rest: str, city: FoundCity) -> Iterator[tuple[str, str]]:
    """Yield (crossing or lot, text that may begin with a town), the likeliest first."""
    if has_crossings(city.city):
        yield from cuts_before_town(rest)
    yield "", rest
    if found := _LOT_IN_FRONT.match(rest):
        yield found[0], rest[found.end() :]
    if city.prefecture == _HOKKAIDO:
        yield from (("", longer) for longer in lengthened(rest))


def _town_behind_street(rest: str, city: FoundCity, places: PlaceIndex) -> ReadTown | None:
    """Return a Kyoto street without a turn and the town behind it, right before the number."""
    for street, behind in cuts_at_names(rest):
        town = places.town_at(behind, city.prefecture, city.city)
        if town and begins_with_number(behind[town.length :].strip()):
            return ReadTown(street, town, behind[town.length :])
    return None


_HOKKAIDO: Final = "北海道"
# In 普代村 towns are written behind them: 第10地割字羅賀.
_LOT_IN_FRONT: Final = re.compile(rf"第?{NUMBER}地割(?:大?字)?")
