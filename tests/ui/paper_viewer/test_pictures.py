from __future__ import annotations

from dataclasses import replace

import pytest

from crm_desktop.errors.base import CrmError
from crm_desktop.ui.paper_viewer.pictures import (
    PictureStore,
    bytes_of_page,
    detail_of,
    sharp_picture,
    small_picture,
)
from tests.ui.paper_viewer.scans import jpeg

A4 = (2480.0, 3508.0)
PICTURE = sharp_picture(jpeg((200, 300)), "image/jpeg", (200.0, 300.0))


def test_a_page_has_the_size_and_colour_of_its_file() -> None:
    picture = sharp_picture(jpeg((200, 300), "#ff0000"), "image/jpeg", (200.0, 300.0))

    assert picture.page == (200, 300)
    assert [level.height() for level in picture.levels] == [300, 150, 75]
    assert picture.levels[1].pixelColor(50, 75).red() > 250
    assert picture.levels[0].pixelColor(50, 75).name() == picture.levels[1].pixelColor(9, 9).name()


@pytest.mark.parametrize("page", [(2480.0, 3508.0), (3508.0, 2480.0)])
def test_a_preview_stands_for_the_whole_page(page: tuple[float, float]) -> None:
    picture = small_picture(jpeg((495, 700)), "image/jpeg", page)

    assert picture.page[0] == pytest.approx(2480, rel=0.01)
    assert picture.page[1] == 3508
    assert not picture.is_sharp


@pytest.mark.parametrize("content", [b"", b"<svg/>", jpeg()[:60]])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(CrmError):
        sharp_picture(content, "image/jpeg", A4)


def test_a_large_page_is_kept_as_large_as_a_screen_needs() -> None:
    picture = sharp_picture(jpeg((2480, 3508)), "image/jpeg", A4)

    assert picture.page == pytest.approx(A4)
    assert picture.byte_size == pytest.approx(bytes_of_page(A4), rel=0.01)
    assert picture.byte_size < 12 * 2**20
    assert picture.has_enough(0.5, (0.0, 1.0))
    assert not picture.has_enough(1.0, (0.4, 0.6))


def test_rows_that_are_looked_at_closely_are_as_sharp_as_the_page() -> None:
    picture = sharp_picture(jpeg((2480, 3508)), "image/jpeg", A4)
    detail = detail_of(jpeg((2480, 3508)), "image/jpeg", (0.4, 0.5), 14 * 2**20)

    closer = replace(picture, detail=detail)

    assert detail.rows.width() == 2480
    assert closer.has_enough(1.0, (0.4, 0.5))
    assert closer.has_enough(3.0, (0.3, 0.6))
    assert not closer.has_enough(1.0, (0.0, 0.1))
    assert closer.byte_size - picture.byte_size <= 14 * 2**20


@pytest.mark.parametrize("rows", [(0.0, 0.1), (0.9, 1.0), (0.0, 1.0)])
def test_detail_holds_what_was_asked_for(rows: tuple[float, float]) -> None:
    detail = detail_of(jpeg((400, 600)), "image/jpeg", rows, 1)

    assert detail.seen[0] <= rows[0]
    assert detail.seen[1] >= rows[1]


def test_bytes_are_known_before_the_page_is_there() -> None:
    assert bytes_of_page(PICTURE.page) == PICTURE.byte_size


def test_the_store_never_holds_more_than_its_bytes() -> None:
    store = PictureStore(3 * PICTURE.byte_size)

    for number in range(20):
        store.put(number, PICTURE)
        assert store.byte_size <= store.most_bytes

    assert [n for n in range(20) if store.get(n)] == [17, 18, 19]


def test_what_is_on_the_screen_stays() -> None:
    store = PictureStore(2 * PICTURE.byte_size)
    store.put("shown", PICTURE)
    store.show(["shown"])

    for number in range(5):
        store.put(number, PICTURE)

    assert store.get("shown") is PICTURE
    assert store.has_room_for(PICTURE.byte_size)
    assert not store.has_room_for(PICTURE.byte_size, beside=[4])


def test_a_cleared_store_is_empty() -> None:
    store = PictureStore()
    store.put("one", PICTURE)

    store.clear()

    assert (store.byte_size, store.get("one")) == (0, None)
