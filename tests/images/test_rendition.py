from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from crm_desktop.images.rendition import encoded_page, scaled_to_height


@pytest.mark.parametrize(
    ("size", "preview", "thumbnail"),
    [
        ((1240, 1754), (495, 700), (113, 160)),
        ((600, 100), (600, 100), (600, 100)),
        ((3, 2000), (1, 700), (1, 160)),
    ],
)
def test_renditions_keep_the_proportions(
    size: tuple[int, int], preview: tuple[int, int], thumbnail: tuple[int, int]
) -> None:
    page = encoded_page(Image.new("RGB", size, (255, 253, 245)))

    assert (page.width_px, page.height_px) == size
    assert Image.open(BytesIO(page.preview)).size == preview
    assert Image.open(BytesIO(page.thumbnail)).size == thumbnail


def test_small_picture_is_not_made_larger() -> None:
    assert scaled_to_height(Image.new("RGB", (40, 30)), 700).size == (40, 30)
