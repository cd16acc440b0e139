"""By the shape of its pages, how a letter came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_POSTCARD: Final = 100 / 148
_NEARLY: Final = 0.025
_POSTCARD_PX: Final = (560, 2400)
_FAX_LINE_PX: Final = frozenset((1728, 2048, 2432))


def way_by_shape(scanned: Sequence[tuple[int, int]], shown: Sequence[tuple[int, int]]) -> str:
    """Return ``fax``, ``postcard`` or ``post`` for pages as they were scanned and are shown.

    Sizes are width and height in pixels. A fax has lines of 1728, 2048 or 2432 pixels; a postcard
    the shape of 100 × 148 mm and no more pixels than 400 dpi make of it.
    """
    if scanned and all(width in _FAX_LINE_PX and height > width for width, height in scanned):
        return "fax"
    if shown and all(map(_is_postcard, shown)):
        return "postcard"
    return "post"


def _is_postcard(size: tuple[int, int]) -> bool:
    short, long = sorted(size)
    least, most = _POSTCARD_PX
    return least <= long <= most and abs(short / long / _POSTCARD - 1) <= _NEARLY
