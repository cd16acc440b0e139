"""A page made small and grey: what its skew, borders and emptiness are measured on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops

Tones = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

MEASURED_PX: Final = 1200
_PAPER_SHARE: Final = 0.7


@dataclass(frozen=True, slots=True)
class PageTones:
    """A page, rows × columns, 0 (black) to 255; ``shrink`` of its pixels make one of these.

    ``darkest`` is the darkest of red, green and blue, so that yellow and pink are seen too;
    ``lightest`` the lightest, so that black and grey can be told from dark colours. ``paper`` is
    how light the paper is in ``darkest``.
    """

    darkest: Tones
    lightest: Tones
    paper: int
    shrink: int


def page_tones(image: Image.Image) -> PageTones:
    """Measure ``image``, of any mode; its longer side becomes 1200 px at most."""
    shrink = max(1, -(-max(image.size) // MEASURED_PX))
    small = image if image.mode in {"L", "RGB"} else _on_white(image)
    small = small.reduce(shrink) if shrink > 1 else small
    first, *others = small.split()
    darkest = lightest = first
    for other in others:
        darkest = ImageChops.darker(darkest, other)
        lightest = ImageChops.lighter(lightest, other)
    return PageTones(np.asarray(darkest), np.asarray(lightest), _paper(darkest), shrink)


def _paper(darkest: Image.Image) -> int:
    counts = np.cumsum(darkest.histogram())
    return int(np.searchsorted(counts, _PAPER_SHARE * counts[-1]))


def _on_white(image: Image.Image) -> Image.Image:
    """Return ``image`` as RGB; what is transparent shows white paper."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("RGB")
    return image.convert("RGB")
