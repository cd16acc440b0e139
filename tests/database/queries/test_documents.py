from __future__ import annotations

import hashlib

from sqlalchemy.orm import Session

from crm_desktop.database.models.document import (
    Document,
    DocumentPage,
    ImageRendition,
    StoredImage,
)
from crm_desktop.database.models.order import Order
from crm_desktop.database.models.shipment import Enclosure, Shipment, ShipmentEnclosure
from crm_desktop.database.queries.documents import (
    EnclosedPaper,
    enclosed_papers,
    first_page_previews,
    first_page_thumbnails,
)
from tests.builders import a_customer, an_order


def a_document(session: Session, *pages: str) -> int:
    """Add a paper whose pages have a thumbnail ``t:<page>`` and a preview ``p:<page>``."""
    document = Document()
    session.add(document)
    session.flush()
    for number, page in enumerate(pages, start=1):
        sha256 = hashlib.sha256(f"{document.id} {page}".encode()).digest()
        image = StoredImage(sha256=sha256, media_type="image/png", width_px=1, height_px=1)
        session.add(image)
        session.flush()
        session.add(DocumentPage(document_id=document.id, page_number=number, sha256=sha256))
        for rendition in ("thumbnail", "preview"):
            content = f"{rendition[0]}:{page}".encode()
            session.add(
                ImageRendition(
                    sha256=sha256, rendition=rendition, media_type="image/png", content=content
                )
            )
    session.flush()
    return document.id


def enclose(session: Session, order: Order, title: str, document_id: int | None = None) -> int:
    """Lay a new enclosure into a new parcel of ``order``; return the enclosure's id."""
    enclosure = Enclosure(code=f"E-{order.id}-{title}", title=title, document_id=document_id)
    shipment = Shipment(order_id=order.id)
    session.add_all([enclosure, shipment])
    session.flush()
    session.add(ShipmentEnclosure(shipment_id=shipment.id, enclosure_id=enclosure.id))
    session.flush()
    return enclosure.id


def test_the_first_page_stands_for_the_paper(session: Session) -> None:
    document_id = a_document(session, "表", "裏")

    assert first_page_thumbnails(session, [document_id]) == {document_id: "t:表".encode()}
    assert first_page_previews(session, [document_id]) == {document_id: "p:表".encode()}


def test_a_paper_without_a_picture_is_left_out(session: Session) -> None:
    empty = a_document(session)
    whole = a_document(session, "表")

    assert list(first_page_thumbnails(session, [empty, whole, 404])) == [whole]


def test_no_papers_asked_for_are_none(session: Session) -> None:
    assert first_page_thumbnails(session, []) == {}
    assert enclosed_papers(session, []) == []


def test_what_lay_in_the_parcels_is_told_by_order(session: Session) -> None:
    customer = a_customer(session)
    first, second = an_order(session, customer), an_order(session, customer)
    document_id = a_document(session, "表")
    greeting = enclose(session, first, "冬のごあいさつ", document_id)
    recipes = enclose(session, second, "青汁レシピ集")

    assert enclosed_papers(session, [second.id, first.id]) == [
        EnclosedPaper(first.id, greeting, "冬のごあいさつ", "", document_id),
        EnclosedPaper(second.id, recipes, "青汁レシピ集", "", None),
    ]


def test_the_same_leaflet_in_two_parcels_of_an_order_is_told_once(session: Session) -> None:
    order = an_order(session, a_customer(session))
    enclosure_id = enclose(session, order, "レシピ")
    shipment = Shipment(order_id=order.id)
    session.add(shipment)
    session.flush()
    session.add(ShipmentEnclosure(shipment_id=shipment.id, enclosure_id=enclosure_id))
    session.flush()

    assert len(enclosed_papers(session, [order.id])) == 1


def test_parcels_of_other_orders_are_not_told(session: Session) -> None:
    customer = a_customer(session)
    mine, other = an_order(session, customer), an_order(session, customer)
    enclose(session, other, "別の同梱物")

    assert enclosed_papers(session, [mine.id]) == []
