"""Addresses as people write them, split into the parts that letters and maps need."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from crm_desktop.domain.address_block import Block, begins_with_number, split_block
from crm_desktop.domain.address_codes import distinct_codes, floor_codes, narrowed_codes
from crm_desktop.domain.address_field import is_marked_field, split_field
from crm_desktop.domain.address_shown import ShownAddress, shown_block, shown_town
from crm_desktop.domain.address_text import plain_address, without_code
from crm_desktop.domain.address_town import ReadTown, read_town
from crm_desktop.domain.kyoto_street import crossing_behind_town, has_crossings
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
    city = _chosen_city(cities, rest, code, places)
    if city is None:
        return _without_city(prefecture, code, rest, cities)
    behind = rest[city.length :].strip(_BETWEEN)
    if found := _PO_BOX.match(behind):
        return _with_po_box(city, code, found)
    read = read_town(behind, city, places)
    if read is None or _names_more(read):
        return _with_unknown_town(city, code, behind, places)
    return _with_town(city, code, read, places)


def _without_city(prefecture: str, code: str, rest: str, cities: list[FoundCity]) -> Address:
    problem = AddressProblem.CITY_AMBIGUOUS if cities else AddressProblem.CITY_UNKNOWN
    return Address(
        prefecture,
        town=rest,
        written_code=code,
        level=AddressLevel.PREFECTURE if prefecture else None,
        problem=problem if rest else None,
    )


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
    return prefecture, rest, places.cities_of_before(rest, prefecture)


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
    behind = rest[city.length :].strip(_BETWEEN)
    found = read_town(behind, city, places)
    if found is None:
        return len(behind) if _PO_BOX.match(behind) else 0
    return len(behind) - len(found.behind)


def _with_po_box(city: FoundCity, code: str, found: re.Match[str]) -> Address:
    """Return the box as the block; the name of its post office is not that of a town."""
    return Address(
        city.prefecture,
        city.city,
        block="".join(found[0].split()),
        building=found.string[found.end() :].strip(_BETWEEN),
        written_code=code,
        level=AddressLevel.BLOCK,
    )


def _names_more(read: ReadTown) -> bool:
    """Tell whether a short town goes on right before a number: 芝裏 is not a field of 芝."""
    if len(read.town.town) > 1 or not read.town.is_all_chome:
        return False
    part, behind = split_field(read.behind)
    return bool(part) and behind[:1].isdecimal() and not is_marked_field(part)


def _with_town(city: FoundCity, code: str, read: ReadTown, places: PlaceIndex) -> Address:
    crossing, town, behind = read.crossing, read.town, read.behind
    if not crossing and has_crossings(city.city):
        crossing, behind = crossing_behind_town(behind)
    part, behind = ("", behind) if crossing else split_field(behind)
    block = _block_of(town, behind, part)
    chome = _chome(city.city, town, block)
    codes = narrowed_codes(
        town.codes, part=crossing or part, block=block.numbers, has_chome=bool(chome)
    )
    floors = places.tower_codes(city.prefecture, city.city, town.town, block.building)
    address = Address(
        city.prefecture,
        city.city,
        f"{crossing}{town.town}{part}",
        block.numbers,
        block.building,
        distinct_codes((*floor_codes(floors, block.building), *codes)),
        code,
        AddressLevel.BLOCK if block.numbers else AddressLevel.TOWN,
        chome=chome,
    )
    if len(code) < _CODE_LENGTH or code in address.postal_codes:
        return address
    return _checked(address, codes, places.places_of_code(code))


def _block_of(town: FoundTown, behind: str, part: str) -> Block:
    """Return the block; 4番5号 in a town of 丁目 keeps its 番, or it would be read as 4丁目5."""
    block = split_block(behind)
    if part or not _is_house(block.units) or not town.is_all_chome:
        return block
    return replace(block, numbers=block.numbers.replace("-", "番"))


def _is_house(units: tuple[str, ...]) -> bool:
    return len(units) == _NUMBERS_OF_HOUSE and units[0] == "番"


def _chome(city: str, town: FoundTown, block: Block) -> str:
    """Return the unit of the first number where it is one for certain."""
    first = block.numbers.partition("-")[0]
    if not block.units or not first.isdecimal() or int(first) > _MOST_CHOME:
        return ""
    meant = len(block.units) >= _NUMBERS_WITH_CHOME and not block.units[0] and town.has_chome
    if not (meant or block.units[0].startswith("丁")):
        return ""
    return "丁" if city.startswith("堺市") else "丁目"


def _checked(
    address: Address, choices: tuple[TownCode, ...], code_places: tuple[PostalAddress, ...]
) -> Address:
    """Mark an address whose written postal code is not one of its town's."""
    if any(_is_inside(place, address) for place in code_places) or _PO_BOX.match(address.building):
        return address
    return replace(
        address,
        problem=AddressProblem.POSTAL_CODE_ELSEWHERE,
        choices=choices,
        code_places=code_places,
    )


def _is_inside(place: PostalAddress, address: Address) -> bool:
    """Tell whether a code means a large receiver of mail or a tower in the town."""
    if (place.prefecture, place.city) != (address.prefecture, address.city) or not place.town:
        return False
    within = place.kind is PostalKind.OFFICE or place.note.endswith(("階", "階層不明"))
    return within and (place.town in address.town or place.town.startswith(address.town))


def _with_unknown_town(city: FoundCity, code: str, rest: str, places: PlaceIndex) -> Address:
    """Keep what is left as it was written; numbers right behind a city may be all there is."""
    if not rest:
        return Address(city.prefecture, city.city, written_code=code, level=AddressLevel.CITY)
    name = "" if begins_with_number(rest) else _UNKNOWN_TOWN.sub(r"\1", rest)
    block = split_block(rest[len(name) :])
    codes = places.undivided_city(city.prefecture, city.city)
    if not codes and not name:
        codes = places.codes_without_town(city.prefecture, city.city, code)
    address = Address(
        city.prefecture,
        city.city,
        name.strip(),
        block.numbers,
        block.building,
        distinct_codes(narrowed_codes(codes, block=block.numbers)),
        code,
        AddressLevel.BLOCK if codes and block.numbers else AddressLevel.CITY,
    )
    code_places = places.places_of_code(code) if len(code) == _CODE_LENGTH else ()
    if not codes:
        problem = AddressProblem.TOWN_UNKNOWN
        return replace(address, problem=problem, code_places=code_places)
    if not code_places or code in address.postal_codes:
        return address
    return _checked(address, codes, code_places)


_LONGEST: Final = 500
_CODE_LENGTH: Final = 7
_MOST_CHOME: Final = 50
_NUMBERS_OF_HOUSE: Final = 2
_NUMBERS_WITH_CHOME: Final = 3
_BETWEEN: Final = " 、,・-/"
_UNKNOWN_TOWN: Final = re.compile(r"^([^0-9]*(?:(?<=第)[0-9]+)?).*$", re.DOTALL)
_PO_BOX: Final = re.compile(
    r"[^0-9]{0,30}?(?:私書箱|P\.?\s*O\.?\s*BOX)\s*(?:第?\s*[0-9]+\s*号?)?", re.IGNORECASE
)
