"""Addresses as people write them, split into the parts that letters and maps need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from crm_desktop.domain.address_block import Block, begins_with_number, split_block
from crm_desktop.domain.address_codes import distinct_codes, floor_codes, narrowed_codes
from crm_desktop.domain.address_field import split_field
from crm_desktop.domain.address_shown import ShownAddress, shown_block, shown_town
from crm_desktop.domain.address_text import plain_address, without_code
from crm_desktop.domain.hokkaido_grid import lengthened
from crm_desktop.domain.kyoto_street import (
    crossing_behind_town,
    cuts_at_names,
    cuts_before_town,
    has_crossings,
)
from crm_desktop.domain.place_index import FoundCity, FoundTown, PlaceIndex
from crm_desktop.domain.postal_address import PostalAddress, PostalKind, TownCode


class AddressLevel(StrEnum):
    """How far an address was understood; how well it was found on the map is PositionLevel."""

    BLOCK = "block"
    TOWN = "town"
    CITY = "city"
    PREFECTURE = "prefecture"


class AddressProblem(StrEnum):
    """What a person has to look at; the text is kept as written all the same."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    CITY_UNKNOWN = "city_unknown"
    CITY_AMBIGUOUS = "city_ambiguous"
    TOWN_UNKNOWN = "town_unknown"
    POSTAL_CODE_ELSEWHERE = "postal_code_elsewhere"


@dataclass(frozen=True, slots=True)
class Address:
    """An address in its parts as they are stored; what is not there is "".

    Parts that were found have the spelling of the post office; ``town`` keeps everything that was
    not understood, as it was written. ``chome`` is what the first number of the block is, where
    that is certain: 丁目, in Sakai 丁.

    ``postal_codes`` are those of the town and block, as seven digits; ``written_code`` is the one
    that was written. Where it is not one of them, or the town is unknown, ``code_places`` says
    what it means; ``choices`` are the town's own codes with the notes that tell them apart.
    """

    prefecture: str = ""
    city: str = ""
    town: str = ""
    block: str = ""
    building: str = ""
    postal_codes: tuple[str, ...] = ()
    written_code: str = ""
    level: AddressLevel | None = None
    problem: AddressProblem | None = None
    chome: str = ""
    choices: tuple[TownCode, ...] = ()
    code_places: tuple[PostalAddress, ...] = ()

    @property
    def shown(self) -> ShownAddress:
        """Return the parts as a person reads them."""
        return ShownAddress(
            self.prefecture,
            self.city,
            shown_town(self.town),
            shown_block(self.block, self.chome),
            self.building,
        )


def split_address(text: str, places: PlaceIndex) -> Address:
    """Split ``text``; nothing is guessed and nothing is lost.

    The prefecture may be missing where the city, its town or the postal code says which it is.
    """
    if len(text) > _LONGEST:
        return Address(town=text, problem=AddressProblem.TOO_LONG)
    code, rest = without_code(plain_address(text))
    if not rest:
        return Address(written_code=code, problem=AddressProblem.EMPTY)
    prefecture, rest, cities = _prefecture_and_cities(rest, places)
    chosen = _chosen_city(cities, rest, code, places)
    if chosen is None:
        problem = AddressProblem.CITY_AMBIGUOUS if cities else AddressProblem.CITY_UNKNOWN
        level = AddressLevel.PREFECTURE if prefecture else None
        return Address(prefecture, town=rest, written_code=code, level=level, problem=problem)
    known = Address(chosen.prefecture, chosen.city, written_code=code, level=AddressLevel.CITY)
    return _checked(_with_town(known, rest[chosen.length :].lstrip("、,"), places), places)


def _prefecture_and_cities(text: str, places: PlaceIndex) -> tuple[str, str, list[FoundCity]]:
    """Return the prefecture that is written, what follows it, and the cities it may go on with."""
    prefecture, length = places.prefecture_at(text)
    rest = text[length:].lstrip(_BETWEEN)
    cities = places.cities_at(rest, prefecture)
    if cities or not rest:
        return prefecture, rest, cities
    again, length = places.prefecture_at(rest)
    if not prefecture:
        again, length = places.short_prefecture_at(rest)
    if again and prefecture in {"", again}:
        behind = rest[length:].lstrip(_BETWEEN)
        cities = places.cities_at(behind, again)
        if cities:
            return again, behind, cities
    return prefecture, rest, places.cities_with_town(rest, prefecture) if prefecture else []


def _chosen_city(
    cities: list[FoundCity], rest: str, code: str, places: PlaceIndex
) -> FoundCity | None:
    """Return the only city that fits the text, its town or at last its postal code."""
    if len(cities) == 1:
        return cities[0]
    of_code = places.cities_of_code(code) if code else []
    if not cities:
        cities = [FoundCity(prefecture, city, 0) for prefecture, city in of_code]
    named = [_length_with_town(city, rest, places) for city in cities]
    best = [city for city, length in zip(cities, named, strict=True) if length == max(named) > 0]
    if len(best) == 1:
        return best[0]
    fitting = [city for city in best if (city.prefecture, city.city) in of_code]
    return fitting[0] if len(fitting) == 1 else None


