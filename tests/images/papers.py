"""Files of every kind that is taken, drawn for tests."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image, ImageDraw

BLUE = (40, 60, 160)
PAPER = (250, 248, 240)


def a_page(size: tuple[int, int] = (600, 848), corner: tuple[int, int, int] = BLUE) -> Image.Image:
    """Return a page whose upper left corner is of its own colour, with lines as of writing."""
    image = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(image)
    for y in range(size[1] // 3, size[1], 40):
        draw.line((40, y, size[0] - 40, y), (60, 60, 70), 3)
    draw.rectangle((0, 0, size[0] // 4, size[1] // 4), corner)
    return image


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return ``image`` as a file of a kind that Pillow, or libheif, writes."""
    buffer = BytesIO()
    if kind == "HEIC":
        pillow_heif.from_pillow(image).save(buffer, quality=80, **options)
    else:
        image.save(buffer, kind, **options)
    return buffer.getvalue()


def turned_by_exif(image: Image.Image, kind: str, orientation: int) -> bytes:
    """Return ``image`` with a note that it is to be seen otherwise."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(image, kind, exif=exif.tobytes())


def many_pages(kind: str, count: int, size: tuple[int, int] = (60, 80)) -> bytes:
    """Return a TIFF or PDF of ``count`` pages, or a picture that moves."""
    pages = [a_page(size, (number % 256, 0, 0)) for number in range(count)]
    return encoded(pages[0], kind, save_all=True, append_images=pages[1:])
