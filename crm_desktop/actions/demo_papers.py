"""Stores the drawn papers of the demo office with their smaller pictures."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as insert_once
from sqlalchemy.orm import Session

from crm_desktop.actions.page_texts import store_reading
from crm_desktop.database.models.document import DocumentPage, ImageRendition, StoredImage
from crm_desktop.images.demo_papers import DrawnPaper
from crm_desktop.images.rendition import MEDIA_TYPE, EncodedPage


def store_papers(session: Session, papers: Sequence[DrawnPaper]) -> None:
    """Add the pages of ``papers`` to their documents, with what a machine would have read there.

    Equal pictures are stored once.
    """
    for paper in papers:
        for number, page in enumerate(paper.pages, start=1):
            key = sha256(page.original).digest()
            _store_image(session, key, page)
            session.execute(
                insert(DocumentPage).values(
                    document_id=paper.document_id, page_number=number, sha256=key
                )
            )
        if paper.reading.lines:
            store_reading(session, paper.document_id, 1, paper.reading)


def _store_image(session: Session, key: bytes, page: EncodedPage) -> None:
    image = insert_once(StoredImage).values(
        sha256=key,
        media_type=MEDIA_TYPE,
        width_px=page.width_px,
        height_px=page.height_px,
        content=page.original,
    )
    session.execute(image.on_conflict_do_nothing())
    renditions = insert_once(ImageRendition).values(
        [
            {"sha256": key, "rendition": size, "media_type": MEDIA_TYPE, "content": content}
            for size, content in (("preview", page.preview), ("thumbnail", page.thumbnail))
        ]
    )
    session.execute(renditions.on_conflict_do_nothing())
