"""An address made even before it is parted: widths, hyphens, blanks, the postal code apart."""

from __future__ import annotations

import re
from typing import Final

from crm_desktop.domain.japanese_text import widened


def plain_address(text: str) -> str:
    """Return ``text`` in one width with one kind of hyphen between numbers, blanks single.

    Letters and digits become half-width, kana full-width; signs that cannot be seen go. Every
    sign that people use for a hyphen, ー and 一 too, is one between digits; kana keep theirs.
    """
    plain = widened(text.translate(_UNSEEN))
    plain = _HYPHENS.sub("-", plain)
    plain = _MARKS_BETWEEN_NUMBERS.sub("-", plain)
    return " ".join(_THOUSANDS.sub(r"\1\2", plain).split())


def without_code(text: str) -> tuple[str, str]:
    """Return the digits of the postal code in a plain text, and the text without it.

    Behind 〒 it may stand anywhere, else in front only. "" where there is none; three or five
    digits where only a code of before 1998 was written.
    """
    text = _COUNTRY.sub("", text)
    found = _CODE_IN_FRONT.match(text) or _MARKED_CODE.search(text)
    if found is None:
        return "", text
    before, behind = text[: found.start()].strip(_EDGES), text[found.end() :].strip(_EDGES)
    return "".join(filter(None, found.groups())), f"{before} {behind}".strip()


_EDGES: Final = " ,、"
_UNSEEN: Final = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
# Behind kana such a dash is a long mark: ヴィラ―ジュ.
_HYPHENS: Final = re.compile(
    "(?<![ァ-ヿぁ-ゖ])[‐‑‒–—―−─━﹣﹘⁃˗⁻ㅡ➖]|(?<=[ァ-ヿぁ-ゖ])[‐‑‒–−⁃˗](?=[0-9])"
)
# ２ー７ー２ is written with the long mark of kana, 2一7 with the kanji for one.
_MARKS_BETWEEN_NUMBERS: Final = re.compile(
    "(?<=[0-9])ー|(?<=[〇一二三四五六七八九十])ー(?=[0-9〇一二三四五六七八九十])|(?<=[0-9])一(?=[0-9])"
)
_THOUSANDS: Final = re.compile(r"(?<![0-9,-])([0-9]{1,2}),([0-9]{3})(?=番)")
_COUNTRY: Final = re.compile(r"^(?:日本国?|Japan)\s*[、,]\s*", re.IGNORECASE)
_CODE_IN_FRONT: Final = re.compile(
    r"(?:[〒〠]|郵便番号)?\s*:?\s*([0-9]{3})\s?-?\s?([0-9]{4})(?![0-9-])"
)
_MARKED_CODE: Final = re.compile(
    r"[(\[]?(?:[〒〠]|郵便番号)\s*:?\s*([0-9]{3})(?:\s?-?\s?([0-9]{4}|[0-9]{2}))?(?![0-9-])[)\]]?"
)
