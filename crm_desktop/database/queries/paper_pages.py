"""Questions about the pages of papers: which there are, and their pictures in each size."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.document import DocumentPage, ImageRendition, StoredImage


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One page of a paper; width and height are those of the original's first page.

    One that is ``set_aside`` is blank.
    """

    document_id: int
    page_number: int
    sha256: bytes
    source_page: int
    rotation_degrees: int
    set_aside: bool
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class EncodedPicture:
    """A picture as it is kept. ``location`` is where, when ``content`` is empty."""

    media_type: str
    content: bytes
    location: str = ""


def paper_pages(session: Session, document_ids: Collection[int]) -> list[PaperPage]:
    """Return the pages of ``document_ids``, by document; of each the blank ones come last."""
    statement = (
        select(
            DocumentPage.document_id,
            DocumentPage.page_number,
            DocumentPage.sha256,
            DocumentPage.source_page,
            DocumentPage.rotation_degrees,
            DocumentPage.set_aside,
            StoredImage.width_px,
            StoredImage.height_px,
        )
        .join(StoredImage, StoredImage.sha256 == DocumentPage.sha256)
        .where(DocumentPage.document_id.in_(document_ids))
        .order_by(DocumentPage.document_id, DocumentPage.set_aside, DocumentPage.page_number)
    )
    return [PaperPage(*row) for row in session.execute(statement)]


def page_preview(session: Session, page: PaperPage) -> EncodedPicture | None:
    """Return the smaller picture of ``page`` for a pane; None when there is none."""
    statement = select(ImageRendition.media_type, ImageRendition.content).where(
        ImageRendition.sha256 == page.sha256,
        ImageRendition.source_page == page.source_page,
        ImageRendition.rendition == "preview",
    )
    row = session.execute(statement).one_or_none()
    return None if row is None else EncodedPicture(row.media_type, row.content)


def page_in_full(session: Session, page: PaperPage) -> EncodedPicture | None:
    """Return the picture of ``page`` as large as there is: made for it, else the original."""
    full = and_(
        ImageRendition.sha256 == StoredImage.sha256,
        ImageRendition.source_page == page.source_page,
        ImageRendition.rendition == "full",
    )
    statement = (
        select(
            func.coalesce(ImageRendition.media_type, StoredImage.media_type).label("media_type"),
            func.coalesce(ImageRendition.content, StoredImage.content).label("content"),
            StoredImage.location,
        )
        .outerjoin(ImageRendition, full)
        .where(StoredImage.sha256 == page.sha256)
    )
    row = session.execute(statement).one_or_none()
    if row is None:
        return None
    return EncodedPicture(row.media_type, row.content or b"", row.location)
