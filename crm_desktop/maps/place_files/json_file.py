"""Places in what Overpass answers and in GeoJSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from crm_desktop.domain.place_reading import OSM_CREDIT, OSM_LICENCE, RawPlace, SourceFacts
from crm_desktop.errors.map import PlaceFileBroken
from crm_desktop.maps.place_files.json_members import JsonBroken, json_members


class JsonPlaceFile:
    """A file of Overpass or GeoJSON; ``facts`` is complete when all places have been read."""

    def __init__(self, path: Path) -> None:
        """Read nothing yet."""
        self._path = path
        self.facts = SourceFacts()

    def places(self) -> Iterator[RawPlace]:
        """Yield every entry.

        Raises:
            PlaceFileBroken: it is not whole, or of another kind; entries may have come before.
        """
        said: dict[str, Any] = {}
        try:
            yield from self._entries(said)
        except (JsonBroken, UnicodeDecodeError, OSError) as error:
            raise PlaceFileBroken(self._path, str(error)) from error
        if remark := said.get("remark"):
            raise PlaceFileBroken(self._path, f"Overpass did not finish: {str(remark)[:200]}")
        if not said.keys() & {*_LISTS, "osm3s"} and said.get("type") != "FeatureCollection":
            raise PlaceFileBroken(self._path, "neither an answer of Overpass nor GeoJSON")
        self.facts = _facts(said)

    def _entries(self, said: dict[str, Any]) -> Iterator[RawPlace]:
        """Yield the entries, and note in ``said`` what else the file says."""
        with self._path.open(encoding="utf-8-sig") as stream:
            for number, (name, value) in enumerate(json_members(stream, lists=_LISTS), start=1):
                if name in _LISTS:
                    said[name] = True
                    yield _ENTRIES[name](value, number)
                elif name in _SAID and isinstance(value, str | dict):
                    said[name] = value


def _element(element: object, number: int) -> RawPlace:
    """Return one element of Overpass; a way or a relation stands where its centre is."""
    if not isinstance(element, dict):
        return RawPlace(f"element {number}", "", {}, is_broken=True)
    where = f"{element.get('type')}/{element.get('id')}"
    tags = element.get("tags")
    if not isinstance(tags, dict):
        return RawPlace(where, where, _NO_PLACE)
    centre = element.get("center", element)
    latitude, longitude = _middle_of_bounds(element.get("bounds"))
    if isinstance(centre, dict):
        latitude = centre.get("lat", latitude)
        longitude = centre.get("lon", longitude)
    return RawPlace(where, where, tags, latitude, longitude)


def _feature(feature: object, number: int) -> RawPlace:
    """Return one feature of GeoJSON; an area stands in the middle of its bounds."""
    where = f"feature {number}"
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return RawPlace(where, "", {}, is_broken=True)
    properties = feature.get("properties")
    tags = properties if isinstance(properties, dict) else {}
    if isinstance(nested := tags.get("tags"), dict):
        tags = {**nested, "@id": tags.get("id")}
    external_id = feature.get("id") or tags.get("@id") or f"feature/{number}"
    latitude, longitude = _place_of_geometry(feature.get("geometry"))
    return RawPlace(where, str(external_id), tags, latitude, longitude)


def _place_of_geometry(geometry: object) -> tuple[object, object]:
    if not isinstance(geometry, dict):
        return None, None
    points = list(_points(geometry.get("coordinates"), _DEEPEST))
    if len(points) == 1:
        return points[0][1], points[0][0]
    try:
        longitudes, latitudes = zip(*points, strict=True)
        return _middle(latitudes), _middle(longitudes)
    except (TypeError, ValueError):
        return None, None


def _points(coordinates: object, depth: int) -> Iterator[tuple[Any, Any]]:
    if not isinstance(coordinates, list) or not coordinates or not depth:
        return
    if isinstance(coordinates[0], list):
        for part in coordinates:
            yield from _points(part, depth - 1)
    elif len(coordinates) > 1:
        yield coordinates[0], coordinates[1]


def _middle_of_bounds(bounds: object) -> tuple[object, object]:
    if not isinstance(bounds, dict):
        return None, None
    try:
        return (
            _middle((bounds["minlat"], bounds["maxlat"])),
            _middle((bounds["minlon"], bounds["maxlon"])),
        )
    except (KeyError, TypeError):
        return None, None


def _middle(values: tuple[float, ...]) -> float:
    return (min(values) + max(values)) / 2


def _facts(said: Mapping[str, Any]) -> SourceFacts:
    """Return what the file says of its source; OpenStreetMap's licence goes with its data."""
    osm3s = said.get("osm3s")
    about: Mapping[str, Any] = osm3s if isinstance(osm3s, dict) else said
    licence = _first_text(said, _LICENCE)
    credit = _first_text(said, _CREDIT)
    if "elements" in said or "openstreetmap" in _first_text(about, ("copyright",)).casefold():
        licence, credit = licence or OSM_LICENCE, credit or OSM_CREDIT
    moment = _first_text(about, _MOMENT)
    return SourceFacts(licence, credit, _day(moment))


def _first_text(said: Mapping[str, Any], names: tuple[str, ...]) -> str:
    texts = (said.get(name) for name in names)
    return next((text[:_LONGEST] for text in texts if isinstance(text, str) and text), "")


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


_NO_PLACE: Final = {"shop": "none"}
_ENTRIES: Final = {"elements": _element, "features": _feature}
_LISTS: Final = frozenset(_ENTRIES)
_LICENCE: Final = ("license", "licence")
_CREDIT: Final = ("attribution", "credit", "credits")
_MOMENT: Final = ("timestamp_osm_base", "timestamp")
_SAID: Final = frozenset((*_LICENCE, *_CREDIT, *_MOMENT, "type", "osm3s", "copyright", "remark"))
_DEEPEST: Final = 4
_LONGEST: Final = 500
