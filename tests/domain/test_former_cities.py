from __future__ import annotations

import pytest

from crm_desktop.domain.former_cities import former_names, name_in_towns
from crm_desktop.maps.postal_directory import PostalDirectory


def test_former_cities_lie_in_cities_of_today_and_are_none_of_them() -> None:
    with PostalDirectory() as directory:
        cities = directory.cities()
    found = list(former_names(cities))

    assert len({today for _, today in found}) > 60
    assert not {(today[0], name) for name, today in found} & set(cities)


def test_city_that_the_directory_lacks_is_left_out() -> None:
    assert list(former_names([("静岡県", "浜松市中央区")])) == [
        (f"浜松市{ward}区", ("静岡県", "浜松市中央区")) for ward in "中東西南北"
    ]


@pytest.mark.parametrize(
    ("former", "name"),
    [("久居市", "久居"), ("八日市市", "八日市"), ("浜松市北区", ""), ("岩舟町", "")],
)
def test_towns_may_begin_with_the_name_of_a_former_city(former: str, name: str) -> None:
    assert name_in_towns(former) == name
