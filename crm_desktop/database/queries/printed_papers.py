"""Questions about the masters of mailings and enclosures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.document import DocumentPage
from crm_desktop.database.models.mailing import Mailing, MailingRecipient
from crm_desktop.database.models.shipment import Enclosure
from crm_desktop.domain.printed_paper import PrintedKind, PrintedPaper, tidy_code

Master = Mailing | Enclosure
MASTERS: Final[dict[PrintedKind, type[Mailing] | type[Enclosure]]] = {
    PrintedKind.MAILING: Mailing,
    PrintedKind.ENCLOSURE: Enclosure,
}


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One master as it is kept; without pictures ``document_id`` is None."""

    master_id: int
    revision: int
    paper: PrintedPaper
    document_id: int | None
    page_count: int


def printed_papers(session: Session, kind: PrintedKind, *, limit: int = 2000) -> list[PrintedRow]:
    """Return the masters of a kind, those that begin last first."""
    master = MASTERS[kind]
    order = (master.valid_from_on.desc().nulls_last(), master.id.desc())
    return _rows(session, _masters(kind).order_by(*order).limit(limit))


def printed_paper_of_code(session: Session, kind: PrintedKind, code: str) -> PrintedRow | None:
    """Return the master with a code; None when there is none."""
    return next(iter(_rows(session, _masters(kind).where(MASTERS[kind].code == code))), None)


def mailing_by_code(session: Session, code: str) -> int | None:
    """Return the mailing with a code; None when there is none."""
    return session.scalar(select(Mailing.id).where(Mailing.code == tidy_code(code)))


def page_hashes(session: Session, document_id: int | None) -> list[bytes]:
    """Return the originals of a paper's pages in their order, each once; none for None."""
    if document_id is None:
        return []
    statement = (
        select(DocumentPage.sha256)
        .where(DocumentPage.document_id == document_id)
        .order_by(DocumentPage.page_number)
    )
    return list(dict.fromkeys(session.scalars(statement)))


def received_on(
    session: Session, mailing_id: int, wave: int, customer_ids: Collection[int]
) -> dict[int, date]:
    """Return when a wave was posted to each of the customers who got it."""
    statement = select(MailingRecipient.customer_id, MailingRecipient.dropped_on).where(
        MailingRecipient.mailing_id == mailing_id,
        MailingRecipient.wave == wave,
        MailingRecipient.customer_id.in_(customer_ids),
    )
    return {row.customer_id: row.dropped_on for row in session.execute(statement)}


def _masters(kind: PrintedKind) -> Select[*tuple[Any, ...]]:
    master = MASTERS[kind]
    pages = (
        select(func.count()).where(DocumentPage.document_id == master.document_id).scalar_subquery()
    )
    return select(
        *(master.id, master.revision, master.document_id, pages.label("pages")),
        *(master.code, master.title, master.offer, master.conditions),
        *(master.valid_from_on, master.valid_until_on),
    )


def _rows(session: Session, statement: Select[*tuple[Any, ...]]) -> list[PrintedRow]:
    return [
        PrintedRow(row[0], row[1], PrintedPaper(*row[4:]), row[2], row[3])
        for row in session.execute(statement)
    ]
