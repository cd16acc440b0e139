"""Pages of every kind but PDF, by Pillow and libheif."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

import numpy as np
import pillow_heif
from PIL import Image, ImageOps

from crm_desktop.errors.papers import (
    PaperAnimated,
    PaperDamaged,
    PaperTooManyPages,
    PaperTooManyPixels,
    PaperTruncated,
)
from crm_desktop.images.paper_kind import HEIC, JPEG, PNG, TIFF, WEBP

# What decoders raise on bytes that somebody has made up.
BROKEN: Final = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RuntimeError,
    EOFError,
    MemoryError,
    struct.error,
)
_FORMATS: Final = {JPEG: "JPEG", PNG: "PNG", TIFF: "TIFF", WEBP: "WEBP"}
_SUBFILE_TYPE: Final = 254
_SHOWN_DIRECTLY: Final = frozenset(("1", "L", "LA", "P", "PA", "RGB", "RGBA"))
_SAME_DOTS: Final = 1.2
_MOST_STRETCHED: Final = 4.0
_WHITE: Final = (255, 255, 255, 255)


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn what decoders raise inside the block into what is wrong with the paper."""
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PaperTooManyPixels(name, 0, 0) from error
    except BROKEN as error:
        if "truncated" in str(error).lower() or isinstance(error, EOFError):
            raise PaperTruncated(name) from error
        raise PaperDamaged(name) from error


def opened(content: bytes, media_type: str) -> Image.Image:
    """Return the file, not yet decoded where its kind allows; to be called inside `reading`."""
    if media_type == HEIC:
        return pillow_heif.open_heif(BytesIO(content)).to_pillow()
    return Image.open(BytesIO(content), formats=(_FORMATS[media_type],))


def heic_size(content: bytes) -> tuple[int, int]:
    """Return width and height as the picture is seen, without decoding it."""
    width, height = pillow_heif.open_heif(BytesIO(content)).size
    return width, height


def frames(image: Image.Image, media_type: str, name: str, *, most_pages: int) -> list[int]:
    """Return which frames are pages: all of a TIFF but its thumbnails, else the only one.

    Raises:
        PaperAnimated, PaperTooManyPages: see their words.
    """
    if media_type != TIFF:
        if media_type in (PNG, WEBP) and getattr(image, "is_animated", False):
            raise PaperAnimated(name)
        return [0]
    found = _tiff_frames(image, 2 * most_pages + 1)
    pages = [frame for frame in found if not int(image.getexif().get(_SUBFILE_TYPE, 0)) & 1]
    if len(pages) > most_pages:
        raise PaperTooManyPages(name, most_pages)
    return pages or [0]


def seen_size(image: Image.Image) -> tuple[int, int]:
    """Return width and height as `upright` gives them.

    EXIF's orientation is respected, by Pillow itself in a TIFF.
    """
    if image.format == "TIFF":
        return _square(image)
    orientation = image.getexif().get(0x0112, 1)
    sideways = isinstance(orientation, int) and 5 <= orientation <= 8  # noqa: PLR2004
    return (image.height, image.width) if sideways else image.size


def upright(image: Image.Image) -> Image.Image:
    """Return the picture in RGB or grey of 8 bits on white, turned as its EXIF data says.

    A fax has half as many dots down as across: it is stretched to what was written.
    """
    size = seen_size(image)
    seen = on_white(ImageOps.exif_transpose(image))
    return seen if seen.size == size else seen.resize(size, Image.Resampling.BILINEAR)


def shown_directly(image: Image.Image) -> bool:
    """Tell whether a screen can show it as it is: 8 bits and no printing colours."""
    return image.mode in _SHOWN_DIRECTLY


def on_white(image: Image.Image) -> Image.Image:
    """Return the picture in RGB or grey of 8 bits; what is transparent becomes white."""
    if image.mode in {"L", "RGB"}:
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I") or image.mode == "F":
        return _eight_bits(image)
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", seen.size, _WHITE), seen).convert("RGB")
    return image.convert("RGB")


def _square(image: Image.Image) -> tuple[int, int]:
    """Return the size that gives as many dots an inch across as down, where a TIFF tells both."""
    across, down = (float(dots) for dots in image.info.get("dpi", (1, 1)))
    if not (across > 0 and down > 0):
        return image.size
    if _SAME_DOTS < across / down <= _MOST_STRETCHED:
        return image.width, round(image.height * across / down)
    if _SAME_DOTS < down / across <= _MOST_STRETCHED:
        return round(image.width * down / across), image.height
    return image.size


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture of 16 or 32 bits with its brightest value as white."""
    values = np.asarray(image).astype(np.float32)
    brightest = 65_535.0 if image.mode.startswith("I;16") else max(float(values.max()), 1.0)
    grey = np.nan_to_num(values * (255.0 / brightest))
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8), "L")


def _tiff_frames(image: Image.Image, most: int) -> Iterator[int]:
    for frame in range(most):
        try:
            image.seek(frame)
        except EOFError:
            return
        yield frame
