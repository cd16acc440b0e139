"""Draws sheets with a QR code: covers, separators, cards that customers send back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import segno
from PIL import Image, ImageDraw, ImageFont

DPI: Final = 300
A4_MM: Final = (210, 297)
POSTCARD_MM: Final = (100, 148)
_MM_PER_INCH: Final = 25.4
_PAPER: Final = 1
_INK: Final = 0
_QR_SHARE: Final = 0.32
_QUIET_MODULES: Final = 4


@dataclass(frozen=True, slots=True)
class SheetToPrint:
    """What stands on one sheet: ``text`` in the QR code, then words for people.

    ``heading`` says what the sheet is for, ``code`` is the customer's and ``name`` may be empty.
    """

    text: str
    heading: str
    code: str = ""
    name: str = ""
    note: str = ""


def drawn_sheet(sheet: SheetToPrint, size_mm: tuple[int, int], font: Path | None) -> Image.Image:
    """Return the sheet in black and white at 300 dpi; without a Japanese font, code and QR only."""
    image = Image.new("1", (_px(size_mm[0]), _px(size_mm[1])), _PAPER)
    draw = ImageDraw.Draw(image)
    code = _qr(sheet.text, round(min(image.size) * _QR_SHARE))
    margin = image.width // 12
    image.paste(code, (image.width - margin - code.width, margin))
    unit = image.width // 20
    middle = image.width // 2
    lines = [(sheet.code, 2.6), (sheet.heading, 1.6), (sheet.name, 1.6), (sheet.note, 0.9)]
    y = margin + code.height + 2 * unit
    for words, share in lines:
        if words and (font is not None or words.isascii()):
            face = _fitting(words, font, round(unit * share), image.width - 2 * margin)
            draw.text((middle, y), words, _INK, face, anchor="ma")
            y += round(unit * share * 1.7)
    return image


def four_on_a4(sheets: Iterable[Image.Image]) -> Iterator[Image.Image]:
    """Yield A4 pages with four postcards each, thin lines to cut along between them."""
    rest = iter(sheets)
    while cards := tuple(islice(rest, 4)):
        page = Image.new("1", (_px(A4_MM[0]), _px(A4_MM[1])), _PAPER)
        width, height = _px(POSTCARD_MM[0]), _px(POSTCARD_MM[1])
        left, top = (page.width - 2 * width) // 2, (page.height - 2 * height) // 2
        for place, card in enumerate(cards):
            page.paste(card, (left + place % 2 * width, top + place // 2 * height))
        draw = ImageDraw.Draw(page)
        draw.line((page.width // 2, 0, page.width // 2, page.height), _INK)
        draw.line((0, page.height // 2, page.width, page.height // 2), _INK)
        yield page


def write_pdf(path: Path, pages: Iterable[Image.Image]) -> int:
    """Write the pages to ``path``, some at a time to spare memory, and return how many.

    Raises:
        OSError: it cannot be written.
    """
    rest, count = iter(pages), 0
    while some := list(islice(rest, _AT_A_TIME)):
        _append(path, some, begins=count == 0)
        count += len(some)
    return count


_AT_A_TIME: Final = 8


def _append(path: Path, pages: Sequence[Image.Image], *, begins: bool) -> None:
    first, *others = pages
    first.save(path, "PDF", resolution=DPI, save_all=True, append_images=others, append=not begins)


def _qr(text: str, side_px: int) -> Image.Image:
    """Return the code in whole pixels a module, ``side_px`` wide at most where that is possible."""
    code = segno.make(text, error="m", micro=False, boost_error=False)
    modules = [[bool(dark) for dark in row] for row in code.matrix_iter(border=_QUIET_MODULES)]
    side = len(modules)
    small = Image.new("1", (side, side), _PAPER)
    small.putdata([_INK if dark else _PAPER for row in modules for dark in row])
    scale = max(2, side_px // side)
    return small.resize((side * scale, side * scale), Image.Resampling.NEAREST)


def _fitting(
    words: str, font: Path | None, size_px: int, width_px: int
) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return the font in ``size_px``, or so much smaller that the words fit."""
    face = _face(font, size_px)
    length = face.getlength(words)
    return face if length <= width_px else _face(font, max(8, int(size_px * width_px / length)))


def _face(font: Path | None, size_px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    if font is None:
        return ImageFont.load_default(size_px)
    return ImageFont.truetype(str(font), size_px)


def _px(length_mm: int) -> int:
    return round(length_mm / _MM_PER_INCH * DPI)
