"""Promises of what the map of a desk is drawn on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.app.map_ground import MapTiles
from crm_desktop.domain.map_settings import MapProvider, MapSettings
from crm_desktop.errors.map import TileProblem
from crm_desktop.maps.tiles.source import MapCredit
from crm_desktop.ui.address_map.state import MapGround
from tests.maps.tiles.test_mbtiles import map_file
from tests.maps.tiles.tile_server import tile_server

TOWNS = (MapCredit("Geolonia 住所データ"),)


@pytest.fixture
def tiles(tmp_path: Path) -> Iterator[MapTiles]:
    opened = MapTiles(tmp_path)
    yield opened
    opened.close()


def of_file(path: Path) -> MapSettings:
    return MapSettings(map_provider=MapProvider.MBTILES, map_mbtiles=str(path))


def test_unless_something_is_settled_there_are_outlines_only(tiles: MapTiles) -> None:
    assert tiles.ground_for(MapSettings(), TOWNS) == MapGround(credits=TOWNS)
    assert tiles.tile(10, 909, 403) is None


def test_a_map_file_is_drawn_and_named(tiles: MapTiles, tmp_path: Path) -> None:
    ground = tiles.ground_for(of_file(map_file(tmp_path)), TOWNS)

    assert (ground.zooms, ground.credits[0].words) == ((10, 16), "© 髙崎市")
    assert tiles.tile(10, 909, 403) is not None


def test_a_map_file_that_comes_back_is_drawn_again(
    tiles: MapTiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_desktop.maps.tiles.mbtiles.FIRST_REST_S", 0.0)
    monkeypatch.setattr("crm_desktop.maps.tiles.rest.FIRST_REST_S", 0.0)
    away = tiles.ground_for(of_file(tmp_path / "own.mbtiles"), TOWNS)
    map_file(tmp_path).rename(tmp_path / "own.mbtiles")

    back = tiles.ground_for(of_file(tmp_path / "own.mbtiles"), TOWNS)

    assert (away.is_online, back.is_online) == (False, True)


def test_who_settles_on_other_pictures_gets_them(tiles: MapTiles, tmp_path: Path) -> None:
    with tile_server() as server:
        tiles.ground_for(of_file(map_file(tmp_path)), TOWNS)
        ground = tiles.ground_for(
            MapSettings(map_online=True, map_provider=MapProvider.TEMPLATE, map_url=server.url),
            TOWNS,
        )

        assert ground.zooms == (0, 19)
        assert tiles.tile(3, 1, 1) is not None
        assert server.paths == ["/3/1/1.png"]


def test_after_the_end_nothing_is_asked(tiles: MapTiles) -> None:
    with tile_server() as server:
        tiles.ground_for(
            MapSettings(map_online=True, map_provider=MapProvider.TEMPLATE, map_url=server.url),
            TOWNS,
        )
        tiles.close()

        with pytest.raises(TileProblem):
            tiles.tile(3, 1, 1)
        assert server.asked == []
