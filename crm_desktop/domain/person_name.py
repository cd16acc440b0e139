"""Names of persons as they are kept: as typed, only width and blanks made even."""

from __future__ import annotations

import re
from typing import Final

from crm_desktop.domain.japanese_text import widened


def tidy_name(text: str) -> str:
    """Return a name with one U+0020 between its parts; kanji such as 髙 and 﨑 stay as typed.

    Half-width kana becomes wide, full-width letters narrow, and 様, さま or 御中 at the end goes:
    it is what one writes on an envelope. "" for a text without anything visible.
    """
    name = " ".join(widened(_UNSEEN.sub("", text)).split())
    bare = _HONORIFIC.sub("", name)
    return bare or name


_HONORIFIC: Final = re.compile(r"(?: ?(?:様|御中)| (?:さま|さん|殿))$")
# Control and format characters, but not the selectors that choose the form of a kanji.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
