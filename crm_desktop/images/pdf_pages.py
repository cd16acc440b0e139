"""Pages of a PDF, rendered by PDFium; safe from any thread, one page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

import pypdfium2
from PIL import Image
from pypdfium2 import PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD

from crm_desktop.errors.papers import (
    PaperDamaged,
    PaperLocked,
    PaperTooManyPages,
    PaperTruncated,
)

_DPI: Final = 300
_POINTS_PER_INCH: Final = 72
_LONGEST_PX: Final = 5_000
_TAIL: Final = 2_048
# PDFium is one for the whole process and bears one caller at a time, whoever calls it.
_PDFIUM: Final = Lock()


def pdf_sizes(content: bytes, name: str, *, most_pages: int) -> tuple[tuple[int, int], ...]:
    """Return width and height in pixels of each page as `pdf_page` renders it whole.

    Raises:
        PaperLocked, PaperTruncated, PaperDamaged, PaperTooManyPages: see their words.
    """
    if b"%%EOF" not in content.rstrip(b"\0 \r\n\t\x1a")[-_TAIL:]:
        raise PaperTruncated(name)
    with _document(content, name) as document:
        count = len(document)
        if count > most_pages:
            raise PaperTooManyPages(name, most_pages)
        if not count:
            raise PaperDamaged(name)
        return tuple(_size(*document[index].get_size()) for index in range(count))


def pdf_page(content: bytes, source_page: int, *, longest_px: int | None = None) -> Image.Image:
    """Return one page (from 1) in RGB at 300 dpi, or with its longer side ``longest_px`` at most.

    Raises:
        PaperLocked, PaperDamaged: it cannot be read, or has no such page.
    """
    with _document(content, "") as document:
        if not 1 <= source_page <= len(document):
            raise PaperDamaged("")
        page = document[source_page - 1]
        width, height = page.get_size()
        scale = max(_size(width, height)) / max(width, height)
        if longest_px is not None:
            scale = min(scale, longest_px / max(width, height))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        picture: Image.Image = bitmap.to_pil()
        # Pillow's picture stands on PDFium's memory: it is copied before that is given back.
        return picture.convert("RGB") if picture.mode != "RGB" else picture.copy()


@contextmanager
def _document(content: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except PdfiumError as error:
            if b"/Encrypt" in content and error.err_code == FPDF_ERR_PASSWORD:
                raise PaperLocked(name) from error
            raise PaperDamaged(name) from error
        try:
            document.init_forms()
            yield document
        except PdfiumError as error:
            raise PaperDamaged(name) from error
        finally:
            document.close()


def _size(width_points: float, height_points: float) -> tuple[int, int]:
    scale = _DPI / _POINTS_PER_INCH
    longest = max(width_points, height_points, 1.0) * scale
    scale *= min(1.0, _LONGEST_PX / longest)
    return round(width_points * scale), round(height_points * scale)
