"""Keeps a text from outside in the line, the direction and the height that are its own."""

from __future__ import annotations

import re
from typing import Final

LONGEST_PAINTED: Final = 1_000  # characters; no screen has room for more in a line


def one_line(text: str) -> str:
    """Return ``text`` as one line: line ends, tabs and other controls become one blank each run.

    Marks that turn the direction are left out, for they would turn the words beside as well; of
    combining marks in a heap only the first three stay, for they would cover the lines around.
    """
    if not text.isprintable():
        text = _TURNS.sub("", _BREAKS.sub(" ", text))
    return text if text.isascii() else _HEAP.sub(r"\1", text)


def shortened(text: str, most: int) -> str:
    """Return ``text`` in at most ``most`` characters; … stands for what is left out."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def without_turns(text: str) -> str:
    """Return ``text``, of however many lines, without marks that turn the direction."""
    return text if text.isascii() else _TURNS.sub("", text)


_BREAKS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_TURNS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKS: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_HEAP: Final = re.compile(f"([{_MARKS}]{{3}})[{_MARKS}]+")
