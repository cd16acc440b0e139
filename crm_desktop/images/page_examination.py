"""Looks at every page of a scanned file once: all that can be told without the database.

Safe from any thread and, since all of it can be pickled, in any process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from crm_desktop.errors.papers import PaperRefused, refusal_told
from crm_desktop.errors.told import facts_to_tell
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


@dataclass(frozen=True, slots=True)
class RefusedPaper:
    """A file that cannot: the name of the `PaperRefused` and its facts."""

    problem: str
    facts: Mapping[str, Any]

    def error(self, name: str) -> PaperRefused:
        """Return the refusal itself."""
        return refusal_told(self.problem, name, self.facts)


def examine_paper(content: bytes, name: str = "") -> ExaminedPaper | RefusedPaper:
    """Read a file, clean its pages and make their renditions; page by page, to spare memory."""
    try:
        paper = read_paper(content, name)
        pages, renditions = zip(
            *(_examined(content, paper, number) for number in range(1, len(paper.pages) + 1)),
            strict=True,
        )
    except PaperRefused as error:
        facts = facts_to_tell(error)
        return RefusedPaper(
            type(error).__name__, {key: fact for key, fact in facts.items() if key != "name"}
        )
    return ExaminedPaper(PreparedPaper(paper, content, renditions), pages)


def _examined(
    content: bytes, paper: PaperFile, source_page: int
) -> tuple[ExaminedPage, PageRenditions]:
    page = cleaned(render_page(content, paper.media_type, source_page))
    return ExaminedPage(
        size=PageSize(*page.image.size),
        blank=page.blank,
        straightened_degrees=page.straightened_degrees,
        cropped=page.cropped,
        looks=None if page.blank else looks_of(page.tones),
        code_texts=() if page.blank else codes_on(page.image),
    ), _renditions(content, paper, source_page, page)


def _renditions(
    content: bytes, paper: PaperFile, source_page: int, page: CleanedPage
) -> PageRenditions:
    if page.changed or paper.media_type in _NEVER_SHOWN:
        return renditions_from(page.image)
    return renditions_of(content, paper.media_type, source_page)


_NEVER_SHOWN: Final = frozenset((PDF, TIFF, HEIC))
