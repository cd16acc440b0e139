"""Letters with pages, for tests of what stands on them."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from sqlalchemy.orm import Session

from crm_desktop.database.models.document import Document, DocumentPage, StoredImage
from crm_desktop.database.models.letter import Letter


def a_letter(
    session: Session,
    *,
    pages: int = 1,
    state: str = "scanned",
    customer_id: int | None = None,
    content: bytes = b"png",
) -> int:
    """Add a letter whose pages all look alike, nobody's unless said, and return its document."""
    document = Document()
    key = sha256(content).digest()
    session.merge(
        StoredImage(sha256=key, media_type="image/png", width_px=8, height_px=8, content=content)
    )
    session.add(document)
    session.flush()
    for number in range(1, pages + 1):
        session.add(DocumentPage(document_id=document.id, page_number=number, sha256=key))
    session.flush()
    session.add(
        Letter(
            document_id=document.id,
            received_on=date(2026, 11, 3),
            state=state,
            customer_id=customer_id,
        )
    )
    session.flush()
    return document.id
