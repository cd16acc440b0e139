"""The printed papers of the invented office: mailings by season, and what lies in parcels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from PIL import Image

from crm_desktop.images.demo_scenes import Look, draw_flower, look_of
from crm_desktop.images.sheet import A4_PX, Colour, Sheet

OFFICE_NAME: Final = "こもれび本舗"
OFFICE_PHONE: Final = "0120-555-315"
_INK: Final[Colour] = (52, 46, 44)
_WHITE: Final[Colour] = (255, 255, 255)
_MARGIN: Final = 90
_GRID_COLUMNS: Final = 2
_TILE_PX: Final = (510, 430)
_COLUMN: Final = (
    "朝いちばんの一杯で、からだに",
    "「おはよう」を伝えましょう。",
    "",
    "年を重ねると、のどのかわきに",
    "気づきにくくなるといわれます。",
    "枕もとに湯のみをひとつ。",
    "ぬるめの白湯をゆっくりと。",
    "青汁や生姜湯に替えても",
    "よい習慣になります。",
    "",
    "無理をせず、できる日から。",
    "それが長続きのこつです。",
)
_FORM_FIELDS: Final = ("お名前", "お電話", "ご住所", "商品番号・数量", "お届け希望日", "ご要望")


@dataclass(frozen=True, slots=True)
class Offered:
    """One product in a mailing."""

    name: str
    price_yen: int


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed large on a paper."""

    title: str
    offer: str


def mailing_pages(
    printed: Printed, season: str, offered: Sequence[Offered], rng: Random, font: Path | None
) -> Iterator[Image.Image]:
    """Yield two to four pages: cover, products, and maybe a column and an order form."""
    look = look_of(season)
    yield _cover(printed, look, rng, font)
    yield _products(offered, look, rng, font)
    more = rng.randint(0, 2)
    if more > 0:
        yield _column(look, rng, font)
    if more > 1:
        yield _order_form(look, font)


