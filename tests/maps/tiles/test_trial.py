"""Promises of trying a map before it is settled on."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.domain.map_settings import MapProvider, MapSettings
from crm_desktop.errors.map import BadMapAddress, TileFault, TileProblem
from crm_desktop.maps.tiles.source import MapCredit
from crm_desktop.maps.tiles.trial import try_tiles
from tests.maps.tiles.test_mbtiles import map_file
from tests.maps.tiles.tile_server import sends, tile_server


def of_server(url: str) -> MapSettings:
    return MapSettings(map_provider=MapProvider.TEMPLATE, map_url=url, map_credit="髙崎市")


def test_a_server_is_asked_for_one_picture_and_keeps_its_name() -> None:
    with tile_server() as server:
        trial = try_tiles(of_server(server.url))

        assert (trial.has_picture, trial.credit) == (True, MapCredit("髙崎市"))
        assert server.paths == ["/14/14552/6451.png"]


def test_a_server_without_that_picture_says_so() -> None:
    with tile_server(sends(b"", 404)) as server:
        assert not try_tiles(of_server(server.url)).has_picture


def test_what_a_server_does_wrong_is_told() -> None:
    with tile_server(sends(b"<html>")) as server, pytest.raises(TileProblem) as caught:
        try_tiles(of_server(server.url))

    assert caught.value.fault is TileFault.NO_PICTURE


@pytest.mark.parametrize("url", ["", "tiles.example.jp", "https://tiles.example.jp/"])
def test_an_address_that_cannot_be_used_is_refused(url: str) -> None:
    with pytest.raises(BadMapAddress):
        try_tiles(of_server(url))


def test_a_file_says_its_name_and_zooms(tmp_path: Path) -> None:
    path = map_file(tmp_path)
    trial = try_tiles(MapSettings(map_provider=MapProvider.MBTILES, map_mbtiles=f" {path} "))

    assert (trial.name, trial.zooms, trial.has_picture) == ("髙崎市 管内図", (10, 16), True)


@pytest.mark.parametrize("path", ["", " ", "/mnt/nas/髙崎.mbtiles"])
def test_a_file_that_is_not_there_is_told(path: str) -> None:
    with pytest.raises(TileProblem) as caught:
        try_tiles(MapSettings(map_provider=MapProvider.MBTILES, map_mbtiles=path))

    assert caught.value.fault is TileFault.FILE_MISSING
