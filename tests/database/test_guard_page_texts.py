"""Who may say what stands on a page, as the database answers."""

from __future__ import annotations

import psycopg
import pytest

from crm_desktop.actions.page_texts import correct_transcript, read_letters_later, store_reading
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.opened_cards import open_card
from crm_desktop.database.queries.page_texts import letters_with, text_of_page
from crm_desktop.database.roles import ADMIN, ANALYST, OPERATOR, SCANNER, SUPERVISOR, WORKER
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.domain.page_reading import PageBox, PageReading, PageWord
from crm_desktop.errors.access import RightMissing
from tests.builders import a_customer
from tests.conftest import LoginAt, LoginOf
from tests.scanned_letters import a_letter

READ = PageReading(((PageWord(PageBox(0.1, 0.1, 0.5, 0.1), "青汁をたのむ"),),))


def a_read_letter(database: Database, *, owned: bool) -> tuple[int, int | None]:
    """Store a letter that was read; return its document and whose it is."""
    with database.writing() as session:
        customer_id = a_customer(session).id if owned else None
        document = a_letter(session, customer_id=customer_id)
        store_reading(session, document, 1, READ)
        return document, customer_id


def opened_by(desk: Database, customer_id: int | None) -> None:
    if customer_id is not None:
        with desk.asking() as session:
            open_card(session, customer_id, OpeningReason.LETTER)


def found(desk: Database) -> set[int]:
    with desk.reading() as session:
        return {one.document_id for one in letters_with(session, "青汁")}


def corrects(desk: Database, document: int) -> None:
    with desk.writing() as session:
        staff_id = session.connection().exec_driver_sql("SELECT my_staff_id()").scalar_one()
        correct_transcript(
            session, document, 1, "青汁を頼む", seen_transcript="青汁をたのむ", staff_id=staff_id
        )


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR, SCANNER])
def test_letters_of_shut_cards_are_not_found(
    own_database: Database, login_at: LoginAt, group: str
) -> None:
    document, customer_id = a_read_letter(own_database, owned=True)
    nobodys, _ = a_read_letter(own_database, owned=False)
    with Database(login_at(own_database, group)) as desk:
        assert found(desk) == {nobodys}
        opened_by(desk, customer_id)
        assert found(desk) == {nobodys, document}


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR])
def test_letter_of_an_open_card_is_corrected(
    database: Database, login_of: LoginOf, group: str
) -> None:
    document, customer_id = a_read_letter(database, owned=True)
    with Database(login_of(group)) as desk:
        opened_by(desk, customer_id)
        corrects(desk, document)
        with desk.reading() as session:
            page = text_of_page(session, document, 1)

    assert page is not None
    assert (page.transcript, page.corrected) == ("青汁を頼む", True)


def test_letter_of_a_shut_card_is_not_corrected(database: Database, login_of: LoginOf) -> None:
    document, _ = a_read_letter(database, owned=True)

    with Database(login_of(OPERATOR)) as desk, pytest.raises(RightMissing):
        corrects(desk, document)


def test_scanner_corrects_what_is_nobodys(database: Database, login_of: LoginOf) -> None:
    document, _ = a_read_letter(database, owned=False)

    with Database(login_of(SCANNER)) as desk:
        corrects(desk, document)


def test_scanner_corrects_nothing_of_a_customer(database: Database, login_of: LoginOf) -> None:
    document, customer_id = a_read_letter(database, owned=True)
    with Database(login_of(SCANNER)) as desk:
        opened_by(desk, customer_id)
        with pytest.raises(RightMissing):
            corrects(desk, document)


def test_correction_bears_no_other_name(database: Database, login_of: LoginOf) -> None:
    document, _ = a_read_letter(database, owned=False)

    with (
        psycopg.connect(login_of(OPERATOR), autocommit=True) as desk,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        desk.execute(
            "UPDATE page_text SET transcript = '', corrected = true, corrected_by_id = 1"
            " WHERE document_id = %s",
            [document],
        )


def test_worker_cannot_touch_a_correction(database: Database, login_of: LoginOf) -> None:
    document, _ = a_read_letter(database, owned=False)
    with Database(login_of(SUPERVISOR)) as desk:
        corrects(desk, document)
    with Database(login_of(WORKER)) as worker, worker.writing() as session:
        assert not store_reading(session, document, 1, READ)
    with psycopg.connect(login_of(WORKER), autocommit=True) as connection:
        done = connection.execute(
            "UPDATE page_text SET transcript = '' WHERE document_id = %s", [document]
        )

    assert done.rowcount == 0


def test_correction_is_on_record_with_what_stood_there(
    database: Database, login_of: LoginOf
) -> None:
    document, customer_id = a_read_letter(database, owned=True)
    with Database(login_of(OPERATOR)) as desk:
        opened_by(desk, customer_id)
        corrects(desk, document)

    with psycopg.connect(database.dsn) as owner:
        row = owner.execute(
            "SELECT customer_id, before ->> 'transcript', after ->> 'transcript' FROM audit_entry"
            " WHERE subject = 'page_text' AND subject_id = %s",
            [f"{document} 1"],
        ).fetchall()
    assert row == [(customer_id, "青汁をたのむ", "青汁を頼む")]


@pytest.mark.parametrize("group", [WORKER, SUPERVISOR, ADMIN])
def test_letters_are_sent_to_be_read(database: Database, login_of: LoginOf, group: str) -> None:
    with database.writing() as session:
        a_letter(session, state="answered")

    with Database(login_of(group)) as desk, desk.writing() as session:
        assert read_letters_later(session, "unread") >= 1


@pytest.mark.parametrize("group", [OPERATOR, SCANNER, ANALYST])
def test_others_send_no_letters_to_be_read(
    database: Database, login_of: LoginOf, group: str
) -> None:
    with Database(login_of(group)) as desk, pytest.raises(RightMissing), desk.writing() as session:
        read_letters_later(session, "all")
