"""Draws every paper of the demo office: mailings, enclosures, letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Final

from PIL import Image

from crm_desktop.domain.demo_office.leaflet_texts import leaflet_texts
from crm_desktop.domain.demo_office.letter_texts import letter_texts
from crm_desktop.domain.demo_office.papers import Papers
from crm_desktop.domain.demo_office.products import Range
from crm_desktop.domain.demo_office.rows import ProductRow
from crm_desktop.domain.page_reading import PageReading
from crm_desktop.images.demo_letter import letter_pages, letter_reading
from crm_desktop.images.demo_print import Offered, Printed, leaflet_page, mailing_pages
from crm_desktop.images.japanese_font import handwriting_font, print_font
from crm_desktop.images.rendition import EncodedPage, encoded_page

_PRODUCTS_A_PAGE: Final = 6
_DRAWN_AT_ONCE: Final = 2


@dataclass(frozen=True, slots=True)
class DrawnPaper:
    """The pages of one document, first page first, and what was written on that by hand."""

    document_id: int
    pages: tuple[EncodedPage, ...]
    reading: PageReading = field(default_factory=PageReading)


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts to write with; None where the system has no Japanese one."""

    printed: Path | None
    written: Path | None


def installed_fonts() -> Fonts:
    """Return the system's fonts."""
    return Fonts(print_font(), handwriting_font())


def draw_papers(papers: Papers, products: Range, fonts: Fonts) -> Iterator[DrawnPaper]:
    """Yield every paper that has a document; the same papers give the same bytes."""
    commissions = [
        *_mailings(papers, products, fonts),
        *_enclosures(papers, fonts),
        *_letters(papers, fonts),
    ]
    with ThreadPoolExecutor(_DRAWN_AT_ONCE, "papers") as drawers:
        yield from drawers.map(_drawn, commissions)


@dataclass(frozen=True, slots=True)
class _Commission:
    """One document and how its pages are drawn with given dice."""

    document_id: int
    draw: Callable[[Random], Iterator[Image.Image]]
    read: Callable[[Random], PageReading] = lambda _dice: PageReading()


def _drawn(commission: _Commission) -> DrawnPaper:
    pages = commission.draw(Random(commission.document_id))  # noqa: S311
    reading = commission.read(Random(commission.document_id))  # noqa: S311
    return DrawnPaper(commission.document_id, tuple(map(encoded_page, pages)), reading)


def _mailings(papers: Papers, products: Range, fonts: Fonts) -> Iterator[_Commission]:
    for number, campaign in enumerate(papers.campaigns):
        if campaign.row.document_id is not None:
            shown = _recommended(products, campaign.season, number)
            draw = partial(
                mailing_pages,
                Printed(campaign.row.title, campaign.row.offer),
                campaign.season,
                [Offered(product.name, product.price_yen) for product in shown],
                font=fonts.printed,
            )
            yield _Commission(campaign.row.document_id, draw)


def _recommended(products: Range, season: str, number: int) -> list[ProductRow]:
    gifts = {"summer": products.summer_gifts, "winter": products.winter_gifts}.get(season, ())
    staples = islice(cycle(products.staples), number * 5, number * 5 + _PRODUCTS_A_PAGE)
    return [*gifts, *staples][:_PRODUCTS_A_PAGE]


def _enclosures(papers: Papers, fonts: Fonts) -> Iterator[_Commission]:
    leaflets = leaflet_texts()
    for row in papers.enclosures:
        if row.document_id is not None:
            printed, lines = Printed(row.title, row.offer), leaflets[row.code]
            yield _Commission(row.document_id, partial(_leaflet, printed, lines, fonts.printed))


def _leaflet(
    printed: Printed, lines: tuple[str, ...], font: Path | None, rng: Random
) -> Iterator[Image.Image]:
    yield leaflet_page(printed, lines, rng, font)


def _letters(papers: Papers, fonts: Fonts) -> Iterator[_Commission]:
    for text, document_id in zip(letter_texts(), papers.letter_document_ids, strict=True):
        draw = partial(letter_pages, text.lines, font=fonts.written)
        yield _Commission(document_id, draw, partial(letter_reading, text.lines))
