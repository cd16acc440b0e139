"""Cells that a spreadsheet would run as a formula: made harmless on the way out, and read back."""

from __future__ import annotations

import re
from typing import Final


def harmless(text: str) -> str:
    """Return ``text`` with an apostrophe in front where a spreadsheet would take it for a formula.

    Blanks and unseen signs in front do not hide a formula; full-width signs begin one as well.
    """
    return f"'{text}" if _BEGINS_FORMULA.match(text) else text


def as_meant(text: str) -> str:
    """Return what `harmless` was given; a cell that it did not change comes back as it is."""
    if text.startswith("'") and _BEGINS_FORMULA.match(text[1:]):
        return text[1:]
    return text


# A text that has apostrophes of its own gets one more, so that taking one off restores it.
_BEGINS_FORMULA: Final = re.compile(
    "['\\s\x00-\x1f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\\-@＝＋－＠]|'*[\t\r\n]"
)
