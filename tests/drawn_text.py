"""Pages with a few printed lines, for whoever reads pictures."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFont

from crm_desktop.images.japanese_font import print_font

SIZE_PX = 40
PITCH_PX = 60
MARGIN_PX = 60


def lines_drawn(lines: Sequence[str], size_px: tuple[int, int] = (600, 400)) -> Image.Image:
    """Return a white page with ``lines`` from left to right, from the top."""
    page = Image.new("RGB", size_px, "white")
    draw, font = ImageDraw.Draw(page), _font()
    for number, line in enumerate(lines):
        draw.text((MARGIN_PX, MARGIN_PX + 1.5 * number * PITCH_PX), line, "black", font)
    return page


def columns_drawn(columns: Sequence[str], size_px: tuple[int, int] = (500, 700)) -> Image.Image:
    """Return a white page with ``columns`` from top to bottom, from the right."""
    page = Image.new("RGB", size_px, "white")
    draw, font = ImageDraw.Draw(page), _font()
    for number, column in enumerate(columns):
        x = size_px[0] - MARGIN_PX - SIZE_PX - 2 * number * PITCH_PX
        for place, sign in enumerate(column):
            draw.text((x, MARGIN_PX + 0.8 * place * PITCH_PX), sign, "black", font)
    return page


def png_of(page: Image.Image) -> bytes:
    """Return ``page`` as a PNG file."""
    file = BytesIO()
    page.save(file, "PNG")
    return file.getvalue()


def _font() -> ImageFont.FreeTypeFont:
    path = print_font()
    if path is None:
        pytest.skip("this system has no Japanese font to draw with")
    return ImageFont.truetype(path, SIZE_PX)