def leaflet_page(
    printed: Printed, lines: tuple[str, ...], rng: Random, font: Path | None
) -> Image.Image:
    """Return one page with a heading, a few lines and flowers."""
    look = look_of(rng.choice(("spring", "summer", "autumn", "winter")))
    sheet = Sheet(A4_PX, look.ground, font)
    sheet.draw.rectangle((0, 0, sheet.width, 250), look.strong)
    sheet.write((sheet.width // 2, 125), printed.title, 58, _WHITE, anchor="mm")
    below = sheet.write_lines((_MARGIN + 30, 340), lines, 44, _INK)
    if printed.offer:
        box = (_MARGIN, below + 40, sheet.width - _MARGIN, below + 220)
        sheet.draw.rounded_rectangle(box, 24, look.soft, look.strong, 5)
        sheet.write((sheet.width // 2, below + 130), printed.offer, 52, look.strong, anchor="mm")
    for _ in range(9):
        at = (rng.uniform(60, sheet.width - 60), rng.uniform(max(below + 320, 1150), 1540))
        draw_flower(sheet, at, rng.uniform(28, 70), look.soft)
    _footer(sheet, look)
    return sheet.image


def _cover(printed: Printed, look: Look, rng: Random, font: Path | None) -> Image.Image:
    sheet = Sheet(A4_PX, look.ground, font)
    look.scene(sheet, rng)
    year, _, title = printed.title.partition("年 ")
    sheet.write((_MARGIN, 90), f"{OFFICE_NAME}だより {year}", 44, _INK)
    words = title.split(" ")
    for row, word in enumerate(words):
        size = 118 if len(words) == 1 else 96
        sheet.write((sheet.width // 2, 240 + row * 130), word, size, look.strong, anchor="mm")
    sheet.draw.ellipse((880, 1010, 1180, 1310), look.strong)
    sheet.write((1030, 1120), "お客様", 56, _WHITE, anchor="mm")
    sheet.write((1030, 1200), "限定", 64, _WHITE, anchor="mm")
    sheet.draw.rounded_rectangle((60, 1360, 1180, 1520), 30, look.soft)
    sheet.write((sheet.width // 2, 1440), printed.offer, 62, look.strong, anchor="mm")
    _footer(sheet, look)
    return sheet.image


def _products(
    offered: Sequence[Offered], look: Look, rng: Random, font: Path | None
) -> Image.Image:
    sheet = Sheet(A4_PX, _WHITE, font)
    sheet.draw.rectangle((0, 0, sheet.width, 150), look.soft)
    sheet.write((sheet.width // 2, 75), "今号のおすすめ", 60, look.strong, anchor="mm")
    for number, product in enumerate(offered):
        row, column = divmod(number, _GRID_COLUMNS)
        x = _MARGIN + column * (_TILE_PX[0] + 40)
        y = 190 + row * (_TILE_PX[1] + 40)
        sheet.draw.rounded_rectangle((x, y, x + _TILE_PX[0], y + _TILE_PX[1]), 18, look.ground)
        _package(sheet, (x + 60, y + 40), look, rng)
        sheet.write((x + 24, y + 306), product.name[:15], 33, _INK)
        price = f"{product.price_yen:,}円(税込)"
        sheet.write((x + _TILE_PX[0] - 24, y + 356), price, 46, look.strong, anchor="ra")
    _footer(sheet, look)
    return sheet.image


def _package(sheet: Sheet, at: tuple[int, int], look: Look, rng: Random) -> None:
    """Draw a jar, a bottle or a box."""
    x, y = at[0] + rng.randint(70, 130), at[1]
    body = tuple(min(255, part + rng.randint(0, 60)) for part in look.strong)
    match rng.randrange(3):
        case 0:
            sheet.draw.rounded_rectangle((x, y + 60, x + 190, y + 240), 28, body)
            sheet.draw.rounded_rectangle((x + 16, y + 20, x + 174, y + 66), 10, _INK)
        case 1:
            sheet.draw.rounded_rectangle((x + 30, y + 90, x + 150, y + 250), 20, body)
            sheet.draw.rectangle((x + 66, y + 20, x + 114, y + 92), look.soft)
        case _:
            sheet.draw.rectangle((x, y + 30, x + 180, y + 250), body)
            sheet.draw.polygon(
                [(x + 180, y + 30), (x + 225, y + 10), (x + 225, y + 225), (x + 180, y + 250)],
                look.soft,
            )
    sheet.draw.ellipse((x + 55, y + 120, x + 130, y + 195), _WHITE)


def _column(look: Look, rng: Random, font: Path | None) -> Image.Image:
    sheet = Sheet(A4_PX, look.ground, font)
    sheet.write((_MARGIN, 100), "健やか通信", 44, look.strong)
    sheet.write((_MARGIN, 170), "朝の一杯のすすめ", 84, _INK)
    sheet.draw.line((_MARGIN, 300, sheet.width - _MARGIN, 300), look.strong, 6)
    below = sheet.write_lines((_MARGIN, 360), _COLUMN, 46, _INK)
    for number in range(5):
        draw_flower(sheet, (180 + number * 220, below + 130), rng.uniform(50, 90), look.soft)
    _footer(sheet, look)
    return sheet.image


def _order_form(look: Look, font: Path | None) -> Image.Image:
    sheet = Sheet(A4_PX, _WHITE, font)
    sheet.write((sheet.width // 2, 120), "ご注文はがき", 72, look.strong, anchor="mm")
    sheet.write((_MARGIN, 200), "切り取ってポストへ(切手はいりません)", 38, _INK)
    y = 290
    for field in _FORM_FIELDS:
        sheet.draw.rectangle((_MARGIN, y, sheet.width - _MARGIN, y + 180), outline=_INK, width=3)
        sheet.draw.rectangle((_MARGIN, y, _MARGIN + 300, y + 180), look.soft, _INK, 3)
        sheet.write((_MARGIN + 150, y + 90), field, 38, _INK, anchor="mm")
        y += 190
    _footer(sheet, look)
    return sheet.image


def _footer(sheet: Sheet, look: Look) -> None:
    sheet.draw.rectangle((0, sheet.height - 180, sheet.width, sheet.height), look.strong)
    middle = sheet.height - 90
    sheet.write((_MARGIN, middle), OFFICE_NAME, 54, _WHITE, anchor="lm")
    right = sheet.width - _MARGIN
    sheet.write((right, middle), f"ご注文 {OFFICE_PHONE}", 54, _WHITE, anchor="rm")
