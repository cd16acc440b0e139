from __future__ import annotations

from dataclasses import replace

import pytest

from crm_desktop.ui.paper_viewer.page_view import (
    Fit,
    PageView,
    centre_unturned,
    fitted,
    panned,
    part_of_page,
    scale_in,
    scaled,
    settled,
    turned,
    zoomed,
)

A4 = (2480.0, 3508.0)
PANE = (400.0, 600.0)


def test_whole_page_fits_into_the_pane() -> None:
    assert scale_in(PageView(), A4, PANE) == pytest.approx(400 / 2480)
    assert scale_in(PageView(turn=90), A4, PANE) == pytest.approx(400 / 3508)


def test_a_page_as_wide_as_the_pane_begins_at_its_top() -> None:
    view = settled(fitted(PageView(), Fit.WIDTH), A4, (1000, 600))

    height = 3508 * scale_in(view, A4, (1000, 600))
    assert view.centre[1] * height == pytest.approx(300)


def test_the_point_below_the_mouse_stays_while_zooming() -> None:
    before = scaled(PageView(), 1.0)
    at = (120.0, -80.0)

    after = zoomed(before, 1.5, at, A4, PANE)

    assert _point_at(after, at) == pytest.approx(_point_at(before, at))


@pytest.mark.parametrize("factor", [1e-9, 1e9])
def test_zoom_has_its_bounds(factor: float) -> None:
    view = zoomed(PageView(), factor, (0, 0), A4, PANE)

    assert 0.05 < view.scale <= 8


def test_no_empty_room_where_there_is_more_of_the_page() -> None:
    view = panned(scaled(PageView(), 1.0), (5.0, -5.0), A4, PANE)

    assert view.centre == pytest.approx((200 / 2480, 1 - 300 / 3508))


def test_a_page_smaller_than_the_pane_stays_in_its_middle() -> None:
    assert panned(PageView(), (0.4, 0.4), A4, (4000, 4000)).centre == (0.5, 0.5)


def test_four_turns_bring_the_page_back() -> None:
    view = PageView(centre=(0.2, 0.7))

    once = turned(view, 90)

    assert once.centre == pytest.approx((0.3, 0.2))
    assert centre_unturned(once) == pytest.approx(view.centre)
    back = turned(turned(once, 180), 90)
    assert replace(back, centre=(0, 0)) == replace(view, centre=(0, 0))


def test_distance_on_the_screen_is_a_part_of_the_page() -> None:
    assert part_of_page((248, 0), scaled(PageView(), 1.0), A4, PANE) == pytest.approx((0.1, 0))


def _point_at(view: PageView, at: tuple[float, float]) -> tuple[float, float]:
    across, down = part_of_page(at, view, A4, PANE)
    return view.centre[0] + across, view.centre[1] + down
