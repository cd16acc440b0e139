"""Where the addresses of Japan are, from a file of towns and, second, from postal codes."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Final, Protocol, Self

from crm_desktop.domain.position import LocatedAddress, NamedPlace, Position, PositionSource
from crm_desktop.domain.postal_address import PostalAddress
from crm_desktop.errors.map import BadPosition, BadTownFile, TownFileProblem
from crm_desktop.maps.city_towns import CityTowns, FoundTown, middle_of_found
from crm_desktop.maps.map_names import Frame, city_names, spread_out, town_names
from crm_desktop.maps.town_file import TownArchive, TownSource, entry_name, open_town_file
from crm_desktop.maps.town_index import TownIndex
from crm_desktop.resources import resource


class PostalCodes(Protocol):
    """What postal codes mean; `PostalDirectory` is one."""

    def addresses_for(self, code: str) -> tuple[PostalAddress, ...]:
        """Return every place that seven digits mean; empty for an unknown code."""
        ...


class TownDirectory:
    """Towns by name, for any number of threads.

    The file is read city by city as it is asked for; the cities asked for last are kept.
    """

    def __init__(
        self,
        source: Path | bytes | None = None,
        postal: PostalCodes | None = None,
        *,
        cities_kept: int = 100,
    ) -> None:
        """Open a file of towns, that of the program when ``source`` is None.

        Without ``postal``, postal codes are no evidence. All of Japan takes some 65 MB when so
        many cities are kept.

        Raises:
            BadTownFile: it is not there or not such a file.
        """
        self._archive = _opened(source)
        self._postal = postal
        self._cities_kept = cities_kept
        self._lock = Lock()
        self._index: TownIndex | None = None
        self._towns: OrderedDict[int, CityTowns] = OrderedDict()

    def __enter__(self) -> Self:
        """Return itself; leaving closes it."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._archive.close()

    @property
    def source(self) -> TownSource:
        """Where the towns come from, with the credit that the map shows."""
        return self._archive.source()

    @property
    def credit(self) -> str:
        """Return whom to name wherever positions or names of towns are shown."""
        return self.source.credit

    def locate(
        self,
        prefecture: str,
        city: str,
        town: str,
        block: str,
        postal_codes: Sequence[str] = (),
    ) -> LocatedAddress | None:
        """Return the closest that is known of an address in its parts; None where nothing is.

        First its town with the 丁目 of its block, then the towns of its postal codes, then the
        name that its town begins with (before a 小字), its city, its prefecture.

        Raises:
            BadTownFile: the file is damaged.
        """
        with self._reading():
            index = self._read_index()
            lines = index.named(prefecture, city) if city else ()
            found = self._named(lines, town, block) if town else None
            if found is None:
                found = self._second_best(lines, town, block, postal_codes)
            if found is None and lines:
                found = _Found(prefecture, "", index.city(lines))
            if found is None and (whole := index.prefecture(prefecture)):
                found = _Found(prefecture, "", whole)
            return found.located() if found else None

    def towns_within(
        self, south: float, west: float, north: float, east: float, most: int
    ) -> tuple[NamedPlace, ...]:
        """Return names to stand on a map of these corners, in degrees, the larger ones first.

        On a wide map these are cities, nearer 大字 and at last 丁目; they keep their distance from
        each other, so there may be fewer than ``most``.

        Raises:
            BadTownFile: the file is damaged.
        """
        frame = Frame(south, west, north, east)
        with self._reading():
            index = self._read_index()
            cities = city_names(index.cities, frame, most)
            near = index.near(frame)
            if len(cities) * _FEW_CITIES < most and _town_count(index, near) <= _MOST_TOWNS:
                towns = [town for line in near for town in self._towns_of(line).towns()]
                cities = town_names(towns, frame, most) or cities
            return spread_out(cities, frame, most)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Say of lines that are not whole, or lie nowhere in Japan, that the file is damaged."""
        try:
            yield
        except (ValueError, BadPosition) as error:
            raise BadTownFile(self._archive.name, TownFileProblem.DAMAGED) from error

    def _named(self, lines: Sequence[int], town: str, block: str) -> _Found | None:
        for line in lines:
            city, towns = self._read_index().cities[line], self._towns_of(line)
            found = towns.named(town, block)
            if found is None and city.city.startswith(_WITH_STREETS):
                found = towns.named_at_end(town, block)
            if found:
                return _Found(city.prefecture, city.city, found)
        return None

    def _second_best(
        self, lines: Sequence[int], town: str, block: str, codes: Sequence[str]
    ) -> _Found | None:
        """Return what the postal codes mean, or the name that the town begins with.

        A code of several towns is no better than a beginning, nor is one that says the same.
        """
        coded = self._of_codes(lines, codes, "" if town else block)
        begun = self._begun(lines, town or _NO_NUMBER_FIRST.sub("", block))
        if begun is None or (len(coded) == 1 and coded[0].town.name != begun.town.name):
            return _middle(coded) or begun
        return begun

    def _of_codes(self, lines: Sequence[int], codes: Sequence[str], block: str) -> list[_Found]:
        """Return the towns of postal codes, those in the city where that is known."""
        index = self._read_index()
        known: dict[tuple[str, str], _Found] = {}
        for place in chain.from_iterable(map(self._addresses_for, codes)):
            meant = index.named(place.prefecture, place.city)
            of_city = [line for line in meant if line in lines] if lines else meant
            found = self._named(of_city, place.town, place.block or block)
            if found:
                known[found.city, found.town.name] = found
        return list(known.values())

    def _addresses_for(self, code: str) -> tuple[PostalAddress, ...]:
        return self._postal.addresses_for(code) if self._postal else ()

    def _begun(self, lines: Sequence[int], town: str) -> _Found | None:
        for line in lines:
            if found := self._towns_of(line).named_at_start(town):
                city = self._read_index().cities[line]
                return _Found(city.prefecture, city.city, found)
        return None

    def _read_index(self) -> TownIndex:
        if self._index is None:
            self._index = TownIndex(self._archive.cities())
        return self._index

    def _towns_of(self, line: int) -> CityTowns:
        with self._lock:
            towns = self._towns.get(line)
            if towns is None:
                towns = self._towns[line] = CityTowns(self._archive.content(entry_name(line)))
                if len(self._towns) > self._cities_kept:
                    self._towns.popitem(last=False)
            self._towns.move_to_end(line)
            return towns


@dataclass(frozen=True, slots=True)
class _Found:
    """A town with its prefecture and city; ``source`` is what led to it."""

    prefecture: str
    city: str
    town: FoundTown
    source: PositionSource = PositionSource.TOWNS

    def located(self) -> LocatedAddress:
        return LocatedAddress(
            Position(*self.town.point),
            self.town.level,
            self.town.accuracy_m,
            self.source,
            f"{self.prefecture}{self.city}{self.town.name}",
        )


def _middle(found: Sequence[_Found]) -> _Found | None:
    """Return the only one of several, or the middle of all of them."""
    if not found:
        return None
    town = middle_of_found([one.town for one in found])
    return _Found(found[0].prefecture, found[0].city, town, PositionSource.POSTAL_CODE)


def _town_count(index: TownIndex, lines: Sequence[int]) -> int:
    return sum(index.cities[line].town_count for line in lines)


def _opened(source: Path | bytes | None) -> TownArchive:
    if isinstance(source, bytes):
        return TownArchive("towns.zip", BytesIO(source))
    return open_town_file(source or resource("japan", "towns.zip"))


# 第四十七線北3: what a city without towns has before its numbers may be a town's name.
_NO_NUMBER_FIRST: Final = re.compile("^[0-9].*", re.DOTALL)
_WITH_STREETS: Final = "京都市"
# Towns are named where cities would take up less than this part of the room.
_FEW_CITIES: Final = 3
_MOST_TOWNS: Final = 6_000
