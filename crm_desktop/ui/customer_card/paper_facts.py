"""Everything on paper between the office and one customer, in time order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from enum import StrEnum

from crm_desktop.database.queries.customer_card import CardLetter, CardOrder, CustomerCard
from crm_desktop.database.queries.documents import EnclosedPaper


class PaperKind(StrEnum):
    """The kinds of paper."""

    MAILING = "mailing"
    ENCLOSURE = "enclosure"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper; ``words`` is a mailing's offer or a letter's summary.

    ``order_id`` is the order an enclosure came with. ``document_id`` is None when there is no
    picture (or it is not known yet); ``letter`` is given for letters only.
    """

    kind: PaperKind
    subject_id: int
    on: date
    title: str
    words: str = ""
    document_id: int | None = None
    order_id: int | None = None
    letter: CardLetter | None = None


def papers(card: CustomerCard, zone: tzinfo | None) -> tuple[Paper, ...]:
    """Return the papers of ``card``, newest first; enclosures have no picture yet."""
    found = [*_mailings(card), *_letters(card)]
    for order in card.orders:
        found.extend(_enclosures(order, zone))
    found.sort(key=lambda paper: (paper.on, paper.kind, paper.subject_id), reverse=True)
    return tuple(found)


def with_enclosed(known: Iterable[Paper], enclosed: Iterable[EnclosedPaper]) -> tuple[Paper, ...]:
    """Return ``known`` with the pictures and offers of what lay in the parcels filled in."""
    found = {(paper.order_id, paper.title): paper for paper in enclosed}
    return tuple(
        _completed(paper, found.get((paper.order_id or 0, paper.title))) for paper in known
    )


def with_letter_state(paper: Paper, state: str, thanked_on: date | None) -> Paper:
    """Return a letter with what became of it; thanks that were given stay given."""
    if paper.letter is None:
        return paper
    thanked = thanked_on or paper.letter.thanked_on
    return replace(paper, letter=replace(paper.letter, state=state, thanked_on=thanked))


def _completed(paper: Paper, enclosed: EnclosedPaper | None) -> Paper:
    if enclosed is None or paper.kind is not PaperKind.ENCLOSURE:
        return paper
    return replace(paper, document_id=enclosed.document_id, words=enclosed.offer)


def _mailings(card: CustomerCard) -> Iterator[Paper]:
    for mailing in card.mailings:
        yield Paper(
            PaperKind.MAILING,
            mailing.mailing_id,
            mailing.dropped_on,
            mailing.title,
            mailing.offer,
            mailing.document_id,
        )


def _letters(card: CustomerCard) -> Iterator[Paper]:
    for letter in card.letters:
        yield Paper(
            PaperKind.LETTER,
            letter.letter_id,
            letter.received_on,
            title="",
            words=letter.summary,
            document_id=letter.document_id,
            letter=letter,
        )


def _enclosures(order: CardOrder, zone: tzinfo | None) -> Iterator[Paper]:
    for shipment in order.shipments:
        on = shipment.shipped_on or order.ordered_at.astimezone(zone).date()
        for title in shipment.enclosures:
            yield Paper(PaperKind.ENCLOSURE, order.order_id, on, title, order_id=order.order_id)
