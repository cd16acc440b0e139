from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crm_desktop.domain.place import Place
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.domain.place_twins import SeenPlaces
from crm_desktop.domain.position import Position

METRE = 1 / 111_195  # degrees of latitude
SHOP = Place(
    "node/1", PlaceKind.CONVENIENCE, "lawson", "ローソン", "", "", Position(35.6895, 139.6917)
)
NAMELESS = replace(SHOP, kind=PlaceKind.ATM, chain="", name="")


def moved(place: Place, north_m: float, **facts: Any) -> Place:
    where = Position(place.position.latitude + north_m * METRE, place.position.longitude)
    return replace(place, position=where, external_id="way/2", **facts)


@pytest.mark.parametrize(
    ("first", "second", "is_twin"),
    [
        (SHOP, moved(SHOP, 0), True),
        (SHOP, moved(SHOP, 25), True),
        (SHOP, moved(SHOP, -25, branch="西新宿店"), True),
        (SHOP, moved(SHOP, 35), False),
        (SHOP, moved(SHOP, 5, chain="seven_eleven"), False),
        (moved(SHOP, 0, branch="駅前店"), moved(SHOP, 5, branch="駅北店"), False),
        (NAMELESS, moved(NAMELESS, 0), True),
        (NAMELESS, moved(NAMELESS, 10), False),
        (NAMELESS, replace(NAMELESS, kind=PlaceKind.BANK), False),
    ],
)
def test_twins_are_of_one_kind_and_chain_and_near(
    first: Place, second: Place, *, is_twin: bool
) -> None:
    seen = SeenPlaces()
    seen.is_twin(first)

    assert seen.is_twin(second) is is_twin
