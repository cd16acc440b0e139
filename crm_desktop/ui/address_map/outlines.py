"""Outlines of Japan for the drawn map, from GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

from crm_desktop.domain.position import Position
from crm_desktop.errors.map import BadPosition
from crm_desktop.ui.address_map.framing import point_of

WORLD: Final = 65_536.0
"""How wide the world is in the path: Qt's drawing takes tiny numbers for nothing."""


def outline_path(geojson: bytes) -> QPainterPath:
    """Return all polygons of a FeatureCollection as one path of a world ``WORLD`` wide.

    Points outside Japan are left out; empty where nothing is left.
    """
    path = QPainterPath()
    for ring in _rings(json.loads(geojson)):
        path.addPolygon(QPolygonF(list(_points(ring))))
        path.closeSubpath()
    return path


def _rings(collection: dict[str, Any]) -> Iterator[list[list[float]]]:
    for feature in collection.get("features", ()):
        geometry = feature.get("geometry") or {}
        match geometry.get("type"):
            case "Polygon":
                yield from geometry["coordinates"]
            case "MultiPolygon":
                for polygon in geometry["coordinates"]:
                    yield from polygon


def _points(ring: list[list[float]]) -> Iterator[QPointF]:
    for longitude, latitude, *_height in ring:
        try:
            point = point_of(Position(latitude, longitude))
        except BadPosition:
            continue
        yield QPointF(point.x * WORLD, point.y * WORLD)
