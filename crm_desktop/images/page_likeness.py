"""What a page looks like in 128 bits, to find the one that was scanned twice."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from crm_desktop.images.page_tones import PageTones

BITS: Final = 128
MOST_DIFFERENT_BITS: Final = 12
_GRID: Final = 32
_WAVES_ACROSS: Final = 12
_WAVES_DOWN: Final = 11
_PAPER: Final = 0.9
_STRAY_INK: Final = 0.01
_LEAST_INK: Final = 0.05
_LEAST_PX: Final = 40


def looks_of(tones: PageTones) -> str | None:
    """Return 128 signs, 0 or 1, for a page made straight; None where there is too little on it.

    They are the signs of the slowest waves in how the ink is spread over the written part. The same
    page, a little shifted, lighter or darker, differs in few of them; see `difference`.
    """
    ink = np.maximum(tones.paper * _PAPER - tones.darkest, 0).astype(np.float32)
    if ink.mean() < _LEAST_INK:
        return None
    top, bottom = _extent(ink.sum(axis=1))
    left, right = _extent(ink.sum(axis=0))
    if bottom - top < _LEAST_PX or right - left < _LEAST_PX:
        return None
    waves = _waves(Image.fromarray(ink), (left, top, right, bottom))
    bits = waves > np.median(waves)
    return "".join("1" if bit else "0" for bit in bits)


def difference(looks: str, other: str) -> int:
    """Return in how many bits two pages differ; some 64 where they have nothing in common."""
    return (int(looks, 2) ^ int(other, 2)).bit_count()


def _extent(ink: npt.NDArray[np.float32]) -> tuple[int, int]:
    """Return between which places nearly all of the ink lies."""
    below = np.cumsum(ink) / ink.sum()
    first, last = np.searchsorted(below, (_STRAY_INK, 1 - _STRAY_INK))
    return int(first), int(last) + 1


def _waves(ink: Image.Image, box: tuple[int, int, int, int]) -> npt.NDArray[np.float64]:
    """Return the 128 slowest waves of the cosine transform, without the mean."""
    grid = np.asarray(
        ink.resize((_GRID, _GRID), Image.Resampling.BICUBIC, box=box),
        dtype=np.float64,
    )
    at = np.arange(_GRID)
    cosines = np.cos(np.pi * (2 * at[None, :] + 1) * at[:, None] / (2 * _GRID))
    spread = cosines @ grid @ cosines.T
    return np.asarray(spread[:_WAVES_DOWN, :_WAVES_ACROSS].ravel()[1 : BITS + 1])
