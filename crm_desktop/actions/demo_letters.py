"""Stores the letters of the demo office that wait for whoever takes letters in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.actions.demo_papers import store_papers
from crm_desktop.actions.page_texts import store_reading
from crm_desktop.database.models.customer import Customer, CustomerAddress, CustomerPhone
from crm_desktop.database.models.document import Document, DocumentPage
from crm_desktop.database.models.letter import Letter
from crm_desktop.domain.demo_office.waiting_letters import (
    MOST_WAITING,
    Sender,
    WaitingLetter,
    waiting_letters,
)
from crm_desktop.images.demo_letter import letter_pages, letter_reading
from crm_desktop.images.demo_papers import DrawnPaper, Fonts
from crm_desktop.images.rendition import encoded_page
from crm_desktop.images.sheet import A4_PX

_SOURCE: Final = "複合機 2階"
_EVERY: Final = 17  # customers between one sender and the next, fewer in a small office
_BACK: Final = (252, 252, 250)


def store_waiting_letters(session: Session, fonts: Fonts, *, today: date) -> None:
    """Add letters of nobody, drawn and partly read, that customers here have written."""
    for number, letter in enumerate(waiting_letters(_senders(session))):
        document = Document()
        session.add(document)
        session.flush()
        pages = tuple(map(encoded_page, _pages(letter, number, fonts.written)))
        store_papers(session, [DrawnPaper(document.id, pages)])
        if letter.has_blank_back:
            _put_back_aside(session, document.id, len(pages))
        if letter.is_read:
            reading = letter_reading(letter.lines, Random(number))  # noqa: S311
            store_reading(session, document.id, 1, reading)
        session.add(
            Letter(
                received_on=today - timedelta(days=letter.days_ago),
                way=letter.way,
                source=_SOURCE,
                code_read=letter.code_read,
                document_id=document.id,
            )
        )
    session.flush()


def _senders(session: Session) -> list[Sender]:
    people = session.scalar(select(func.count()).select_from(Customer)) or 0
    every = max(1, min(_EVERY, people // (2 * MOST_WAITING)))
    statement = (
        select(
            Customer.code,
            Customer.name,
            Customer.name_kana,
            CustomerPhone.number,
            CustomerAddress.postal_code,
        )
        .join(CustomerPhone, CustomerPhone.customer_id == Customer.id)
        .join(CustomerAddress, CustomerAddress.customer_id == Customer.id)
        .where(
            CustomerPhone.position == 0,
            CustomerAddress.position == 0,
            Customer.restricted.is_(False),
            Customer.id % every == 0,
        )
        .order_by(Customer.id)
        .limit(MOST_WAITING)
    )
    return [Sender(*row) for row in session.execute(statement)]


def _pages(letter: WaitingLetter, number: int, font: Path | None) -> Iterator[Image.Image]:
    yield from letter_pages(letter.lines, Random(number), font)  # noqa: S311
    if letter.has_blank_back:
        yield Image.new("RGB", A4_PX, _BACK)


def _put_back_aside(session: Session, document_id: int, page_number: int) -> None:
    session.flush()
    page = session.get_one(DocumentPage, (document_id, page_number))
    page.set_aside = True
