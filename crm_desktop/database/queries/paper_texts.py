"""What stands in a paper, and what became of a letter, as text to be read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.database.models.document import PageText
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.models.mailing import Mailing
from crm_desktop.database.models.shipment import Enclosure, Shipment, ShipmentEnclosure
from crm_desktop.database.models.staff import Staff


@dataclass(frozen=True, slots=True)
class MasterText:
    """What a mailing or an enclosure says; days are None when the offer has no such end."""

    title: str
    offer: str
    conditions: str
    valid_from_on: date | None
    valid_until_on: date | None


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter: how it came, what was written, who thanked. ``pages`` are what was read of it.

    ``corrected``: a person has corrected at least one of the pages.
    """

    letter_id: int
    revision: int
    received_on: date
    way: str
    state: str
    summary: str
    transcription: str
    thanked_on: date | None
    thanked_how: str
    thanked_by: str
    pages: tuple[str, ...]
    corrected: bool = False


PaperText = MasterText | LetterText


def mailing_text(session: Session, mailing_id: int) -> MasterText | None:
    """Return what a mailing says; None when it is gone."""
    statement = select(
        Mailing.title,
        Mailing.offer,
        Mailing.conditions,
        Mailing.valid_from_on,
        Mailing.valid_until_on,
    ).where(Mailing.id == mailing_id)
    row = session.execute(statement).one_or_none()
    return None if row is None else MasterText(*row)


def enclosure_text(session: Session, order_id: int, title: str) -> MasterText | None:
    """Return what the enclosure called ``title`` says that came with an order; None when gone."""
    statement = (
        select(
            Enclosure.title,
            Enclosure.offer,
            Enclosure.conditions,
            Enclosure.valid_from_on,
            Enclosure.valid_until_on,
        )
        .join(ShipmentEnclosure, ShipmentEnclosure.enclosure_id == Enclosure.id)
        .join(Shipment, Shipment.id == ShipmentEnclosure.shipment_id)
        .where(Shipment.order_id == order_id, Enclosure.title == title)
        .order_by(Enclosure.id)
        .limit(1)
    )
    row = session.execute(statement).one_or_none()
    return None if row is None else MasterText(*row)


def letter_text(session: Session, letter_id: int) -> LetterText | None:
    """Return a letter with what was read of its pages; None when it is gone."""
    statement = (
        select(Letter, Staff.name)
        .outerjoin(Staff, Staff.id == Letter.thanked_by_id)
        .where(Letter.id == letter_id)
    )
    row = session.execute(statement).one_or_none()
    if row is None:
        return None
    letter = row[0]
    pages = _page_texts(session, letter.document_id)
    return LetterText(
        letter_id=letter.id,
        revision=letter.revision,
        received_on=letter.received_on,
        way=letter.way,
        state=letter.state,
        summary=letter.summary,
        transcription=letter.transcription,
        thanked_on=letter.thanked_on,
        thanked_how=letter.thanked_how,
        thanked_by=row[1] or "",
        pages=tuple(words for words, _corrected in pages if words),
        corrected=any(corrected for _words, corrected in pages),
    )


def _page_texts(session: Session, document_id: int | None) -> list[tuple[str, bool]]:
    """Return of each page what stands there, and whether a person corrected it."""
    if document_id is None:
        return []
    statement = (
        select(PageText.transcript, PageText.corrected)
        .where(PageText.document_id == document_id)
        .order_by(PageText.page_number)
    )
    return [(row.transcript, row.corrected) for row in session.execute(statement)]
