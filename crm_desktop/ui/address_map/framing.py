"""Which part of the world a map shows: Web Mercator, as tiles have it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from crm_desktop.domain.position import Position, distance_m
from crm_desktop.ui.address_map.map_view import MapView, TownsWanted

TILE_PX: Final = 256
LEAST_ZOOM: Final = 4
MOST_ZOOM: Final = 18
START_ZOOM: Final = 16
MOST_TOWNS: Final = 60
_JAPAN_SOUTH_WEST: Final = (30.5, 128.5)
_JAPAN_NORTH_EAST: Final = (45.8, 146.0)
_MARGIN_PX: Final = 24
_INSIDE_PX: Final = 40
_EQUATOR_M: Final = 40_075_016.686
_NICE: Final = (1, 2, 3, 5)


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the world: x 0 (180° west) to 1, y 0 (85° north) to 1; or a point in pixels."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Framing:
    """The world's point in the middle of a map of ``width`` x ``height`` pixels."""

    middle: Point
    zoom: int
    width: int
    height: int

    @property
    def world_px(self) -> float:
        """How wide the whole world would be."""
        return TILE_PX * 2.0**self.zoom

    def pixel(self, point: Point) -> Point:
        """Return where a point of the world lies on the map, from its top left."""
        return Point(
            (point.x - self.middle.x) * self.world_px + self.width / 2,
            (point.y - self.middle.y) * self.world_px + self.height / 2,
        )

    def point(self, pixel: Point) -> Point:
        """Return which point of the world lies under a pixel of the map."""
        return Point(
            self.middle.x + (pixel.x - self.width / 2) / self.world_px,
            self.middle.y + (pixel.y - self.height / 2) / self.world_px,
        )


def point_of(position: Position) -> Point:
    """Return the point of the world where ``position`` lies."""
    return _projected(position.latitude, position.longitude)


def position_of(point: Point) -> Position:
    """Return the position of a point of the world.

    Raises:
        BadPosition: it is not in Japan.
    """
    return Position(*_degrees(point))


def first_framing(view: MapView, width: int, height: int) -> Framing:
    """Return the home in the middle with its circle and all places in the picture; else Japan."""
    if view.home is None:
        return _japan(width, height)
    reach_m = max(
        [view.accuracy_m, *(distance_m(view.home, place.position) for place in view.places)]
    )
    room_px = max(min(width, height) / 2 - _MARGIN_PX, 1)
    most = min(START_ZOOM, view.zooms[1])
    metres = _EQUATOR_M * math.cos(math.radians(view.home.latitude)) / TILE_PX
    fitting = math.floor(math.log2(metres * room_px / reach_m)) if reach_m else most
    zoom = max(LEAST_ZOOM, min(fitting, most))
    return Framing(point_of(view.home), zoom, width, height)


class Reframing(StrEnum):
    """Whether the home is framed anew when a map shows it in place of another."""

    ALWAYS = "always"
    UNTOUCHED = "untouched"  # unless the operator has moved or zoomed the map
    NEVER = "never"


def reframing(before: MapView, after: MapView) -> Reframing:
    """Tell whether ``after`` is framed anew: a pin that is being moved leaves the map alone."""
    if before.subject_id != after.subject_id or before.home is None:
        return Reframing.ALWAYS
    return Reframing.UNTOUCHED if before.home == after.home else Reframing.NEVER


def resized(framing: Framing, width: int, height: int) -> Framing:
    """Return the same middle on a map of another size."""
    return replace(framing, width=width, height=height)


def panned(framing: Framing, right_px: float, down_px: float) -> Framing:
    """Return the map moved so that what lay ``right_px`` beside the middle lies in it."""
    middle = framing.point(Point(framing.width / 2 + right_px, framing.height / 2 + down_px))
    return replace(framing, middle=middle)


def zoomed(framing: Framing, steps: int, at: Point) -> Framing:
    """Return the map ``steps`` closer (or further); what lies under pixel ``at`` stays there."""
    zoom = max(LEAST_ZOOM, min(framing.zoom + steps, MOST_ZOOM))
    kept = framing.point(at)
    closer = replace(framing, zoom=zoom)
    under = closer.point(at)
    middle = Point(
        framing.middle.x + kept.x - under.x,
        framing.middle.y + kept.y - under.y,
    )
    return replace(closer, middle=middle)


def with_inside(framing: Framing, position: Position) -> Framing:
    """Return the map moved just so far that ``position`` lies well inside."""
    pixel = framing.pixel(point_of(position))
    right = min(pixel.x - _INSIDE_PX, 0) + max(pixel.x - framing.width + _INSIDE_PX, 0)
    down = min(pixel.y - _INSIDE_PX, 0) + max(pixel.y - framing.height + _INSIDE_PX, 0)
    return panned(framing, right, down) if right or down else framing


def metres_per_pixel(framing: Framing) -> float:
    """Return the ground's metres in one pixel at the middle of the map."""
    latitude, _ = _degrees(framing.middle)
    return _EQUATOR_M * math.cos(math.radians(latitude)) / framing.world_px


def scale_bar_m(framing: Framing, most_px: float) -> int:
    """Return the longest of 1, 2, 3, 5, 10 … metres that is at most ``most_px`` long."""
    most_m = max(metres_per_pixel(framing) * most_px, 1.0)
    ten = int(10.0 ** math.floor(math.log10(most_m)))
    return ten * max(nice for nice in _NICE if nice * ten <= most_m)


def towns_wanted(framing: Framing) -> TownsWanted:
    """Return the part of the world to ask towns for."""
    north, west = _degrees(framing.point(Point(0, 0)))
    south, east = _degrees(framing.point(Point(framing.width, framing.height)))
    return TownsWanted(south, west, north, east, MOST_TOWNS)


def degrees_of_middle(framing: Framing) -> tuple[float, float]:
    """Return latitude and longitude of the middle, which need not be in Japan."""
    return _degrees(framing.middle)


def _japan(width: int, height: int) -> Framing:
    south_west, north_east = _projected(*_JAPAN_SOUTH_WEST), _projected(*_JAPAN_NORTH_EAST)
    wide, high = north_east.x - south_west.x, south_west.y - north_east.y
    most = min(max(width, 1) / wide, max(height, 1) / high) / TILE_PX
    middle = Point((south_west.x + north_east.x) / 2, (south_west.y + north_east.y) / 2)
    return Framing(middle, max(LEAST_ZOOM, math.floor(math.log2(most))), width, height)


def _projected(latitude: float, longitude: float) -> Point:
    sine = math.sin(math.radians(latitude))
    return Point(longitude / 360 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi))


def _degrees(point: Point) -> tuple[float, float]:
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * point.y))))
    return latitude, (point.x - 0.5) * 360
