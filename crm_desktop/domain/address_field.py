"""The 小字 and 番町 that stand between a town and its number."""

from __future__ import annotations

import re
from typing import Final

from crm_desktop.domain.address_block import KANJI_NUMBER_AHEAD, NUMBER, begins_with_number


def split_field(rest: str) -> tuple[str, str]:
    """Return the field that ``rest`` of an address begins with, as written, and what follows.

    ``rest`` begins right behind the town: what stands apart from it is a building rather than a
    field, unless 字 or the number that follows at once says otherwise. "" where there is none.
    """
    bare = rest.strip()
    if found := _LOT.match(bare):
        return "".join(found[0].split()), bare[found.end() :].strip()
    if begins_with_number(bare):
        return "", bare
    found = _FIELD.match(bare)
    if found is None or _BUILDING_WORD.search(found[0]):
        return "", bare
    behind = bare[found.end() :]
    apart = rest[:1] == " " and (behind[:1] in {"", " "})
    if apart and not _SURELY_FIELD.search(found[0]):
        return "", bare
    return "".join(found[0].split()), behind.strip()


_LOT: Final = re.compile(rf"{NUMBER}\s*番[町丁](?!目)")
_FIELD: Final = re.compile(
    r"(?:大?字\s*)?[^0-9\s、,()\-/]{1,16}?"
    rf"(?=\s*[0-9]|[甲乙丙丁][-のノ]?[0-9]|{KANJI_NUMBER_AHEAD}|[無番]番?[地外]|\s*$|\s)"
)
_SURELY_FIELD: Final = re.compile("^大?字|[町村郷里組割]$")
_BUILDING_WORD: Final = re.compile(
    "ビル|マンション|ハイツ|コーポ|荘|アパート|タワー|館|ハウス|メゾン|レジデンス|プラザ|ヒルズ|寮|団地|郵便局"
    "|センター|私書箱|様|御中|気付|住宅|宿舎|病院|学校|学園|大学|銀行|農協|漁協|株式会社|有限会社|[㈱㈲]|[ァ-ヶー]{4,}|[A-Za-z]{2,}"
)
