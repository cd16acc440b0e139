"""Finding the places of a directory in what people write, whichever form of a name they use."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from crm_desktop.domain.kanji_variants import kanji_folds
from crm_desktop.domain.postal_address import PlaceDirectory, TownCode


@dataclass(frozen=True, slots=True)
class FoundCity:
    """A city that a text may begin with, and how many characters of the text name it."""

    prefecture: str
    city: str
    length: int


@dataclass(frozen=True, slots=True)
class FoundTown:
    """A town that a text begins with: its name, its codes, the characters that name it."""

    town: str
    codes: tuple[TownCode, ...]
    length: int


class PlaceIndex:
    """The cities and towns of a directory under all the ways to write them.

    Filled from the directory as it is asked: all cities first, the towns of a city when that
    city comes up. For one thread at a time.
    """

    def __init__(self, directory: PlaceDirectory) -> None:
        self._directory = directory
        self._cities: dict[str, list[tuple[str, str]]] = {}
        self._longest_city = 0
        self._towns: dict[tuple[str, str], dict[str, tuple[str, tuple[TownCode, ...]]]] = {}

    def cities_at(self, text: str, prefecture: str) -> list[FoundCity]:
        """Return the cities whose name ``text`` begins with; of several names the longest.

        ``prefecture`` "" means any. 郡 may be missing, and so may the city before its ward.
        """
        if not self._cities:
            self._read_cities()
        key, ends = fold_place(text)
        for length in range(min(len(key), self._longest_city), 0, -1):
            places = self._cities.get(key[:length], ())
            fitting = [place for place in places if prefecture in {"", place[0]}]
            if fitting:
                return [FoundCity(*place, ends[length - 1]) for place in fitting]
        return []

    def town_at(self, text: str, prefecture: str, city: str) -> FoundTown | None:
        """Return the town whose name ``text`` begins with, the longest; None if there is none."""
        towns = self._towns_of(prefecture, city)
        key, ends = fold_place(text)
        for length in range(len(key), 0, -1):
            inside_number = key[length - 1 : length + 1].isdigit() and length < len(key)
            found = None if inside_number else towns.get(key[:length])
            if found:
                return FoundTown(*found, ends[length - 1])
        return None

    def rest_of_city(self, prefecture: str, city: str) -> tuple[TownCode, ...]:
        """Return the codes of a city that is not divided into towns; empty when it is."""
        towns = self._directory.towns(prefecture, city)
        return next(iter(towns.values())) if len(towns) == 1 else ()

    def cities_of_code(self, code: str) -> list[tuple[str, str]]:
        """Return the (prefecture, city) in which a code lies; empty for an unknown one."""
        found = [(place.prefecture, place.city) for place in self._directory.addresses_for(code)]
        return list(dict.fromkeys(found))

    def _read_cities(self) -> None:
        cities: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for place in self._directory.cities():
            for name in _ways_to_write(place[1]):
                cities[fold_place(name)[0]].append(place)
        self._cities = dict(cities)
        self._longest_city = max(map(len, cities), default=0)

    def _towns_of(self, prefecture: str, city: str) -> dict[str, tuple[str, tuple[TownCode, ...]]]:
        place = (prefecture, city)
        if place not in self._towns:
            towns = self._directory.towns(*place)
            self._towns[place] = {
                fold_place(name)[0]: (name, codes)
                for written, codes in towns.items()
                if (name := _SEVERAL_TOWNS.split(written)[0]) and not _is_tower(codes)
            }
        return self._towns[place]


def fold_place(text: str) -> tuple[str, list[int]]:
    """Return what matters of ``text`` for finding, and for each character where it ends there.

    Old forms, ケ/ヶ/が, ノ/の/之 and numerals of every kind count as one; blanks and 字 not at all.
    """
    key: list[str] = []
    ends: list[int] = []
    for found in _PARTS.finditer(text[:_LONGEST]):
        if found["number"]:
            part = arabic_number(found["number"])
        else:
            part = found["sign"].translate(_PLACE_FOLD) if found["sign"] else ""
        key.append(part)
        ends += [found.end()] * len(part)
    return "".join(key), ends


def arabic_number(kanji: str) -> str:
    """Return 二十三 and 二三 as "23"; what is no such number comes back as it is."""
    if "十" not in kanji:
        return kanji.translate(_KANJI_DIGITS)
    tens, _, ones = kanji.translate(_KANJI_DIGITS).partition("十")
    if "十" in ones or len(tens) > 1 or len(ones) > 1:
        return kanji
    return f"{tens or '1'}{ones or '0'}"


def _ways_to_write(city: str) -> list[str]:
    """Return a city as the post writes it, without its 郡, and a ward without its city."""
    short = _DISTRICT.sub("", city)
    ward = _WARD.search(city)
    return list(dict.fromkeys([city, short, ward[1] if ward else city]))


def _is_tower(codes: tuple[TownCode, ...]) -> bool:
    """Tell whether a "town" is one of the high buildings that have a code for each floor."""
    return all(code.note.endswith(("階", "階層不明")) for code in codes)


_LONGEST: Final = 200
_PARTS: Final = re.compile(r"(?P<number>[〇一二三四五六七八九十]+)|(?:大?字|\s)+|(?P<sign>\S)")
# 越中畑６４地割〜越中畑６６地割: the numbers belong to the block.
_SEVERAL_TOWNS: Final = re.compile("[0-9０-９]+地割[〜、].*")
_DISTRICT: Final = re.compile(r"^(?:[^市]{1,5}?郡|三宅島|八丈島)(?=.+[町村]$)")
_WARD: Final = re.compile(r"市([^市]+区)$")
_KANJI_DIGITS: Final = str.maketrans("〇一二三四五六七八九", "0123456789")
_PLACE_FOLD: Final[dict[int, str]] = {
    **kanji_folds(),
    **{ord(char): "ケ" for char in "ヶがガカヵけ"},
    **{ord(char): "ノ" for char in "の之"},
    **{ord(char): "ツ" for char in "ッっつ"},
    **{code: chr(code - 0xFEE0).lower() for code in range(0xFF10, 0xFF5B)},
    **{code: chr(code + 0x20) for code in range(ord("A"), ord("Z") + 1)},
}
