"""Tables of plain text whose columns stand straight on a terminal, Japanese included."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

_WIDE: Final = {"W", "F"}
_GAP: Final = "  "


def text_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, widest: int | None = None
) -> str:
    """Return the lines of the table; each row has as many cells as there are headings.

    A cell wider than ``widest`` signs shifts what follows in its line, and no other line.
    """
    lines = [headings, *rows]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    if widest is not None:
        widths = [min(widest, width) for width in widths]
    return "\n".join(
        _GAP.join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(cell: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in _WIDE else 1 for sign in cell)
