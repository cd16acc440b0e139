from __future__ import annotations

from crm_desktop.domain.demo_office.towns import prefecture_weights
from crm_desktop.maps.demo_towns import demo_towns
from crm_desktop.maps.postal_directory import PostalDirectory


def test_towns_of_all_prefectures_are_found() -> None:
    assert {town.prefecture for town in demo_towns()} == set(prefecture_weights())


def test_codes_mean_just_the_town() -> None:
    with PostalDirectory() as directory:
        for town in demo_towns(every=2003):
            (address,) = directory.addresses_for(town.postal_code)
            assert (address.prefecture, address.city) == (town.prefecture, town.city)
            assert address.town == town.town
