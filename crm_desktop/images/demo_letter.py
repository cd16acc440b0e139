"""Letters that look written by hand: ruled paper, columns or lines, sometimes the envelope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from PIL import Image

from crm_desktop.domain.page_reading import PageReading
from crm_desktop.images.sheet import A4_PX, POSTCARD_PX, Colour, Sheet

_PAPERS: Final[tuple[Colour, ...]] = (
    (255, 253, 245), (253, 246, 247), (246, 250, 253), (255, 255, 255), (250, 248, 236),
)  # fmt: skip
_RULES: Final[tuple[Colour, ...]] = (
    (226, 170, 170), (170, 195, 220), (190, 205, 170), (205, 190, 165),
)  # fmt: skip
_INKS: Final[tuple[Colour, ...]] = ((28, 34, 84), (30, 30, 34), (84, 84, 90), (60, 40, 30))
_ENVELOPE: Final[Colour] = (236, 214, 176)
_STAMP_RED: Final[Colour] = (184, 72, 66)
_MARGIN: Final = 110
_POSTCARD_CHANCE: Final = 0.25
_DOWN_CHANCE: Final = 0.6
_INDENT_CHANCE: Final = 0.2
_LETTER_PITCH: Final = 1.1
_ENVELOPE_CHANCE: Final = 0.5
_ENVELOPE_PX: Final = (760, 1500)


@dataclass(frozen=True, slots=True)
class Hand:
    """How one letter is written."""

    paper: Colour
    rule: Colour
    ink: Colour
    size: int
    down: bool


def letter_pages(lines: tuple[str, ...], rng: Random, font: Path | None) -> Iterator[Image.Image]:
    """Yield the written page, then the envelope if it was kept; the same dice, the same pages."""
    sheet, hand = _written_sheet(lines, rng, font)
    yield sheet.image
    is_postcard = sheet.image.size == POSTCARD_PX
    if not is_postcard and rng.random() < _ENVELOPE_CHANCE:
        yield _envelope(hand, rng, font)


def letter_reading(lines: tuple[str, ...], rng: Random) -> PageReading:
    """Return what stands where on the first page that `letter_pages` draws with the same dice."""
    sheet, hand = _written_sheet(lines, rng, None)
    return PageReading(tuple((word,) for word in sheet.written), vertical=hand.down)


def _written_sheet(lines: tuple[str, ...], rng: Random, font: Path | None) -> tuple[Sheet, Hand]:
    postcard = rng.random() < _POSTCARD_CHANCE
    paper_px = POSTCARD_PX if postcard else A4_PX
    down = rng.random() < _DOWN_CHANCE
    room_px = paper_px[1 if down else 0] - 2 * _MARGIN - 120
    hand = Hand(
        paper=rng.choice(_PAPERS),
        rule=rng.choice(_RULES),
        ink=rng.choice(_INKS),
        size=min(rng.randint(62, 76), round(room_px / max(map(len, lines)) / _LETTER_PITCH)),
        down=down,
    )
    sheet = Sheet(paper_px, hand.paper, font)
    if down:
        _write_columns(sheet, lines, hand, rng)
    else:
        _write_rows(sheet, lines, hand, rng)
    _draw_flower(sheet, hand, rng)
    return sheet, hand


def _write_columns(sheet: Sheet, lines: tuple[str, ...], hand: Hand, rng: Random) -> None:
    column_px = round(hand.size * 1.75)
    x = sheet.width - _MARGIN - column_px
    for rule_x in range(x + column_px, _MARGIN, -column_px):
        sheet.draw.line((rule_x, _MARGIN, rule_x, sheet.height - _MARGIN), hand.rule, 2)
    for number, line in enumerate(lines):
        y = _MARGIN + 30 + (hand.size if number and rng.random() < _INDENT_CHANCE else 0)
        middle = x + (column_px - hand.size) // 2
        sheet.write_by_hand((middle, y), line, hand.size, hand.ink, rng, down=True)
        x -= column_px


def _write_rows(sheet: Sheet, lines: tuple[str, ...], hand: Hand, rng: Random) -> None:
    row_px = round(hand.size * 1.8)
    y = _MARGIN + row_px
    for rule_y in range(y + row_px, sheet.height - _MARGIN, row_px):
        sheet.draw.line((_MARGIN, rule_y, sheet.width - _MARGIN, rule_y), hand.rule, 2)
    for line in lines:
        at = (_MARGIN + 20 + rng.randint(0, 12), y + (row_px - hand.size) // 2)
        sheet.write_by_hand(at, line, hand.size, hand.ink, rng, down=False)
        y += row_px


def _draw_flower(sheet: Sheet, hand: Hand, rng: Random) -> None:
    """Draw a printed flower in a lower corner, as letter paper has."""
    x = rng.choice((_MARGIN + 60, sheet.width - _MARGIN - 60))
    y, petal = sheet.height - _MARGIN - 70, rng.randint(22, 34)
    sheet.draw.line((x, y, x - petal, y + petal * 3), (150, 176, 140), 6)
    for dx, dy in ((0, -1), (1, -0.3), (0.6, 0.8), (-0.6, 0.8), (-1, -0.3)):
        cx, cy = x + dx * petal, y + dy * petal
        half = petal * 0.72
        sheet.draw.ellipse((cx - half, cy - half, cx + half, cy + half), hand.rule)
    sheet.draw.ellipse((x - 9, y - 9, x + 9, y + 9), (236, 200, 90))


def _envelope(hand: Hand, rng: Random, font: Path | None) -> Image.Image:
    sheet = Sheet(_ENVELOPE_PX, _ENVELOPE, font)
    draw = sheet.draw
    for box in range(7):
        left = 300 + box * 56
        draw.rectangle((left, 60, left + 44, 120), outline=_STAMP_RED, width=4)
        sheet.write((left + 22, 90), "5550315"[box], 40, hand.ink, anchor="mm")
    draw.rectangle((60, 60, 210, 250), (244, 240, 226), _STAMP_RED, 5)
    draw.ellipse((85, 95, 185, 195), (214, 120, 110))
    sheet.write((135, 225), "110", 28, _STAMP_RED, anchor="mm")
    draw.ellipse((120, 170, 270, 320), outline=(70, 70, 74), width=5)
    draw.line((120, 245, 270, 245), (70, 70, 74), 4)
    sheet.write_by_hand((520, 240), "つばき市若葉町九十九番地", 58, hand.ink, rng, down=True)
    sheet.write_by_hand((330, 330), "こもれび本舗", 84, hand.ink, rng, down=True)
    sheet.write_by_hand((330, 930), "お客様係 御中", 70, hand.ink, rng, down=True)
    return sheet.image
