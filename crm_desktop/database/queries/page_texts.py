"""Questions about what stands on pages, read by a machine or corrected by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Subquery, and_, select, union
from sqlalchemy.orm import Session

from crm_desktop.database.models.audit import OpenedCard
from crm_desktop.database.models.document import DocumentPage, PageText, StoredImage
from crm_desktop.database.models.letter import Letter
from crm_desktop.domain.page_hits import PageHit, hits_on_page, query_keys
from crm_desktop.domain.page_reading import PageWord, words_from


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """What stands on a page; ``words`` are the machine's, with their places, also once corrected.

    Places are those before the page was turned. ``vertical``: lines are columns from the right.
    """

    transcript: str
    words: tuple[PageWord, ...]
    vertical: bool
    corrected: bool


@dataclass(frozen=True, slots=True)
class LetterFound:
    """A page of a letter that holds all words looked for; ``customer_id`` None: nobody's yet."""

    letter_id: int
    customer_id: int | None
    received_on: date
    document_id: int
    page_number: int
    page: WrittenPage


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page for the machine: which page of which original, and how it was turned."""

    sha256: bytes
    media_type: str
    source_page: int
    rotation_degrees: int
    content: bytes | None

    def shows_same(self, other: UnreadPage | None) -> bool:
        """Tell whether both are one picture, turned alike, wherever its bytes are kept."""
        return other is not None and replace(self, content=None) == replace(other, content=None)


def text_of_page(session: Session, document_id: int, page_number: int) -> WrittenPage | None:
    """Return what stands on a page; None where it was not read yet or may not be seen."""
    statement = select(
        PageText.transcript, PageText.words, PageText.vertical, PageText.corrected
    ).where(PageText.document_id == document_id, PageText.page_number == page_number)
    row = session.execute(statement).one_or_none()
    return None if row is None else WrittenPage(row[0], _words(row[1]), row[2], row[3])


def hits_in_papers(session: Session, document_ids: Sequence[int], words: str) -> list[PageHit]:
    """Return the places of ``words`` in papers, in the order of ``document_ids`` and pages.

    A page whose text holds all of them, though nobody knows where, has one hit without a place.
    """
    keys = query_keys(words)
    if not keys or not document_ids:
        return []
    statement = (
        select(
            PageText.document_id,
            PageText.page_number,
            PageText.search_key,
            PageText.words,
            PageText.vertical,
        )
        .where(PageText.document_id.in_(document_ids))
        .order_by(PageText.document_id, PageText.page_number)
    )
    order = {document: place for place, document in reversed(list(enumerate(document_ids)))}
    rows = sorted(session.execute(statement), key=lambda row: order[row.document_id])
    hits: list[PageHit] = []
    for row in rows:
        boxes = hits_on_page(_words(row.words), words, vertical=row.vertical)
        places = [PageHit(row.document_id, row.page_number, box) for box in boxes]
        if not boxes and all(key in row.search_key for key in keys):
            places = [PageHit(row.document_id, row.page_number, None)]
        hits += places
    return hits


def letters_with(session: Session, words: str, *, limit: int = 50) -> list[LetterFound]:
    """Return pages of letters that hold all of ``words``, those of the newest letters first.

    Width, kana, blanks and ends of lines make no difference. A desk finds the letters of cards it
    has open and those that are nobody's yet. Nothing is found for words that say nothing.
    """
    keys = query_keys(words)
    if not keys:
        return []
    letters = _letters_seen()
    statement = (
        select(
            letters.c.id,
            letters.c.customer_id,
            letters.c.received_on,
            PageText.document_id,
            PageText.page_number,
            PageText.transcript,
            PageText.words,
            PageText.vertical,
            PageText.corrected,
        )
        .join(PageText, PageText.document_id == letters.c.document_id)
        .where(*(PageText.search_key.contains(key, autoescape=True) for key in keys))
        .order_by(letters.c.received_on.desc(), letters.c.id.desc(), PageText.page_number)
        .limit(limit)
    )
    return [
        LetterFound(
            row.id,
            row.customer_id,
            row.received_on,
            row.document_id,
            row.page_number,
            WrittenPage(row.transcript, _words(row.words), row.vertical, row.corrected),
        )
        for row in session.execute(statement)
    ]


def page_to_read(session: Session, document_id: int, page_number: int) -> UnreadPage | None:
    """Return a page for the machine; None where it has gone, is put aside or was corrected."""
    statement = (
        select(
            DocumentPage.sha256,
            StoredImage.media_type,
            DocumentPage.source_page,
            DocumentPage.rotation_degrees,
            StoredImage.content,
        )
        .join(StoredImage, StoredImage.sha256 == DocumentPage.sha256)
        .outerjoin(
            PageText,
            and_(
                PageText.document_id == DocumentPage.document_id,
                PageText.page_number == DocumentPage.page_number,
            ),
        )
        .where(
            DocumentPage.document_id == document_id,
            DocumentPage.page_number == page_number,
            DocumentPage.set_aside.is_(False),
            PageText.corrected.is_not(True),
        )
    )
    row = session.execute(statement).one_or_none()
    return None if row is None else UnreadPage(*row)


def _words(stored: list[list[float | str]]) -> tuple[PageWord, ...]:
    return tuple(words_from(stored))


def _letters_seen() -> Subquery:
    """Return nobody's letters and those of open cards.

    Two ways in, each by an index: one OR would walk through all letters of the office.
    """
    columns = Letter.id, Letter.customer_id, Letter.received_on, Letter.document_id
    return union(
        select(*columns).where(Letter.customer_id.is_(None)),
        select(*columns).join(OpenedCard, OpenedCard.customer_id == Letter.customer_id),
    ).subquery()
