from __future__ import annotations

import json

import pytest

from crm_desktop.domain.position import Position
from crm_desktop.maps.outlines import outlines


def test_every_prefecture_has_an_outline() -> None:
    features = json.loads(outlines())["features"]

    names = [feature["properties"]["name"] for feature in features]
    assert len(names) == len(set(names)) == 48
    assert {"北海道", "東京都", "京都府", "沖縄県"} <= set(names)


def test_outlines_are_closed_rings_in_japan() -> None:
    for feature in json.loads(outlines())["features"]:
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                assert ring[0] == ring[-1]
                assert all(Position(latitude, longitude) for longitude, latitude in ring)


@pytest.mark.parametrize(
    ("island", "longitude", "latitude"),
    [("佐渡", 138.37, 38.02), ("対馬", 129.3, 34.3), ("小笠原", 142.2096, 27.0712)],
)
def test_islands_are_on_the_map(island: str, longitude: float, latitude: float) -> None:
    (islands,) = [
        feature
        for feature in json.loads(outlines())["features"]
        if not feature["properties"]["name"]
    ]

    boxes = [tuple(zip(*polygon[0], strict=True)) for polygon in islands["geometry"]["coordinates"]]
    assert any(
        min(east) <= longitude <= max(east) and min(north) <= latitude <= max(north)
        for east, north in boxes
    ), island


def test_outlines_are_small_enough_for_a_page() -> None:
    assert len(outlines()) < 200_000
