"""The crossings that Kyoto puts before a town: 寺町通御池上る上本能寺前町."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final


def has_crossings(city: str) -> bool:
    """Tell whether addresses of a city may name crossings."""
    return city.startswith("京都市")


def cuts_before_town(rest: str) -> list[tuple[str, str]]:
    """Return the ways to cut ``rest`` into crossings and what follows, the likeliest first.

    All of 大宮通寺之内上る二丁目下ル東側 is the crossing, unless a town begins before its end.
    Empty where no crossing is named.
    """
    ends: list[int] = []
    for found in _TURN.finditer(rest, _SHORTEST, _LONGEST):
        ends.append(found.end())
        if further := _FURTHER.match(rest, found.end()):
            ends.append(further.end())
    return [(rest[:end].strip(), rest[end:].strip()) for end in reversed(ends[:_MOST_CUTS])]


def cuts_at_names(rest: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to cut ``rest`` before its number, where a street stands without a turn."""
    named = _UP_TO_NUMBER.match(rest)
    for start in range(_SHORTEST, min(named.end() if named else 0, _LONGEST)):
        yield rest[:start], rest[start:]


def crossing_behind_town(rest: str) -> tuple[str, str]:
    """Return a crossing that was written behind its town, without brackets, and what follows."""
    found = _BEHIND.match(rest)
    return (found[1].strip(), rest[found.end() :].strip()) if found else ("", rest)


_SHORTEST: Final = 2
_LONGEST: Final = 60
_MOST_CUTS: Final = 10
_TURN: Final = re.compile("[上下](?:る|ル|がる|ガル|ガる)|[東西南北]入(?:る|ル|リ)?")
_FURTHER: Final = re.compile(
    r"(?:\s*(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:丁目|筋目)|[東西南北]側)){1,3}"
)
_UP_TO_NUMBER: Final = re.compile(r"[^0-9\s()、,]+")
_BEHIND: Final = re.compile(
    rf"\s*\(?([^0-9()、,]{{2,24}}?(?:{_TURN.pattern})(?:(?:{_TURN.pattern})|[東西南北]側){{0,3}})\)?\s*"
)
