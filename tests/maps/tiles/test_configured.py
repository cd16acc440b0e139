"""Promises of the map an office has settled on."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.domain.map_settings import MapProvider, MapSettings
from crm_desktop.maps.tiles.configured import provider_of, tile_source_of
from crm_desktop.maps.tiles.mbtiles import MbtilesFile
from crm_desktop.maps.tiles.source import MapCredit

OWN = "https://tiles.example.jp/{z}/{x}/{y}.png"


def test_unless_somebody_settles_it_nothing_is_asked_for(tmp_path: Path) -> None:
    assert tile_source_of(MapSettings(), tmp_path) is None


@pytest.mark.parametrize(
    "settings",
    [
        MapSettings(map_provider=MapProvider.OSM),
        MapSettings(map_provider=MapProvider.TEMPLATE, map_url=OWN),
        MapSettings(map_online=True, map_provider=MapProvider.TEMPLATE),
        MapSettings(
            map_online=True, map_provider=MapProvider.TEMPLATE, map_url="https://{z}.example/{x}{y}"
        ),
        MapSettings(map_online=True, map_provider=MapProvider.MBTILES),
    ],
)
def test_what_is_off_or_cannot_be_asked_gives_no_pictures(
    settings: MapSettings, tmp_path: Path
) -> None:
    assert tile_source_of(settings, tmp_path) is None


def test_the_preselected_server_is_that_of_the_survey_and_names_it(tmp_path: Path) -> None:
    source = tile_source_of(MapSettings(map_online=True), tmp_path)

    assert source is not None
    assert source.zooms == (5, 18)
    assert source.credit == MapCredit(
        "地理院タイル", "https://maps.gsi.go.jp/development/ichiran.html"
    )


def test_openstreetmap_is_asked_by_two_at_most_and_named() -> None:
    provider = provider_of(MapSettings(map_provider=MapProvider.OSM))

    assert provider is not None
    assert provider.at_once == 2
    assert provider.credit.words == "© OpenStreetMap contributors"


def test_a_file_of_the_office_needs_no_network(tmp_path: Path) -> None:
    settings = MapSettings(map_provider=MapProvider.MBTILES, map_mbtiles="/maps/髙崎.mbtiles")

    assert isinstance(tile_source_of(settings, tmp_path), MbtilesFile)


def test_pictures_of_two_servers_of_the_office_are_kept_apart() -> None:
    servers = [
        provider_of(MapSettings(map_provider=MapProvider.TEMPLATE, map_url=url, map_credit="髙橋"))
        for url in (OWN, OWN.replace("tiles", "other"))
    ]

    assert len({server.folder for server in servers if server is not None}) == 2
    assert {server.credit for server in servers if server is not None} == {MapCredit("髙橋")}


def test_nothing_is_written_before_something_is_asked(tmp_path: Path) -> None:
    tile_source_of(MapSettings(map_online=True), tmp_path)

    assert list(tmp_path.iterdir()) == []
