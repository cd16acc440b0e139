"""Addresses as people write them, split into the parts that letters and maps need."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from crm_desktop.domain.address_block import NUMBER, split_block
from crm_desktop.domain.japanese_text import widened
from crm_desktop.domain.place_index import FoundCity, FoundTown, PlaceIndex
from crm_desktop.domain.postal_address import TownCode


class AddressLevel(StrEnum):
    """How far an address was understood."""

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
    """An address in its parts; what is not there is "".

    Parts that were found have the spelling of the post office; ``town`` keeps everything that was
    not understood, as it was written. ``postal_codes`` are those of the town, as seven digits;
    ``written_code`` is the one that stood in front.
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


def split_address(text: str, places: PlaceIndex) -> Address:
    """Split ``text``; nothing is guessed and nothing is lost.

    The prefecture may be missing where the city, its town or the postal code says which it is.
    """
    if len(text) > _LONGEST:
        return Address(town=text, problem=AddressProblem.TOO_LONG)
    code, rest = _without_code(_plain(text))
    if not rest:
        return Address(written_code=code, problem=AddressProblem.EMPTY)
    prefecture, rest = _prefecture_and_rest(rest)
    cities = places.cities_at(rest, prefecture)
    chosen = _chosen_city(cities, rest, code, places)
    if chosen is None:
        problem = AddressProblem.CITY_AMBIGUOUS if cities else AddressProblem.CITY_UNKNOWN
        level = AddressLevel.PREFECTURE if prefecture else None
        return Address(prefecture, town=rest, written_code=code, level=level, problem=problem)
    known = Address(chosen.prefecture, chosen.city, written_code=code, level=AddressLevel.CITY)
    return _checked(_with_town(known, rest[chosen.length :].strip(), places))


def _plain(text: str) -> str:
    plain = widened(text.translate(_UNSEEN)).translate(_HYPHENS)
    return " ".join(_MARK_BETWEEN_NUMBERS.sub("-", plain).split())


def _without_code(text: str) -> tuple[str, str]:
    found = _CODE.match(text)
    return (found[1] + found[2], text[found.end() :].strip()) if found else ("", text)


def _prefecture_and_rest(text: str) -> tuple[str, str]:
    found = _PREFECTURE.match(text)
    return (found[0], text[found.end() :].strip()) if found else ("", text)


def _chosen_city(
    cities: list[FoundCity], rest: str, code: str, places: PlaceIndex
) -> FoundCity | None:
    """Return the only city that fits the text, its town or at last its postal code."""
    if len(cities) == 1:
        return cities[0]
    of_code = places.cities_of_code(code) if code else []
    if not cities:
        cities = [FoundCity(prefecture, city, 0) for prefecture, city in of_code]
    with_town = [city for city in cities if _town_of(city, rest, places)]
    if len(with_town) == 1:
        return with_town[0]
    fitting = [city for city in with_town if (city.prefecture, city.city) in of_code]
    return fitting[0] if len(fitting) == 1 else None


def _town_of(city: FoundCity, rest: str, places: PlaceIndex) -> FoundTown | None:
    return places.town_at(rest[city.length :].strip(), city.prefecture, city.city)


def _with_town(city: Address, rest: str, places: PlaceIndex) -> Address:
    street, behind = _kyoto_street(city.city, rest)
    town = places.town_at(behind, city.prefecture, city.city)
    if town is None:
        return _with_unknown_town(city, rest, places)
    field, behind = _field_name(behind[town.length :].strip())
    block = split_block(behind)
    return replace(
        city,
        town=street + town.town + field,
        block=block.numbers,
        building=block.building,
        postal_codes=_narrowed(town.codes, street or field, block.numbers),
        level=AddressLevel.BLOCK if block.numbers else AddressLevel.TOWN,
    )


def _with_unknown_town(city: Address, rest: str, places: PlaceIndex) -> Address:
    if not rest:
        return city
    if found := _PO_BOX.match(rest):
        return replace(city, block=found[0].strip(), building=rest[found.end() :].strip())
    undivided = places.rest_of_city(city.prefecture, city.city)
    name = "" if undivided and split_block(rest).numbers else _UNKNOWN_TOWN.sub(r"\1", rest)
    block = split_block(rest[len(name) :])
    return replace(
        city,
        town=name.strip(),
        block=block.numbers,
        building=block.building,
        postal_codes=tuple(entry.code for entry in undivided),
        problem=None if undivided and not name else AddressProblem.TOWN_UNKNOWN,
    )


