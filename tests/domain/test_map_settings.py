"""Promises of what an office settles about its map."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crm_desktop.domain.map_settings import (
    GeocoderChoice,
    MapPart,
    MapProvider,
    MapSettings,
    kept_of_part,
    map_settings_of,
    settings_of_map,
)
from crm_desktop.domain.where_to_pay import USUAL_SLIP_CHAINS
from crm_desktop.errors.map import BadMapAddress, MapAddress

WHOLE = MapSettings(
    map_online=True,
    map_provider=MapProvider.TEMPLATE,
    map_mbtiles="/maps/髙崎.mbtiles",
    map_url="https://tiles.example.jp/{z}/{x}/{y}.png",
    map_credit="髙崎市",
    slip_chains=("lawson",),
    slip_post_office=False,
    walking_distance_m=1200,
    route_url="https://maps.example.jp/?q={latitude},{longitude}",
    geocoder=GeocoderChoice.TEMPLATE,
    geocoder_url="http://geo.example.jp/search?q={address}",
)


def test_nothing_settled_lets_nothing_leave_the_office() -> None:
    settings = map_settings_of({})

    assert settings == MapSettings()
    assert (settings.map_online, settings.geocoder, settings.route_url) == (False, "", "")
    assert settings.map_provider is MapProvider.GSI_PALE


def test_what_is_kept_is_read_as_it_was() -> None:
    assert map_settings_of(settings_of_map(WHOLE)) == WHOLE


def test_no_chain_at_all_stays_none() -> None:
    assert map_settings_of(settings_of_map(replace(WHOLE, slip_chains=()))).slip_chains == ()


@pytest.mark.parametrize("value", [None, 1, "yes", [1], {}, 1.5, [[]]])
def test_values_of_the_wrong_kind_are_as_if_they_were_not(value: Any) -> None:
    keys = settings_of_map(MapSettings())
    settings = map_settings_of(dict.fromkeys(keys, value))

    assert settings.map_online is False
    assert settings.map_provider is MapProvider.GSI_PALE
    assert settings.slip_chains == USUAL_SLIP_CHAINS
    assert settings.walking_distance_m == 800
    assert settings.geocoder is GeocoderChoice.OFF


@pytest.mark.parametrize("metres", [99, 5_001, -1, True, "800"])
def test_a_distance_nobody_walks_is_not_taken(metres: Any) -> None:
    assert map_settings_of({"walking_distance_m": metres}).walking_distance_m == 800


@pytest.mark.parametrize(("typed", "kept"), [(0, 100), (10**9, 5_000), (650, 650)])
def test_a_distance_is_brought_into_its_bounds(typed: int, kept: int) -> None:
    assert settings_of_map(MapSettings(walking_distance_m=typed))["walking_distance_m"] == kept


@pytest.mark.parametrize(
    "address",
    [
        "https://maps.example.jp/?q={latitude},{longitude}",
        "http://127.0.0.1:8080/{address}",
        "https://maps.example.jp/{latitude}/{longitude}/{address}",
        "  https://maps.example.jp/?q={address}  ",
        "",
    ],
)
def test_addresses_of_route_planners_are_taken(address: str) -> None:
    assert settings_of_map(MapSettings(route_url=address))["route_url"] == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        "maps.example.jp/{address}",
        "ftp://maps.example.jp/{address}",
        "javascript:alert('{address}')",
        "file:///{address}",
        "https:///{address}",
        "https://{address}.example.jp/",
        "https://{address}@maps.example.jp/",
        "https://me:geheim@maps.example.jp/{address}",
        "https://maps.example.jp/",
        "https://maps.example.jp/{latitude}",
        "https://maps.example.jp/{address}{name}",
        "https://maps.example.jp/{address!r}",
        "https://maps.example.jp/{address:>99999}",
        "https://maps.example.jp/{address.x}",
        "https://maps.example.jp/{address",
        "https://maps.example.jp/{address}{}",
        "https://maps.example.jp:0/{address}",
        "https://maps.example.jp:99999/{address}",
        "https://[bad/{address}",
        "https://maps.example.jp/a b{address}",
        "https://maps.example.jp/\n{address}",
        "https://maps.example.jp/髙{address}",
        "https://maps.example.jp/" + "x" * 500 + "{address}",
    ],
)
def test_addresses_that_cannot_be_used_are_refused(address: str) -> None:
    with pytest.raises(BadMapAddress) as caught:
        settings_of_map(MapSettings(route_url=address))

    assert caught.value.which is MapAddress.ROUTE


@pytest.mark.parametrize(
    ("settings", "which"),
    [
        (replace(WHOLE, map_url=""), MapAddress.TILES),
        (replace(WHOLE, map_url="https://tiles.example.jp/{z}/{x}.png"), MapAddress.TILES),
        (replace(WHOLE, geocoder_url=""), MapAddress.GEOCODER),
        (replace(WHOLE, geocoder_url="https://geo.example.jp/"), MapAddress.GEOCODER),
    ],
)
def test_what_is_chosen_must_have_an_address(settings: MapSettings, which: MapAddress) -> None:
    with pytest.raises(BadMapAddress) as caught:
        settings_of_map(settings)

    assert caught.value.which is which


def test_an_address_that_is_not_chosen_may_be_empty() -> None:
    kept = settings_of_map(replace(WHOLE, map_provider=MapProvider.OSM, map_url=""))

    assert (kept["map_url"], kept["map_provider"]) == ("", "osm")


def test_each_part_keeps_its_own_whatever_the_other_says() -> None:
    broken = replace(WHOLE, route_url="nowhere")

    assert kept_of_part(broken, MapPart.PLACES) == {
        "slip_chains": ["lawson"],
        "slip_post_office": False,
        "walking_distance_m": 1200,
    }
    with pytest.raises(BadMapAddress):
        kept_of_part(broken, MapPart.MAP)


def test_the_parts_together_are_everything() -> None:
    parts = [kept_of_part(WHOLE, part) for part in MapPart]

    assert parts[0] | parts[1] == settings_of_map(WHOLE)
    assert not parts[0].keys() & parts[1].keys()
