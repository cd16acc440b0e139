"""Whether bytes from a server or file are a picture of the map."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from typing import Final

from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from crm_desktop.errors.map import TileFault, TileProblem

MOST_BYTES: Final = 1_000_000
MOST_PIXELS: Final = 1_024


def media_type_of(content: bytes) -> str:
    """Return image/png, image/jpeg or image/webp, by the first bytes; empty for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def checked_picture(content: bytes) -> str:
    """Return the media type of ``content``, a picture of a size that maps are made of.

    Only its head is read: whoever shows it reads the rest.

    Raises:
        TileProblem: it is none (NO_PICTURE), or larger than MOST_PIXELS or MOST_BYTES (TOO_LARGE).
    """
    if len(content) > MOST_BYTES:
        raise TileProblem(TileFault.TOO_LARGE)
    media_type = media_type_of(content)
    if not media_type:
        raise TileProblem(TileFault.NO_PICTURE)
    try:
        with _READERS[media_type](BytesIO(content)) as image:
            width, height = image.size
    except _NOT_READ as error:
        raise TileProblem(TileFault.NO_PICTURE) from error
    if max(width, height) > MOST_PIXELS:
        raise TileProblem(TileFault.TOO_LARGE)
    return media_type


# Not by Image.open, which warns of large pictures before their size can be asked.
_READERS: Final[dict[str, Callable[[BytesIO], ImageFile]]] = {
    "image/png": PngImageFile,
    "image/jpeg": JpegImageFile,
    "image/webp": WebPImageFile,
}
_NOT_READ: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    MemoryError,
    struct.error,
)
