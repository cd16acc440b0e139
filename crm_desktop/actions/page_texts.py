"""What stands on pages: stored as the machine reads it, corrected by people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from crm_desktop.actions.originals import moved_original
from crm_desktop.database.engine import Database
from crm_desktop.database.models.document import PageText
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.queries.page_texts import UnreadPage, page_to_read
from crm_desktop.domain.page_hits import text_key
from crm_desktop.domain.page_reading import PageReading, stored_words, turned_back
from crm_desktop.errors.database import RecordChanged

ReadPage = Callable[[UnreadPage, bytes], PageReading]


def read_page(database: Database, document_id: int, page_number: int, read: ReadPage) -> bool:
    """Read one page with ``read`` and store what it says; False where there was nothing to do.

    ``read`` is given the page and the bytes of its original, wherever they are kept. Done twice it
    is as done once. No transaction is open while ``read`` takes its seconds.

    Raises:
        OriginalMissing, PaperStoreAway, BadPaperStore: the original cannot be had.
    """
    with database.reading() as session:
        page = page_to_read(session, document_id, page_number)
        if page is None:
            return False
        content = page.content or moved_original(session, page.sha256, page.media_type)
    reading = turned_back(read(page, content), page.rotation_degrees)
    with database.writing() as session:
        _hold_pages(session, document_id)
        # Turned or moved meanwhile: a reading of its own waits for what lies there now.
        if not page.shows_same(page_to_read(session, document_id, page_number)):
            return False
        return store_reading(session, document_id, page_number, reading)


def store_reading(
    session: Session, document_id: int, page_number: int, reading: PageReading
) -> bool:
    """Store what a machine read; False where a person's correction stands, which stays.

    The places in ``reading`` are those before the page was turned.
    """
    transcript = _storable(reading.transcript)
    told = {
        "transcript": transcript,
        "words": stored_words(reading),
        "vertical": reading.vertical,
        "search_key": text_key(transcript),
        "read_at": func.now(),
    }
    statement = upsert(PageText).values(document_id=document_id, page_number=page_number, **told)
    done = session.execute(
        statement.on_conflict_do_update(
            index_elements=[PageText.document_id, PageText.page_number],
            set_=told,
            where=PageText.corrected.is_(False),
        ).returning(PageText.document_id)
    )
    return done.one_or_none() is not None


def correct_transcript(
    session: Session,
    document_id: int,
    page_number: int,
    transcript: str,
    *,
    seen_transcript: str,
    staff_id: int | None,
) -> None:
    """Put a person's text in place of what stands there; no machine overwrites it any more.

    ``seen_transcript`` is what the person saw before ("" on a page that was not read yet).

    Raises:
        RecordChanged: something else stands there by now, or the page has gone.
        RightMissing: the letter is not this person's to correct (by way of the session).
    """
    stored = _storable(transcript)
    _hold_pages(session, document_id)
    page = session.get(
        PageText, (document_id, page_number), with_for_update=True, populate_existing=True
    )
    if page is None:
        _type_first(session, document_id, page_number, stored, staff_id)
        return
    if page.transcript != seen_transcript:
        raise RecordChanged("page_text", document_id)
    page.transcript = stored
    page.search_key = text_key(stored)
    page.corrected = True
    page.corrected_by_id = staff_id
    session.flush()


def read_letters_later(session: Session, which: Literal["unread", "forgotten", "all"]) -> int:
    """Let the worker read letters' pages and return how many; those that wait already count not.

    ``forgotten`` are unread pages of new letters that were never tried; ``all`` are all but those
    a person has corrected.
    """
    return int(session.scalar(select(func.read_letters_later(which))) or 0)


def _hold_pages(session: Session, document_id: int) -> None:
    """Let nobody lay a letter's pages anew before this transaction ends, nor while they do."""
    letter = select(Letter.id).where(Letter.document_id == document_id).order_by(Letter.id)
    session.execute(letter.with_for_update(read=True))


def _type_first(
    session: Session, document_id: int, page_number: int, transcript: str, staff_id: int | None
) -> None:
    """Store the text of a page that was not read yet."""
    done = session.execute(
        upsert(PageText)
        .values(
            document_id=document_id,
            page_number=page_number,
            transcript=transcript,
            search_key=text_key(transcript),
            corrected=True,
            corrected_by_id=staff_id,
        )
        .on_conflict_do_nothing()
        .returning(PageText.document_id)
    )
    if done.one_or_none() is None:
        raise RecordChanged("page_text", document_id)


def _storable(text: str) -> str:
    return text.encode("utf-8", "ignore").decode().replace("\0", "")
