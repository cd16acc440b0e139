from __future__ import annotations

import math

import pytest

from crm_desktop.domain.position import (
    Compass,
    Position,
    bearing_deg,
    compass,
    distance_m,
    walking_minutes,
)
from crm_desktop.errors.map import BadPosition, PositionProblem

TOKYO_STATION = Position(35.681236, 139.767125)
OSAKA_STATION = Position(34.702485, 135.495951)


@pytest.mark.parametrize(
    ("latitude", "longitude", "problem"),
    [
        (0.0, 0.0, PositionProblem.ZERO),
        (139.767125, 35.681236, PositionProblem.SWAPPED),
        (math.nan, 139.7, PositionProblem.NOT_A_NUMBER),
        (35.6, math.inf, PositionProblem.NOT_A_NUMBER),
        (37.5665, 121.978, PositionProblem.OUTSIDE),
        (-35.6, 139.7, PositionProblem.OUTSIDE),
    ],
)
def test_point_outside_japan_is_refused_with_what_it_looks_like(
    latitude: float, longitude: float, problem: PositionProblem
) -> None:
    with pytest.raises(BadPosition) as refused:
        Position(latitude, longitude)

    assert refused.value.problem is problem


def test_refusal_does_not_say_where_it_was() -> None:
    with pytest.raises(BadPosition) as refused:
        Position(139.767125, 35.681236)

    assert "139" not in str(refused.value)


@pytest.mark.parametrize("point", [(20.4253, 136.0811), (45.5578, 148.7522), (24.2831, 153.9866)])
def test_islands_at_the_edges_are_in_japan(point: tuple[float, float]) -> None:
    assert Position(*point).latitude == point[0]


def test_distance_agrees_with_a_surveyed_one_to_half_a_percent() -> None:
    assert distance_m(TOKYO_STATION, OSAKA_STATION) == pytest.approx(403_500, rel=0.005)


def test_distance_to_itself_is_nothing() -> None:
    assert distance_m(TOKYO_STATION, TOKYO_STATION) == 0


@pytest.mark.parametrize(
    ("north", "east", "direction"),
    [
        (1, 0, Compass.N),
        (1, 1, Compass.NE),
        (0, 1, Compass.E),
        (-1, 1, Compass.SE),
        (-1, 0, Compass.S),
        (-1, -1, Compass.SW),
        (0, -1, Compass.W),
        (1, -1, Compass.NW),
    ],
)
def test_direction_to_a_shop_is_one_of_eight(north: int, east: int, direction: Compass) -> None:
    shop = Position(35.68 + north * 0.002, 139.76 + east * 0.0025)

    assert compass(bearing_deg(Position(35.68, 139.76), shop)) is direction


@pytest.mark.parametrize("bearing", [338.0, 359.9, 0.0, 22.0])
def test_north_lies_on_both_sides_of_zero(bearing: float) -> None:
    assert compass(bearing) is Compass.N


@pytest.mark.parametrize(
    ("metres", "minutes"), [(0, 1), (1, 1), (80, 1), (80.1, 2), (240, 3), (799, 10)]
)
def test_each_begun_eighty_metres_are_a_minute(metres: float, minutes: int) -> None:
    assert walking_minutes(metres) == minutes
