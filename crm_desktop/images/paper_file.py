"""A file that is to be a paper: what it is, whether it can be taken, its pages as pictures.

All of it is safe from any thread, and none of it belongs on the GUI's.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from PIL import Image

from crm_desktop.errors.papers import (
    PaperDamaged,
    PaperOddShape,
    PaperTooLarge,
    PaperTooManyPixels,
)
from crm_desktop.images.jpeg_pixels import encoded_jpeg, jpeg_is_whole, jpeg_pixels
from crm_desktop.images.paper_kind import HEIC, JPEG, MOST_PIXELS, PDF, media_type_of
from crm_desktop.images.pdf_pages import pdf_page, pdf_sizes
from crm_desktop.images.raster_pages import (
    frames,
    heic_size,
    on_white,
    opened,
    reading,
    seen_size,
    shown_directly,
    upright,
)
from crm_desktop.images.rendition import MEDIA_TYPE, PREVIEW_HEIGHT_PX, THUMBNAIL_HEIGHT_PX

MOST_BYTES: Final = 100 * 1024 * 1024
MOST_PAGES: Final = 100
LONGEST_SIDE_PX: Final = 20_000
SHORTEST_SIDE_PX: Final = 16
RENDITION_MEDIA_TYPE: Final = MEDIA_TYPE
_FLATTEST: Final = 4
_QUALITY: Final = 80
_FULL_QUALITY: Final = 90
_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class PageSize:
    """One page as it is seen, after EXIF's orientation."""

    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file that can be taken in; ``sha256`` has 32 bytes, ``pages`` at least one."""

    media_type: str
    sha256: bytes
    pages: tuple[PageSize, ...]


@dataclass(frozen=True, slots=True)
class PageRenditions:
    """JPEGs made of one page; ``full`` is None where the original can be shown as it is."""

    thumbnail: bytes
    preview: bytes
    full: bytes | None


def read_paper(content: bytes, name: str = "") -> PaperFile:
    """Return what ``content`` is, judged by itself and decoded once as a proof; see the limits.

    ``name`` is only for the words of an error.

    Raises:
        PaperRefused: one of its children says why.
    """
    if len(content) > MOST_BYTES:
        raise PaperTooLarge(name, len(content) // _MEGABYTE, MOST_BYTES // _MEGABYTE)
    media_type = media_type_of(content, name)
    if media_type == PDF:
        sizes = pdf_sizes(content, name, most_pages=MOST_PAGES)
        for size in sizes:
            _refuse_size(size, name)
    else:
        with reading(name):
            sizes = tuple(_raster_sizes(content, media_type, name))
    pages = tuple(PageSize(*size) for size in sizes)
    return PaperFile(media_type, sha256(content).digest(), pages)


def render_page(
    content: bytes, media_type: str, source_page: int = 1, *, longest_px: int | None = None
) -> Image.Image:
    """Return one page (from 1) in RGB or grey, upright; no larger than ``longest_px`` if given.

    ``content`` has been through `read_paper`.

    Raises:
        PaperDamaged, PaperTruncated: it is not what it was then, or has no such page.
    """
    if media_type == PDF:
        return pdf_page(content, source_page, longest_px=longest_px)
    with reading(""):
        if media_type == JPEG:
            pixels = jpeg_pixels(content, "RGB", longest_px=longest_px)
            if pixels is not None:
                return fitted(Image.fromarray(pixels), longest_px)
        return fitted(upright(_page(content, media_type, source_page)), longest_px)


def renditions_of(content: bytes, media_type: str, source_page: int = 1) -> PageRenditions:
    """Return thumbnail and preview of one page (160 and 700 px high), and ``full`` if needed.

    Raises:
        PaperDamaged, PaperTruncated: see `render_page`.
    """
    if _needs_full(content, media_type):
        return renditions_from(render_page(content, media_type, source_page))
    return PageRenditions(*_smaller(_preview_source(content, media_type, source_page)), full=None)


def renditions_from(image: Image.Image) -> PageRenditions:
    """Return the renditions of a page that is shown as ``image`` instead of its original."""
    return PageRenditions(*_smaller(image), full=encoded_jpeg(image, _FULL_QUALITY))


def fitted(image: Image.Image, longest_px: int | None) -> Image.Image:
    """Return ``image`` with its longer side ``longest_px`` at most; it is never made larger."""
    longest = max(image.size)
    if longest_px is None or longest <= longest_px:
        return image
    # On a screen, and for every look: HAMMING takes a third of LANCZOS' time.
    return _scaled(image, longest_px / longest, Image.Resampling.HAMMING)


def _raster_sizes(content: bytes, media_type: str, name: str) -> list[tuple[int, int]]:
    if media_type == HEIC:
        _refuse_size(heic_size(content), name)
    with opened(content, media_type) as image:
        sizes = []
        for frame in frames(image, media_type, name, most_pages=MOST_PAGES):
            image.seek(frame)
            _refuse_size(image.size, name)
            size = seen_size(image)
            _refuse_size(size, name)
            if media_type != JPEG or not jpeg_is_whole(content):
                image.load()
            sizes.append(size)
    return sizes


def _refuse_size(size: tuple[int, int], name: str) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise PaperTooManyPixels(name, *size)
    if min(size) < SHORTEST_SIDE_PX or max(size) > LONGEST_SIDE_PX:
        raise PaperOddShape(name, *size)


def _page(content: bytes, media_type: str, source_page: int) -> Image.Image:
    image = opened(content, media_type)
    # Whoever may store could have stored what `read_paper` never saw.
    _refuse_size(image.size, "")
    pages = frames(image, media_type, "", most_pages=MOST_PAGES)
    if not 1 <= source_page <= len(pages):
        raise PaperDamaged("")
    image.seek(pages[source_page - 1])
    return image


def _needs_full(content: bytes, media_type: str) -> bool:
    if media_type in _NEVER_SHOWN:
        return True
    with reading(""), opened(content, media_type) as image:
        return not shown_directly(image)


def _preview_source(content: bytes, media_type: str, source_page: int) -> Image.Image:
    """Return the page large enough for its preview: a JPEG need not be decoded whole."""
    if media_type == JPEG:
        with reading(""):
            with opened(content, media_type) as image:
                width, height = seen_size(image)
            longest = round(max(width, height) * _share(width, height, PREVIEW_HEIGHT_PX))
            pixels = jpeg_pixels(content, "RGB", longest_px=max(1, longest))
        if pixels is not None:
            return Image.fromarray(pixels)
    return render_page(content, media_type, source_page)


def _smaller(image: Image.Image) -> tuple[bytes, bytes]:
    preview = _lower(image, PREVIEW_HEIGHT_PX)
    thumbnail = _lower(preview, THUMBNAIL_HEIGHT_PX)
    return encoded_jpeg(thumbnail, _QUALITY), encoded_jpeg(preview, _QUALITY)


def _lower(image: Image.Image, height_px: int) -> Image.Image:
    share = _share(*image.size, height_px)
    return _scaled(on_white(image), share, Image.Resampling.LANCZOS)


def _share(width: int, height: int, height_px: int) -> float:
    """Return what to multiply with: ``height_px`` high at most, and a banner not too wide."""
    return min(1.0, height_px / height, _FLATTEST * height_px / width)


def _scaled(image: Image.Image, share: float, how: Image.Resampling) -> Image.Image:
    if share >= 1:
        return image
    size = max(1, round(image.width * share)), max(1, round(image.height * share))
    return image.resize(size, how, reducing_gap=2.0)


_NEVER_SHOWN: Final = frozenset(("image/tiff", "image/heic", "application/pdf"))
