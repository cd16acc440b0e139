"""What stands on pages: read by a machine, corrected by people, found by both."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from crm_desktop.actions.letters import SeenLetter, reorder_pages
from crm_desktop.actions.originals import move_originals
from crm_desktop.actions.page_texts import (
    correct_transcript,
    read_letters_later,
    read_page,
    store_reading,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.models.document import DocumentPage, PageText
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.queries.page_texts import (
    UnreadPage,
    hits_in_papers,
    letters_with,
    text_of_page,
)
from crm_desktop.database.queries.task_queue import queue_state
from crm_desktop.domain.page_hits import PageHit, hits_on_page
from crm_desktop.domain.page_reading import PageBox, PageReading, PageWord
from crm_desktop.errors.database import RecordChanged
from crm_desktop.images.original_store import original_store
from tests.scanned_letters import a_letter
from tests.waiting import until_waiting

COLUMN = PageBox(0.8, 0.0, 0.1, 0.5)


def reading_of(*columns: str) -> PageReading:
    return PageReading(tuple((PageWord(COLUMN, text),) for text in columns), vertical=True)


def waiting(session: Session) -> int:
    return queue_state(session).waiting


def test_reading_is_found_whatever_its_width_and_kana(session: Session) -> None:
    document = a_letter(session)
    store_reading(session, document, 1, reading_of("髙橋です。あお", "じるが届きました"))

    found = letters_with(session, "ｱｵｼﾞﾙ 高橋")

    assert [(one.document_id, one.page_number) for one in found] == [(document, 1)]
    assert len(hits_on_page(found[0].page.words, "アオジル", vertical=True)) == 2


@pytest.mark.parametrize("words", ["", "　", "紅茶", "髙橋 紅茶", "%", "_"])
def test_what_does_not_stand_there_is_not_found(session: Session, words: str) -> None:
    store_reading(session, a_letter(session), 1, reading_of("髙橋です"))

    assert letters_with(session, words) == []


def test_newer_reading_takes_the_place_of_the_older(session: Session) -> None:
    document = a_letter(session)
    store_reading(session, document, 1, reading_of("吉い"))

    assert store_reading(session, document, 1, reading_of("古い"))
    page = text_of_page(session, document, 1)
    assert page is not None
    assert (page.transcript, page.vertical, page.corrected) == ("古い", True, False)


def test_machine_never_overwrites_a_person(session: Session) -> None:
    document = a_letter(session)
    store_reading(session, document, 1, reading_of("高僑"))
    correct_transcript(session, document, 1, "髙橋", seen_transcript="高僑", staff_id=None)

    assert not store_reading(session, document, 1, reading_of("高僑"))
    page = text_of_page(session, document, 1)
    assert page is not None
    assert page.transcript == "髙橋"
    assert [word.text for word in page.words] == ["高僑"]


def test_correction_is_found(session: Session) -> None:
    document = a_letter(session)
    store_reading(session, document, 1, reading_of("高僑"))
    correct_transcript(session, document, 1, "髙橋", seen_transcript="高僑", staff_id=None)

    assert [one.document_id for one in letters_with(session, "高橋")] == [document]


def test_correction_of_what_has_changed_meanwhile_is_refused(session: Session) -> None:
    document = a_letter(session)
    store_reading(session, document, 1, reading_of("高橋"))

    with pytest.raises(RecordChanged):
        correct_transcript(session, document, 1, "髙橋", seen_transcript="高僑", staff_id=None)


def test_page_that_was_not_read_can_be_typed(session: Session) -> None:
    document = a_letter(session)

    correct_transcript(session, document, 1, "﨑山\0です", seen_transcript="", staff_id=None)

    page = text_of_page(session, document, 1)
    assert page is not None
    assert (page.transcript, page.corrected) == ("﨑山です", True)


def test_new_letter_waits_to_be_read_page_by_page(session: Session) -> None:
    before = waiting(session)

    a_letter(session, pages=3)

    assert waiting(session) == before + 3


def test_letter_that_was_answered_long_ago_does_not_wait(session: Session) -> None:
    before = waiting(session)

    a_letter(session, state="answered")

    assert waiting(session) == before


def test_page_that_waits_is_not_asked_for_twice(session: Session) -> None:
    document = a_letter(session)
    before = waiting(session)
    session.execute(
        update(DocumentPage).where(DocumentPage.document_id == document).values(rotation_degrees=90)
    )

    assert waiting(session) == before


def test_old_letters_are_read_when_somebody_asks(session: Session) -> None:
    read_letters_later(session, "unread")
    a_letter(session, pages=2, state="answered")

    assert read_letters_later(session, "forgotten") == 0
    assert read_letters_later(session, "unread") == 2
    assert read_letters_later(session, "unread") == 0


def test_everything_is_read_again_but_what_a_person_wrote(session: Session) -> None:
    read_letters_later(session, "all")
    document = a_letter(session, pages=2, state="answered")
    store_reading(session, document, 1, reading_of("髙橋"))
    correct_transcript(session, document, 2, "﨑", seen_transcript="", staff_id=None)

    assert read_letters_later(session, "unread") == 0
    assert read_letters_later(session, "all") == 1


def test_page_that_is_turned_while_it_is_read_keeps_no_text(own_database: Database) -> None:
    with own_database.writing() as session:
        document = a_letter(session)

    def read(_page: UnreadPage, _content: bytes) -> PageReading:
        with own_database.writing() as session:
            session.execute(update(DocumentPage).values(rotation_degrees=90))
        return reading_of("髙橋")

    assert not read_page(own_database, document, 1, read)


def test_page_put_aside_is_not_read(own_database: Database) -> None:
    with own_database.writing() as session:
        document = a_letter(session)
        session.execute(update(DocumentPage).values(set_aside=True))

    assert not read_page(own_database, document, 1, lambda _page, _content: reading_of("裏"))


def test_reading_twice_keeps_one_text(own_database: Database) -> None:
    with own_database.writing() as session:
        document = a_letter(session)

    for _ in range(2):
        assert read_page(own_database, document, 1, lambda _page, _content: reading_of("髙橋"))
    with own_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(PageText)) == 1


def lay_last_first(database: Database, session: Session) -> int:
    """Begin to lay the pages of a letter anew, whose first lies askew and is read; return it."""
    askew = update(DocumentPage).where(DocumentPage.page_number == 1).values(rotation_degrees=90)
    with database.writing() as before:
        document = a_letter(before, pages=3)
        before.execute(askew)
        store_reading(before, document, 1, reading_of("一枚目"))
    letter = session.execute(select(Letter.id, Letter.revision)).one()
    reorder_pages(session, SeenLetter(*letter), [3, 2, 1])
    return document


def test_what_was_read_of_a_page_stands_on_no_other(own_database: Database) -> None:
    with ThreadPoolExecutor(1) as beside, own_database.writing() as session:
        document = lay_last_first(own_database, session)
        read = beside.submit(
            read_page, own_database, document, 3, lambda _page, _content: reading_of("三枚目")
        )
        until_waiting(own_database.dsn)

    assert not read.result()
    with own_database.reading() as session:
        page = text_of_page(session, document, 3)
    assert page is not None
    assert page.transcript == "一枚目"


def test_page_is_typed_while_the_letter_is_laid_anew(own_database: Database) -> None:
    def types() -> None:
        with own_database.writing() as session:
            correct_transcript(session, document, 2, "二枚目", seen_transcript="", staff_id=None)

    with ThreadPoolExecutor(1) as beside, own_database.writing() as session:
        document = lay_last_first(own_database, session)
        typing = beside.submit(types)
        until_waiting(own_database.dsn)
        letter = session.execute(select(Letter.id, Letter.revision)).one()
        reorder_pages(session, SeenLetter(*letter), [1, 3, 2])

    assert isinstance(typing.exception(), RecordChanged)


def test_original_that_was_moved_out_is_read_there(own_database: Database, tmp_path: Path) -> None:
    with own_database.writing() as session:
        document = a_letter(session, content=b"png outside")
    original_store(str(tmp_path)).mark()
    move_originals(own_database, str(tmp_path), lambda _moved: None)
    seen: list[bytes] = []

    def read(_page: UnreadPage, content: bytes) -> PageReading:
        seen.append(content)
        return reading_of("髙橋")

    assert read_page(own_database, document, 1, read)
    assert seen == [b"png outside"]


def test_places_are_told_in_the_order_of_the_papers(session: Session) -> None:
    older, newer = a_letter(session), a_letter(session)
    for document in (older, newer):
        store_reading(session, document, 1, reading_of("あおじる", "青汁"))

    hits = hits_in_papers(session, [newer, older], "ｱｵｼﾞﾙ")

    assert [hit.document_id for hit in hits] == [newer, older]
    assert all(hit.box is not None for hit in hits)


def test_typed_page_has_a_hit_without_a_place(session: Session) -> None:
    document = a_letter(session)
    correct_transcript(session, document, 1, "青汁を", seen_transcript="", staff_id=None)

    assert hits_in_papers(session, [document], "青汁") == [PageHit(document, 1, None)]
    assert hits_in_papers(session, [document], "紅茶") == []
    assert hits_in_papers(session, [document], "　") == []
    assert hits_in_papers(session, [], "青汁") == []
