"""Which of a town's postal codes an address has, by the notes of the post office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from crm_desktop.domain.postal_address import TownCode


def narrowed_codes(codes: Sequence[TownCode], part: str, block: str) -> tuple[TownCode, ...]:
    """Return the codes whose notes hold ``block`` or name ``part``; all where none does.

    ``part`` is the Kyoto street or 小字 that was written, "" for none. A code "for the others"
    is meant where notes of numbers leave the block out.
    """
    if len(codes) == 1:
        return tuple(codes)
    fitting = [entry for entry in codes if _note_fits(entry.note, part, block)]
    if not fitting and block and any(_CHOME_NOTE.fullmatch(entry.note) for entry in codes):
        fitting = [entry for entry in codes if entry.note in _OTHERS]
    return tuple(fitting) or tuple(codes)


def distinct_codes(codes: Iterable[TownCode]) -> tuple[str, ...]:
    """Return the seven digits of each, once."""
    return tuple(dict.fromkeys(entry.code for entry in codes))


def floor_codes(codes: Sequence[TownCode], building: str) -> tuple[TownCode, ...]:
    """Return the code of the floor of a tower that ``building`` names; empty for no such floor."""
    named = _FLOOR.findall(building)[-1:]
    return tuple(entry for entry in codes if named and _FLOOR.findall(entry.note) == named)


def _note_fits(note: str, part: str, block: str) -> bool:
    if part:
        return _part_key(part) in {_part_key(named) for named in note.split("、")}
    numbers = block.partition("-")
    first = numbers[0].removesuffix("丁目")
    if not _CHOME_NOTE.fullmatch(note) or not first.isdecimal():
        return note == "丁目" and (block.endswith("丁目") or block.count("-") > 1)
    return _holds(note.removesuffix("丁目"), int(first))


def _holds(ranges: str, number: int) -> bool:
    """Tell whether ``1、2〜4`` holds ``number``."""
    for numbers in ranges.split("、"):
        low, _, high = numbers.partition("〜")
        if int(low) <= number <= int(high or low):
            return True
    return False


def _part_key(part: str) -> str:
    """Return a street or field without what is written in several ways (上る, 上ル, 大字)."""
    return re.sub("[るルがガ]|大?字", "", part)


_OTHERS: Final = frozenset({"", "その他", "次のビルを除く"})
_CHOME_NOTE: Final = re.compile("[0-9]+(?:〜[0-9]+)?(?:、[0-9]+(?:〜[0-9]+)?)*丁目")
_FLOOR: Final = re.compile("([0-9]{1,3}) ?(?:階|F)")
