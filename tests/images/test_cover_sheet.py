from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.images.cover_sheet import (
    A4_MM,
    POSTCARD_MM,
    SheetToPrint,
    drawn_sheet,
    four_on_a4,
    write_pdf,
)
from crm_desktop.images.japanese_font import print_font
from crm_desktop.images.page_cleaning import cleaned
from crm_desktop.images.page_codes import codes_on
from crm_desktop.images.paper_file import read_paper, render_page

SHEET = SheetToPrint(
    "CRM1:R:ABCDEFGHIJKLMNOP:57:C-004182", "秋のだより2026 返信はがき", "C-004182", "髙橋 美智子 様"
)


@pytest.mark.parametrize("size", [A4_MM, POSTCARD_MM], ids=["a4", "postcard"])
@pytest.mark.parametrize("font", [None, print_font()], ids=["without", "with"])
def test_sheet_is_read_again_with_and_without_a_font(
    size: tuple[int, int], font: Path | None
) -> None:
    page = drawn_sheet(SHEET, size, font)

    assert codes_on(page) == (SHEET.text,)
    assert not cleaned(page).blank


def test_long_and_strange_names_stay_on_the_sheet() -> None:
    sheet = SheetToPrint("CRM1:S:AAAA", "長" * 80, "C-" + "9" * 60, "﨑" * 120)

    page = drawn_sheet(sheet, POSTCARD_MM, print_font())

    assert page.size == (1181, 1748)
    assert page.crop((0, 0, 40, page.height)).convert("L").getextrema() == (255, 255)


def test_four_cards_lie_on_one_page() -> None:
    texts = [f"CRM1:R:ABCDEFGHIJKLMNOP:57:C-{number}" for number in range(5)]
    cards = [drawn_sheet(SheetToPrint(text, "", text[-3:]), POSTCARD_MM, None) for text in texts]

    pages = list(four_on_a4(cards))

    assert [page.size for page in pages] == [(2480, 3508)] * 2
    assert set(codes_on(pages[0])) == set(texts[:4])


def test_pdf_has_all_pages_in_true_size(tmp_path: Path) -> None:
    path = tmp_path / "表紙.pdf"
    sheets = (SheetToPrint(f"CRM1:S:{number:016}", "", f"C-{number}") for number in range(11))

    count = write_pdf(path, (drawn_sheet(sheet, POSTCARD_MM, None) for sheet in sheets))

    paper = read_paper(path.read_bytes())
    last = render_page(path.read_bytes(), paper.media_type, 11)
    assert count == len(paper.pages) == 11
    assert codes_on(last) == (f"CRM1:S:{10:016}",)
