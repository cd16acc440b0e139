"""Pixels for the screen, by the fastest way there is for each kind of file."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from crm_desktop.images.jpeg_pixels import jpeg_pixels
from crm_desktop.images.paper_file import fitted, render_page
from crm_desktop.images.paper_kind import JPEG
from crm_desktop.images.raster_pages import reading

_BYTES_A_PIXEL = 4


@dataclass(frozen=True, slots=True)
class RgbPicture:
    """Pixels of four bytes: blue, green, red and one that means nothing (Qt's Format_RGB32).

    ``stride`` are the bytes of a row; ``data`` must outlive whatever looks at it.
    """

    width: int
    height: int
    stride: int
    data: memoryview


def decoded_rgb(
    content: bytes, media_type: str, source_page: int = 1, *, longest_px: int | None = None
) -> RgbPicture:
    """Return a page, upright; its longer side ``longest_px`` at most, and never made larger.

    Safe from any thread; not for the GUI's.

    Raises:
        PaperDamaged, PaperTruncated, PaperLocked: see `render_page`.
    """
    if media_type == JPEG:
        with reading(""):
            pixels = jpeg_pixels(content, "BGRX", longest_px=longest_px)
        if pixels is not None:
            height, width, _ = pixels.shape
            if longest_px is None or max(width, height) <= longest_px:
                return RgbPicture(width, height, width * _BYTES_A_PIXEL, pixels.data.cast("B"))
            smaller = fitted(
                Image.frombuffer("RGBX", (width, height), pixels, "raw", "RGBX", 0, 1), longest_px
            )
            return _picture(smaller.width, smaller.height, smaller.tobytes("raw", "RGBX"))
    image = render_page(content, media_type, source_page, longest_px=longest_px).convert("RGB")
    return _picture(image.width, image.height, image.tobytes("raw", "BGRX"))


def _picture(width: int, height: int, data: bytes) -> RgbPicture:
    return RgbPicture(width, height, width * _BYTES_A_PIXEL, memoryview(data))
