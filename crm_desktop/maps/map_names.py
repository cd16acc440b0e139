"""Which names stand on a map of a part of Japan, so that they can be read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from crm_desktop.domain.position import NamedPlace, Position, PositionLevel
from crm_desktop.maps.town_file import City, Town
from crm_desktop.maps.town_spread import Point, middle


class Frame(NamedTuple):
    """The corners of a map, in degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies inside."""
        return self.south <= point[0] <= self.north and self.west <= point[1] <= self.east

    def meets(self, city: City) -> bool:
        """Tell whether some of a city may lie inside."""
        upright = city.south <= self.north and city.north >= self.south
        return upright and city.west <= self.east and city.east >= self.west


class MapName(NamedTuple):
    """A name that may stand on a map; of two that are too near the one of more ``weight`` does."""

    name: str
    point: Point
    weight: int
    level: PositionLevel


def city_names(cities: Iterable[City], frame: Frame, most: int) -> list[MapName]:
    """Return the cities inside a frame; wards as one city where there are far too many names."""
    inside = [city for city in cities if frame.holds((city.latitude, city.longitude))]
    names = [_of_city(city.city, [city]) for city in inside]
    if len(names) <= most * _CROWD:
        return names
    whole: defaultdict[str, list[City]] = defaultdict(list)
    for city in inside:
        whole[city.prefecture + _WARD.sub("", city.city)].append(city)
    return [_of_city(_WARD.sub("", parts[0].city), parts) for parts in whole.values()]


def town_names(towns: Iterable[Town], frame: Frame, most: int) -> list[MapName]:
    """Return the towns inside a frame, their 丁目 as one where there are too many names."""
    inside = [
        MapName(_shown(town.name), point, town.accuracy_m, PositionLevel(town.kind))
        for town in towns
        if not town.field and frame.holds(point := (town.latitude, town.longitude))
    ]
    if len(inside) <= most:
        return inside
    whole: defaultdict[str, list[MapName]] = defaultdict(list)
    for town in inside:
        whole[_CHOME.sub("", town.name)].append(town)
    return [_of_chome(name, parts) for name, parts in whole.items()]


def spread_out(names: Iterable[MapName], frame: Frame, most: int) -> tuple[NamedPlace, ...]:
    """Return at most ``most`` names that do not crowd each other, heavy ones first."""
    apart = _APART / max(most, 1)
    height, width = frame.north - frame.south, frame.east - frame.west
    if not (height > 0 and width > 0):
        return ()
    taken: list[tuple[float, float]] = []
    chosen: list[NamedPlace] = []
    for name in sorted(names, key=lambda one: (-one.weight, one.name, one.point)):
        if len(chosen) >= most:
            break
        at = ((name.point[0] - frame.south) / height, (name.point[1] - frame.west) / width)
        if all((at[0] - up) ** 2 + (at[1] - right) ** 2 >= apart for up, right in taken):
            taken.append(at)
            chosen.append(NamedPlace(name.name, Position(*name.point), name.level))
    return tuple(chosen)


def _of_city(name: str, parts: Sequence[City]) -> MapName:
    point = middle([(city.latitude, city.longitude) for city in parts])
    weight = sum(city.town_count for city in parts)
    return MapName(_DISTRICT.sub("", name), point, weight, PositionLevel.CITY)


def _of_chome(name: str, parts: Sequence[MapName]) -> MapName:
    if len(parts) == 1:
        return parts[0]
    weight = sum(part.weight for part in parts)
    return MapName(name, middle([part.point for part in parts]), weight, PositionLevel.OAZA)


def _shown(name: str) -> str:
    return _OAZA.sub("", name)


# Wards are shown one by one up to so many times as many names as fit in.
_CROWD: Final = 3
# Of a map that is 1 by 1 and shared by n names, the square of the distance between two, times n.
_APART: Final = 0.2
_WARD: Final = re.compile("(?<=市)[^市]+区$")
_DISTRICT: Final = re.compile("^[^市]{1,5}?郡(?=.+[町村]$)")
_CHOME: Final = re.compile("[0-9０-９〇一二三四五六七八九十]+丁目?$")
_OAZA: Final = re.compile("^大?字(?=.)")
