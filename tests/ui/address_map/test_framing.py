"""Which part of the world a map shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm_desktop.domain.position import Position, distance_m
from crm_desktop.errors.map import BadPosition
from crm_desktop.ui.address_map.framing import (
    Framing,
    Point,
    Reframing,
    first_framing,
    metres_per_pixel,
    panned,
    point_of,
    position_of,
    reframing,
    scale_bar_m,
    towns_wanted,
    with_inside,
    zoomed,
)
from crm_desktop.ui.address_map.map_view import MapPlace, MapView

HOME = Position(35.6896, 139.6917)
NEAR = Position(35.6910, 139.6935)
FAR = Position(35.7400, 139.6917)
VIEW = MapView(1, HOME)


def place(position: Position) -> MapPlace:
    return MapPlace(1, "髙橋商店", "", position)


def test_home_without_more_is_in_the_middle_and_near() -> None:
    framing = first_framing(VIEW, 400, 300)

    assert framing.pixel(point_of(HOME)) == Point(200, 150)
    assert framing.zoom == 16


@pytest.mark.parametrize(
    "view",
    [
        replace(VIEW, accuracy_m=3000),
        replace(VIEW, places=(place(NEAR), place(FAR))),
    ],
)
def test_circle_and_places_are_all_in_the_picture(view: MapView) -> None:
    framing = first_framing(view, 400, 300)

    reach_m = max([view.accuracy_m, *(distance_m(HOME, one.position) for one in view.places)])
    assert reach_m / metres_per_pixel(framing) < 150
    assert reach_m / metres_per_pixel(replace(framing, zoom=framing.zoom + 1)) > 126


def test_home_nobody_knows_shows_japan() -> None:
    wanted = towns_wanted(first_framing(MapView(), 800, 700))

    assert (wanted.south < 31, wanted.north > 45) == (True, True)
    assert (wanted.west < 129, wanted.east > 145) == (True, True)


def test_tiles_of_the_office_set_how_near_it_begins() -> None:
    assert first_framing(replace(VIEW, zooms=(5, 12)), 400, 300).zoom == 12


def test_map_of_no_size_is_framed_all_the_same() -> None:
    assert first_framing(replace(VIEW, accuracy_m=100), 1, 1).zoom >= 4
    assert first_framing(MapView(), 1, 1).zoom == 4


def test_zooming_keeps_what_lies_under_the_pointer() -> None:
    framing = first_framing(VIEW, 400, 300)
    at = Point(37, 250)

    closer = zoomed(framing, 2, at)

    assert closer.point(at).x == pytest.approx(framing.point(at).x, abs=1e-12)
    assert closer.point(at).y == pytest.approx(framing.point(at).y, abs=1e-12)


def test_zooming_ends_at_both_ends() -> None:
    framing = first_framing(VIEW, 400, 300)

    assert zoomed(framing, 99, Point(0, 0)).zoom == 18
    assert zoomed(framing, -99, Point(0, 0)).zoom == 4


def test_position_survives_the_way_over_the_picture() -> None:
    framing = panned(first_framing(VIEW, 401, 299), 33, -71)

    there = position_of(framing.point(framing.pixel(point_of(NEAR))))

    assert distance_m(there, NEAR) < 0.01


def test_pixel_beyond_japan_is_no_position() -> None:
    framing = first_framing(MapView(), 400, 300)

    with pytest.raises(BadPosition):
        position_of(framing.point(Point(-5000, 0)))


@pytest.mark.parametrize(
    ("zoom", "metres"), [(16, 200), (13, 1000), (10, 10_000), (4, 500_000), (18, 50)]
)
def test_scale_bar_is_a_round_number_of_metres(zoom: int, metres: int) -> None:
    framing = replace(first_framing(VIEW, 400, 300), zoom=zoom)

    assert scale_bar_m(framing, 110) == metres


@pytest.mark.parametrize(
    ("before", "after", "how"),
    [
        (VIEW, replace(VIEW, subject_id=2), Reframing.ALWAYS),
        (MapView(1), VIEW, Reframing.ALWAYS),
        (VIEW, replace(VIEW, places=(place(NEAR),)), Reframing.UNTOUCHED),
        (VIEW, replace(VIEW, home=NEAR), Reframing.NEVER),
    ],
)
def test_only_another_home_moves_a_map_for_certain(
    before: MapView, after: MapView, how: Reframing
) -> None:
    assert reframing(before, after) is how


def test_pin_that_is_moved_out_of_the_picture_takes_it_along() -> None:
    framing = first_framing(VIEW, 400, 300)

    moved: Framing = with_inside(framing, FAR)

    pixel = moved.pixel(point_of(FAR))
    assert pixel.y == pytest.approx(40)
    assert pixel.x == pytest.approx(200)
    assert with_inside(framing, HOME) is framing
