"""Places in Overpass's answers and in GeoJSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.place_reading import RawPlace, SourceFacts
from crm_desktop.errors.map import PlaceFileBroken
from crm_desktop.maps.place_files.json_file import JsonPlaceFile

TAGS = {"shop": "convenience", "name": "ローソン 髙﨑店"}
OSM3S = {
    "timestamp_osm_base": "2026-11-01T00:00:00Z",
    "copyright": "The data included in this document is from www.openstreetmap.org.",
}


def opened(folder: Path, content: Any) -> JsonPlaceFile:
    path = folder / "places.json"
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, encoding="utf-8-sig")
    return JsonPlaceFile(path)


def features(*geometries: Any, **member: Any) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": TAGS, "geometry": geometry} for geometry in geometries
        ],
    } | member


def where(raw: RawPlace) -> tuple[object, object]:
    return raw.latitude, raw.longitude


def test_answer_of_overpass_is_read_with_what_it_says_of_itself(tmp_path: Path) -> None:
    elements = [
        {"type": "node", "id": 1, "lat": 35.69, "lon": 139.7, "tags": TAGS},
        {"type": "way", "id": 2, "center": {"lat": 35.7, "lon": 139.8}, "tags": TAGS},
        {"type": "relation", "id": 3, "tags": TAGS,
         "bounds": {"minlat": 35.0, "minlon": 139.0, "maxlat": 36.0, "maxlon": 140.0}},
    ]  # fmt: skip
    file = opened(tmp_path, {"version": 0.6, "osm3s": OSM3S, "elements": elements})

    places = list(file.places())

    assert [raw.where for raw in places] == ["node/1", "way/2", "relation/3"]
    assert [where(raw) for raw in places] == [(35.69, 139.7), (35.7, 139.8), (35.5, 139.5)]
    assert file.facts == SourceFacts("ODbL 1.0", "© OpenStreetMap contributors", date(2026, 11, 1))


def test_way_without_a_centre_has_no_place(tmp_path: Path) -> None:
    file = opened(tmp_path, {"elements": [{"type": "way", "id": 2, "nodes": [1], "tags": TAGS}]})

    assert [where(raw) for raw in file.places()] == [(None, None)]


def test_answer_that_overpass_broke_off_is_refused(tmp_path: Path) -> None:
    remark = 'runtime error: Query timed out in "query" at line 1 after 25 seconds.'
    file = opened(tmp_path, {"elements": [], "remark": remark})

    with pytest.raises(PlaceFileBroken, match="did not finish"):
        list(file.places())


def test_area_of_geojson_stands_in_its_middle(tmp_path: Path) -> None:
    ring = [[139.0, 35.0], [140.0, 35.0], [140.0, 36.0], [139.0, 35.0]]
    file = opened(
        tmp_path,
        features(
            {"type": "Point", "coordinates": [139.7, 35.69, 12.5]},
            {"type": "Polygon", "coordinates": [ring]},
            {"type": "MultiPolygon", "coordinates": [[ring], [ring]]},
        ),
    )

    assert [where(raw) for raw in file.places()] == [(35.69, 139.7), (35.5, 139.5), (35.5, 139.5)]


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point"},
        {"type": "Point", "coordinates": []},
        {"type": "Polygon", "coordinates": [[["139", 35], [139, 36]]]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "Point", "coordinates": [[[[[[[[139.7, 35.69]]]]]]]]},
    ],
)
def test_odd_geometry_has_no_place(tmp_path: Path, geometry: Any) -> None:
    assert [where(raw) for raw in opened(tmp_path, features(geometry)).places()] == [(None, None)]


@pytest.mark.parametrize("entry", [None, 7, [], "x", {"type": "Topology"}])
def test_entry_that_is_no_feature_is_broken_and_the_next_is_read(
    tmp_path: Path, entry: Any
) -> None:
    content = features({"type": "Point", "coordinates": [139.7, 35.69]})
    content["features"].insert(0, entry)

    places = list(opened(tmp_path, content).places())

    assert [raw.is_broken for raw in places] == [True, False]


def test_geojson_says_its_licence_even_at_its_end(tmp_path: Path) -> None:
    content = features(license="CC BY 4.0", attribution="髙島市", timestamp="2026-10-31T01:02:03Z")
    file = opened(tmp_path, content)

    list(file.places())

    assert file.facts == SourceFacts("CC BY 4.0", "髙島市", date(2026, 10, 31))


@pytest.mark.parametrize(
    "content", ["{}", '{"a": 1}', "[]", '{"features": [', '{"type": "Feature"}']
)
def test_other_json_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(PlaceFileBroken):
        list(opened(tmp_path, content).places())


def test_other_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.geojson"
    path.write_bytes(json.dumps(features(name="髙﨑"), ensure_ascii=False).encode("cp932"))

    with pytest.raises(PlaceFileBroken, match="utf-8"):
        list(JsonPlaceFile(path).places())
