"""The 小字 and 番町 that stand between a town and its number."""

from __future__ import annotations

import re
from typing import Final

from crm_desktop.domain.address_block import KANJI_NUMBER_AHEAD, NUMBER, begins_with_number


def split_field(rest: str) -> tuple[str, str]:
    """Return the field that ``rest`` of an address begins with, as written, and what follows.

    ``rest`` begins right behind the town: what stands apart from it is a building rather than a
    field, unless 字, 町 or the house number behind it says otherwise. "" where there is none.
    """
    bare = rest.strip(_APART)
    if found := _LOT.match(bare):
        return "".join(found[0].split()), bare[found.end() :].strip()
    if begins_with_number(bare):
        return "", bare
    found = _FIELD.match(bare)
    if found is None:
        return "", bare
    behind = bare[found.end() :]
    if not _is_field(found[0], behind, is_apart=rest[:1] in _APART):
        return "", bare
    return "".join(found[0].split()), behind.strip()


def is_marked_field(part: str) -> bool:
    """Tell whether a field says that it is one: 字梅本, 3番町."""
    return _MARKED.match(part) is not None or _LOT.fullmatch(part) is not None


def _is_field(name: str, behind: str, *, is_apart: bool) -> bool:
    """Tell whether a name is that of a field; ``is_apart`` where a sign parts it from the town."""
    if _MARKED.match(name):
        return True
    if _BUILDING_WORD.search(name):
        return False
    has_house = _HOUSE_NUMBER.match(behind) is not None
    if is_apart:
        return name.endswith(_ENDS_OF_FIELDS) or (has_house and not _LIKE_BUILDING.search(name))
    return has_house or not _LIKE_BUILDING.search(name)


_LOT: Final = re.compile(rf"{NUMBER}\s*番[町丁](?!目)")
_FIELD: Final = re.compile(
    r"(?:大?字\s*)?[^0-9\s、,()\-/]{1,16}?"
    rf"(?=\s*[0-9]|[甲乙丙丁][-のノ]?[0-9]|{KANJI_NUMBER_AHEAD}|[無番]番?[地外]|\s*$|\s)"
)
_APART: Final = " 、,/・-"
_MARKED: Final = re.compile("[大小]?字")
_ENDS_OF_FIELDS: Final = ("町", "村", "郷", "里", "組", "割")
_BUILDING_WORD: Final = re.compile(
    "ビル|マンション|ハイツ|コーポ|アパート|タワー|ハウス|メゾン|レジデンス|プラザ|ヒルズ|寮|郵便局|センター|私書箱"
    "|様方?$|御中|気付|住宅|宿舎|銀行|農協|漁協|株式会社|有限会社|[㈱㈲]|[A-Za-z]{2,}"
)
# Both are fields too: 新井田外館, 駒立町ナカサラタ; then a house number follows, not a room.
_LIKE_BUILDING: Final = re.compile("館|荘|団地|大学|学校|学園|病院|[ァ-ヶー]{4,}")
_HOUSE_NUMBER: Final = re.compile("[0-9]{1,5}(?:-[0-9]|番)")
