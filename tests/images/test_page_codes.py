from __future__ import annotations

import pytest
from PIL import Image

from crm_desktop.images.page_codes import codes_on
from tests.images.scans import empty_page, letter_page, noisy, with_code

TEXT = "CRM1:C:ABCDEFGHIJKLMNOP:C-004182"


@pytest.mark.parametrize("degrees", [0, 4, 45, 90, 137, 180, 270])
def test_code_is_read_however_it_lies(degrees: float) -> None:
    page = noisy(with_code(letter_page(), TEXT, degrees=degrees))

    assert codes_on(page) == (TEXT,)


def test_code_of_15_mm_at_300_dpi_is_read() -> None:
    page = letter_page().resize((2480, 3508))

    assert codes_on(noisy(with_code(page, TEXT, side_px=177))) == (TEXT,)


def test_japanese_code_is_read() -> None:
    assert codes_on(with_code(empty_page(), "顧客：髙橋")) == ("顧客：髙橋",)


def test_several_codes_are_read_from_the_top_down() -> None:
    page = with_code(letter_page().rotate(180), "LOWER").rotate(180)

    assert codes_on(with_code(page, "UPPER")) == ("UPPER", "LOWER")


@pytest.mark.parametrize("page", [empty_page((16, 16)), letter_page(3)], ids=["scrap", "letter"])
def test_page_without_a_code_has_none(page: Image.Image) -> None:
    assert codes_on(page) == ()
