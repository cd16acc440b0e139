"""From towns and their points to a file's cities and entries, with how exact each point is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from crm_desktop.maps.town_file import OAZA, TOWN, Block, City, Town, entry_of
from crm_desktop.maps.town_spread import Point, middle, own_radii_m, rounded_m, spread_m


class TownPlace(NamedTuple):
    """The name of a town, or of one of its 小字 when ``field`` is not ""."""

    prefecture: str
    city: str
    town: str
    field: str = ""


@dataclass(slots=True)
class TownFacts:
    """What a source says of a town: its point, its blocks by number, how exact (0: not known)."""

    point: Point
    blocks: dict[str, Point] = field(default_factory=dict)
    accuracy_m: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file of towns is made of: its index, and the towns of each entry."""

    cities: tuple[City, ...]
    entries: Mapping[tuple[str, str], bytes]

    def with_entries(self) -> Iterator[tuple[City, bytes]]:
        """Yield each city with its entry."""
        for city in self.cities:
            yield city, self.entries[city.prefecture, city.city]


def surveyed(towns: Mapping[TownPlace, TownFacts]) -> Survey:
    """Return the cities of ``towns`` by name; what is not known of them is derived."""
    exact = _exactness(towns)
    by_city: defaultdict[tuple[str, str], list[Town]] = defaultdict(list)
    for place in sorted(towns):
        by_city[place[:2]].append(_town(place, towns[place], exact[place]))
    cities = [city_of(*names, found) for names, found in by_city.items()]
    return Survey(tuple(cities), {at: entry_of(found) for at, found in by_city.items()})


def city_of(prefecture: str, city: str, towns: Sequence[Town]) -> City:
    """Return the line of the index for a city with at least one town."""
    points = [(town.latitude, town.longitude) for town in towns if not town.field] or [
        (town.latitude, town.longitude) for town in towns
    ]
    centre = middle(points)
    wide = max(spread_m(centre, points), min(town.accuracy_m for town in towns))
    latitudes, longitudes = zip(*points, strict=True)
    return City(
        prefecture,
        city,
        *centre,
        wide,
        min(latitudes),
        min(longitudes),
        max(latitudes),
        max(longitudes),
        len(points),
    )


def _exactness(towns: Mapping[TownPlace, TownFacts]) -> dict[TownPlace, int]:
    """Return the accuracy of every town, metres: known, by its 小字, or by its neighbours."""
    large = [place for place in towns if not place.field]
    small = [place for place in towns if place.field]
    exact: dict[TownPlace, int] = {}
    for places in (large, small):
        for place, radius_m in zip(places, own_radii_m(_points(towns, places)), strict=True):
            exact[place] = rounded_m(radius_m * (_OF_CHOME if _is_chome(place) else _OF_OTHERS))
    fields: defaultdict[TownPlace, list[TownPlace]] = defaultdict(list)
    for place in small:
        fields[place._replace(field="")].append(place)
    for place, parts in fields.items():
        if place in towns and len(parts) >= _MANY_FIELDS:
            exact[place] = spread_m(towns[place].point, _points(towns, parts))
    return exact | {place: facts.accuracy_m for place, facts in towns.items() if facts.accuracy_m}


def _points(towns: Mapping[TownPlace, TownFacts], places: Iterable[TownPlace]) -> list[Point]:
    return [towns[place].point for place in places]


def _town(place: TownPlace, facts: TownFacts, accuracy_m: int) -> Town:
    blocks = tuple(Block(number, *facts.blocks[number]) for number in sorted(facts.blocks))
    is_small = place.field or _is_chome(place) or accuracy_m <= _SMALL_M
    return Town(
        place.town,
        place.field,
        *facts.point,
        accuracy_m,
        TOWN if is_small else OAZA,
        blocks,
        _block_accuracy_m(facts, accuracy_m),
    )


def _block_accuracy_m(facts: TownFacts, town_m: int) -> int:
    if not facts.blocks:
        return 0
    radii = sorted(own_radii_m(list(facts.blocks.values())))
    return min(rounded_m(radii[len(radii) // 2] * _OF_CHOME), town_m)


def _is_chome(place: TownPlace) -> bool:
    return place.town.endswith(_CHOME)


_CHOME: Final = ("丁目", "丁")
_MANY_FIELDS: Final = 10
_SMALL_M: Final = 600
# So many of a town's own radii hold nine of ten houses: a 丁目 is compact and built on all over;
# the other number is that of 2,900 大字 with many 小字, for nine of ten of these.
_OF_CHOME: Final = 1.5
_OF_OTHERS: Final = 2.0
