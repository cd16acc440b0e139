"""What a map of one home shows, whichever way it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from crm_desktop.background.jobs import Jobs
from crm_desktop.domain.position import Position
from crm_desktop.maps.tiles.source import MapCredit


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place to pay; its number on the map is its place in the list, from 1.

    ``detail`` is said under the name when it is pointed at, such as 郵便局 徒歩3分.
    """

    place_id: int
    name: str
    detail: str
    position: Position


@dataclass(frozen=True, slots=True)
class MapView:
    """One home with what is near it; all texts are shown as they are, never read as HTML.

    The frame follows ``subject_id`` (an address or customer): while it stays the same, a map that
    the operator has moved or zoomed stays there. ``home`` is None where nobody knows it: then the
    map shows Japan. ``accuracy_m`` is the radius of the circle, 0 for none. Tiles are drawn
    while ``is_online`` (there are some from and to ``zooms``), else outlines and town names.
    """

    subject_id: int = 0
    home: Position | None = None
    accuracy_m: int = 0
    label: str = ""
    is_pinned: bool = False
    is_movable: bool = True
    places: tuple[MapPlace, ...] = ()
    is_online: bool = False
    zooms: tuple[int, int] = (0, 18)
    credits: tuple[MapCredit, ...] = ()


class NamedPoint(Protocol):
    """A town with its name and its middle."""

    @property
    def name(self) -> str:
        """As it is written."""
        ...

    @property
    def position(self) -> Position:
        """Its middle."""
        ...


class Served(Protocol):
    """A file of the map page, or a tile."""

    @property
    def content(self) -> bytes:
        """All of it."""
        ...

    @property
    def media_type(self) -> str:
        """What kind, such as ``image/png``."""
        ...


class TownsWanted(NamedTuple):
    """A part of the map, in degrees, and how many names of towns fit in."""

    south: float
    west: float
    north: float
    east: float
    most: int


@dataclass(frozen=True, slots=True)
class MapSources:
    """Where the maps get what they show; each is called on a worker's thread and may take long.

    ``asset`` knows the files of the page by name, ``outlines`` is GeoJSON, ``tile`` is asked with
    zoom, x and y and answers None where there is none; it may raise any CrmError.
    """

    asset: Callable[[str], Served | None]
    outlines: Callable[[], bytes]
    towns: Callable[[TownsWanted], Sequence[NamedPoint]]
    tile: Callable[[int, int, int], Served | None]


class MapLanes(NamedTuple):
    """Threads for what the maps load: slow tiles never hold up the page and its names."""

    page: Jobs
    tiles: Jobs
