"""Pages as a scanner hands them over: written on, turned, with noise, dust and black borders."""

from __future__ import annotations

from io import BytesIO
from random import Random

import numpy as np
import segno
from PIL import Image, ImageFilter, ImageOps

from crm_desktop.domain.demo_office.letter_texts import letter_texts
from crm_desktop.images.demo_letter import letter_pages
from crm_desktop.images.sheet import A4_PX

PAPER = (248, 247, 243)


def letter_page(number: int = 0) -> Image.Image:
    """One written page at 150 dpi; without a Japanese font its words are bars."""
    return next(letter_pages(letter_texts()[number].lines, Random(number), None))


def empty_page(size: tuple[int, int] = A4_PX) -> Image.Image:
    return Image.new("RGB", size, PAPER)


def turned(page: Image.Image, degrees: float, *, behind: tuple[int, int, int]) -> Image.Image:
    """Lie ``page`` clockwise by ``degrees`` on what is ``behind`` it."""
    return page.rotate(-degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=behind)


def noisy(page: Image.Image, deviation: float = 3.0, seed: int = 1) -> Image.Image:
    tones = np.asarray(page, dtype=np.float32)
    grain = np.random.default_rng(seed).normal(0, deviation, (*tones.shape[:2], 1))
    return Image.fromarray((tones + grain).clip(0, 255).astype(np.uint8))


def pencilled(tone: int) -> Image.Image:
    """A page with three short faint strokes and a hook, ``tone`` darker than the paper."""
    page = empty_page()
    ink = tuple(part - tone for part in PAPER)
    for left in range(300, 500, 60):
        page.paste(ink, (left, 500, left + 3, 550))
        page.paste(ink, (left, 548, left + 30, 551))
    return page


def shone_through(tone: int = 22) -> Image.Image:
    """The back of a page: what is written on the front is mirrored, faint and blurred."""
    front = ImageOps.mirror(letter_page().convert("L")).filter(ImageFilter.GaussianBlur(4))
    grey = front.point([round(255 - (255 - value) * tone / 200) for value in range(256)])
    return Image.merge("RGB", (grey, grey, grey))


def dusty(specks: int = 40) -> Image.Image:
    page, dice = empty_page(), Random(7)
    for _ in range(specks):
        x, y = dice.randrange(page.width), dice.randrange(page.height)
        page.paste((60, 60, 60), (x, y, x + dice.randint(1, 4), y + dice.randint(1, 4)))
    return page


def with_code(
    page: Image.Image, text: str, *, side_px: int = 150, degrees: float = 0.0
) -> Image.Image:
    """Return a copy with the QR code of ``text`` near its upper right corner."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=6, border=4)
    code = Image.open(drawn).convert("RGB").resize((side_px, side_px), Image.Resampling.LANCZOS)
    code = code.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    copy = page.copy()
    copy.paste(code, (page.width - code.width - 90, 90))
    return copy


def as_jpeg(page: Image.Image, quality: int = 85) -> bytes:
    encoded = BytesIO()
    page.save(encoded, "JPEG", quality=quality)
    return encoded.getvalue()
