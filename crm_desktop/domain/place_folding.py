"""One form for the ways to write the name of a place, to find it by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from crm_desktop.domain.kanji_variants import kanji_folds


def fold_place(text: str) -> tuple[str, Sequence[int]]:
    """Return what matters of ``text`` for finding, and for each character where it ends there.

    Old forms, ケ/ヶ/が, ノ/の/之, 番丁/番町, 通り/通 and numerals of every kind count as one; 々 is
    the sign before it; blanks and 字 count not at all. Only the first 200 characters are looked at.
    """
    plain = text[:_LONGEST].translate(_PLACE_FOLD)
    if not _SPECIAL.search(plain):
        return plain, range(1, len(plain) + 1)
    key: list[str] = []
    ends: list[int] = []
    position = 0
    for found in _SPECIAL.finditer(plain):
        key.append(plain[position : found.start()])
        ends += range(position + 1, found.start() + 1)
        part = _part(found, plain)
        key.append(part)
        ends += [found.end()] * len(part)
        position = found.end()
    key.append(plain[position:])
    ends += range(position + 1, len(plain) + 1)
    return "".join(key), ends


def place_key(name: str) -> str:
    """Return the key of a whole name."""
    return fold_place(name)[0]


def arabic_number(kanji: str) -> str:
    """Return 二十三 and 二三 as "23"; what is no such number comes back as it is."""
    if "十" not in kanji:
        return kanji.translate(_KANJI_DIGITS)
    tens, _, ones = kanji.translate(_KANJI_DIGITS).partition("十")
    if "十" in ones or len(tens) > 1 or len(ones) > 1:
        return kanji
    return f"{tens or '1'}{ones or '0'}"


def end_of_name(text: str, end: int, name: str) -> int:
    """Return where a name that was found up to ``end`` really ends: 文字 has a 字 of its own."""
    while text[end : end + 1] in _SELECTORS and end < len(text):
        end += 1
    return end + 1 if name.endswith("字") and text[end : end + 1] == "字" else end


def _part(found: re.Match[str], plain: str) -> str:
    if found["number"]:
        return arabic_number(found["number"])
    if found["lot"]:
        return "番町"
    if found["street"]:
        return "通"
    if found["again"]:
        return plain[max(found.start() - 1, 0)] * len(found["again"])
    return ""


def _compatible_forms() -> dict[int, str]:
    """Return the kanji that Unicode holds twice: 塚 (U+FA10) to 塚."""
    forms = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xF900, 0xFB00)}
    folds = kanji_folds()
    return {
        code: folds.get(ord(form), form)
        for code, form in forms.items()
        if len(form) == 1 and form != chr(code)
    }


# Each word: the form that is looked for, then others that are met in addresses only.
_PLACE_VARIANTS: Final = (
    "鰺鯵 麹麴 蛎蠣 諫諌 磯礒 弁辨辯瓣 釜竃竈 讃讚 砺礪 栃杤 蕊蘂 涛濤 鴬鶯 頬頰 鎚槌 "
    "秋穐 梼檮 菟莵 焔焰 撹攪 填塡 剥剝 葛噶 祷禱 繋繫 醤醬 蝉蟬 掴摑 賎賤 迩邇 噛嚙 蒋蔣 刈苅 "
    "俎爼 萌萠"
)
_LONGEST: Final = 200
_SELECTORS: Final = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_SPECIAL: Final = re.compile(
    r"(?P<number>[〇一二三四五六七八九十]+)|(?:大?字|[\s\ufe00-\ufe0f\U000e0100-\U000e01ef])+"
    r"|(?P<again>々+)|(?P<lot>番丁)|(?P<street>通り)"
)
_KANJI_DIGITS: Final = str.maketrans("〇一二三四五六七八九", "0123456789")
_PLACE_FOLD: Final[dict[int, str]] = {
    **_compatible_forms(),
    **kanji_folds(),
    **{ord(other): group[0] for group in _PLACE_VARIANTS.split() for other in group[1:]},
    **{ord(char): "ケ" for char in "ヶがガカヵけかゖ"},
    **{ord(char): "ノ" for char in "の之"},
    **{ord(char): "ツ" for char in "ッっつ"},
    ord("−"): "-",
    **{code: chr(code - 0xFEE0).lower() for code in range(0xFF10, 0xFF5B)},
    **{code: chr(code + 0x20) for code in range(ord("A"), ord("Z") + 1)},
}
