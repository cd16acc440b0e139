from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image, ImageEnhance

from crm_desktop.images.page_cleaning import cleaned
from crm_desktop.images.page_likeness import BITS, MOST_DIFFERENT_BITS, difference, looks_of
from tests.images.scans import PAPER, empty_page, letter_page, noisy, turned


def looks(page: Image.Image) -> str:
    found = looks_of(cleaned(page).tones)
    assert found is not None
    assert len(found) == BITS
    return found


def shifted(page: Image.Image) -> Image.Image:
    moved = Image.new("RGB", page.size, PAPER)
    moved.paste(page, (12, -9))
    return moved


SCANNED_AGAIN: dict[str, Callable[[Image.Image], Image.Image]] = {
    "with other noise": lambda page: noisy(page, 5.0, seed=9),
    "shifted": shifted,
    "lighter": lambda page: ImageEnhance.Brightness(page).enhance(1.08),
    "darker": lambda page: ImageEnhance.Brightness(page).enhance(0.85),
    "turned": lambda page: turned(page, 0.8, behind=PAPER),
    "at another resolution": lambda page: page.resize((1000, 1414)),
}


@pytest.mark.parametrize("how", SCANNED_AGAIN)
def test_page_scanned_twice_looks_the_same(how: str) -> None:
    page = letter_page(4)

    again = SCANNED_AGAIN[how](page)

    assert difference(looks(page), looks(again)) <= MOST_DIFFERENT_BITS


def test_different_letters_look_different() -> None:
    seen = [looks(letter_page(number)) for number in range(12)]

    nearest = min(difference(one, other) for at, one in enumerate(seen) for other in seen[:at])

    assert nearest > 2 * MOST_DIFFERENT_BITS


@pytest.mark.parametrize("size", [(1240, 1754), (16, 16)])
def test_page_with_nothing_on_it_looks_like_nothing(size: tuple[int, int]) -> None:
    assert looks_of(cleaned(empty_page(size)).tones) is None
