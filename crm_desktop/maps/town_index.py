"""The cities of a file of towns, under today's names, older ones and without their 郡."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from crm_desktop.domain.place_folding import place_key
from crm_desktop.domain.position import PositionLevel
from crm_desktop.maps.city_towns import FoundTown
from crm_desktop.maps.map_names import Frame
from crm_desktop.maps.town_file import City
from crm_desktop.maps.town_spread import middle, rounded_m, spread_m


class TownIndex:
    """Which lines of an index a city's name may mean; lines are counted from 0."""

    def __init__(self, cities: Sequence[City]) -> None:
        self.cities: Final = cities
        self._exact = {(city.prefecture, city.city): at for at, city in enumerate(cities)}
        self._folded: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._with_wards: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._prefectures: defaultdict[str, list[int]] = defaultdict(list)
        for at, city in enumerate(cities):
            self._prefectures[city.prefecture].append(at)
            self._folded[city.prefecture, _key(city.city)].append(at)
            if ward := _WARD.match(city.city):
                self._with_wards[city.prefecture, ward[1]].append(at)

    def named(self, prefecture: str, city: str) -> tuple[int, ...]:
        """Return the line of a city; the wards of its city when it is no ward of today."""
        exact = self._exact.get((prefecture, city))
        if exact is not None:
            return (exact,)
        folded = self._folded.get((prefecture, _key(city)))
        if folded:
            return tuple(folded)
        whole = _WARD.match(city)
        return tuple(self._with_wards.get((prefecture, whole[1] if whole else city), ()))

    def near(self, frame: Frame) -> list[int]:
        """Return the lines of the cities that have towns inside a frame, or round it."""
        return [at for at, city in enumerate(self.cities) if frame.meets(city)]

    def city(self, lines: Sequence[int]) -> FoundTown:
        """Return the middle of a city, or of several wards."""
        cities = [self.cities[line] for line in lines]
        name = cities[0].city
        if len(cities) == 1:
            point = (cities[0].latitude, cities[0].longitude)
            return FoundTown(name, point, cities[0].accuracy_m, PositionLevel.CITY)
        whole = _WARD.match(name)
        return _middle(cities, whole[1] if whole else name, PositionLevel.CITY)

    def prefecture(self, name: str) -> FoundTown | None:
        """Return the middle of a prefecture; None when there is none of this name."""
        lines = self._prefectures.get(name)
        if not lines:
            return None
        return _middle([self.cities[line] for line in lines], "", PositionLevel.PREFECTURE)


def _middle(cities: Iterable[City], name: str, level: PositionLevel) -> FoundTown:
    """Return the middle of cities, each counted as often as it has a hundred towns."""
    points = [
        (city.latitude, city.longitude)
        for city in cities
        for _ in range(1 + city.town_count // _TOWNS)
    ]
    centre = middle(points)
    return FoundTown(name, centre, rounded_m(spread_m(centre, points)), level)


def _key(city: str) -> str:
    return place_key(_DISTRICT.sub("", city))


_TOWNS: Final = 100
_DISTRICT: Final = re.compile(r"^(?:[^市]{1,5}?郡|三宅島|八丈島)(?=.+[町村]$)")
_WARD: Final = re.compile("(.+市).+区$")
