"""Servers of map pictures that are known by name, and what each of them asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from crm_desktop.maps.tiles.source import MapCredit


@dataclass(frozen=True, slots=True)
class Provider:
    """Where pictures are asked for: ``url`` has ``{z}``, ``{x}`` and ``{y}``.

    ``folder`` is where they are kept, ``at_once`` how many questions may be under way.
    """

    folder: str
    url: str
    credit: MapCredit
    zooms: tuple[int, int]
    at_once: int = 4


# 国土地理院: use is free when named so; zooms and credit as its list of tiles says.
GSI_PALE: Final = Provider(
    "gsi_pale",
    "https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png",
    MapCredit("地理院タイル", "https://maps.gsi.go.jp/development/ichiran.html"),
    (5, 18),
)
# Its policy: a User-Agent of one's own, what is seen only, kept as the headers say or a week.
OSM: Final = Provider(
    "osm",
    "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    MapCredit("© OpenStreetMap contributors", "https://www.openstreetmap.org/copyright"),
    (0, 19),
    at_once=2,
)
