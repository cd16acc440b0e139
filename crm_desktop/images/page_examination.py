"""Looks at every page of a scanned file once: all that can be told without the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

from crm_desktop.errors.papers import PaperRefused
from crm_desktop.images.page_cleaning import CleanedPage, cleaned
from crm_desktop.images.page_codes import codes_on
from crm_desktop.images.page_likeness import looks_of
from crm_desktop.images.paper_file import (
    PageRenditions,
    PageSize,
    PaperFile,
    read_paper,
    render_page,
    renditions_from,
    renditions_of,
)
from crm_desktop.images.paper_kind import HEIC, PDF, TIFF
from crm_desktop.images.prepared_paper import PreparedPaper


@dataclass(frozen=True, slots=True)
class ExaminedPage:
    """One page: ``size`` is as it is shown; ``code_texts`` from the top down; ``looks`` 128 bits.

    ``looks`` is None for a blank page, and one with too little on it to be compared.
    """

    size: PageSize
    blank: bool
    straightened_degrees: float
    cropped: bool
    looks: str | None
    code_texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExaminedPaper:
    """A file that can be stored, and what was seen on its pages."""

    prepared: PreparedPaper
    pages: tuple[ExaminedPage, ...]


Run = Callable[[Callable[[int], "Seen"], Iterable[int]], Iterable["Seen"]]
"""Does the same for each page in order, as ``map`` does; an executor's does several at a time."""


def examine_paper(
    content: bytes, name: str = "", *, run: Run = map
) -> ExaminedPaper | PaperRefused:
    """Read a file, clean its pages and make their renditions; one that is refused says why."""
    try:
        paper = read_paper(content, name)
        numbers = range(1, len(paper.pages) + 1)
        seen = tuple(run(partial(_examined, content, paper), numbers))
    except PaperRefused as error:
        return error
    renditions = tuple(page.renditions for page in seen)
    return ExaminedPaper(
        PreparedPaper(paper, content, renditions), tuple(page.facts for page in seen)
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """One page with its renditions."""

    facts: ExaminedPage
    renditions: PageRenditions


def _examined(content: bytes, paper: PaperFile, source_page: int) -> Seen:
    page = cleaned(render_page(content, paper.media_type, source_page))
    facts = ExaminedPage(
        size=PageSize(*page.image.size),
        blank=page.blank,
        straightened_degrees=page.straightened_degrees,
        cropped=page.cropped,
        looks=None if page.blank else looks_of(page.tones),
        code_texts=() if page.blank else codes_on(page.image),
    )
    return Seen(facts, _renditions(content, paper, source_page, page))


def _renditions(
    content: bytes, paper: PaperFile, source_page: int, page: CleanedPage
) -> PageRenditions:
    if page.changed or paper.media_type in _NEVER_SHOWN:
        return renditions_from(page.image)
    return renditions_of(content, paper.media_type, source_page)


_NEVER_SHOWN: Final = frozenset((PDF, TIFF, HEIC))
