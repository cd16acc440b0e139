"""What people do about letters beside each other, and the worker that reads their pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

import psycopg
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from crm_desktop.actions import letters
from crm_desktop.actions.failed_tasks import try_again
from crm_desktop.actions.letters import LetterUndo, SeenLetter
from crm_desktop.actions.page_texts import correct_transcript, read_letters_later, read_page
from crm_desktop.actions.tasks import NewTask, add_found_task
from crm_desktop.database.models.document import DocumentPage
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.queries.forgetting import forget_what_is_old
from crm_desktop.database.queries.page_texts import UnreadPage
from crm_desktop.domain.page_reading import PageBox, PageReading, PageWord
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.errors.papers import LetterAnswered, LettersOfTwo, NothingToPart
from tests.faults.crossing_work import TODAY, Deed, Hand

UNDONE: Final = 0.3
READ: Final = PageReading(((PageWord(PageBox(0.1, 0.1, 0.5, 0.1), "青汁をたのむ"),),))


def merge_letters(hand: Hand) -> None:
    into = _one_shown(hand)
    others = [seen for seen in _shown(hand) if seen.letter_id != into.letter_id]
    added = {hand.one_of(others), hand.one_of(others)}
    _do(hand, lambda session: letters.merge_letters(session, into, [*added]))


def part_letter(hand: Hand) -> None:
    seen = _one_shown(hand)
    _do(hand, lambda session: letters.split_letter(session, seen, 1))


def turn_page(hand: Hand) -> None:
    seen = _one_shown(hand)
    _do(hand, lambda session: letters.rotate_page(session, seen, 1, 90))


def lay_pages_in_another_order(hand: Hand) -> None:
    seen = _one_shown(hand)
    with hand.desk.reading() as session:
        pages = session.scalars(_PAGE_NUMBERS, {"letter": seen.letter_id}).all()
    order = hand.chance.sample(pages, len(pages))
    _do(hand, lambda session: letters.reorder_pages(session, seen, order))


def attach_letter(hand: Hand) -> None:
    seen, customer_id = _one_shown(hand), hand.a_customer()
    _do(hand, lambda session: letters.attach_letter(session, seen, customer_id))


def detach_letter(hand: Hand) -> None:
    seen = _one_shown(hand)
    _do(hand, lambda session: letters.detach_letter(session, seen))


def date_letter(hand: Hand) -> None:
    seen = _one_shown(hand)
    _do(hand, lambda session: letters.date_letter(session, seen, TODAY, "fax"))


def plan_work_on_letter(hand: Hand) -> None:
    letter = hand.one_shown("SELECT id FROM letter")
    new = NewTask(uuid4(), "返事を書く", TODAY, letter_id=letter.id)
    with hand.desk.writing() as session:
        add_found_task(session, new)


def correct_page(hand: Hand) -> None:
    page = hand.one_shown(PAGES)
    with hand.desk.writing() as session:
        correct_transcript(
            session,
            page.document_id,
            page.page_number,
            hand.some_words(),
            seen_transcript=page.transcript,
            staff_id=hand.staff_id,
        )


def read_page_by_machine(hand: Hand) -> None:
    page = hand.one_shown(PAGES)
    read_page(hand.office.worker, page.document_id, page.page_number, _reads)


def forget(hand: Hand) -> None:
    with hand.office.worker.writing() as session:
        forget_what_is_old(session)


def let_readings_fail(hand: Hand) -> None:
    """Give up what waits to be read, as the worker does after some tries."""
    with psycopg.connect(hand.office.owner.dsn) as owner:
        owner.execute(GIVEN_UP)


def try_readings_again(hand: Hand) -> None:
    with hand.desk.writing() as session:
        try_again(session, None)


def have_letters_read(hand: Hand) -> None:
    with hand.desk.writing() as session:
        read_letters_later(session, "all")


def _shown(hand: Hand) -> list[SeenLetter]:
    statement = select(Letter.id, Letter.revision).where(Letter.document_id.is_not(None))
    with hand.desk.reading() as session:
        return [SeenLetter(*row) for row in session.execute(statement.order_by(Letter.id))]


def _one_shown(hand: Hand) -> SeenLetter:
    return hand.one_of(_shown(hand))


def _do(hand: Hand, deed: Callable[[Session], LetterUndo]) -> None:
    """Do it; now and then take it back."""
    with hand.desk.writing() as session:
        undo = deed(session)
    if hand.chance.random() < UNDONE:
        with hand.desk.writing() as session:
            letters.undo_letters(session, undo)


def _reads(_page: UnreadPage, _content: bytes) -> PageReading:
    return READ


PAGES: Final = """
SELECT p.document_id, p.page_number, coalesce(t.transcript, '') AS transcript
  FROM document_page p LEFT JOIN page_text t USING (document_id, page_number)
"""
_PAGE_NUMBERS: Final = (
    select(DocumentPage.page_number)
    .join(Letter, Letter.document_id == DocumentPage.document_id)
    .where(Letter.id == bindparam("letter"))
    .order_by(DocumentPage.page_number)
)
GIVEN_UP: Final = """
UPDATE procrastinate.procrastinate_jobs SET status = 'failed' WHERE id IN (
    SELECT id FROM procrastinate.procrastinate_jobs WHERE status = 'todo' FOR UPDATE SKIP LOCKED)
"""
_OF_LETTERS: Final[tuple[Any, ...]] = (RecordChanged, RecordGone, RightMissing)
DEEDS: Final = (
    Deed(merge_letters, (*_OF_LETTERS, LettersOfTwo, LetterAnswered)),
    Deed(part_letter, (*_OF_LETTERS, NothingToPart)),
    Deed(turn_page, _OF_LETTERS),
    Deed(lay_pages_in_another_order, (*_OF_LETTERS, NothingToPart)),
    Deed(attach_letter, _OF_LETTERS),
    Deed(detach_letter, _OF_LETTERS),
    Deed(date_letter, _OF_LETTERS),
    Deed(plan_work_on_letter, (RecordGone, RightMissing)),
    Deed(correct_page, (RecordChanged, RightMissing)),
    Deed(read_page_by_machine, often=2),
    Deed(forget),
    Deed(let_readings_fail),
    Deed(try_readings_again, leads=True),
    Deed(have_letters_read, leads=True),
)
