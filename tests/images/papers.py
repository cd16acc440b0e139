"""Files of every kind that is taken, drawn for tests."""

from __future__ import annotations

import struct
import zlib
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


def png_that_claims(width: int, height: int) -> bytes:
    """Return some bytes that would be a picture of any size, as a bomb is."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def jpeg_that_claims(mode: str, side_px: int) -> bytes:
    """Return a JPEG of a few pixels whose head says that it is a square of any size."""
    content = bytearray(encoded(Image.new(mode, (8, 8)), "JPEG"))
    head = content.index(b"\xff\xc0")
    content[head + 5 : head + 9] = struct.pack(">HH", side_px, side_px)
    return bytes(content)
