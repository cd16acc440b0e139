"""Takes scanned files in: bad ones into quarantine, the pages of good ones into letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Final, Protocol

from sqlalchemy.orm import Session

from crm_desktop.actions.intake_pages import BatchPage, batch_pages, code_of
from crm_desktop.actions.papers import plain_name, quarantine, store_originals
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.intake import (
    TakenIn,
    is_quarantined,
    known_pages,
    taken_in,
)
from crm_desktop.domain.letter_way import way_by_shape
from crm_desktop.domain.page_grouping import grouped_pages, set_aside
from crm_desktop.errors.papers import PaperRefused
from crm_desktop.images.page_examination import ExaminedPaper, examine_paper
from crm_desktop.images.page_likeness import MOST_DIFFERENT_BITS

_EXAMINED_AT_ONCE: Final = 2
_REMEMBERED: Final = timedelta(days=60)


class Scanned(Protocol):
    """A file as a source hands it over."""

    @property
    def name(self) -> str:
        """The file's name."""
        ...

    @property
    def content(self) -> bytes:
        """The whole file."""
        ...


@dataclass(frozen=True, slots=True)
class TakenLetter:
    """One letter: its id, and whether it was ``added`` or had been taken in before.

    ``assigned``: a code said whose it is. ``code_problem``: ``signature``, ``customer`` or
    ``several`` where a code was not believed. ``looks_like_id`` is a letter that may be the same.
    """

    letter_id: int
    added: bool
    assigned: bool
    code_problem: str
    looks_like_id: int | None
    page_count: int
    blank_count: int
    straightened_count: int


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What became of a batch; every page is in a letter, a separator, or in a refused file."""

    letters: tuple[TakenLetter, ...]
    refused: tuple[PaperRefused, ...]
    separator_count: int


def take_in(
    database: Database,
    files: Sequence[Scanned],
    source: str,
    *,
    received_on: date,
) -> IntakeResult:
    """Store files that were scanned together, in their order, as letters or in quarantine.

    Each letter is a transaction of its own. What was taken in before is not again, so a batch that
    was cut short can be handed in once more.

    Raises:
        PaperNotKept, DatabaseUnreachable: the rest was not stored; hand the batch in again.
    """
    papers: list[ExaminedPaper] = []
    refused: list[PaperRefused] = []
    for file, examined in zip(files, _examined(files), strict=True):
        if isinstance(examined, PaperRefused):
            _put_aside(database, file, source, examined)
            refused.append(examined)
        else:
            papers.append(examined)
    with database.reading() as session:
        pages = batch_pages(session, papers)
    letters = []
    for positions in grouped_pages([page.fact for page in pages]):
        with database.writing() as session:
            letters.append(_letter(session, [pages[at] for at in positions], source, received_on))
    separators = len(pages) - sum(letter.page_count for letter in letters)
    return IntakeResult(tuple(letters), tuple(refused), separators)


def _examined(files: Sequence[Scanned]) -> Iterator[ExaminedPaper | PaperRefused]:
    """Yield what is seen in each file; two files, or pages of one, are looked at at a time."""
    with ThreadPoolExecutor(_EXAMINED_AT_ONCE, "intake") as examiners:
        match files:
            case [file]:
                yield examine_paper(file.content, file.name, run=examiners.map)
            case _:
                contents, names = [file.content for file in files], [file.name for file in files]
                yield from examiners.map(examine_paper, contents, names)


def _put_aside(database: Database, file: Scanned, source: str, error: PaperRefused) -> None:
    with database.writing() as session:
        if not is_quarantined(session, sha256(file.content).digest(), plain_name(file.name)):
            quarantine(session, file.name, source, file.content, error)


def _letter(
    session: Session, pages: Sequence[BatchPage], source: str, received_on: date
) -> TakenLetter:
    papers = {id(page.paper): page.paper.prepared for page in pages}
    store_originals(session, papers.values())
    rows = _rows(pages)
    code, problem = code_of(pages)
    alike = _alike(session, rows, code or {}, received_on)
    letter = {
        "received_on": received_on,
        "way": _way(pages),
        "source": source,
        "code": code,
        "problem": problem,
        "alike": alike,
    }
    return _told(taken_in(session, letter, rows), pages, alike)


def _rows(pages: Sequence[BatchPage]) -> list[dict[str, Any]]:
    aside = set_aside([page.fact for page in pages])
    return [
        {
            "sha256": page.paper.prepared.paper.sha256.hex(),
            "source_page": page.source_page,
            "set_aside": is_aside,
            "looks": None if is_aside else page.seen.looks,
        }
        for page, is_aside in zip(pages, aside, strict=True)
    ]


def _alike(
    session: Session, rows: Sequence[dict[str, Any]], code: dict[str, Any], received_on: date
) -> int | None:
    """Return the newest letter in which each page to be compared has one that looks the same."""
    compared = [row | {"code": code.get("code", "")} for row in rows if row["looks"]]
    if not compared:
        return None
    found: defaultdict[int, set[int]] = defaultdict(set)
    since = received_on - _REMEMBERED
    for known in known_pages(session, compared, since, most_different_bits=MOST_DIFFERENT_BITS):
        found[known.letter_id].add(known.number)
    whole = (letter for letter, numbers in found.items() if len(numbers) == len(compared))
    return max(whole, default=None)


def _way(pages: Sequence[BatchPage]) -> str:
    written = [page for page in pages if not page.seen.blank] or pages
    scanned = (page.paper.prepared.paper.pages[page.source_page - 1] for page in written)
    shown = (page.seen.size for page in written)
    return way_by_shape(
        [(size.width_px, size.height_px) for size in scanned],
        [(size.width_px, size.height_px) for size in shown],
    )


def _told(done: TakenIn, pages: Sequence[BatchPage], alike: int | None) -> TakenLetter:
    return TakenLetter(
        letter_id=done.letter_id,
        added=done.added,
        assigned=done.assigned,
        code_problem=done.code_problem,
        looks_like_id=alike if done.added else None,
        page_count=len(pages),
        blank_count=sum(page.seen.blank for page in pages),
        straightened_count=sum(page.seen.straightened_degrees != 0 for page in pages),
    )
