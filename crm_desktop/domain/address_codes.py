"""Which of a town's postal codes an address has, by the notes of the post office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from crm_desktop.domain.japanese_text import widened
from crm_desktop.domain.postal_address import TownCode


def narrowed_codes(
    codes: Sequence[TownCode], *, part: str = "", block: str = "", has_chome: bool = False
) -> tuple[TownCode, ...]:
    """Return the codes whose notes hold ``block`` or name ``part``; all where that is not sure.

    ``part`` is the Kyoto street or 小字 that was written; ``has_chome`` tells that the block
    begins with a 丁目. A code for "the others" is meant where every note of numbers was
    understood and none holds the block.
    """
    if len(codes) == 1:
        return tuple(codes)
    if part:
        named = [entry for entry in codes if _names(entry.note, part)]
        return tuple(named) or tuple(codes)
    found = _BLOCK.match(block)
    if found is None:
        return tuple(codes)
    unit, number = found["unit"] or ("丁目" if has_chome else ""), int(found["number"])
    held = [(_holds(entry.note, unit, number), entry) for entry in codes]
    fitting = [entry for holds, entry in held if holds]
    if not fitting and all(holds is not None or _is_rest(entry.note) for holds, entry in held):
        fitting = [entry for _, entry in held if _is_rest(entry.note)]
    return tuple(fitting) or tuple(codes)


def distinct_codes(codes: Iterable[TownCode]) -> tuple[str, ...]:
    """Return the seven digits of each, once."""
    return tuple(dict.fromkeys(entry.code for entry in codes))


def floor_codes(codes: Sequence[TownCode], building: str) -> tuple[TownCode, ...]:
    """Return the code of the floor of a tower that ``building`` names; empty for no such floor."""
    named = _FLOOR.findall(building)[-1:]
    return tuple(entry for entry in codes if named and _FLOOR.findall(entry.note) == named)


def _names(note: str, part: str) -> bool:
    return _part_key(part) in {_part_key(named) for named in _NAMES.split(note)}


def _part_key(part: str) -> str:
    """Return a street or field without what is written in several ways (上る, 上ル, 大字)."""
    return re.sub("[るルがガ]|[大小]?字", "", part)


def _is_rest(note: str) -> bool:
    return note in _OTHERS


def _holds(note: str, unit: str, number: int) -> bool | None:
    """Tell whether a note such as ``1、2〜4丁目`` holds a number; None for other notes.

    A number without a unit may be a 丁目 or a 番地, whichever the note speaks of.
    """
    found = _NUMBERS.fullmatch(widened(note))
    if found is None:
        return {"丁目": unit == "丁目", "番地": unit == ""}.get(note)
    if unit and _UNIT_OF.get(unit, unit) != _UNIT_OF.get(found["unit"], found["unit"]):
        return False
    for low, further, high in _RANGE.findall(found["ranges"]):
        top = _NO_END if found["up"] else int(high or low)
        if int(low) <= number <= (top if further or found["up"] else int(low)):
            return True
    return False


_OTHERS: Final = frozenset({"", "その他", "次のビルを除く", "大字"})
_NO_END: Final = 10**9
_UNIT_OF: Final = {"丁": "丁目", "番": "番地"}
_UNIT: Final = "丁目|丁|番地|番|地割|線|区|条"
_BLOCK: Final = re.compile(rf"第?(?P<number>[0-9]+)(?P<unit>{_UNIT})?")
_NUMBERS: Final = re.compile(
    rf"(?P<ranges>第?[0-9]+(?:{_UNIT})?(?:[〜、]第?[0-9]+(?:{_UNIT})?)*?)(?P<unit>{_UNIT})"
    r"(?P<up>以降|以上)?(?:\([^0-9]*\))?"
)
_RANGE: Final = re.compile(rf"([0-9]+)(?:{_UNIT})?(?:(〜)第?([0-9]+))?")
_NAMES: Final = re.compile("[、()]")
_FLOOR: Final = re.compile("([0-9]{1,3}) ?(?:階|F)")
