from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from crm_desktop.actions.staff import register_staff
from crm_desktop.database.models.document import Document, DocumentPage, PageText, StoredImage
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.models.mailing import Mailing
from crm_desktop.database.models.shipment import Enclosure, Shipment, ShipmentEnclosure
from crm_desktop.database.queries.paper_texts import (
    MasterText,
    enclosure_text,
    letter_text,
    mailing_text,
)
from tests.builders import a_customer, an_order

UNTIL = date(2026, 11, 30)


def test_a_mailing_is_told_with_its_conditions(session: Session) -> None:
    mailing = Mailing(
        code="M-1", title="秋の感謝祭", offer="２箱", conditions="お一人様1回", valid_until_on=UNTIL
    )
    session.add(mailing)
    session.flush()

    text = MasterText("秋の感謝祭", "２箱", "お一人様1回", None, UNTIL)
    assert mailing_text(session, mailing.id) == text
    assert mailing_text(session, 404) is None


def test_an_enclosure_is_found_by_its_order_and_title(session: Session) -> None:
    mine, other = (an_order(session, a_customer(session)) for _ in range(2))
    enclosure = Enclosure(code="E-1", title="ごあいさつ", conditions="送料無料")
    shipment = Shipment(order_id=mine.id)
    session.add_all([enclosure, shipment])
    session.flush()
    session.add(ShipmentEnclosure(shipment_id=shipment.id, enclosure_id=enclosure.id))
    session.flush()

    text = MasterText("ごあいさつ", "", "送料無料", None, None)
    assert enclosure_text(session, mine.id, "ごあいさつ") == text
    assert enclosure_text(session, other.id, "ごあいさつ") is None


def test_a_letter_is_told_with_who_thanked_and_what_was_read(session: Session) -> None:
    staff_id = register_staff(session, login="saeki", name="佐伯", extension="")
    document = Document()
    session.add_all(
        [document, StoredImage(sha256=bytes(32), media_type="", width_px=1, height_px=1)]
    )
    session.flush()
    session.add(DocumentPage(document_id=document.id, page_number=1, sha256=bytes(32)))
    session.flush()
    session.add(PageText(document_id=document.id, page_number=1, transcript="前略"))
    letter = Letter(received_on=UNTIL, document_id=document.id, thanked_by_id=staff_id)
    session.add(letter)
    session.flush()

    text = letter_text(session, letter.id)

    assert text is not None
    assert (text.thanked_by, text.pages, text.state) == ("佐伯", ("前略",), "scanned")
    assert letter_text(session, 404) is None
