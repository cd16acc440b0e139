"""A sheet of paper to draw on: shapes, printed words, words written by hand."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Final, Literal

from PIL import Image, ImageDraw, ImageFont

from crm_desktop.domain.page_reading import PageBox, PageWord

A4_PX: Final = (1240, 1754)
POSTCARD_PX: Final = (1000, 1480)
Colour = tuple[int, int, int]
Anchor = Literal["la", "ma", "ra", "mm", "lm", "rm"]
_HANGING: Final = "、。"
_TURNED: Final = "ー「」()〜"
_BAR_TINT: Final = 0.55


class Sheet:
    """One page; x and y are in pixels from the top left. Not for two threads at once."""

    def __init__(self, size: tuple[int, int], colour: Colour, font: Path | None) -> None:
        """Begin with blank paper; without ``font`` words become bars of their length."""
        self.image = Image.new("RGB", size, colour)
        self.draw = ImageDraw.Draw(self.image)
        self.width, self.height = size
        self.written: list[PageWord] = []
        self._font = font
        self._sizes: dict[int, ImageFont.FreeTypeFont] = {}

    def write(
        self, at: tuple[int, int], text: str, size: int, colour: Colour, *, anchor: Anchor = "la"
    ) -> None:
        """Print one line, anchored like Pillow's text."""
        if self._font is None:
            self._bar(at, text, size, colour, anchor)
            return
        self.draw.text(at, text, font=self._sized(size), fill=colour, anchor=anchor)

    def write_lines(
        self, at: tuple[int, int], lines: tuple[str, ...], size: int, colour: Colour
    ) -> int:
        """Print lines below each other and return the y below the last."""
        x, y = at
        for line in lines:
            self.write((x, y), line, size, colour)
            y += round(size * 1.7)
        return y

    def write_by_hand(
        self, at: tuple[int, int], text: str, size: int, colour: Colour, rng: Random, *, down: bool
    ) -> None:
        """Write one line, or one column ``down``, each letter a little off; note what and where."""
        x, y = at
        for letter in text:
            self._letter((x, y), letter, size, colour, rng, down=down)
            step = size * (1.06 + rng.uniform(-0.04, 0.04))
            x, y = (x, round(y + step)) if down else (round(x + step), y)
        right, bottom = (x + size, y) if down else (x, y + size)
        wide, high = (right - at[0]) / self.width, (bottom - at[1]) / self.height
        box = PageBox(at[0] / self.width, at[1] / self.height, wide, high)
        self.written.append(PageWord(box, text))

    def _letter(
        self,
        at: tuple[int, int],
        letter: str,
        size: int,
        colour: Colour,
        rng: Random,
        *,
        down: bool,
    ) -> None:
        stamp = Image.new("L", (size * 2, size * 2))
        ink = ImageDraw.Draw(stamp)
        if self._font is None:
            ink.rectangle((size // 2, size // 2, size, size * 3 // 2), fill=200)
        else:
            ink.text((size, size), letter, font=self._sized(size), fill=225, anchor="mm")
        lean = rng.uniform(-5, 5) - (90 if down and letter in _TURNED else 0)
        stamp = stamp.rotate(lean, Image.Resampling.BILINEAR)
        x = at[0] - size // 2 + rng.randint(-2, 2)
        y = at[1] - size // 2 + rng.randint(-2, 2)
        if down and letter in _HANGING:
            x, y = x + size * 5 // 8, y - size * 5 // 8
        self.image.paste(colour, (x, y), stamp)

    def _sized(self, size: int) -> ImageFont.FreeTypeFont:
        if size not in self._sizes:
            self._sizes[size] = ImageFont.truetype(str(self._font), size)
        return self._sizes[size]

    def _bar(
        self, at: tuple[int, int], text: str, size: int, colour: Colour, anchor: Anchor
    ) -> None:
        width = round(len(text) * size * 0.9)
        x = at[0] - {"l": 0, "m": width // 2, "r": width}[anchor[0]]
        y = at[1] - (size // 2 if anchor[1] == "m" else 0)
        pale = tuple(round(255 - (255 - part) * _BAR_TINT) for part in colour)
        self.draw.rounded_rectangle((x, y + size // 5, x + width, y + size), size // 6, fill=pale)
