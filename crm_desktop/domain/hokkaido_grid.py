"""The street grids of Hokkaido as people shorten them: 北1西2 is 北1条西2丁目."""

from __future__ import annotations

import re
from typing import Final


def lengthened(rest: str) -> list[str]:
    """Return what ``rest`` of an address may be short for; empty when it is not short.

    北1西2 lacks its 条, 6条9丁目 the 通 of Asahikawa. Only a town that is found so is meant.
    """
    if found := _CROSSING.match(rest):
        return [f"{found[1]}条{found[2]}{_behind_crossing(rest[found.end() :])}"]
    if found := _AVENUE.match(rest):
        return [f"{found[1]}通{rest[found.end() :]}"]
    return []


def _behind_crossing(rest: str) -> str:
    """Return the number of the crossing as 丁目, where it stands alone or before a building."""
    found = _ALONE.match(rest)
    return f"{found[1]}丁目{rest[found.end() :]}" if found else rest


_NUMBER: Final = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_CROSSING: Final = re.compile(rf"([東西南北]{_NUMBER})([東西南北])(?={_NUMBER})")
_AVENUE: Final = re.compile(rf"({_NUMBER}条)(?={_NUMBER})")
_ALONE: Final = re.compile(r"([0-9]{1,2})(?=\s|$)")
