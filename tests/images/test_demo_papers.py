from __future__ import annotations

from datetime import datetime
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from crm_desktop.domain.demo_office.letter_texts import letter_texts
from crm_desktop.domain.demo_office.papers import Papers, demo_papers
from crm_desktop.domain.demo_office.plan import OfficePlan
from crm_desktop.domain.demo_office.products import product_range, product_rows
from crm_desktop.domain.demo_office.towns import town_choice
from crm_desktop.domain.moment import JAPAN_TIME
from crm_desktop.images.demo_letter import letter_pages, letter_reading
from crm_desktop.images.demo_papers import DrawnPaper, Fonts, draw_papers, installed_fonts

NO_FONT = Fonts(None, None)


@pytest.fixture(scope="module")
def papers() -> Papers:
    now = datetime(2026, 11, 22, 17, tzinfo=JAPAN_TIME)
    return demo_papers(OfficePlan(now, 10, town_choice(())))


def drawn(papers: Papers, fonts: Fonts) -> list[DrawnPaper]:
    return list(draw_papers(papers, product_range(product_rows()), fonts))


@pytest.fixture(scope="module")
def all_papers(papers: Papers) -> list[DrawnPaper]:
    return drawn(papers, installed_fonts())


def test_every_document_is_drawn(papers: Papers, all_papers: list[DrawnPaper]) -> None:
    plan = OfficePlan(datetime(2026, 11, 22, 17, tzinfo=JAPAN_TIME), 10, town_choice(()))
    wanted = {row.id for row in papers.document_rows(plan)}

    assert {paper.document_id for paper in all_papers} == wanted
    assert all(1 <= len(paper.pages) <= 4 for paper in all_papers)


def test_no_two_pictures_are_the_same(all_papers: list[DrawnPaper]) -> None:
    first_pages = [paper.pages[0].original for paper in all_papers]

    assert len(set(first_pages)) == len(first_pages)


def test_same_papers_give_the_same_bytes(papers: Papers, all_papers: list[DrawnPaper]) -> None:
    assert drawn(papers, installed_fonts()) == all_papers


def test_without_a_font_there_are_shapes(papers: Papers) -> None:
    letter = drawn(papers, NO_FONT)[-1].pages[0]

    colours = Image.open(BytesIO(letter.original)).convert("L").getcolors()
    assert colours
    assert min(int(str(brightness)) for _count, brightness in colours) < 150


def test_there_is_a_text_for_every_letter(papers: Papers) -> None:
    assert len(letter_texts()) == len(papers.letter_document_ids)


@pytest.mark.parametrize("dice", range(4))
def test_words_of_a_letter_lie_where_there_is_ink(dice: int) -> None:
    lines = ("髙橋です", "青汁を", "どうも")
    page = next(letter_pages(lines, Random(dice), None)).convert("L")
    reading = letter_reading(lines, Random(dice))

    assert reading.transcript == "\n".join(lines)
    for word in reading.words:
        box, (width, height) = word.box, page.size
        right, bottom = box.x + box.width, box.y + box.height
        place = page.crop((box.x * width, box.y * height, right * width, bottom * height))
        assert sum(place.histogram()[:150]) > 100  # darker than any ruled line
