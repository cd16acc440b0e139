from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from crm_desktop.errors.papers import (
    NotAPaper,
    PaperAnimated,
    PaperDamaged,
    PaperEmpty,
    PaperIsMarkup,
    PaperLocked,
    PaperOddShape,
    PaperRefused,
    PaperTooLarge,
    PaperTooManyPages,
    PaperTooManyPixels,
    PaperTruncated,
    refusal_told,
)
from crm_desktop.errors.told import facts_to_tell
from crm_desktop.images.paper_file import MOST_BYTES, read_paper
from crm_desktop.ui.error_text import error_text
from tests.images.papers import a_page, encoded, many_pages, png_that_claims

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"\xef\xbb\xbf\n  <!DOCTYPE html><img src=x onerror=alert(1)>"


def locked_pdf() -> bytes:
    """Return a PDF whose keys cannot be found without its password."""
    content = encoded(a_page((60, 80)), "PDF")
    lock = (
        b"<</Filter/Standard/V 1/R 2/Length 40/P -4/O<" + b"28" * 32 + b">/U<" + b"41" * 32 + b">>>"
    )
    return content.replace(b"trailer\n<<", b"trailer\n<</Encrypt " + lock + b"/ID[<00><00>]", 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "HEIC", "PDF"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_file_whose_end_is_missing_is_refused(kind: str, share: float) -> None:
    content = encoded(a_page((1240, 1754)), kind)

    with pytest.raises((PaperTruncated, PaperDamaged)):
        read_paper(content[: int(len(content) * share)], "途中.jpg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "PDF"])
def test_missing_end_is_called_so(kind: str) -> None:
    content = encoded(a_page(), kind)

    with pytest.raises(PaperTruncated):
        read_paper(content[: len(content) * 2 // 3])


def test_empty_file_is_refused() -> None:
    with pytest.raises(PaperEmpty):
        read_paper(b"", "空.pdf")


@pytest.mark.parametrize(
    "content", [SVG, HTML, b"<?xml version='1.0'?><svg/>", SVG.decode().encode("utf-16")]
)
def test_markup_disguised_as_a_picture_is_not_opened(content: bytes) -> None:
    with pytest.raises(PaperIsMarkup):
        read_paper(content, "スキャン.jpg")


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"GIF89a" + bytes(20), "GIF"), (b"PK\x03\x04" + bytes(20), "ZIP"), ("髙橋様".encode(), "")],
)
def test_other_kinds_are_named(content: bytes, kind: str) -> None:
    with pytest.raises(NotAPaper) as refused:
        read_paper(content, "手紙.png")

    assert refused.value.kind == kind


@pytest.mark.parametrize("size", [(1, 30_000), (30_000, 1), (15, 400), (20_001, 100)])
def test_shape_that_no_paper_has_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(PaperOddShape) as refused:
        read_paper(encoded(Image.new("L", size), "PNG"))

    assert (refused.value.width_px, refused.value.height_px) == size


@pytest.mark.parametrize("size", [(9_000, 9_000), (12_000, 12_000), (2_000_000, 2_000_000)])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_bomb_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    with pytest.raises(PaperTooManyPixels):
        read_paper(png_that_claims(*size))


def test_paper_of_a3_at_600_dpi_is_taken() -> None:
    (page,) = read_paper(
        encoded(Image.new("1", (7_016, 9_921)), "TIFF", compression="group4")
    ).pages

    assert (page.width_px, page.height_px) == (7_016, 9_921)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_moving_picture_is_refused(kind: str) -> None:
    frames = [a_page((60, 80), corner) for corner in ((0, 0, 0), (255, 0, 0), (0, 255, 0))]
    content = encoded(frames[0], kind, save_all=True, append_images=frames[1:])

    with pytest.raises(PaperAnimated):
        read_paper(content)


@pytest.mark.parametrize(("kind", "count"), [("PDF", 500), ("TIFF", 101)])
def test_file_of_many_pages_is_refused(kind: str, count: int) -> None:
    with pytest.raises(PaperTooManyPages):
        read_paper(many_pages(kind, count))


def test_pdf_with_a_password_is_refused() -> None:
    with pytest.raises(PaperLocked):
        read_paper(locked_pdf(), "秘密.pdf")


def test_pdf_without_pages_is_refused() -> None:
    buffer = BytesIO()
    pypdfium2.PdfDocument.new().save(buffer)

    with pytest.raises(PaperDamaged):
        read_paper(buffer.getvalue())


def test_pdf_of_endless_paper_is_refused() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(2, 14_400)
    buffer = BytesIO()
    document.save(buffer)

    with pytest.raises(PaperOddShape):
        read_paper(buffer.getvalue())


def test_file_of_too_many_bytes_is_refused_unread() -> None:
    with pytest.raises(PaperTooLarge) as refused:
        read_paper(bytes(MOST_BYTES + 1))

    assert (refused.value.megabytes, refused.value.limit_megabytes) == (100, 100)


REFUSALS = [
    NotAPaper("名.gif", "GIF"),
    PaperAnimated("名"),
    PaperDamaged("名"),
    PaperEmpty("名"),
    PaperIsMarkup("名"),
    PaperLocked("名"),
    PaperOddShape("名", 1, 30_000),
    PaperTooLarge("名", 300, 100),
    PaperTooManyPages("名", 100),
    PaperTooManyPixels("名", 9_000, 9_000),
    PaperTruncated("名"),
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: type(refusal).__name__)
def test_refusal_comes_back_out_of_quarantine(refusal: PaperRefused) -> None:
    facts = {key: fact for key, fact in facts_to_tell(refusal).items() if key != "name"}

    told = refusal_told(type(refusal).__name__, refusal.name, facts)

    assert type(told) is type(refusal)
    assert error_text(told) == error_text(refusal)
    assert "名" in error_text(told)


@pytest.mark.parametrize("problem", ["FaultOfNextYear", "CrmError", "__name__", "PaperTooLarge"])
def test_refusal_that_is_not_known_is_damage(problem: str) -> None:
    assert type(refusal_told(problem, "名", {})) is PaperDamaged


def test_pdfium_runs_no_scripts() -> None:
    assert "V8" not in pypdfium2.PDFIUM_INFO.flags
    assert raw.FPDF_ERR_PASSWORD == 4
