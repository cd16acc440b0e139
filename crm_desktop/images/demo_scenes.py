"""The pictures of the seasons on the mailings of the invented office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin
from random import Random
from typing import Final

from crm_desktop.images.sheet import Colour, Sheet

_BRANCH: Final[Colour] = (110, 84, 72)
_LEAVES: Final[tuple[Colour, ...]] = ((200, 74, 48), (224, 138, 46), (178, 54, 52))
_SPARKS: Final[tuple[Colour, ...]] = ((240, 196, 80), (226, 92, 96), (116, 190, 220))


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a season: ground, large words, small shapes; ``scene`` draws its picture."""

    ground: Colour
    strong: Colour
    soft: Colour
    scene: Callable[[Sheet, Random], None]


def look_of(season: str) -> Look:
    """Return the look of ``spring``, ``summer``, ``autumn`` or ``winter``."""
    return {
        "spring": Look((255, 246, 246), (196, 72, 108), (246, 206, 216), _blossoms),
        "summer": Look((240, 249, 252), (24, 104, 156), (196, 226, 238), _fireworks),
        "autumn": Look((253, 247, 236), (166, 74, 30), (244, 220, 178), _moon_and_leaves),
        "winter": Look((246, 248, 251), (156, 32, 42), (214, 224, 236), _snow),
    }[season]


def draw_flower(sheet: Sheet, at: tuple[float, float], radius: float, colour: Colour) -> None:
    """Draw five petals round a yellow middle."""
    x, y = at
    for petal in range(5):
        angle = petal * 2 * pi / 5 - pi / 2
        _disc(
            sheet,
            x + cos(angle) * radius * 0.7,
            y + sin(angle) * radius * 0.7,
            radius * 0.52,
            colour,
        )
    _disc(sheet, x, y, radius * 0.24, (246, 214, 104))


def _blossoms(sheet: Sheet, rng: Random) -> None:
    for start in range(3):
        y = 560 + start * 170
        sheet.draw.line((0, y + 180, 700 + start * 90, y - 60), _BRANCH, 22 - start * 5)
    for _ in range(46):
        at = (rng.uniform(30, sheet.width - 30), rng.uniform(470, 1080))
        pink = rng.randint(176, 214)
        draw_flower(sheet, at, rng.uniform(26, 52), (250, pink, pink + 14))


def _fireworks(sheet: Sheet, rng: Random) -> None:
    sheet.draw.rectangle((0, 470, sheet.width, 1120), (22, 44, 86))
    for _ in range(6):
        x, y = rng.uniform(140, sheet.width - 140), rng.uniform(560, 860)
        radius, colour = rng.uniform(90, 170), rng.choice(_SPARKS)
        for ray in range(24):
            angle = ray * pi / 12
            tip = (x + cos(angle) * radius, y + sin(angle) * radius)
            sheet.draw.line((x + cos(angle) * 26, y + sin(angle) * 26, *tip), colour, 5)
            _disc(sheet, *tip, 7, colour)
    for wave in range(3):
        for crest in range(-1, 9):
            left = crest * 170 + wave * 85
            box = (left, 980 + wave * 50, left + 180, 1160 + wave * 50)
            sheet.draw.ellipse(box, (92 - wave * 20, 152 - wave * 16, 196 - wave * 10))
    sheet.draw.rectangle((0, 1120, sheet.width, 1260), (240, 249, 252))


def _moon_and_leaves(sheet: Sheet, rng: Random) -> None:
    sheet.draw.rectangle((0, 470, sheet.width, 1120), (246, 222, 176))
    _disc(sheet, 900, 660, 130, (253, 244, 206))
    for hill, colour in enumerate(((206, 158, 96), (178, 122, 70), (146, 94, 56))):
        for crest in range(-1, 4):
            left = crest * 520 + hill * 190
            sheet.draw.ellipse((left, 860 + hill * 70, left + 760, 1500), colour)
    sheet.draw.rectangle((0, 1120, sheet.width, 1520), (253, 247, 236))
    for _ in range(34):
        x, y, size = rng.uniform(20, 1200), rng.uniform(480, 1090), rng.uniform(16, 34)
        lean = rng.uniform(0, pi)
        points = [
            (x + cos(lean + turn * pi / 5) * (size if turn % 2 else size * 0.4),
             y + sin(lean + turn * pi / 5) * (size if turn % 2 else size * 0.4))
            for turn in range(10)
        ]  # fmt: skip
        sheet.draw.polygon(points, rng.choice(_LEAVES))


def _snow(sheet: Sheet, rng: Random) -> None:
    sheet.draw.rectangle((0, 470, sheet.width, 1120), (96, 122, 158))
    sheet.draw.polygon([(160, 1120), (600, 560), (1060, 1120)], (150, 170, 198))
    sheet.draw.polygon([(474, 720), (600, 560), (730, 720), (650, 690), (600, 740), (540, 690)],
                       (250, 252, 255))  # fmt: skip
    for house in range(4):
        x = 120 + house * 280
        sheet.draw.rectangle((x, 980, x + 170, 1120), (92, 70, 60))
        sheet.draw.polygon([(x - 30, 985), (x + 85, 890), (x + 200, 985)], (250, 252, 255))
        sheet.draw.rectangle((x + 60, 1030, x + 110, 1080), (250, 216, 130))
    for _ in range(150):
        _disc(
            sheet, rng.uniform(0, 1240), rng.uniform(470, 1110), rng.uniform(3, 9), (255, 255, 255)
        )


def _disc(sheet: Sheet, x: float, y: float, radius: float, colour: Colour) -> None:
    sheet.draw.ellipse((x - radius, y - radius, x + radius, y + radius), colour)
