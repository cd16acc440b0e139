from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from crm_desktop.images.page_blankness import is_blank
from crm_desktop.images.page_cleaning import cleaned
from crm_desktop.images.page_skew import skew_degrees
from crm_desktop.images.page_tones import page_tones
from tests.images.scans import (
    PAPER,
    dusty,
    empty_page,
    letter_page,
    noisy,
    pencilled,
    shone_through,
    turned,
)

BLACK = (16, 16, 18)
GREY = (150, 150, 152)
LETTERS = Path(__file__).resolve().parents[3] / "shared/data/letters"
TO_THE_FIFTH = 0.2


@pytest.mark.parametrize("behind", [PAPER, BLACK, GREY], ids=["paper", "black", "grey"])
@pytest.mark.parametrize("degrees", [-9.6, -3.2, -0.7, 0.0, 0.4, 1.5, 6.3, 9.9])
def test_skew_is_found_to_a_fifth_of_a_degree(degrees: float, behind: tuple[int, int, int]) -> None:
    page = noisy(turned(letter_page(), degrees, behind=behind))

    assert skew_degrees(page_tones(page)) == pytest.approx(degrees, abs=TO_THE_FIFTH)


def test_page_lies_straight_after_cleaning() -> None:
    page = noisy(turned(letter_page(1), 4.0, behind=BLACK))

    shown = cleaned(page)

    assert shown.straightened_degrees == pytest.approx(4.0, abs=TO_THE_FIFTH)
    assert skew_degrees(page_tones(shown.image)) == pytest.approx(0.0, abs=TO_THE_FIFTH)


def test_page_that_lies_nearly_straight_is_left_as_it_is() -> None:
    assert not cleaned(noisy(turned(letter_page(), 0.2, behind=PAPER))).changed


@pytest.mark.parametrize("behind", [BLACK, GREY], ids=["black", "grey"])
@pytest.mark.parametrize("degrees", [0.0, 2.0, -7.0])
def test_border_is_taken_off_and_nothing_of_the_paper(
    degrees: float, behind: tuple[int, int, int]
) -> None:
    paper = letter_page(2)
    scan = Image.new("RGB", (paper.width + 260, paper.height + 300), behind)
    scan.paste(turned(paper, degrees, behind=behind), (0, 0) if degrees else (70, 40))

    shown = cleaned(noisy(scan)).image

    assert shown.width == pytest.approx(paper.width, rel=0.015)
    assert shown.height == pytest.approx(paper.height, rel=0.015)


@pytest.mark.parametrize("colour", [(166, 74, 30), (24, 104, 156), (236, 214, 176)])
def test_printed_band_at_the_edge_is_no_border(colour: tuple[int, int, int]) -> None:
    page = letter_page()
    page.paste(colour, (0, page.height - 180, page.width, page.height))

    assert not cleaned(page).cropped


@pytest.mark.parametrize(
    "page",
    [empty_page(), dusty(), shone_through(), Image.new("RGB", (1240, 1754), "white")],
    ids=["empty", "dust", "shone through", "from a PDF"],
)
def test_page_without_writing_is_blank(page: Image.Image) -> None:
    assert is_blank(page_tones(noisy(page)))


def test_blank_page_on_a_black_lid_is_blank() -> None:
    scan = turned(empty_page(), 2.0, behind=BLACK)

    assert is_blank(page_tones(noisy(scan)))


@pytest.mark.parametrize("tone", [14, 25, 60, 200])
def test_faint_pencil_is_not_blank(tone: int) -> None:
    assert not is_blank(page_tones(noisy(pencilled(tone))))


@pytest.mark.parametrize("name", ["handwriting_tategaki_ndl.png", "handwriting_yokogaki_ndl.png"])
def test_real_handwriting_is_not_blank(name: str) -> None:
    path = LETTERS / name
    if not path.exists():
        pytest.skip(f"{name} is not here: it is not ours to hand on")
    with Image.open(path) as page:
        shown = cleaned(page)

    assert not shown.blank


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGBA", "CMYK"])
def test_pages_of_all_kinds_of_pictures_are_cleaned(mode: str) -> None:
    shown = cleaned(letter_page().convert(mode))

    assert shown.image.mode in {"L", "RGB"}
    assert not shown.blank


@pytest.mark.parametrize("size", [(16, 16), (2000, 20), (20, 2000), (300, 1)])
def test_scraps_of_paper_do_no_harm(size: tuple[int, int]) -> None:
    assert cleaned(Image.new("RGB", size, PAPER)).image.size == size


def test_all_black_scan_is_left_as_it_is() -> None:
    assert not cleaned(Image.new("RGB", (1240, 1754), BLACK)).changed
