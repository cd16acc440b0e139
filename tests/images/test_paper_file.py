from __future__ import annotations

from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from crm_desktop.errors.papers import PaperDamaged
from crm_desktop.images.paper_file import PageSize, read_paper, render_page, renditions_of
from tests.images.papers import BLUE, a_page, encoded, many_pages, turned_by_exif

KINDS = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "TIFF": "image/tiff",
    "WEBP": "image/webp",
    "HEIC": "image/heic",
}


def is_blue(colour: object) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(part - wanted) < 25 for part, wanted in zip(colour, BLUE, strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_kind_is_told_by_the_content(kind: str) -> None:
    content = encoded(a_page(), kind)

    paper = read_paper(content, "請求書.txt")

    assert paper.media_type == KINDS[kind]
    assert paper.sha256 == sha256(content).digest()
    assert paper.pages == (PageSize(600, 848),)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "HEIC"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_respected(kind: str, orientation: int) -> None:
    content = turned_by_exif(a_page((600, 848)), kind, orientation)

    (size,) = read_paper(content).pages
    image = render_page(content, KINDS[kind])

    assert image.size == (size.width_px, size.height_px)
    assert image.size == ((848, 600) if orientation > 4 else (600, 848))
    right, low = orientation in {2, 3, 6, 7}, orientation in {3, 4, 7, 8}
    corner = (image.width - 9 if right else 8, image.height - 9 if low else 8)
    assert is_blue(image.getpixel(corner))


def test_pages_of_a_tiff_are_pages() -> None:
    content = many_pages("TIFF", 3)

    paper = read_paper(content)

    assert len(paper.pages) == 3
    assert render_page(content, paper.media_type, 3).getpixel((3, 3)) == (2, 0, 0)


def test_pdf_is_rendered_at_300_dpi() -> None:
    content = encoded(a_page(), "PDF", resolution=72)

    paper = read_paper(content)

    assert paper.media_type == "application/pdf"
    assert paper.pages == (PageSize(2500, 3533),)
    assert render_page(content, paper.media_type).size == (2500, 3533)
    assert is_blue(render_page(content, paper.media_type, longest_px=500).getpixel((8, 8)))


@pytest.mark.parametrize("media_type", ["application/pdf", "image/tiff"])
def test_page_that_is_not_there_is_refused(media_type: str) -> None:
    content = many_pages("PDF" if media_type.endswith("pdf") else "TIFF", 2)

    with pytest.raises(PaperDamaged):
        render_page(content, media_type, 3)


@pytest.mark.parametrize(
    ("kind", "mode", "full"),
    [
        ("JPEG", "RGB", False),
        ("JPEG", "L", False),
        ("JPEG", "CMYK", True),
        ("PNG", "RGBA", False),
        ("PNG", "P", False),
        ("PNG", "I;16", True),
        ("WEBP", "RGB", False),
        ("TIFF", "1", True),
        ("TIFF", "RGB", True),
        ("HEIC", "RGB", True),
        ("PDF", "RGB", True),
    ],
)
def test_full_picture_is_made_only_where_the_original_cannot_be_shown(
    kind: str, mode: str, *, full: bool
) -> None:
    content = encoded(a_page().convert("L").convert(mode), kind)
    paper = read_paper(content)

    made = renditions_of(content, paper.media_type)

    assert (made.full is not None) == full
    for picture in filter(None, (made.thumbnail, made.preview, made.full)):
        assert Image.open(BytesIO(picture)).mode in {"L", "RGB"}


def test_renditions_are_160_and_700_px_high() -> None:
    made = renditions_of(encoded(a_page((2480, 3508)), "JPEG"), "image/jpeg")

    assert Image.open(BytesIO(made.preview)).size == (495, 700)
    assert Image.open(BytesIO(made.thumbnail)).size == (113, 160)


def test_banner_has_a_thumbnail_that_fits_into_a_strip() -> None:
    made = renditions_of(encoded(a_page((8000, 100)), "PNG"), "image/png")

    assert Image.open(BytesIO(made.thumbnail)).size == (640, 8)


def test_grey_of_16_bits_keeps_its_brightness() -> None:
    content = encoded(Image.new("I;16", (40, 40), 0x8000), "PNG")

    assert render_page(content, "image/png").getpixel((5, 5)) == pytest.approx(127, abs=2)


def test_what_is_transparent_is_white() -> None:
    content = encoded(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG")

    assert render_page(content, "image/png").getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("dpi", "seen"),
    [
        ((204, 98), (1728, 2292)),
        ((204, 196), (1728, 1101)),
        ((100, 200), (3456, 1101)),
        ((600, 1), (1728, 1101)),
    ],
)
def test_fax_is_stretched_to_what_was_written(dpi: tuple[int, int], seen: tuple[int, int]) -> None:
    content = encoded(Image.new("1", (1728, 1101), 1), "TIFF", compression="group4", dpi=dpi)

    (page,) = read_paper(content).pages

    assert (page.width_px, page.height_px) == seen
    assert render_page(content, "image/tiff").size == seen
