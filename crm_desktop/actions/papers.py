"""Stores papers: originals byte for byte under their hash, renditions once, pages in order.

Nothing here is called stored before it has been read back; let go of a file after the commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from sqlalchemy import func, insert, select
from sqlalchemy.dialects.postgresql import insert as insert_once
from sqlalchemy.orm import Session

from crm_desktop.database.engine import allow_time
from crm_desktop.database.models.document import (
    DocumentPage,
    ImageRendition,
    QuarantinedFile,
    StoredImage,
)
from crm_desktop.database.queries.originals import original_is_kept
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.papers import PaperNotKept
from crm_desktop.errors.told import facts_to_tell
from crm_desktop.images.paper_file import MOST_BYTES, RENDITION_MEDIA_TYPE, PageRenditions
from crm_desktop.images.prepared_paper import PreparedPaper, prepare_paper

_LONGEST_NAME: Final = 200
_STORING_MS: Final = 120_000
"""100 MB are not stored in what a question has."""
_NEW_DOCUMENT: Final = select(func.new_document())


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page for a document: which page (from 1) of which stored original, and how it is shown."""

    sha256: bytes
    source_page: int = 1
    rotation_degrees: int = 0
    set_aside: bool = False


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A document that has just been stored, with its one original."""

    document_id: int
    sha256: bytes
    page_count: int


def store_paper(session: Session, content: bytes, name: str = "") -> StoredPaper:
    """Store a file as a new document of all its pages.

    Raises:
        PaperRefused: it cannot be taken; nothing was stored. See `quarantine`.
        PaperNotKept: the database gives back something else.
    """
    prepared = prepare_paper(content, name)
    store_original(session, prepared)
    return StoredPaper(
        add_document(session, pages_of(prepared)),
        prepared.paper.sha256,
        len(prepared.paper.pages),
    )


def store_originals(session: Session, papers: Iterable[PreparedPaper]) -> None:
    """Store several originals in the order of their hashes: whoever stores the same waits in turn.

    Raises:
        PaperNotKept: the database gives back something else.
    """
    for prepared in sorted(papers, key=lambda one: one.paper.sha256):
        store_original(session, prepared)


def store_original(session: Session, prepared: PreparedPaper) -> bool:
    """Store the original and its renditions; False where it was there already.

    Raises:
        PaperNotKept: the database gives back something else.
    """
    paper = prepared.paper
    allow_time(session, _STORING_MS)
    added = _insert_original(session, prepared)
    if added:
        session.execute(
            insert(ImageRendition),
            [
                row
                for page, made in enumerate(prepared.renditions, start=1)
                for row in _rendition_rows(paper.sha256, page, made)
            ],
        )
    if not original_is_kept(session, paper.sha256):
        raise PaperNotKept(paper.sha256.hex())
    return added


def add_document(session: Session, pages: Sequence[NewPage]) -> int:
    """Add a document of stored pages in their order and return its id."""
    document_id = int(session.scalar(_NEW_DOCUMENT) or 0)
    session.execute(
        insert(DocumentPage),
        [
            {
                "document_id": document_id,
                "page_number": number,
                "sha256": page.sha256,
                "source_page": page.source_page,
                "rotation_degrees": page.rotation_degrees,
                "set_aside": page.set_aside,
            }
            for number, page in enumerate(pages, start=1)
        ],
    )
    return document_id


def pages_of(prepared: PreparedPaper) -> tuple[NewPage, ...]:
    """Return all pages of one original as they come."""
    numbers = range(1, len(prepared.paper.pages) + 1)
    return tuple(NewPage(prepared.paper.sha256, number) for number in numbers)


def quarantine(session: Session, name: str, source: str, content: bytes, error: CrmError) -> int:
    """Keep a file that was refused, as it came, with why; return its id.

    ``source`` is what handed it in. Of a file above `MOST_BYTES` only hash and size are kept: it
    has to stay where it is.
    """
    kept = QuarantinedFile(
        name=plain_name(name),
        source=plain_name(source),
        sha256=sha256(content).digest(),
        byte_size=len(content),
        content=content if len(content) <= MOST_BYTES else None,
        problem=type(error).__name__,
        facts={key: fact for key, fact in facts_to_tell(error).items() if key != "name"},
    )
    allow_time(session, _STORING_MS)
    session.add(kept)
    session.flush()
    return kept.id


def plain_name(name: str) -> str:
    """Return the last part of a path, without what cannot be shown, 200 characters at most."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable())[:_LONGEST_NAME]


def _insert_original(session: Session, prepared: PreparedPaper) -> bool:
    paper = prepared.paper
    statement = insert_once(StoredImage).values(
        sha256=paper.sha256,
        media_type=paper.media_type,
        width_px=paper.pages[0].width_px,
        height_px=paper.pages[0].height_px,
        content=prepared.content,
        byte_size=len(prepared.content),
        page_count=len(paper.pages),
    )
    done = session.connection().execute(
        statement.on_conflict_do_nothing(), execution_options={"preserve_rowcount": True}
    )
    return done.rowcount > 0


def _rendition_rows(key: bytes, page: int, made: PageRenditions) -> list[dict[str, object]]:
    sizes = {"thumbnail": made.thumbnail, "preview": made.preview, "full": made.full}
    return [
        {
            "sha256": key,
            "source_page": page,
            "rendition": size,
            "media_type": RENDITION_MEDIA_TYPE,
            "content": content,
        }
        for size, content in sizes.items()
        if content is not None
    ]
