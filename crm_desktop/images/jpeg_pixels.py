"""JPEG in and out by libjpeg-turbo, which can decode straight to a smaller picture."""

from __future__ import annotations

from io import BytesIO
from typing import Final, Literal

import numpy as np
import simplejpeg
from PIL import Image

from crm_desktop.images.paper_kind import MOST_PIXELS

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
Layout = Literal["RGB", "BGRX"]

_ORIENTATION: Final = 0x0112
_DIRECT: Final = frozenset(("RGB", "YCbCr", "Gray"))


def jpeg_pixels(content: bytes, layout: Layout, *, longest_px: int | None = None) -> Pixels | None:
    """Return the picture, turned as its EXIF data says; None where Pillow has to do it (CMYK).

    With ``longest_px`` it is decoded to the smallest eighth that is not smaller than that.

    Raises:
        ValueError: it is no JPEG, broken beyond reading, or larger than any paper.
    """
    height, width, space, _ = simplejpeg.decode_jpeg_header(content, strict=False)
    if height * width > MOST_PIXELS:
        raise ValueError("more pixels than a paper has")
    if space not in _DIRECT:
        return None
    share = min(1.0, longest_px / max(width, height)) if longest_px else 1.0
    pixels = simplejpeg.decode_jpeg(
        content,
        layout,
        min_height=max(1, int(height * share)),
        min_width=max(1, int(width * share)),
        min_factor=1,
        strict=False,
    )
    return turned(pixels, jpeg_orientation(content))


def jpeg_is_whole(content: bytes) -> bool:
    """Tell whether all of its data is there, without a single complaint of the decoder's.

    Raises:
        ValueError: its head cannot be read.
    """
    height, width, space, _ = simplejpeg.decode_jpeg_header(content, strict=False)
    if space not in _DIRECT:
        return False
    try:
        simplejpeg.decode_jpeg(
            content, "GRAY", min_height=max(1, height // 8), min_width=max(1, width // 8)
        )
    except ValueError:
        return False
    return True


def jpeg_orientation(content: bytes) -> int:
    """Return EXIF's orientation, 1 to 8; 1 where nothing, or nothing sensible, is said."""
    with Image.open(BytesIO(content), formats=("JPEG",)) as image:
        said = image.getexif().get(_ORIENTATION, 1)
    return said if isinstance(said, int) and 1 <= said <= len(_TURNS) else 1


def turned(pixels: Pixels, orientation: int) -> Pixels:
    """Return ``pixels`` as they are to be seen, in one piece of memory."""
    quarters, mirrored = _TURNS[orientation - 1]
    if mirrored:
        pixels = pixels[:, ::-1]
    return np.ascontiguousarray(np.rot90(pixels, quarters)) if quarters or mirrored else pixels


def encoded_jpeg(image: Image.Image, quality: int) -> bytes:
    """Return a picture in RGB or grey as a JPEG."""
    grey = image.mode == "L"
    pixels = np.asarray(image)[:, :, None] if grey else np.asarray(image)
    content: bytes = simplejpeg.encode_jpeg(
        np.ascontiguousarray(pixels),
        quality=quality,
        colorspace="GRAY" if grey else "RGB",
        colorsubsampling="Gray" if grey else "420",
    )
    return content


# By orientation: quarters of a turn to the left, after mirroring left and right.
_TURNS: Final = (
    (0, False),
    (0, True),
    (2, False),
    (2, True),
    (1, True),
    (3, False),
    (3, True),
    (1, False),
)
