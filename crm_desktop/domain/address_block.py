"""The numbers of an address: 2丁目7番2号, 2-7-2 and 二ー七ー二 are one block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from crm_desktop.domain.place_index import arabic_number

NUMBER: Final = r"(?:[0-9]+|[〇一二三四五六七八九十]+)"


@dataclass(frozen=True, slots=True)
class Block:
    """Numbers joined by hyphens, "" for none; ``building`` is all that stood behind them."""

    numbers: str
    building: str


def split_block(text: str) -> Block:
    """Split what stands behind a town into its numbers and the building.

    ``2丁目7番2号`` becomes ``2-7-2``, one ``2丁目`` alone stays; numbers of another kind
    (第3地割, 5線西2号, 無番地) are kept as written.
    """
    text = text.strip(_BETWEEN)
    if found := _AS_WRITTEN.match(text):
        return Block(_tight(found[0]), _building(text[found.end() :]))
    numbers, end = _numbers_at(text)
    if not numbers:
        return Block("", _building(text))
    return Block(numbers, _building(text[end:]))


def _numbers_at(text: str) -> tuple[str, int]:
    """Return the numbers joined and where they end; the last 丁目 stays when it stands alone."""
    parts: list[str] = []
    position = 0
    chome = ""
    while found := _NUMBER.match(text, position):
        if parts and not found["join"] and not _joins(text, position):
            break
        parts.append(found["letter"] + arabic_number(found["number"]))
        chome = found["unit"] or ""
        position = found.end()
        if chome == "号":
            break
    if len(parts) == 1 and chome.startswith("丁"):
        return f"{parts[0]}{chome}", position
    return "-".join(parts), position


def _joins(text: str, position: int) -> bool:
    """Tell whether a number may follow at once: behind 丁目 or 番地, not behind a bare number."""
    return _UNIT_BEHIND.search(text, 0, position) is not None


def _tight(text: str) -> str:
    return "".join(text.split())


def _building(text: str) -> str:
    return text.strip(_BETWEEN)


_BETWEEN: Final = " 、,・-/"
_NUMBER: Final = re.compile(
    rf"(?P<join>[-のノ之])?\s*(?P<letter>[甲乙丙丁イロハニホヘト]?)(?P<number>{NUMBER})"
    rf"(?![0-9〇一二三四五六七八九十])(?!\s*(?:階|[FfＦ]|号室|号棟|棟|室|年|世紀|条|線|地割|区|組|班))"
    rf"(?P<unit>\s*(?:丁目|丁|番地|番|号|(?=\D|$)))"
)
_UNIT_BEHIND: Final = re.compile(r"(?:丁目|丁|番地|番|[-のノ之])\s*$")
_AS_WRITTEN: Final = re.compile(
    rf"(?:無番地|番外地|番地なし|番地無し|国有無番地)|(?:第?{NUMBER}\s*(?:地割|線|条|区|号線)[^\s]*?"
    rf"(?:[-のノ之番地号丁目線区条東西南北]|{NUMBER})*)(?=[^0-9]|$)|.*?私書箱(?:第?{NUMBER}号?)?"
)
