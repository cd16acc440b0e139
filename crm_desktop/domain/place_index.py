"""Finding the places of a directory in what people write, whichever form of a name they use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from crm_desktop.domain.address_block import begins_with_number
from crm_desktop.domain.former_cities import former_names, name_in_towns
from crm_desktop.domain.japanese_text import widened
from crm_desktop.domain.place_folding import end_of_name, fold_place, place_key
from crm_desktop.domain.postal_address import PlaceDirectory, PostalAddress, TownCode

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FoundCity:
    """A city that a text may begin with, and how many characters of the text name it.

    ``former`` is what its towns may begin with, since the name in the text is one of before.
    """

    prefecture: str
    city: str
    length: int
    former: str = ""


@dataclass(frozen=True, slots=True)
class FoundTown:
    """A town that a text begins with: its name, its codes, the characters that name it."""

    town: str
    codes: tuple[TownCode, ...]
    length: int

    @property
    def has_chome(self) -> bool:
        """Tell whether the town is divided into 丁目, and its name is not one of them."""
        return any(code.has_chome for code in self.codes) and not self.town.endswith("丁目")

    @property
    def is_all_chome(self) -> bool:
        """Tell whether every part of the town is divided into 丁目."""
        return self.has_chome and all(code.has_chome for code in self.codes)


@dataclass(frozen=True, slots=True)
class _Towns:
    """The towns of a city by key, most often one a key.

    ``towers`` have a code for each floor; ``without_town`` are codes of numbers behind the city.
    """

    by_key: Mapping[str, list[tuple[str, tuple[TownCode, ...]]]]
    longest: int
    towers: tuple[tuple[str, tuple[TownCode, ...]], ...]
    without_town: tuple[TownCode, ...]

    @property
    def room(self) -> int:
        """Return how many characters of a text may name a town, blanks and 字 among them."""
        return 2 * self.longest + _ROOM_FOR_BLANKS


class PlaceIndex:
    """The cities and towns of a directory under all the ways to write them.

    Filled from the directory as it is asked: all cities first, the towns of a city when that
    city comes up. For one thread at a time.
    """

    def __init__(self, directory: PlaceDirectory) -> None:
        self._directory = directory
        self._prefectures: dict[str, str] = {}
        self._short_prefectures: dict[str, str] = {}
        self._cities: dict[str, list[tuple[str, Place]]] = {}
        self._longest_city = 0
        self._towns: dict[Place, _Towns] = {}

    def prefecture_at(self, text: str) -> tuple[str, int]:
        """Return the prefecture ``text`` begins with and its length there; "" and 0 for none."""
        self._read_cities()
        return _named_at(text, self._prefectures, (3, 4))

    def short_prefecture_at(self, text: str) -> tuple[str, int]:
        """As `prefecture_at`, of names without their last sign: 東京, 神奈川."""
        self._read_cities()
        return _named_at(text, self._short_prefectures, (2, 3))

    def cities_at(self, text: str, prefecture: str) -> list[FoundCity]:
        """Return the cities whose name ``text`` begins with; of several names the longest.

        ``prefecture`` "" means any. 郡 may be missing, and so may the city before its ward or
        the ward behind its city; former names lead to the cities of today.
        """
        self._read_cities()
        key, ends = fold_place(text[:_LONGEST_CITY])
        for length in range(min(len(key), self._longest_city), 0, -1):
            named = self._cities.get(key[:length], ())
            fitting = [(name, place) for name, place in named if prefecture in {"", place[0]}]
            if fitting:
                exact = [named for named in fitting if text.startswith(named[0])]
                end = end_of_name(text, ends[length - 1], "")
                return [_found_city(name, place, end) for name, place in exact or fitting]
        return []

    def cities_of_before(self, text: str, prefecture: str) -> list[FoundCity]:
        """Return the cities of today of a town or village that ``text`` begins with.

        It was raised (白岡町 is 白岡市), or its name lives on in towns of ``prefecture``:
        箕郷町善地 lies in 高崎市, 浪岡町大字浪岡 is 浪岡浪岡 in 青森市. So is a city found that was
        left out.
        """
        start = found.end() if (found := _LEADING_DISTRICT.match(text)) else 0
        village = _VILLAGE.match(text, start)
        cities = self._cities_with_town(text[start:], prefecture)
        if cities or village is None:
            return [FoundCity(prefecture, city, start) for city in cities]
        for rank in "市町":
            raised = self.cities_at(f"{village[1]}{rank}", prefecture)
            if raised:
                return [replace(city, length=village.end(), former="") for city in raised]
        cities = self._cities_with_town(village[1] + text[village.end() :], prefecture)
        return [FoundCity(prefecture, city, village.end(), village[1]) for city in cities]

    def _cities_with_town(self, text: str, prefecture: str) -> list[str]:
        """Return the cities with a town that ``text`` names right before a number or 字."""
        found = []
        cities = self._directory.cities_with_towns(prefecture, text[:2]) if prefecture else ()
        for city in cities:
            town = self.town_at(text, prefecture, city)
            behind = text[town.length :].strip() if town else ""
            if begins_with_number(behind) or behind.startswith(("字", "大字")):
                found.append(city)
        return found

    def town_at(self, text: str, prefecture: str, city: str) -> FoundTown | None:
        """Return the town whose name ``text`` begins with, the longest; None if there is none."""
        towns = self._towns_of(prefecture, city)
        key, ends = fold_place(text[: towns.room])
        for length in range(min(len(key), towns.longest), 0, -1):
            found = towns.by_key.get(key[:length])
            if found and not _is_inside_number(text, ends, length):
                name, codes = _best_spelt(found, text)
                return FoundTown(name, codes, end_of_name(text, ends[length - 1], name))
        return None

    def town_like(self, text: str, prefecture: str, city: str) -> FoundTown | None:
        """Return a town that `town_at` misses for a sign too many, or a number too close.

        四ッ谷 and 市ヶ谷 are officially 四谷 and 市谷; 四重麦三一丁目 is 1丁目 of 四重麦三, which
        only the names of the towns tell.
        """
        towns = self._towns_of(prefecture, city)
        for run in _KANJI_NUMBERS.finditer(text[: towns.room]):
            for end in range(run.end() - 1, run.start(), -1):
                found = towns.by_key.get(place_key(text[:end]))
                if found:
                    return FoundTown(*found[0], end)
        head = text[: towns.room]
        return _town_without_links(head, towns) if _BEGINS_LINKED.match(head) else None

    def tower_codes(
        self, prefecture: str, city: str, town: str, building: str
    ) -> tuple[TownCode, ...]:
        """Return the codes, one a floor, of the tower in ``town`` that ``building`` names."""
        towers = self._towns_of(prefecture, city).towers
        key = place_key(building) if towers and building else ""
        for name, codes in towers if key else ():
            if name.startswith(town) and place_key(widened(name.removeprefix(town))) in key:
                return codes
        return ()

    def undivided_city(self, prefecture: str, city: str) -> tuple[TownCode, ...]:
        """Return the codes of a city that is not divided into towns; empty when it is."""
        towns = self._directory.towns(prefecture, city)
        return next(iter(towns.values())) if len(towns) == 1 else ()

    def codes_without_town(self, prefecture: str, city: str, code: str) -> tuple[TownCode, ...]:
        """Return the codes of numbers right behind a city; empty where towns must be named.

        That there are such numbers the post office seldom says; ``code``, if written, may.
        """
        codes = self._towns_of(prefecture, city).without_town
        if codes or not code:
            return codes
        meant = {(place.prefecture, place.city, place.town) for place in self.places_of_code(code)}
        return (TownCode(code, ""),) if (prefecture, city, "") in meant else ()

    def places_of_code(self, code: str) -> tuple[PostalAddress, ...]:
        """Return every place that seven digits mean; empty for an unknown code."""
        return self._directory.addresses_for(code)

    def cities_of_code(self, code: str) -> list[Place]:
        """Return the (prefecture, city) in which a code lies; empty for an unknown one."""
        found = [(place.prefecture, place.city) for place in self._directory.addresses_for(code)]
        return list(dict.fromkeys(found))

    def _read_cities(self) -> None:
        if self._cities:
            return
        cities: defaultdict[str, list[tuple[str, Place]]] = defaultdict(list)
        known = self._directory.cities()
        for place in known:
            for name in _ways_to_write(place[1]):
                cities[place_key(name)].append((name, place))
        for name, place in former_names(known):
            cities[place_key(name)].append((name, place))
        self._cities = dict(cities)
        self._longest_city = max(map(len, cities), default=0)
        self._prefectures = {place_key(prefecture): prefecture for prefecture, _ in known}
        self._short_prefectures = {key[:-1]: name for key, name in self._prefectures.items()}

    def _towns_of(self, prefecture: str, city: str) -> _Towns:
        place = (prefecture, city)
        if place not in self._towns:
            self._towns[place] = _indexed(self._directory.towns(*place))
        return self._towns[place]


def _found_city(name: str, place: Place, end: int) -> FoundCity:
    former = "" if place[1].endswith(name) else name_in_towns(name)
    return FoundCity(*place, end, former)


def _named_at(text: str, names: Mapping[str, str], lengths: tuple[int, int]) -> tuple[str, int]:
    key, ends = fold_place(text[:_LONGEST_PREFECTURE])
    for length in lengths:
        name = names.get(key[:length], "")
        if name:
            return name, ends[length - 1]
    return "", 0


def _indexed(towns: Mapping[str, tuple[TownCode, ...]]) -> _Towns:
    merged: defaultdict[str, tuple[TownCode, ...]] = defaultdict(tuple)
    towers = []
    without_town: list[TownCode] = []
    for written, codes in towns.items():
        if _is_tower(codes):
            towers.append((written, codes))
        elif numbers := _NUMBERS_BEHIND_CITY.search(widened(written)):
            without_town += (TownCode(entry.code, numbers[1]) for entry in codes)
        elif name := _SEVERAL_TOWNS.split(written)[0]:
            merged[name] += codes
            if lot := _LOT_BEHIND.fullmatch(name):
                merged[lot[1]] += codes
    by_key: defaultdict[str, list[tuple[str, tuple[TownCode, ...]]]] = defaultdict(list)
    for name, codes in merged.items():
        by_key[place_key(name)].append((name, codes))
    longest = max(map(len, by_key), default=0)
    return _Towns(dict(by_key), longest, tuple(towers), tuple(without_town))


def _town_without_links(text: str, towns: _Towns) -> FoundTown | None:
    """Return the only town that is found when the ケ and ツ between kanji do not count."""
    names: defaultdict[str, list[tuple[str, tuple[TownCode, ...]]]] = defaultdict(list)
    for found in towns.by_key.values():
        names[_without_links(found[0][0])[0]] += found
    bare, ends = _without_links(text)
    for length in range(min(len(bare), towns.longest), 1, -1):
        found = names.get(bare[:length], [])
        if len(found) == 1 and not _is_inside_number(text, ends, length):
            return FoundTown(*found[0], ends[length - 1])
    return None


def _without_links(text: str) -> tuple[str, list[int]]:
    key, ends = fold_place(text)
    kept = [(sign, end) for sign, end in zip(key, ends, strict=True) if text[end - 1] not in _LINKS]
    return "".join(sign for sign, _ in kept), [end for _, end in kept]


def _best_spelt(
    found: list[tuple[str, tuple[TownCode, ...]]], text: str
) -> tuple[str, tuple[TownCode, ...]]:
    """Return the town spelt as in ``text`` (日之出 and 日の出 are two), else the first."""
    return next((town for town in found if town[0] in text), found[0])


def _is_inside_number(text: str, ends: Sequence[int], length: int) -> bool:
    """Tell whether a name of ``length`` would end in the middle of a number."""
    if length == len(ends):
        return False
    end = ends[length - 1]
    return end == ends[length] or (text[end - 1] in _DIGITS and text[end] in _DIGITS)


def _ways_to_write(city: str) -> list[str]:
    """Return a city as the post writes it, without its 郡, a ward alone, and a city alone."""
    short = _DISTRICT.sub("", city)
    ward = _WARD.search(city)
    return list(dict.fromkeys([city, short, *(ward.groups() if ward else ())]))


def _is_tower(codes: tuple[TownCode, ...]) -> bool:
    """Tell whether a "town" is one of the high buildings that have a code for each floor."""
    return all(code.note.endswith(("階", "階層不明")) for code in codes)


_BEGINS_LINKED: Final = re.compile("[一-鿿々]+[ケヶがツッ]?[一-鿿]")
_LINKS: Final = frozenset("ケヶがツッ")
_DIGITS: Final = "0123456789０１２３４５６７８９"
_LONGEST_PREFECTURE: Final = 12
_LONGEST_CITY: Final = 40
_ROOM_FOR_BLANKS: Final = 20
# 越中畑６４地割〜越中畑６６地割: the numbers belong to the block.
_SEVERAL_TOWNS: Final = re.compile(r"[0-9０-９]+地割[〜、].*|\(.*")
# 小菅村の次に１〜６６３番地がくる場合: no town, but numbers right behind the village.
_NUMBERS_BEHIND_CITY: Final = re.compile("の次に(.+)がくる場合")
_LOT_BEHIND: Final = re.compile("(.+?)[0-9０-９]+地割")
_DISTRICT: Final = re.compile(r"^(?:.{1,5}?郡|三宅島|八丈島)(?=.+[町村]$)")
_WARD: Final = re.compile("^(.+市)([^市]+区)$")
_VILLAGE: Final = re.compile("([^市区町村郡0-9]{1,6})[町村]")
_LEADING_DISTRICT: Final = re.compile("[^市区町村0-9]{1,5}郡")
_KANJI_NUMBERS: Final = re.compile("[〇一二三四五六七八九十]{2,}")
