"""Marks lie on the same words however the page is looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from crm_desktop.domain.page_reading import PageBox
from crm_desktop.ui.paper_viewer.page_marks import place_of, with_in_middle
from crm_desktop.ui.paper_viewer.page_view import Fit, PageView

PAGE, ROOM = (400.0, 600.0), (400.0, 600.0)
CORNER = PageBox(0.0, 0.0, 0.25, 0.1)


@pytest.mark.parametrize(
    ("turn", "place"),
    [
        (0, QRectF(0, 0, 100, 60)),
        (90, QRectF(540, 0, 60, 100)),
        (180, QRectF(300, 540, 100, 60)),
        (270, QRectF(0, 300, 60, 100)),
    ],
)
def test_mark_turns_with_the_page(turn: int, place: QRectF) -> None:
    room = (600.0, 400.0) if turn % 180 else ROOM

    assert place_of(CORNER, PageView(turn=turn), PAGE, room) == place


def test_mark_grows_with_the_page() -> None:
    view = PageView(Fit.FREE, scale=2.0, centre=(0.25, 0.25))

    assert place_of(CORNER, view, PAGE, ROOM) == QRectF(0, 0, 200, 120)


def test_place_outside_comes_into_the_middle() -> None:
    view = PageView(Fit.FREE, scale=4.0, centre=(0.9, 0.9))

    moved = with_in_middle(PageBox(0.4, 0.4, 0.2, 0.2), view, PAGE, ROOM)

    assert moved.centre == pytest.approx((0.5, 0.5))


def test_page_that_is_seen_whole_stays() -> None:
    assert with_in_middle(CORNER, PageView(), PAGE, ROOM) == PageView()