def _kyoto_street(city: str, rest: str) -> tuple[str, str]:
    """Return the crossing that Kyoto puts before a town (寺町通御池上る), and the rest."""
    found = _STREET.match(rest) if city.startswith("京都市") else None
    return (found[0], rest[found.end() :].strip()) if found else ("", rest)


def _field_name(rest: str) -> tuple[str, str]:
    """Return the 小字 between a town and its number, as written, and the rest."""
    found = _FIELD.match(rest)
    if found is None or _BUILDING_WORD.search(found[0]):
        return "", rest
    return found[0], rest[found.end() :]


def _narrowed(codes: tuple[TownCode, ...], part: str, block: str) -> tuple[str, ...]:
    """Return the codes whose notes name the street or field, or hold the block; else all."""
    fitting = [entry for entry in codes if _note_fits(entry.note, part, block)]
    others = [entry for entry in codes if entry.note in {"", "その他"}]
    chosen = fitting or (others if block and _has_chome(codes) else []) or codes
    return tuple(dict.fromkeys(entry.code for entry in chosen))


def _has_chome(codes: tuple[TownCode, ...]) -> bool:
    return any(_CHOME_NOTE.fullmatch(entry.note) for entry in codes)


def _note_fits(note: str, part: str, block: str) -> bool:
    if part:
        return _part_key(part) in {_part_key(named) for named in note.split("、")}
    first = block.partition("-")[0].removesuffix("丁目")
    if not _CHOME_NOTE.fullmatch(note) or not first.isdigit():
        return False
    for numbers in note.removesuffix("丁目").split("、"):
        low, _, high = numbers.partition("〜")
        if int(low) <= int(first) <= int(high or low):
            return True
    return False


def _part_key(part: str) -> str:
    """Return a street or field without what is written in several ways (上る, 上ル, 大字)."""
    return re.sub("[るルがガ]|大?字", "", part)


def _checked(address: Address) -> Address:
    """Mark an address whose written postal code is not one of its town's."""
    codes = address.postal_codes
    if address.written_code and codes and address.written_code not in codes:
        return replace(address, problem=AddressProblem.POSTAL_CODE_ELSEWHERE)
    return address


_LONGEST: Final = 500
_CODE: Final = re.compile(r"(?:〒|郵便番号)?\s*:?\s*([0-9]{3})\s?-?\s?([0-9]{4})(?![0-9-])\s*")
_PREFECTURE: Final = re.compile("北海道|東京都|(?:京都|大阪)府|(?:神奈川|和歌山|鹿児島|.{2})県")
_STREET: Final = re.compile(
    "[^0-9]{2,24}?(?:(?:上|下)(?:る|ル|がる|ガル)|(?:東|西)入(?:る|ル)?)"
    "(?:(?:上|下)(?:る|ル|がる|ガル)|(?:東|西)入(?:る|ル)?)*"
)
_PO_BOX: Final = re.compile(r".*?私書箱\s*第?[0-9]*\s*号?")
_FIELD: Final = re.compile(
    rf"{NUMBER}番町|(?:大?字)?(?!{NUMBER}(?:丁|番|号|[-のノ之]))[^0-9\s、,()-]{{1,10}}?"
    r"(?=[0-9〇一二三四五六七八九十]|甲|乙|$)"
)
_BUILDING_WORD: Final = re.compile(
    "ビル|マンション|ハイツ|コーポ|荘|アパート|タワー|館|ハウス|メゾン|レジデンス|プラザ|ヒルズ|寮|団地|郵便局"
    "|センター|[ァ-ヶー]{4,}|[A-Za-z]{2,}"
)
# ２ー７ー２ is written with the long mark of kana.
_MARK_BETWEEN_NUMBERS: Final = re.compile(
    "(?<=[0-9〇一二三四五六七八九十])ー(?=[0-9〇一二三四五六七八九十])"
)
_UNKNOWN_TOWN: Final = re.compile(r"^([^0-9]*).*$", re.DOTALL)
_CHOME_NOTE: Final = re.compile("[0-9]+(?:〜[0-9]+)?(?:、[0-9]+(?:〜[0-9]+)?)*丁目")
_HYPHENS: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−─━﹣", "-"))
_UNSEEN: Final = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
