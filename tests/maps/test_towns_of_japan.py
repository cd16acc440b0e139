"""The file of towns that comes with the program, as a whole."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from crm_desktop.domain.position import Position, PositionLevel
from crm_desktop.maps.postal_directory import PostalDirectory
from crm_desktop.maps.town_directory import TownDirectory
from crm_desktop.resources import resource
from tests.benchmarks.map_towns import TRUTH, Known, by_own_name, errors_m, known_towns, locating


@pytest.fixture(scope="module")
def known() -> list[Known]:
    return list(known_towns())


@pytest.fixture(scope="module")
def postal() -> Iterator[PostalDirectory]:
    with PostalDirectory() as opened:
        yield opened


@pytest.fixture(scope="module")
def towns(postal: PostalDirectory) -> Iterator[TownDirectory]:
    with TownDirectory(None, postal, cities_kept=4_000) as opened:
        yield opened


def test_it_is_small_enough_to_bring_along() -> None:
    assert resource("japan", "towns.zip").stat().st_size < 4_000_000


def test_every_town_has_a_point_in_japan(known: list[Known]) -> None:
    assert len(known) > 277_000
    for _city, town in known:
        assert Position(town.latitude, town.longitude)
        assert 40 <= town.accuracy_m <= 15_000


def test_towns_are_found_by_their_own_names(towns: TownDirectory, known: list[Known]) -> None:
    some = random.Random(2).sample(known, 5_000)

    assert by_own_name(towns, some)["found"] > 0.999


def test_every_city_of_the_post_is_known(towns: TownDirectory, postal: PostalDirectory) -> None:
    lost = [
        place
        for place in postal.cities()
        if (found := towns.locate(*place, "", "")) is None or found.level is not PositionLevel.CITY
    ]

    assert lost == []


@pytest.mark.skipif(not TRUTH.exists(), reason="needs ../shared/data/geocode_addresses.tsv")
def test_real_addresses_are_as_near_as_they_were(
    towns: TownDirectory, postal: PostalDirectory
) -> None:
    errors = errors_m(locating(postal, towns), TRUTH)

    assert errors["median_m"] <= 110
    assert errors["p90_m"] <= 160
    assert errors["max_m"] <= 340


@pytest.mark.parametrize(
    ("city", "town", "block", "found_as"),
    [
        (("東京都", "港区"), "芝浦", "4-5", "東京都港区芝浦四丁目"),
        (("東京都", "港区"), "芝浦", "4番5", "東京都港区芝浦"),
        (("北海道", "札幌市白石区"), "本通", "3丁目南12-3", "北海道札幌市白石区本通三丁目南"),
    ],
)
def test_chome_is_the_number_that_is_written_as_one(
    towns: TownDirectory, city: tuple[str, str], town: str, block: str, found_as: str
) -> None:
    found = towns.locate(*city, town, block)

    assert found is not None
    assert found.found_as == found_as
