from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from crm_desktop.errors.papers import PaperRefused
from crm_desktop.images.decoding import RgbPicture, decoded_rgb
from crm_desktop.images.paper_kind import media_type_of
from tests.images.papers import (
    BLUE,
    a_page,
    encoded,
    jpeg_that_claims,
    many_pages,
    png_that_claims,
    turned_by_exif,
)


def colour_at(picture: RgbPicture, x: int, y: int) -> tuple[int, ...]:
    start = y * picture.stride + 4 * x
    blue, green, red, _ = picture.data[start : start + 4]
    return red, green, blue


def is_near(colour: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(part - other) < 25 for part, other in zip(colour, wanted, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "HEIC"])
@pytest.mark.parametrize("longest_px", [None, 300])
def test_pixels_are_those_of_the_page(kind: str, longest_px: int | None) -> None:
    content = encoded(a_page((600, 848)), kind)

    picture = decoded_rgb(content, media_type_of(content), longest_px=longest_px)

    assert (picture.width, picture.height) == ((212, 300) if longest_px else (600, 848))
    assert len(picture.data) == picture.stride * picture.height
    assert is_near(colour_at(picture, 4, 4), BLUE)


@pytest.mark.parametrize("longest_px", [None, 100])
def test_picture_turned_by_exif_is_upright(longest_px: int | None) -> None:
    content = turned_by_exif(a_page((600, 848)), "JPEG", 6)

    picture = decoded_rgb(content, "image/jpeg", longest_px=longest_px)

    assert picture.width > picture.height
    assert is_near(colour_at(picture, picture.width - 3, 3), BLUE)


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_printing_colours_become_screen_colours(mode: str) -> None:
    content = encoded(Image.new("L", (40, 40), 200).convert(mode), "JPEG")

    assert is_near(colour_at(decoded_rgb(content, "image/jpeg"), 5, 5), (200, 200, 200))


def test_picture_is_never_made_larger() -> None:
    assert decoded_rgb(encoded(a_page((60, 80)), "JPEG"), "image/jpeg", longest_px=900).height == 80


def test_broken_picture_is_refused() -> None:
    with pytest.raises(PaperRefused):
        decoded_rgb(b"\xff\xd8\xff broken", "image/jpeg")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (png_that_claims(12_000, 12_000), "image/png"),
        (jpeg_that_claims("L", 60_000), "image/jpeg"),
        (jpeg_that_claims("CMYK", 60_000), "image/jpeg"),
    ],
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_bomb_that_was_stored_unread_is_not_decoded(content: bytes, media_type: str) -> None:
    with pytest.raises(PaperRefused):
        decoded_rgb(content, media_type)


def test_many_threads_render_pages_of_pdfs_at_once() -> None:
    content = many_pages("PDF", 8)

    with ThreadPoolExecutor(4) as threads:
        pages = list(
            threads.map(lambda page: decoded_rgb(content, "application/pdf", page), range(1, 9))
        )

    assert [colour_at(page, 3, 3)[0] for page in pages] == pytest.approx(range(8), abs=3)
