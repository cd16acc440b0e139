"""What a file is, judged by its first bytes and never by its name."""

from __future__ import annotations

import re
from typing import Final

from crm_desktop.errors.papers import NotAPaper, PaperEmpty, PaperIsMarkup

JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
TIFF: Final = "image/tiff"
WEBP: Final = "image/webp"
HEIC: Final = "image/heic"
PDF: Final = "application/pdf"
MOST_PIXELS: Final = 80_000_000
MEDIA_TYPES: Final = (JPEG, PNG, TIFF, WEBP, HEIC, PDF)

_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"II+\0", TIFF),
    (b"MM\0+", TIFF),
)
_HEIC_BRANDS: Final = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
)
_STRANGERS: Final = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"PK\x03\x04", "ZIP"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"%!PS", "PostScript"),
)
_PDF_HEAD: Final = 1024
_MARKUP: Final = re.compile(rb"\s*<(?:[!?]|[a-z])", re.IGNORECASE)


def media_type_of(content: bytes, name: str = "") -> str:
    """Return one of ``MEDIA_TYPES``; ``name`` is only for the error.

    Raises:
        PaperEmpty, PaperIsMarkup, NotAPaper: it is none of them.
    """
    if not content:
        raise PaperEmpty(name)
    for beginning, media_type in _BEGINNINGS:
        if content.startswith(beginning):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    if b"%PDF-" in content[:_PDF_HEAD]:
        return PDF
    if _MARKUP.match(_plain(content[:200])):
        raise PaperIsMarkup(name)
    known = (kind for beginning, kind in _STRANGERS if content.startswith(beginning))
    raise NotAPaper(name, next(known, ""))


def _plain(head: bytes) -> bytes:
    """Return the beginning of a text without byte order mark and the zeros of UTF-16."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\0", b"")
