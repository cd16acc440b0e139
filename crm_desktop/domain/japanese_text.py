"""Japanese text in the forms that are shown and searched with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from crm_desktop.domain.kanji_variants import kanji_folds
from crm_desktop.errors.text import BadKana


def name_key(text: str) -> str:
    """Return the one form in which names are searched, the same for stored and typed text.

    Width, case, blanks, middle dots, hyphens, hiragana or katakana, ケ/ヶ and old forms of
    kanji make no difference: ``髙橋　さくら`` and ``高橋ｻｸﾗ`` are both ``高橋サクラ``. Folding
    twice changes nothing.
    """
    return _folded(text, _NAME_FOLD)


def kana_key(text: str) -> str:
    """Return the one form in which readings are searched and sorted.

    As `name_key`, and what old systems lose or people write as they hear is made equal:
    small kana (キョウ, キヨウ), ヂ/ジ, ヅ/ズ, ヲ/オ, ヱ/エ, ヰ/イ, ヴァ/バ, and a long mark is the
    vowel it usually stands for (ヨーコ, ヨウコ; ケーコ, ケイコ; オーノ, オオノ). Voiced and
    unvoiced sounds stay apart.
    """
    key = _folded(_HYPHEN_AFTER_KANA.sub("ー", text), _KANA_FOLD)
    if "ヴ" in key:
        key = _VU.sub(lambda found: _VU_SOUNDS[found[1]], key)
    if "ー" in key:
        key = _LONG_MARKS.sub(_spelt_out, key)
    return key


def is_kana(text: str) -> bool:
    """Tell whether ``text`` is kana of any width with blanks, ``・`` and ``ー``; "" is not."""
    return bool(_KANA_ONLY.fullmatch(widened(text))) and bool(text.strip())


def to_kana_display(text: str) -> str:
    """Return a reading in full-width katakana, words apart by one U+0020.

    Raises:
        BadKana: nothing is there, or something that is not kana.
    """
    wide = _HYPHEN_AFTER_KANA.sub("ー", widened(text))
    display = " ".join(wide.translate(_KATAKANA).split())
    strangers = "".join(dict.fromkeys(_NOT_KANA.findall(display)))
    if strangers or not display.strip("ー・ "):
        raise BadKana(text, strangers)
    return display


def widened(text: str) -> str:
    """Return ``text`` with kana full-width and letters half-width, kanji untouched.

    NFKC would also replace the kanji 﨑's kin such as 神 (U+FA19), which a name must keep.
    """
    return _KANA_RUN.sub(_composed, text.translate(_WIDTHS))


def _folded(text: str, table: Mapping[int, str | None]) -> str:
    if "゛" in text or "゜" in text:
        # Standing alone they would become a blank and a mark: か゛ is が.
        text = text.translate(_WIDTHS)
    key = _caseless(text).translate(table)
    # Letters that stood apart may now compose.
    while not unicodedata.is_normalized("NFKC", key):
        key = _caseless(key).translate(table)
    return key


def _caseless(text: str) -> str:
    # Twice, because folding the case of some Greek letters takes their accents off again.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _composed(run: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", run[0])


def _spelt_out(marks: re.Match[str]) -> str:
    before = marks[1]
    if before == "オ":
        return "オオ"
    return before + _VOWELS.get(before, "")


def _vowels() -> dict[str, str]:
    rows = {
        "ア": "アカサタナハマヤラワガザダバパ",
        "イ": "イキシチニヒミリギジビピエケセテネヘメレゲゼデベペ",
        "ウ": "ウクスツヌフムユルグズブプコソトノホモヨロゴゾドボポ",
    }
    return {kana: vowel for vowel, row in rows.items() for kana in row}


def _dropped_in_names() -> dict[int, str | None]:
    blanks = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85 \u1680\u2028\u2029"
    dots_and_hyphens = "・·•‧∙⋅-‐‑‒–—―−﹣"
    invisible = [0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
    selectors = [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
    orphaned_marks = [0x3099, 0x309A]
    unseen = [*invisible, *orphaned_marks, *range(0x2060, 0x2070), 0xFEFF, *selectors]
    return dict.fromkeys([*map(ord, blanks + dots_and_hyphens), *unseen])


_KATAKANA: Final[dict[int, str]] = {
    code: chr(code + 0x60) for code in [*range(0x3041, 0x3097), 0x309D, 0x309E]
}
_NAME_FOLD: Final[dict[int, str | None]] = {
    **_dropped_in_names(),
    **kanji_folds(),
    **_KATAKANA,
    **dict(zip(map(ord, "ヶヵゖゕ"), "ケカケカ", strict=True)),
}
_SMALL_AND_OLD: Final = ("ァィゥェォッャュョヮヂヅヲヱヰ", "アイウエオツヤユヨワジズオエイ")
_KANA_FOLD: Final[dict[int, str | None]] = {
    **{
        key: value and value.translate(str.maketrans(*_SMALL_AND_OLD))
        for key, value in _NAME_FOLD.items()
    },
    **dict(zip(map(ord, _SMALL_AND_OLD[0]), _SMALL_AND_OLD[1], strict=True)),
}
_VOWELS: Final = _vowels()
_VU: Final = re.compile("ヴ([アイエオ]?)")
_VU_SOUNDS: Final = {"": "ブ", "ア": "バ", "イ": "ビ", "エ": "ベ", "オ": "ボ"}
_LONG_MARKS: Final = re.compile("([^ー]?)ー+")
_HYPHEN_AFTER_KANA: Final = re.compile("(?<=[ぁ-ゖァ-ヺｦ-ﾟ])[-‐‑‒–—―−－ｰ─━]")
_WIDTHS: Final[dict[int, str | int]] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    0x3000: " ",
    0x309B: "\u3099",
    0x309C: "\u309a",
}
_KANA_RUN: Final = re.compile("[\u3041-\u309a\u30a1-\u30ff\u3099\u309a\uff65-\uff9f]+")
_KANA_ONLY: Final = re.compile(r"[ぁ-ゖァ-ヺー・ゝゞヽヾ\s]+")
_NOT_KANA: Final = re.compile("[^ァ-ヺー・ヽヾ ]")
