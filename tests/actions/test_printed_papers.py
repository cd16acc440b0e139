from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from crm_desktop.actions.papers import store_original
from crm_desktop.actions.printed_papers import (
    add_printed_paper,
    change_printed_paper,
    give_pages,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.models.document import DocumentPage, StoredImage
from crm_desktop.database.models.mailing import Mailing
from crm_desktop.database.queries.documents import first_page_thumbnails
from crm_desktop.database.queries.printed_papers import PrintedRow, printed_papers
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.printed_paper import PrintedKind, PrintedPaper
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.errors.printed_papers import BadPrintedPaper, PrintedCodeTaken
from crm_desktop.images.prepared_paper import PreparedPaper, prepare_paper
from tests.conftest import LoginOf
from tests.waiting import until_waiting

MAILING, ENCLOSURE = PrintedKind.MAILING, PrintedKind.ENCLOSURE
WINTER = PrintedPaper("DM2611", "冬の贈りもの", "早割", "おひとり様1回", date(2026, 11, 1))


def a_picture(grey: int = 200) -> PreparedPaper:
    drawn = io.BytesIO()
    Image.new("L", (300, 400), grey).save(drawn, "PNG")
    return prepare_paper(drawn.getvalue(), "冬のDM.png")


def only(session: Session, kind: PrintedKind = MAILING) -> PrintedRow:
    (row,) = printed_papers(session, kind)
    return row


@pytest.fixture
def supervisor(database: Database, login_of: LoginOf) -> Iterator[Database]:
    with Database(login_of(SUPERVISOR)) as theirs:
        yield theirs
    with database.writing() as session:
        session.execute(delete(Mailing))


@pytest.mark.parametrize("kind", PrintedKind)
def test_a_master_is_kept_tidy(session: Session, kind: PrintedKind) -> None:
    add_printed_paper(session, kind, replace(WINTER, code="ＤＭ２６１１", title=" 冬の贈りもの"))

    assert only(session, kind).paper == WINTER


def test_a_code_stands_for_one_mailing(session: Session) -> None:
    add_printed_paper(session, MAILING, WINTER)
    add_printed_paper(session, ENCLOSURE, WINTER)

    with pytest.raises(PrintedCodeTaken):
        add_printed_paper(session, MAILING, replace(WINTER, title="別のDM"))


def test_a_master_without_title_is_refused(session: Session) -> None:
    with pytest.raises(BadPrintedPaper):
        add_printed_paper(session, MAILING, PrintedPaper("DM2611"))


def test_what_somebody_else_changed_is_not_overwritten(session: Session) -> None:
    master_id = add_printed_paper(session, MAILING, WINTER)
    change_printed_paper(session, MAILING, master_id, replace(WINTER, offer=""), seen_revision=1)

    with pytest.raises(RecordChanged):
        change_printed_paper(session, MAILING, master_id, WINTER, seen_revision=1)
    with pytest.raises(RecordGone):
        change_printed_paper(session, MAILING, 404, WINTER, seen_revision=1)


def test_supervisors_give_a_mailing_its_pages(supervisor: Database) -> None:
    with supervisor.writing() as session:
        master_id = add_printed_paper(session, MAILING, WINTER)
        papers = [a_picture(), a_picture(90)]
        give_pages(session, MAILING, master_id, papers, seen_revision=1)

    with supervisor.reading() as session:
        row = only(session)
        assert row.page_count == 2
        assert list(first_page_thumbnails(session, [row.document_id or 0])) == [row.document_id]


def test_originals_of_replaced_pages_are_kept(session: Session) -> None:
    master_id = add_printed_paper(session, MAILING, WINTER)
    old, new = a_picture(), a_picture(90)
    give_pages(session, MAILING, master_id, [old], seen_revision=1)
    before = only(session)

    give_pages(session, MAILING, master_id, [new], seen_revision=before.revision)

    pages = select(DocumentPage.sha256).where(DocumentPage.document_id == before.document_id)
    assert session.scalars(pages).all() == [old.paper.sha256]
    assert session.get_one(StoredImage, old.paper.sha256).content == old.content
    assert only(session).document_id != before.document_id


def test_operators_keep_no_masters(login_of: LoginOf) -> None:
    with (
        Database(login_of(OPERATOR)) as theirs,
        pytest.raises(RightMissing),
        theirs.writing() as session,
    ):
        add_printed_paper(session, MAILING, WINTER)


def test_two_who_give_the_same_pages_in_another_order_wait_in_turn(own_database: Database) -> None:
    one, other, third = (a_picture(grey) for grey in (10, 20, 30))
    with own_database.writing() as session:
        codes = ("DM2611", "DM2612")
        ids = [add_printed_paper(session, MAILING, replace(WINTER, code=code)) for code in codes]

    def give(master_id: int, pages: list[PreparedPaper]) -> None:
        with own_database.writing() as session:
            give_pages(session, MAILING, master_id, pages, seen_revision=1)

    with ThreadPoolExecutor(2) as beside, own_database.writing() as session:
        store_original(session, other)
        giving = []
        for number, pages in enumerate(([one, other, third], [third, other, one]), start=1):
            giving.append(beside.submit(give, ids[number - 1], pages))
            until_waiting(own_database.dsn, number)

    assert [one.exception() for one in giving] == [None, None]