def _length_with_town(city: FoundCity, rest: str, places: PlaceIndex) -> int:
    """Return how much of ``rest`` names the town, if it were this city; 0 for no town."""
    behind = rest[city.length :].strip()
    found = _found_town(Address(city.prefecture, city.city), behind, places)
    return len(behind) - len(found[2]) if found else 0


def _with_town(city: Address, rest: str, places: PlaceIndex) -> Address:
    found = _found_town(city, rest.strip(), places)
    if found is None:
        return _with_unknown_town(city, rest.strip(), places)
    crossing, town, behind = found
    if not crossing and has_crossings(city.city):
        crossing, behind = crossing_behind_town(behind)
    part, behind = ("", behind) if crossing else split_field(behind)
    block = _block_of(town, behind, part)
    address = replace(
        city,
        town=f"{crossing}{town.town}{part}",
        block=block.numbers,
        building=block.building,
        chome=_chome(city.city, town, block),
        choices=narrowed_codes(town.codes, crossing or part, block.numbers),
        level=AddressLevel.BLOCK if block.numbers else AddressLevel.TOWN,
    )
    floors = places.tower_codes(city.prefecture, city.city, town.town, block.building)
    codes = (*floor_codes(floors, block.building), *address.choices)
    return replace(address, postal_codes=distinct_codes(codes))


def _found_town(city: Address, rest: str, places: PlaceIndex) -> tuple[str, FoundTown, str] | None:
    """Return the crossing before a town, the town and what follows it; None for no town."""
    for crossing, behind in _ways_to_read(city, rest):
        town = places.town_at(behind, city.prefecture, city.city)
        if town:
            return crossing, town, behind[town.length :]
    town = places.town_before_number(rest, city.prefecture, city.city)
    if town:
        return "", town, rest[town.length :]
    return _town_behind_street(city, rest, places) if has_crossings(city.city) else None


def _ways_to_read(city: Address, rest: str) -> Iterator[tuple[str, str]]:
    if has_crossings(city.city):
        yield from cuts_before_town(rest)
    yield "", rest
    if city.prefecture == _HOKKAIDO:
        yield from (("", longer) for longer in lengthened(rest))


def _town_behind_street(
    city: Address, rest: str, places: PlaceIndex
) -> tuple[str, FoundTown, str] | None:
    """Return a Kyoto street without a turn and the town behind it, right before the number."""
    for street, behind in cuts_at_names(rest):
        town = places.town_at(behind, city.prefecture, city.city)
        if town and (follows := behind[town.length :]) and begins_with_number(follows.strip()):
            return street, town, follows
    return None


def _block_of(town: FoundTown, behind: str, part: str) -> Block:
    """Return the block; 4番5号 in a town of 丁目 keeps its 番, or it would be read as 4丁目5."""
    block = split_block(behind)
    first, _, others = block.numbers.partition("-")
    if part or not town.is_all_chome or not block.first_unit.startswith("番"):
        return block
    if not first.isdecimal() or int(first) > _MOST_CHOME:
        return block
    return replace(block, numbers=f"{first}番{others}")


def _chome(city: str, town: FoundTown, block: Block) -> str:
    """Return the unit of the first number where it is one for certain."""
    written = block.first_unit.startswith("丁")
    meant = town.has_chome and block.numbers.count("-") > 1 and not block.first_unit
    first = block.numbers.partition("-")[0]
    if not (written or meant) or not first.isdecimal() or int(first) > _MOST_CHOME:
        return ""
    return "丁" if city.startswith("堺市") else "丁目"


def _with_unknown_town(city: Address, rest: str, places: PlaceIndex) -> Address:
    if not rest:
        return city
    undivided = places.rest_of_city(city.prefecture, city.city)
    name = "" if undivided and begins_with_number(rest) else _UNKNOWN_TOWN.sub(r"\1", rest)
    block = split_block(rest[len(name) :])
    return replace(
        city,
        town=name.strip(),
        block=block.numbers,
        building=block.building,
        postal_codes=distinct_codes(undivided),
        problem=None if undivided and not name else AddressProblem.TOWN_UNKNOWN,
    )


def _checked(address: Address, places: PlaceIndex) -> Address:
    """Mark an address whose written postal code is not one of its town's."""
    code = address.written_code
    if len(code) < _CODE_LENGTH or (not address.problem and code in address.postal_codes):
        return replace(address, choices=())
    code_places = places.places_of_code(code)
    if address.problem:
        return replace(address, code_places=code_places)
    if not address.postal_codes or any(_is_inside(place, address) for place in code_places):
        return replace(address, choices=())
    problem = AddressProblem.POSTAL_CODE_ELSEWHERE
    return replace(address, problem=problem, code_places=code_places)


def _is_inside(place: PostalAddress, address: Address) -> bool:
    """Tell whether a code means a large receiver of mail or a tower in the town."""
    if (place.prefecture, place.city) != (address.prefecture, address.city) or not place.town:
        return False
    within = place.kind is PostalKind.OFFICE or place.note.endswith(("階", "階層不明"))
    return within and (place.town in address.town or place.town.startswith(address.town))


_LONGEST: Final = 500
_CODE_LENGTH: Final = 7
_MOST_CHOME: Final = 50
_HOKKAIDO: Final = "北海道"
_BETWEEN: Final = " 、,・-/"
_UNKNOWN_TOWN: Final = re.compile(r"^([^0-9]*).*$", re.DOTALL)
