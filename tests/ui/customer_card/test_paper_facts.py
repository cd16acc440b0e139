from __future__ import annotations

from datetime import date

from crm_desktop.database.queries.documents import EnclosedPaper
from crm_desktop.ui.customer_card.paper_facts import PaperKind, papers, with_enclosed
from tests.ui.customer_card.cards import JAPAN, a_card, a_letter, a_mailing, a_parcel, an_order

TITLE = "冬のごあいさつ"


def test_papers_stand_newest_first() -> None:
    card = a_card(
        orders=(an_order(shipments=(a_parcel(enclosures=(TITLE,)),)),),
        mailings=(a_mailing(dropped_on=date(2026, 10, 28)),),
        letters=(a_letter(received_on=date(2026, 11, 3)),),
    )

    kinds = [paper.kind for paper in papers(card, JAPAN)]

    assert kinds == [PaperKind.ENCLOSURE, PaperKind.LETTER, PaperKind.MAILING]


def test_an_enclosure_gets_the_picture_of_its_own_order() -> None:
    shown = papers(a_card(orders=(an_order(7, shipments=(a_parcel(enclosures=(TITLE,)),)),)), JAPAN)
    enclosed = [
        EnclosedPaper(7, 1, TITLE, "ポイント2倍", 401),
        EnclosedPaper(8, 2, TITLE, "", 999),
    ]

    completed = with_enclosed(shown, enclosed)

    assert [(paper.document_id, paper.words) for paper in completed] == [(401, "ポイント2倍")]


def test_a_parcel_not_sent_yet_counts_on_the_day_of_the_order() -> None:
    parcel = a_parcel("preparing", shipped_on=None, enclosures=(TITLE,))

    shown = papers(a_card(orders=(an_order(shipments=(parcel,)),)), JAPAN)

    assert [paper.on for paper in shown] == [date(2026, 11, 20)]
