"""How a page lies in a pane: how large, which part of it, turned how. Numbers only.

A ``Size`` is width and height, of a page in its own pixels or of a pane in those of the screen.
Points of a page are parts of its turned width and height, from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

Size = tuple[float, float]
Point = tuple[float, float]
_LARGEST_SCALE: Final = 8.0
_SMALLEST_OF_FIT: Final = 0.5


class Fit(Enum):
    """What the size of a page follows: the pane, its width, or nothing but the person."""

    PAGE = "page"
    WIDTH = "width"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class PageView:
    """``scale`` is screen pixels for one of the page, and counts only when nothing else does.

    ``centre`` is the point of the page in the middle of the pane, ``turn`` the degrees clockwise.
    """

    fit: Fit = Fit.PAGE
    scale: float = 1.0
    centre: Point = (0.5, 0.5)
    turn: int = 0


def turned_size(page: Size, turn: int) -> Size:
    """Return width and height of a page that is turned by ``turn`` degrees."""
    return (page[1], page[0]) if turn % 180 else page


def scale_in(view: PageView, page: Size, room: Size) -> float:
    """Return how many screen pixels one of the page takes; always above 0."""
    width, height = turned_size(page, view.turn)
    match view.fit:
        case Fit.PAGE:
            scale = min(room[0] / width, room[1] / height)
        case Fit.WIDTH:
            scale = room[0] / width
        case Fit.FREE:
            scale = view.scale
    return max(scale, 1e-4)


def settled(view: PageView, page: Size, room: Size) -> PageView:
    """Return ``view`` without empty room at a side where there is more of the page."""
    scale = scale_in(view, page, room)
    width, height = turned_size(page, view.turn)
    x = _kept_inside(view.centre[0], room[0], width * scale)
    y = _kept_inside(view.centre[1], room[1], height * scale)
    return replace(view, centre=(x, y))


def fitted(view: PageView, fit: Fit) -> PageView:
    """Return ``view`` fitted anew; a page as wide as the pane begins at its top."""
    return replace(view, fit=fit, centre=(0.5, 0.0) if fit is Fit.WIDTH else (0.5, 0.5))


def scaled(view: PageView, scale: float) -> PageView:
    """Return ``view`` at ``scale`` around the middle of the pane."""
    return replace(view, fit=Fit.FREE, scale=scale)


def zoomed(view: PageView, factor: float, at: Point, page: Size, room: Size) -> PageView:
    """Return ``view`` larger by ``factor``; ``at``, in pixels from the middle, stays in place."""
    before = scale_in(view, page, room)
    smallest = scale_in(PageView(turn=view.turn), page, room) * _SMALLEST_OF_FIT
    scale = min(max(before * factor, min(smallest, before)), max(_LARGEST_SCALE, before))
    width, height = turned_size(page, view.turn)
    x = view.centre[0] + at[0] / width * (1 / before - 1 / scale)
    y = view.centre[1] + at[1] / height * (1 / before - 1 / scale)
    return settled(replace(view, fit=Fit.FREE, scale=scale, centre=(x, y)), page, room)


def panned(view: PageView, by: Point, page: Size, room: Size) -> PageView:
    """Return ``view`` with the page moved by parts of its width and height."""
    moved = replace(view, centre=(view.centre[0] - by[0], view.centre[1] - by[1]))
    return settled(moved, page, room)


def part_of_page(pixels: Point, view: PageView, page: Size, room: Size) -> Point:
    """Return what a distance on the screen is in parts of the page."""
    scale = scale_in(view, page, room)
    width, height = turned_size(page, view.turn)
    return pixels[0] / (width * scale), pixels[1] / (height * scale)


def turned(view: PageView, degrees: int) -> PageView:
    """Return ``view`` turned clockwise by a multiple of 90 degrees, with the same middle."""
    x, y = view.centre
    for _ in range(degrees // 90 % 4):
        x, y = 1 - y, x
    return replace(view, centre=(x, y), turn=(view.turn + degrees) % 360)


def centre_unturned(view: PageView) -> Point:
    """Return the middle of the pane as a point of the page as it was before it was turned."""
    return turned(view, -view.turn).centre


def rows_seen(view: PageView, page: Size, room: Size) -> Point:
    """Return from where to where the page is seen, in parts of its height before it was turned."""
    scale = scale_in(view, page, room)
    width, height = turned_size(page, view.turn)
    half = (room[0] / (width * scale) if view.turn % 180 else room[1] / (height * scale)) / 2
    middle = centre_unturned(view)[1]
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _kept_inside(centre: float, room: float, length: float) -> float:
    if length <= room:
        return 0.5
    margin = room / length / 2
    return min(max(centre, margin), 1 - margin)
