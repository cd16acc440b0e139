"""How exact points are, judged by what lies around them."""

from __future__ import annotations

import math

import pytest

from crm_desktop.maps.town_file import OAZA, TOWN, Town, town_of, whole_lines
from crm_desktop.maps.town_spread import (
    LARGEST_M,
    SMALLEST_M,
    middle,
    own_radii_m,
    rounded_m,
    spread_m,
)
from crm_desktop.maps.town_survey import TownFacts, TownPlace, surveyed

# One metre to the north, in degrees.
METRE = 1 / 111_195
NORTH, EAST = 35.0, 135.0
CITY = ("京都府", "髙﨑市")


def grid(apart_m: float, size: int) -> list[tuple[float, float]]:
    step = apart_m * METRE
    wide = step / math.cos(math.radians(NORTH))
    return [(NORTH + up * step, EAST + right * wide) for up in range(size) for right in range(size)]


def towns_of(facts: dict[TownPlace, TownFacts]) -> dict[str, Town]:
    survey = surveyed(facts)
    lines = whole_lines(survey.entries[CITY])
    return {town.name + town.field: town for town in map(town_of, lines)}


@pytest.mark.parametrize("apart_m", [80, 400, 3_000, 30_000])
def test_points_of_a_grid_have_about_a_square_each(apart_m: float) -> None:
    points = grid(apart_m, 9)

    in_the_middle = own_radii_m(points)[len(points) // 2]

    assert in_the_middle == pytest.approx(apart_m / math.sqrt(math.pi), rel=0.3)


def test_lone_point_is_as_inexact_as_can_be() -> None:
    (radius,) = own_radii_m([(NORTH, EAST)])

    assert rounded_m(radius) == LARGEST_M


def test_no_points_have_no_radii() -> None:
    assert own_radii_m([]) == []


def test_points_in_one_place_are_not_believed_to_be_exact() -> None:
    radii = own_radii_m([(NORTH, EAST)] * 10)

    assert {rounded_m(radius) for radius in radii} == {SMALLEST_M}


def test_nine_of_ten_points_lie_within_the_spread() -> None:
    points = [(NORTH + number * 100 * METRE, EAST) for number in range(1, 11)]

    assert spread_m((NORTH, EAST), points) == pytest.approx(1_000, abs=200)


def test_one_far_island_does_not_move_the_middle() -> None:
    points = [*grid(100, 3), (27.0, 142.0)]

    assert middle(points) == pytest.approx((NORTH, EAST), abs=0.01)


@pytest.mark.parametrize(("metres", "shown"), [(0, 40), (41, 50), (101, 120), (9e9, LARGEST_M)])
def test_radius_is_rounded_up_to_what_is_believable(metres: float, shown: int) -> None:
    assert rounded_m(metres) == shown


def test_chome_is_a_town_and_a_wide_name_an_oaza() -> None:
    facts = {
        TownPlace(*CITY, f"大字{number}"): TownFacts(point)
        for number, point in enumerate(grid(2_000, 3))
    }
    facts[TownPlace(*CITY, "桜台一丁目")] = TownFacts((NORTH + 0.01, EAST + 0.01))

    towns = towns_of(facts)

    assert towns["大字4"].kind == OAZA
    assert towns["桜台一丁目"].kind == TOWN


def test_oaza_with_many_fields_reaches_as_far_as_these() -> None:
    facts = {TownPlace(*CITY, "大字北"): TownFacts((NORTH, EAST))}
    for number in range(1, 11):
        facts[TownPlace(*CITY, "大字北", f"字{number}")] = TownFacts(
            (NORTH + number * 300 * METRE, EAST)
        )

    assert towns_of(facts)["大字北"].accuracy_m == 3_000


def test_exactness_that_is_known_stays() -> None:
    facts = {TownPlace(*CITY, "桜台"): TownFacts((NORTH, EAST), accuracy_m=250)}

    assert towns_of(facts)["桜台"].accuracy_m == 250
