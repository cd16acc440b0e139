"""Which of the pages that were scanned together are one letter.

A separator parts letters. A cover sheet, and a card that a customer sent back, begin a letter of
their customer. Where a batch has neither separators nor covers, each file is a letter. In doubt
pages stay apart: one letter too many is put together by hand, one customer's letter on the card of
another is not noticed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class PageKind(StrEnum):
    """What a scanned page is."""

    CONTENT = "content"
    BLANK = "blank"
    SEPARATOR = "separator"
    COVER = "cover"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class PageFact:
    """One page of a batch: of its ``file``, by number; ``owner`` is the code of its customer.

    ``owner`` is empty where no code was read or the code is not believed.
    """

    file: int
    kind: PageKind
    owner: str = ""


def grouped_pages(pages: Sequence[PageFact]) -> tuple[tuple[int, ...], ...]:
    """Return the letters as the positions of their pages, in order; separators are in none."""
    parted = any(page.kind in {PageKind.SEPARATOR, PageKind.COVER} for page in pages)
    letters: list[list[int]] = []
    open_letter = False
    for position, page in enumerate(pages):
        if page.kind is PageKind.SEPARATOR:
            open_letter = False
            continue
        letter = [pages[at] for at in letters[-1]] if open_letter else []
        if not letter or _begins(page, letter, parted=parted):
            letters.append([])
        letters[-1].append(position)
        open_letter = True
    return tuple(map(tuple, letters))


def set_aside(pages: Sequence[PageFact]) -> tuple[bool, ...]:
    """Return for each page of one letter whether it is put aside: blank ones, and the cover.

    A cover without anything behind it is the letter itself.
    """
    written = any(page.kind in {PageKind.CONTENT, PageKind.CARD} for page in pages)
    return tuple(
        page.kind is PageKind.BLANK
        or (page.kind is PageKind.COVER and bool(page.owner) and written)
        for page in pages
    )


def _begins(page: PageFact, letter: Sequence[PageFact], *, parted: bool) -> bool:
    """Tell whether ``page`` begins a new letter after the pages of ``letter``."""
    if not parted and page.file != letter[-1].file:
        return True
    if all(before.kind is PageKind.BLANK for before in letter):
        return False
    match page.kind:
        case PageKind.COVER:
            return not _is_same_sheet(page, letter)
        case PageKind.CARD:
            return not page.owner or page.owner not in {before.owner for before in letter}
        case PageKind.CONTENT:
            kinds = {before.kind for before in letter}
            return PageKind.CARD in kinds and PageKind.COVER not in kinds
        case _:
            return False


def _is_same_sheet(page: PageFact, letter: Sequence[PageFact]) -> bool:
    """Tell whether so far there is only the front of the very sheet whose back ``page`` is."""
    return bool(page.owner) and all(
        before.kind is PageKind.BLANK
        or (before.kind is PageKind.COVER and before.owner == page.owner)
        for before in letter
    )
