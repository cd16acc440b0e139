"""Whether a page is empty. Faint pencil is writing; dust and what shines through are not."""

from __future__ import annotations

from typing import Final

import numpy as np
from PIL import Image, ImageFilter

from crm_desktop.images.page_border import border_mask
from crm_desktop.images.page_tones import Mask, PageTones

_STROKE_BLUR: Final = 0.7
_GROUND_BLUR: Final = 2.6
_FAINTEST: Final = 5.5
_NOISES: Final = 6.0
_LOUDEST: Final = 6
_BLURRED_PX: Final = 4
_CELL_PX: Final = 16
_FEWEST_IN_CELL: Final = 7
_SHORTEST_STROKE_PX: Final = 6
_FEWEST_CELLS: Final = 4
_MARGIN: Final = 0.02


def is_blank(tones: PageTones) -> bool:
    """Return whether nobody wrote or printed on the page, not even faintly.

    Only what is sharp counts, as long as a pencil's stroke: what shines through from the other
    side is blurred, dust is short. In doubt a page is not blank.
    """
    return int(_written_cells(_strokes(tones)).sum()) < _FEWEST_CELLS


def _strokes(tones: PageTones) -> Mask:
    """Return what is sharply darker than the paper right round it, scanner's border left out."""
    grey = Image.fromarray(tones.darkest)
    sharp = np.asarray(grey.filter(ImageFilter.GaussianBlur(_STROKE_BLUR)), dtype=np.int16)
    ground = np.asarray(grey.filter(ImageFilter.GaussianBlur(_GROUND_BLUR)), dtype=np.int16)
    darker = ground - sharp
    noise = float(np.minimum(np.abs(darker), _LOUDEST).mean())
    strokes = darker > max(_FAINTEST, _NOISES * noise)
    return _without_margin(strokes & ~_beside(border_mask(tones)))


def _beside(border: Mask) -> Mask:
    """Return ``border`` and what is so near to it that it is blurred by it."""
    if not border.any():
        return border
    wider = Image.fromarray(border.astype(np.uint8) * 255).filter(ImageFilter.BoxBlur(_BLURRED_PX))
    return np.asarray(wider) > 0


def _without_margin(strokes: Mask) -> Mask:
    height, width = strokes.shape
    down, across = int(height * _MARGIN), int(width * _MARGIN)
    return strokes[down : height - down, across : width - across]


def _written_cells(strokes: Mask) -> Mask:
    """Return which squares of 16 × 16 hold something as long as a stroke."""
    rows, columns = (side // _CELL_PX for side in strokes.shape)
    cells = strokes[: rows * _CELL_PX, : columns * _CELL_PX]
    cells = cells.reshape(rows, _CELL_PX, columns, _CELL_PX)
    tall = cells.any(axis=3).sum(axis=1)
    wide = cells.any(axis=1).sum(axis=2)
    long = np.maximum(tall, wide) >= _SHORTEST_STROKE_PX
    return np.asarray(long & (cells.sum(axis=(1, 3)) >= _FEWEST_IN_CELL))
