"""The black or grey that a scanner shows round a paper: where it ends, how it lies."""

from __future__ import annotations

from dataclasses import dataclass
from math import degrees, radians
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

from crm_desktop.images.page_tones import Mask, PageTones

Tone = TypeVar("Tone", np.uint8, np.bool_)
Depths = npt.NDArray[np.int_]

STEEPEST_DEGREES: Final = 10.0
_DARKER_THAN_PAPER: Final = 0.8
_MOST_COLOUR: Final = 32
_MOST_UNEVEN: Final = 24.0
_FEWEST_PX: Final = 3
_LEAST_BORDER: Final = 0.25
_STRAYS: Final = 0.06
_LEAST_PAPER: Final = 0.03
_EDGE_SHARE: Final = 0.35
_ON_LINE_PX: Final = 1.5


@dataclass(frozen=True, slots=True)
class Border:
    """How far the scanner's border reaches in from each side, in pixels of the measured page."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0

    def __bool__(self) -> bool:
        """Whether there is any."""
        return any((self.left, self.top, self.right, self.bottom))


def scanner_border(tones: PageTones) -> Border:
    """Return how much of each side is border all along; nothing where print reaches the edge."""
    height, width = tones.darkest.shape
    sides = {side: _depths(tones, side) for side in _SIDES}
    cut = {side: _common_depth(found) for side, found in sides.items()}
    border = Border(**cut)
    paper_px = (width - border.left - border.right) * (height - border.top - border.bottom)
    fits = border.left + border.right < width and border.top + border.bottom < height
    return border if fits and paper_px > _LEAST_PAPER * width * height else Border()


def border_mask(tones: PageTones) -> Mask:
    """Return which measured pixels are border: dark, colourless, and reached from the edge."""
    mask = np.zeros(tones.darkest.shape, dtype=np.bool_)
    for side in _SIDES:
        turned = _from_side(mask, side)
        depths = _depths(tones, side)
        turned |= np.arange(turned.shape[0])[:, None] < depths[None, :]
    return mask


def edge_skew(tones: PageTones) -> float | None:
    """Return by how many degrees the paper lies turned, clockwise; None where no edge is seen.

    The longest straight edge between border and paper decides.
    """
    lines = [_straight(_depths(tones, side)) for side in _SIDES]
    seen = [
        (length, sign * slope)
        for (length, slope), sign in zip(lines, (-1, 1, 1, -1), strict=True)
        if length
    ]
    return degrees(np.arctan(max(seen)[1])) if seen else None


_SIDES: Final = ("left", "top", "right", "bottom")


def _from_side(picture: npt.NDArray[Tone], side: str) -> npt.NDArray[Tone]:
    """Return a view whose first row is the outermost of ``side``."""
    match side:
        case "left":
            return picture.T
        case "right":
            return picture.T[::-1]
        case "bottom":
            return picture[::-1]
        case _:
            return picture


def _depths(tones: PageTones, side: str) -> Depths:
    """Return for each pixel along ``side`` how many from the edge inwards are border."""
    darkest, lightest = _from_side(tones.darkest, side), _from_side(tones.lightest, side)
    like = (darkest < tones.paper * _DARKER_THAN_PAPER) & (lightest - darkest < _MOST_COLOUR)
    reach = np.where(like.all(axis=0), like.shape[0], (~like).argmax(axis=0))
    reached = np.arange(like.shape[0])[:, None] < reach[None, :]
    if not reached.any() or darkest[reached].std() > _MOST_UNEVEN:
        return np.zeros(like.shape[1], dtype=np.int_)
    return np.asarray(reach, dtype=np.int_)


def _common_depth(depths: Depths) -> int:
    """Return how deep nearly all of a side is border, one pixel of blur more; 0 for none."""
    depth = int(np.quantile(depths, _STRAYS))
    return depth + 1 if depth >= _FEWEST_PX else 0


def _straight(depths: Depths) -> tuple[int, float]:
    """Return how many points lie on the straightest line through ``depths``, and its slope."""
    where = np.flatnonzero(depths >= _FEWEST_PX)
    if len(where) < max(_LEAST_BORDER * len(depths), 2):
        return 0, 0.0
    heights = depths[where]
    slopes = np.tan(np.radians(np.arange(-STEEPEST_DEGREES, STEEPEST_DEGREES + 0.05, 0.1)))
    level = np.rint(heights[None, :] - slopes[:, None] * where[None, :]).astype(np.int_)
    counts = [np.bincount(row - row.min()) for row in level]
    best = int(np.argmax([count.max() for count in counts]))
    at = int(counts[best].argmax()) + level[best].min()
    near = np.abs(heights - slopes[best] * where - at) <= _ON_LINE_PX
    if near.sum() < _EDGE_SHARE * len(depths):
        return 0, 0.0
    slope = float(np.polyfit(where[near], heights[near], 1)[0])
    return (int(near.sum()), slope) if abs(slope) <= np.tan(radians(STEEPEST_DEGREES)) else (0, 0.0)
