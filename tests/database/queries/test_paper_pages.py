from __future__ import annotations

import hashlib

from sqlalchemy.orm import Session

from crm_desktop.database.models.document import (
    Document,
    DocumentPage,
    ImageRendition,
    StoredImage,
)
from crm_desktop.database.queries.paper_pages import (
    EncodedPicture,
    page_in_full,
    page_preview,
    paper_pages,
)


def an_original(session: Session, content: bytes | None, **values: object) -> bytes:
    """Add an original; return its SHA-256."""
    sha256 = hashlib.sha256(content or b"elsewhere").digest()
    given = {"media_type": "image/jpeg", "width_px": 2480, "height_px": 3508, "content": content}
    session.add(StoredImage(sha256=sha256, **given | values))
    session.flush()
    return sha256


def a_paper(session: Session, *pages: DocumentPage) -> int:
    """Add a paper of ``pages``, numbered from 1."""
    document = Document()
    session.add(document)
    session.flush()
    for number, page in enumerate(pages, 1):
        page.document_id, page.page_number = document.id, number
        session.add(page)
    session.flush()
    return document.id


def a_rendition(session: Session, sha256: bytes, name: str, page: int, content: bytes) -> None:
    session.add(
        ImageRendition(
            sha256=sha256,
            source_page=page,
            rendition=name,
            media_type="image/png",
            content=content,
        )
    )
    session.flush()


def test_pages_come_in_their_order_and_blank_ones_last(session: Session) -> None:
    key = an_original(session, b"pdf", media_type="application/pdf", page_count=3)
    paper = a_paper(
        session,
        DocumentPage(sha256=key, set_aside=True),
        DocumentPage(sha256=key, source_page=2, rotation_degrees=90),
        DocumentPage(sha256=key, source_page=3),
    )

    pages = paper_pages(session, [paper, 404])

    assert [(p.source_page, p.rotation_degrees, p.set_aside) for p in pages] == [
        (2, 90, False),
        (3, 0, False),
        (1, 0, True),
    ]
    assert {(p.width_px, p.height_px) for p in pages} == {(2480, 3508)}


def test_an_original_that_can_be_shown_is_shown_itself(session: Session) -> None:
    key = an_original(session, b"jpeg")
    page = paper_pages(session, [a_paper(session, DocumentPage(sha256=key))])[0]

    assert page_in_full(session, page) == EncodedPicture("image/jpeg", b"jpeg")


def test_what_was_made_of_its_page_is_shown_instead_of_a_pdf(session: Session) -> None:
    key = an_original(session, b"pdf", media_type="application/pdf", page_count=2)
    for number in (1, 2):
        a_rendition(session, key, "full", number, b"page %d" % number)
        a_rendition(session, key, "preview", number, b"small %d" % number)
    page = paper_pages(session, [a_paper(session, DocumentPage(sha256=key, source_page=2))])[0]

    assert page_in_full(session, page) == EncodedPicture("image/png", b"page 2")
    assert page_preview(session, page) == EncodedPicture("image/png", b"small 2")


def test_where_an_original_is_kept_elsewhere_is_told(session: Session) -> None:
    key = an_original(session, None, location="s3://papers/ab")
    page = paper_pages(session, [a_paper(session, DocumentPage(sha256=key))])[0]

    assert page_in_full(session, page) == EncodedPicture("image/jpeg", b"", "s3://papers/ab")
    assert page_preview(session, page) is None
