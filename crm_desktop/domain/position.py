"""Points on the map of Japan: how far apart, in which direction, how long on foot."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from crm_desktop.errors.map import BadPosition, PositionProblem

SOUTH: Final = 20.0
NORTH: Final = 46.0
WEST: Final = 122.0
EAST: Final = 154.0


class PositionLevel(StrEnum):
    """How closely an address was found, from its block (街区, 番地) to its prefecture."""

    BLOCK = "block"
    TOWN = "town"
    OAZA = "oaza"
    CITY = "city"
    PREFECTURE = "prefecture"


class PositionSource(StrEnum):
    """What led to a position."""

    TOWNS = "towns"
    POSTAL_CODE = "postal_code"


class Compass(StrEnum):
    """The eight directions."""

    N = "n"
    NE = "ne"
    E = "e"
    SE = "se"
    S = "s"
    SW = "sw"
    W = "w"
    NW = "nw"


@dataclass(frozen=True, slots=True)
class Position:
    """A point in Japan or its waters, in degrees (WGS 84).

    Raises:
        BadPosition: it is not in Japan, with what it looks like instead.
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if not _is_in_japan(self.latitude, self.longitude):
            raise BadPosition(
                self.latitude, self.longitude, _problem(self.latitude, self.longitude)
            )


@dataclass(frozen=True, slots=True)
class LocatedAddress:
    """Where an address is; nine of ten such houses lie within ``accuracy_m`` metres.

    ``found_as`` is the name that was found, such as 東京都新宿区西新宿二丁目.
    """

    position: Position
    level: PositionLevel
    accuracy_m: int
    source: PositionSource
    found_as: str


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A name to stand on a map, at the middle of what it names."""

    name: str
    position: Position
    level: PositionLevel


def distance_m(a: Position, b: Position) -> float:
    """Return the great-circle distance, in metres; at most 0.5 % off."""
    south, north = math.radians(a.latitude), math.radians(b.latitude)
    turn = math.radians(b.longitude - a.longitude)
    square = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin(turn / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_M * math.asin(math.sqrt(square))


def bearing_deg(a: Position, b: Position) -> float:
    """Return the direction from ``a`` to ``b``: 0 north, 90 east, below 360."""
    south, north = math.radians(a.latitude), math.radians(b.latitude)
    turn = math.radians(b.longitude - a.longitude)
    east = math.sin(turn) * math.cos(north)
    up = math.cos(south) * math.sin(north) - math.sin(south) * math.cos(north) * math.cos(turn)
    return math.degrees(math.atan2(east, up)) % 360.0


def compass(bearing: float) -> Compass:
    """Return the nearest of the eight directions of ``bearing``, in degrees from north."""
    return tuple(Compass)[round(bearing / 45.0) % 8]


def walking_minutes(metres: float) -> int:
    """Return whole minutes at 80 m a minute, rounded up; at least 1.

    This is how 不動産の表示に関する公正競争規約 counts 徒歩所要時間.
    """
    return max(math.ceil(metres / _WALKED_IN_A_MINUTE_M), 1)


def _is_in_japan(latitude: float, longitude: float) -> bool:
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def _problem(latitude: float, longitude: float) -> PositionProblem:
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return PositionProblem.NOT_A_NUMBER
    if latitude == 0 and longitude == 0:
        return PositionProblem.ZERO
    if _is_in_japan(longitude, latitude):
        return PositionProblem.SWAPPED
    return PositionProblem.OUTSIDE


_EARTH_RADIUS_M: Final = 6_371_008.8
_WALKED_IN_A_MINUTE_M: Final = 80.0
