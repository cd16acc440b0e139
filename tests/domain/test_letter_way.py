from __future__ import annotations

import pytest

from crm_desktop.domain.letter_way import way_by_shape

A4 = (2480, 3508)
POSTCARD = (1181, 1748)
FAX = (1728, 2292)


@pytest.mark.parametrize(
    ("sizes", "way"),
    [
        ([A4], "post"),
        ([POSTCARD], "postcard"),
        ([(1748, 1181)], "postcard"),
        ([(1172, 1751), POSTCARD], "postcard"),
        ([POSTCARD, A4], "post"),
        ([(591, 874)], "postcard"),
        ([(1748, 2480)], "post"),
        ([(827, 1169)], "post"),
        ([(2365, 3500)], "post"),
        ([FAX, FAX], "fax"),
        ([(2292, 1728)], "post"),
        ([], "post"),
    ],
)
def test_way_is_guessed_by_shape(sizes: list[tuple[int, int]], way: str) -> None:
    assert way_by_shape(sizes, sizes) == way


def test_cropped_card_is_a_postcard() -> None:
    assert way_by_shape([A4], [POSTCARD]) == "postcard"
