"""Places in OpenStreetMap's own files, PBF and XML, of any size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import osmium
from osmium.osm import NODE, WAY, Node, Relation, Way

from crm_desktop.domain.place_reading import (
    OSM_CREDIT,
    OSM_LICENCE,
    OSM_TAGS,
    RawPlace,
    SourceFacts,
)
from crm_desktop.errors.map import PlaceFileBroken

Point = tuple[float, float]


@dataclass(slots=True)
class _Area:
    """A way or a relation with what it is drawn by."""

    where: str
    tags: dict[str, str]
    nodes: set[int] = field(default_factory=set)
    ways: set[int] = field(default_factory=set)


class OsmPlaceFile:
    """A file of OpenStreetMap; ``form`` is osmium's name of its format, such as ``pbf``."""

    def __init__(self, path: Path, form: str) -> None:
        """Read nothing yet."""
        self._path = path
        self._file = osmium.io.File(str(path), form)
        self.facts = SourceFacts(OSM_LICENCE, OSM_CREDIT)

    def places(self) -> Iterator[RawPlace]:
        """Yield every object that may be a place: points at once, ways and relations at the end.

        The file is read up to three times; only what the ways and relations are drawn by is kept.

        Raises:
            PlaceFileBroken: it is not whole or not of OpenStreetMap; places may have come before.
        """
        try:
            self.facts = SourceFacts(OSM_LICENCE, OSM_CREDIT, self._fetched_on())
            areas: list[_Area] = []
            yield from self._points(areas)
            if areas:
                yield from self._centres(areas)
        except _FAULTS as error:
            raise PlaceFileBroken(self._path, str(error)) from error

    def _fetched_on(self) -> date | None:
        header = osmium.FileProcessor(self._file).header
        moment = header.get("osmosis_replication_timestamp") or header.get("timestamp")
        if not moment:
            with self._path.open("rb") as stream:
                found = _OSM_BASE.search(stream.read(_HEAD_BYTES))
            moment = found[1].decode() if found else ""
        try:
            return date.fromisoformat(moment[:10])
        except ValueError:
            return None

    def _points(self, areas: list[_Area]) -> Iterator[RawPlace]:
        processor = osmium.FileProcessor(self._file).with_filter(osmium.filter.TagFilter(*OSM_TAGS))
        for found in processor:
            tags = dict(found.tags)
            if isinstance(found, Node):
                yield _at(f"node/{found.id}", tags, [_spot(found)] if _has_spot(found) else [])
            elif isinstance(found, Way):
                areas.append(_Area(f"way/{found.id}", tags, {node.ref for node in found.nodes}))
            elif isinstance(found, Relation):
                areas.append(_relation(found, tags))

    def _centres(self, areas: list[_Area]) -> Iterator[RawPlace]:
        nodes_of_ways = self._nodes_of_ways({way for area in areas for way in area.ways})
        for area in areas:
            area.nodes.update(*(nodes_of_ways.get(way, ()) for way in area.ways))
        spots = self._spots({node for area in areas for node in area.nodes})
        for area in areas:
            drawn = [spots[node] for node in area.nodes if node in spots]
            yield _at(area.where, area.tags, drawn)

    def _nodes_of_ways(self, ways: set[int]) -> dict[int, list[int]]:
        if not ways:
            return {}
        processor = osmium.FileProcessor(self._file, WAY)
        processor.with_filter(osmium.filter.IdFilter(ways))
        return {
            found.id: [node.ref for node in found.nodes]
            for found in processor
            if isinstance(found, Way)
        }

    def _spots(self, nodes: set[int]) -> dict[int, Point]:
        processor = osmium.FileProcessor(self._file, NODE)
        processor.with_filter(osmium.filter.IdFilter(nodes))
        return {
            found.id: _spot(found)
            for found in processor
            if isinstance(found, Node) and _has_spot(found)
        }


def _relation(found: Relation, tags: dict[str, str]) -> _Area:
    members = [(member.type, member.ref) for member in found.members]
    nodes = {ref for kind, ref in members if kind == "n"}
    ways = {ref for kind, ref in members if kind == "w"}
    return _Area(f"relation/{found.id}", tags, nodes, ways)


def _has_spot(node: Node) -> bool:
    return node.location.valid()


def _spot(node: Node) -> Point:
    return node.location.lat, node.location.lon


def _at(where: str, tags: dict[str, str], points: list[Point]) -> RawPlace:
    if not points:
        return RawPlace(where, where, tags)
    return RawPlace(where, where, tags, *_middle(points))


def _middle(points: list[Point]) -> Point:
    """Return the middle of the smallest box around ``points``."""
    latitudes, longitudes = zip(*points, strict=True)
    return (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2


# What osmium's own errors become, besides those of the system.
_FAULTS: Final = (
    RuntimeError,
    ValueError,
    IndexError,
    OverflowError,
    OSError,
    osmium.InvalidLocationError,
)
_HEAD_BYTES: Final = 4_096
_OSM_BASE: Final = re.compile(rb'osm_base="([0-9-]{10})')
