"""The numbers of an address: 2丁目7番2号, 2-7-2 and 二ー七ー二 are one block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from crm_desktop.domain.place_folding import arabic_number

_KANJI: Final = "〇○◯一二三四五六七八九十百千壱弐参拾廿"
NUMBER: Final = rf"(?:[0-9]+|[{_KANJI}]+)"
# A kanji number and, not part of it, what makes it one.
KANJI_NUMBER_AHEAD: Final = (
    rf"[{_KANJI}]{{1,9}}(?=\s*(?:丁目|丁(?=[0-9{_KANJI}\s]|$)|番(?=[地戸0-9{_KANJI}の\s-]|$)|号(?![室棟館線地])"
    rf"|[-のノ之]\s*[0-9{_KANJI}]))"
)


@dataclass(frozen=True, slots=True)
class Block:
    """Numbers joined by hyphens, "" for none; ``building`` is all that stood behind them.

    ``units`` are what stood behind each of the numbers: 丁目, 番地, "" and so on.
    """

    numbers: str
    building: str
    units: tuple[str, ...] = ()


def split_block(text: str) -> Block:
    """Split what stands behind a town into its numbers and the building.

    ``2丁目7番2号`` becomes ``2-7-2``, one ``2丁目`` alone stays; numbers of another kind
    (第3地割, 5線西2号, 無番地) are kept as written, without blanks.
    """
    text = text.strip(_BETWEEN)
    if found := _LOT.match(text):
        return _block_of_lot(found, text[found.end() :])
    if found := _AS_WRITTEN.match(text):
        return Block(_tight(found[0]), _building(text[found.end() :]))
    numbers, end, units = _numbers_at(text)
    return Block(numbers, _building(text[end:]), units)


def begins_with_number(text: str) -> bool:
    """Tell whether a block stands at the front of ``text``."""
    return any(pattern.match(text) for pattern in (_NUMBER, _LOT, _AS_WRITTEN))


def _block_of_lot(found: re.Match[str], behind: str) -> Block:
    """Return the block of a lot, the 字 in it and its number: 第5地割字中島12-3, 37号12-3."""
    lot = f"{found['nth']}{_plain_number(found['number'])}{found['kind']}"
    field = _FIELD_OF_LOT.match(behind)
    behind = behind[field.end() if field else 0 :]
    numbers, end, _ = _numbers_at(behind)
    return Block(f"{lot}{_tight(field[0]) if field else ''}{numbers}", _building(behind[end:]))


def _numbers_at(text: str) -> tuple[str, int, tuple[str, ...]]:
    """Return the numbers joined, where they end and the unit of each.

    A 丁目 or 号 stays when it stands alone, and so does 地先, a place beside a numbered one.
    """
    parts: list[str] = []
    units: list[str] = []
    position = 0
    while found := _NUMBER.match(text, position):
        if parts and not found["join"] and not _joins(text, position, found):
            break
        units.append(found["unit"].strip())
        letter = found["letter"].rstrip(_JOINS)
        if not parts and (found["join"] or "").strip() == "ノ":
            # Before any number it joins nothing: it is one of the イロハ of Ishikawa.
            letter = f"ノ{letter}"
        parts.append(letter + _plain_number(found["number"]))
        position = found.end()
    numbers = "-".join(parts)
    if len(parts) == 1 and units[0] in _KEPT_ALONE:
        numbers += units[0]
    beside = _BESIDE.match(text, position) if parts else None
    if beside:
        return numbers + beside[0], beside.end(), tuple(units)
    return numbers, position, tuple(units)


def _joins(text: str, position: int, found: re.Match[str]) -> bool:
    """Tell whether a number may follow at once: behind 丁目, 番 or 番地, not behind 号 or none.

    Behind 番地 and a blank, three digits are the room, unless 号 says that they are the house.
    """
    before = _UNIT_BEHIND.search(text, max(position - 4, 0), position)
    if before is None:
        return False
    blank = text[position : position + 1] == " " or before[0][-1] == " "
    if not blank or before["unit"] != "番地":
        return True
    return found["unit"].strip() == "号" or len(found["number"]) < _DIGITS_OF_ROOM


def _plain_number(number: str) -> str:
    """Return a number of any kind in arabic digits; what is no number as it is."""
    plain = number.translate(_OLD_NUMERALS).replace("廿", "二十")
    if "百" not in plain and "千" not in plain:
        return arabic_number(plain)
    found = _HUNDREDS.fullmatch(plain)
    if found is None:
        return number
    value = int(arabic_number(found["ones"]) or 0) if found["ones"] else 0
    for name, worth in (("hundreds", 100), ("thousands", 1000)):
        if found[name]:
            value += worth * int(arabic_number(found[name][:-1]) or 1)
    return str(value)


def _tight(text: str) -> str:
    return "".join(text.split())


def _building(text: str) -> str:
    return text.strip(_BETWEEN)


_DIGITS_OF_ROOM: Final = 3
_KEPT_ALONE: Final = frozenset({"丁目", "丁", "号"})
_BETWEEN: Final = " 、,・-/"
_JOINS: Final = "-のノ之 "
_OLD_NUMERALS: Final = str.maketrans("○◯壱弐参拾", "〇〇一二三十")
_HUNDREDS: Final = re.compile(
    "(?P<thousands>[一二三四五六七八九]?千)?(?P<hundreds>[一二三四五六七八九]?百)?"
    "(?P<ones>(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?)"
)
# Kanji are a number only where a unit, a hyphen or the end says so: not in 三本木 or 八幡荘.
_NUMBER: Final = re.compile(
    rf"(?P<join>\s*[-のノ之]\s*|[・./~〜](?=[0-9]))?\s*(?P<letter>(?:[甲乙丙丁戊己イロハニホヘトチリ][-のノ之]?)?)"
    rf"(?P<number>[0-9]{{1,6}}(?![0-9])|{KANJI_NUMBER_AHEAD}|[{_KANJI}]{{1,9}}(?=$|[\s,、]))"
    r"(?!\s*(?:階|[FfＦ](?![A-Za-z])|号[室棟館線]|棟|室|年|世紀|条|線|地割|区|組|班|部|番[館街町丁割]))"
    r"(?P<unit>\s*(?:丁目|丁|番地|番戸?|号)|)"
)
_UNIT_BEHIND: Final = re.compile(r"(?P<unit>丁目|丁|番地|番戸?)\s*$")
_LOT: Final = re.compile(
    rf"(?P<nth>第?)\s*(?P<number>{NUMBER})\s*"
    rf"(?P<kind>地割|丁目[東西南北](?=[0-9])|号(?=\s*[0-9]+\s*(?:-|番)))"
)
_FIELD_OF_LOT: Final = re.compile(r"\s*字[^0-9\s]{1,12}(?=\s*[0-9])")
_BESIDE: Final = re.compile(r"(?:番地)?(?:地先|地内|先)(?=[\s(]|$)")
_AS_WRITTEN: Final = re.compile(
    rf"(?:国有)?(?:無番地|番外地|番地(?:なし|無し?))"
    rf"|第?{NUMBER}\s*(?:線|条|区|号線|部)(?=[-のノ番東西南北左右甲乙\s0-9{_KANJI}]|$)[-のノ之番地号丁目線区条部割東西南北左右甲乙0-9{_KANJI}]*"
    rf"|[^0-9]{{0,30}}?私書箱\s*(?:第?\s*{NUMBER}\s*号?)?|P\.?\s*O\.?\s*BOX\s*[0-9]*",
    re.IGNORECASE,
)
