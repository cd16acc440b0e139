"""Questions about papers and their pictures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.database.models.document import DocumentPage, ImageRendition
from crm_desktop.database.models.shipment import Enclosure, Shipment, ShipmentEnclosure


@dataclass(frozen=True, slots=True)
class EnclosedPaper:
    """One paper that lay in a parcel of an order; without a picture ``document_id`` is None."""

    order_id: int
    enclosure_id: int
    title: str
    offer: str
    document_id: int | None


def enclosed_papers(session: Session, order_ids: Collection[int]) -> list[EnclosedPaper]:
    """Return what lay in the parcels of ``order_ids``, by order; empty for no orders."""
    statement = (
        select(
            Shipment.order_id,
            Enclosure.id,
            Enclosure.title,
            Enclosure.offer,
            Enclosure.document_id,
        )
        .join(ShipmentEnclosure, ShipmentEnclosure.shipment_id == Shipment.id)
        .join(Enclosure, Enclosure.id == ShipmentEnclosure.enclosure_id)
        .where(Shipment.order_id.in_(order_ids))
        .distinct()
        .order_by(Shipment.order_id, Enclosure.id)
    )
    return [EnclosedPaper(*row) for row in session.execute(statement)]


def first_page_thumbnails(session: Session, document_ids: Collection[int]) -> dict[int, bytes]:
    """Return the encoded thumbnail of the first page, by document; those without are left out."""
    return _first_pages(session, document_ids, "thumbnail")


def first_page_previews(session: Session, document_ids: Collection[int]) -> dict[int, bytes]:
    """Return the encoded preview of the first page, by document; those without are left out."""
    return _first_pages(session, document_ids, "preview")


def _first_pages(
    session: Session, document_ids: Collection[int], rendition: str
) -> dict[int, bytes]:
    statement = (
        select(DocumentPage.document_id, ImageRendition.content)
        .join(ImageRendition, ImageRendition.sha256 == DocumentPage.sha256)
        .where(
            DocumentPage.document_id.in_(document_ids),
            DocumentPage.page_number == 1,
            ImageRendition.rendition == rendition,
        )
        .order_by(DocumentPage.document_id)
    )
    return {row.document_id: row.content for row in session.execute(statement)}
