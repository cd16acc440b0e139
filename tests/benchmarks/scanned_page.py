"""A page as a scanner gives it: A4 at 300 dpi, drawn by us, with the grain of paper."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Final

import numpy as np
from PIL import Image

from crm_desktop.domain.demo_office.letter_texts import letter_texts
from crm_desktop.images.demo_letter import letter_pages
from crm_desktop.images.japanese_font import handwriting_font

A4_300_DPI: Final = (2480, 3508)
_GRAIN: Final = 5.0
_SHADE: Final = 14.0
_QUALITY: Final = 85


def scanned_page(number: int) -> bytes:
    """Return a letter as a JPEG of 2480 × 3508 pixels; the same number, the same bytes."""
    texts = letter_texts()
    written = next(
        letter_pages(texts[number % len(texts)].lines, Random(number), handwriting_font())
    )
    image = written.resize(A4_300_DPI, Image.Resampling.BICUBIC)
    buffer = BytesIO()
    _scanned(image, number).save(buffer, "JPEG", quality=_QUALITY, dpi=(300, 300))
    return buffer.getvalue()


def _scanned(image: Image.Image, number: int) -> Image.Image:
    """Add the grain of paper, and the shade of a lid that does not quite close."""
    dice = np.random.default_rng(number)
    pixels = np.asarray(image).astype(np.float32)
    height, width, _ = pixels.shape
    pixels += dice.normal(0, _GRAIN, (height, width, 1)).astype(np.float32)
    pixels -= (np.linspace(0, 1, width, dtype=np.float32) ** 8 * _SHADE)[None, :, None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
