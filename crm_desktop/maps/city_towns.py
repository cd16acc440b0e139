"""The towns of one city under the names that addresses use for them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from crm_desktop.domain.place_folding import place_key
from crm_desktop.domain.position import PositionLevel
from crm_desktop.maps.town_file import OAZA, Block, Town, town_of, whole_lines
from crm_desktop.maps.town_spread import Point, middle, rounded_m, spread_m


@dataclass(frozen=True, slots=True)
class FoundTown:
    """A part of a city as it is named, its point in degrees, and how exact that is."""

    name: str
    point: Point
    accuracy_m: int
    level: PositionLevel


class CityTowns:
    """One city's entry of a file of towns; a line is parsed when its town is asked for."""

    def __init__(self, content: bytes) -> None:
        """Sort the lines of an entry by their folded names."""
        self._lines: dict[str, bytes] = {}
        for line in whole_lines(content):
            self._lines.setdefault(_key(line.partition("\t")[0].replace("+", "")), line.encode())

    def named(self, town: str, block: str) -> FoundTown | None:
        """Return the town of this name; its 丁目 may be the first number of ``block``.

        Where only its 丁目 or 小字 are known, their middle stands for it.
        """
        return self._at(_key(town), block)

    def named_at_end(self, text: str, block: str) -> FoundTown | None:
        """Return the town that a text ends with, behind a street or crossing of Kyoto."""
        key = _key(text)
        parts = (self._at(key[start:], block) for start in range(1, len(key) - 1))
        return next(filter(None, parts), None)

    def named_at_start(self, text: str) -> FoundTown | None:
        """Return the town that a text begins with, before a 小字 that is not known.

        It reaches as far as all towns whose names begin so; three of them stand for one that has
        no line of its own. The level is at most that of an 大字.
        """
        key = _key(text)
        for end in range(len(key), 1, -1):
            if key[end - 1 : end + 1].isdigit() and end < len(key):
                continue
            own = self._lines.get(key[:end])
            group = self._beginning_with(key[:end])
            if own or len(group) >= _ENOUGH:
                name = town_of(own.decode()).name if own else _shared(group)
                return replace(_middle_of(group), name=name)
        return None

    def towns(self) -> Iterator[Town]:
        """Yield all towns and 小字."""
        return (town_of(line.decode()) for line in self._lines.values())

    def _at(self, key: str, block: str) -> FoundTown | None:
        for ending in _endings(block):
            if line := self._lines.get(key + ending):
                return _found(town_of(line.decode()), block.partition("-")[2])
        if line := self._lines.get(key):
            return _found(town_of(line.decode()), block)
        return self._middles.get(key)

    def _beginning_with(self, key: str) -> list[Town]:
        keys = self._sorted_keys
        start, end = bisect_left(keys, key), bisect_left(keys, key + "\U0010ffff")
        return [town_of(self._lines[found].decode()) for found in keys[start:end]]

    @cached_property
    def _sorted_keys(self) -> list[str]:
        return sorted(self._lines)

    @cached_property
    def _middles(self) -> dict[str, FoundTown]:
        """The middles of the 丁目 or 小字 of towns that have no line of their own."""
        parts: defaultdict[str, list[Town]] = defaultdict(list)
        for key, line in self._lines.items():
            name, small, _ = line.decode().partition("\t")[0].partition("+")
            whole = _key(name) if small else _NUMBERED.sub("", key)
            if whole != key and whole not in self._lines:
                parts[whole].append(town_of(line.decode()))
        return {whole: _middle_of(towns) for whole, towns in parts.items()}


def middle_of_found(found: Sequence[FoundTown]) -> FoundTown:
    """Return the only one of several towns, or the middle of all of them, as of an 大字."""
    if len(found) == 1:
        return found[0]
    points = [one.point for one in found]
    centre = middle(points)
    wide_m = max(spread_m(centre, points), *(one.accuracy_m for one in found))
    name = "、".join(one.name for one in found[:_NAMED])
    return FoundTown(name, centre, wide_m, PositionLevel.OAZA)


def _key(name: str) -> str:
    return place_key(name).replace("丁目", "丁")


def _endings(block: str) -> tuple[str, ...]:
    """Return what a town's name may end with when its block begins so: 2-8, 64地割, 五線, 乙3."""
    if not block:
        return ()
    begun = _BLOCK_BEGINS.match(block if block[0].isdecimal() else place_key(block))
    if begun is None:
        return ()
    number, unit, side, letter = begun.groups()
    if letter:
        return (letter,)
    if side:
        return (f"{number}丁{side}", f"{number}丁")
    return (f"第{number}{unit}", f"{number}{unit}") if unit else (f"{number}丁", f"{number}番町")


def _found(town: Town, block: str) -> FoundTown:
    name = town.name + town.field
    number = block.partition("-")[0]
    if number and (at := _block_of(town.blocks, number)):
        point = at.latitude, at.longitude
        return FoundTown(f"{name}{number}", point, town.block_accuracy_m, PositionLevel.BLOCK)
    level = PositionLevel.OAZA if town.kind == OAZA else PositionLevel.TOWN
    return FoundTown(name, (town.latitude, town.longitude), town.accuracy_m, level)


def _block_of(blocks: Sequence[Block], number: str) -> Block | None:
    return next((at for at in blocks if at.number == number), None)


def _middle_of(towns: Sequence[Town]) -> FoundTown:
    points = [(town.latitude, town.longitude) for town in towns]
    centre = middle(points)
    wide_m = max(spread_m(centre, points), *(town.accuracy_m for town in towns))
    name = _WRITTEN_NUMBER.sub("", towns[0].name)
    return FoundTown(name, centre, rounded_m(wide_m), PositionLevel.OAZA)


def _shared(towns: Sequence[Town]) -> str:
    """Return what the names of towns have in common at their beginning."""
    first, last = min(town.name for town in towns), max(town.name for town in towns)
    pairs = enumerate(zip(first, last, strict=False))
    return first[: next((at for at, (one, other) in pairs if one != other), len(first))]


_ENOUGH: Final = 3
_NAMED: Final = 3
# 4番5 is no 4丁目, 3丁目南12 is in 本通三丁目南.
_BLOCK_BEGINS: Final = re.compile(
    "第?([0-9]+)(?![0-9番])(?:(地割|線)|丁目([東西南北]))?|([甲乙丙丁戊己])"
)
_NUMBERED: Final = re.compile("第?[0-9]+(?:丁|地割)$")
_WRITTEN_NUMBER: Final = re.compile("第?[0-9０-９〇一二三四五六七八九十]+(?:丁目?|地割)$")
