"""Encodes a picture as it is kept, and smaller ones of it for lists and panes."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image

MEDIA_TYPE: Final = "image/jpeg"
THUMBNAIL_HEIGHT_PX: Final = 160
PREVIEW_HEIGHT_PX: Final = 700
_QUALITY: Final = 80


@dataclass(frozen=True, slots=True)
class EncodedPage:
    """One picture in three sizes, each a JPEG; width and height are the original's."""

    original: bytes
    preview: bytes
    thumbnail: bytes
    width_px: int
    height_px: int


def encoded_page(image: Image.Image) -> EncodedPage:
    """Return ``image`` encoded, 700 px high as preview, 160 px high as thumbnail."""
    preview = scaled_to_height(image, PREVIEW_HEIGHT_PX)
    return EncodedPage(
        original=_jpeg(image),
        preview=_jpeg(preview),
        thumbnail=_jpeg(scaled_to_height(preview, THUMBNAIL_HEIGHT_PX)),
        width_px=image.width,
        height_px=image.height,
    )


def scaled_to_height(image: Image.Image, height_px: int) -> Image.Image:
    """Return ``image`` with its proportions kept; it is never made larger."""
    if image.height <= height_px:
        return image
    width_px = max(1, round(image.width * height_px / image.height))
    return image.resize((width_px, height_px), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _jpeg(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()
