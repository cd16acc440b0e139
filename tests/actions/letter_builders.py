from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.actions.letters import SeenLetter
from crm_desktop.database.models.customer import Tag
from crm_desktop.database.models.document import (
    Document,
    DocumentPage,
    ImageRendition,
    PageText,
    StoredImage,
)
from crm_desktop.database.models.letter import Letter, LetterTag

TEXT = "〒160-0023 東京都新宿区西新宿2-8-1\n髙橋 美智子\n電話 03-5321-1111"


def a_letter(session: Session, *pages: str, text: str = "", **facts: Any) -> SeenLetter:
    """Add a letter with a page for each word of ``pages``, and what stands on the first."""
    document = Document()
    session.add(document)
    session.flush()
    for number, word in enumerate(pages, start=1):
        key = sha256(word.encode()).digest()
        if session.get(StoredImage, key) is None:
            picture = StoredImage(sha256=key, media_type="image/jpeg", width_px=8, height_px=8)
            session.add(picture)
            session.flush()
            session.add_all(
                ImageRendition(
                    sha256=key, rendition=kind, media_type="image/jpeg", content=word.encode()
                )
                for kind in ("thumbnail", "preview")
            )
        session.add(DocumentPage(document_id=document.id, page_number=number, sha256=key))
    session.flush()
    if text:
        session.add(PageText(document_id=document.id, page_number=1, transcript=text))
    facts.setdefault("received_on", date(2026, 11, 20))
    letter = Letter(document_id=document.id, **facts)
    session.add(letter)
    session.flush()
    return SeenLetter(letter.id, letter.revision)


def a_tag(session: Session, label: str) -> int:
    tag = Tag(label=label)
    session.add(tag)
    session.flush()
    return tag.id


def all_letters(session: Session) -> dict[int, Any]:
    """Return everything that is stored of all letters but their revisions, by id."""
    session.expire_all()
    told = {}
    for letter in session.scalars(select(Letter).order_by(Letter.id)):
        columns = {c.key: getattr(letter, c.key) for c in Letter.__table__.columns}
        columns.pop("revision")
        pages = select(
            DocumentPage.page_number,
            DocumentPage.sha256,
            DocumentPage.source_page,
            DocumentPage.rotation_degrees,
            DocumentPage.set_aside,
        ).where(DocumentPage.document_id == letter.document_id)
        texts = select(PageText.page_number, PageText.transcript).where(
            PageText.document_id == letter.document_id
        )
        tags = select(LetterTag.tag_id).where(LetterTag.letter_id == letter.id)
        told[letter.id] = (
            columns,
            sorted(map(tuple, session.execute(pages))),
            sorted(map(tuple, session.execute(texts))),
            sorted(session.scalars(tags)),
        )
    return told


def seen_now(session: Session, letter_id: int) -> SeenLetter:
    """Return the letter as it is now."""
    session.expire_all()
    return SeenLetter(letter_id, session.get_one(Letter, letter_id).revision)


def words_of(session: Session, letter_id: int) -> list[str]:
    """Return the words the letter's pages were made of, in their order."""
    statement = (
        select(ImageRendition.content)
        .join(DocumentPage, DocumentPage.sha256 == ImageRendition.sha256)
        .join(Letter, Letter.document_id == DocumentPage.document_id)
        .where(Letter.id == letter_id, ImageRendition.rendition == "preview")
        .order_by(DocumentPage.page_number)
    )
    return [content.decode() for content in session.scalars(statement)]
