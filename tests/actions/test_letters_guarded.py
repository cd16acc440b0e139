"""Letters as the people at the scanner handle them: only their own, or of opened cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from uuid import uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import text, update
from sqlalchemy.exc import ProgrammingError

from crm_desktop.actions import letters
from crm_desktop.actions.letters import SeenLetter
from crm_desktop.actions.tasks import NewTask, add_found_task, finish_task
from crm_desktop.database.engine import Database
from crm_desktop.database.models.document import DocumentPage
from crm_desktop.database.queries.opened_cards import see_that_open
from crm_desktop.database.roles import OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.access import CardRestricted, RightMissing
from crm_desktop.errors.database import RecordChanged, RecordGone
from tests.actions.letter_builders import a_letter, seen_now, words_of
from tests.builders import a_customer
from tests.conftest import LoginOf
from tests.waiting import until_waiting

Desk = Callable[..., Database]
ARRANGERS = pytest.mark.parametrize("group", [SCANNER, SUPERVISOR])


@pytest.fixture
def desk(login_of: LoginOf) -> Iterator[Desk]:
    """Return a maker of databases as a member of staff reaches them."""
    with ExitStack() as closing:
        yield lambda *groups: closing.enter_context(Database(login_of(*groups), pool_size=1))


def stored_letter(database: Database, *pages: str, customer_id: int | None = None) -> SeenLetter:
    with database.writing() as session:
        return a_letter(session, *pages, customer_id=customer_id)


def stored_customer(database: Database, *, restricted: bool = False) -> int:
    with database.writing() as session:
        return a_customer(session, restricted=restricted).id


def open_for_letter(desk: Database, customer_id: int) -> None:
    with desk.asking() as session:
        see_that_open(session, customer_id, OpeningReason.LETTER, None)


@ARRANGERS
def test_letter_goes_to_a_customer_whose_card_is_open(
    database: Database, desk: Desk, group: str
) -> None:
    here, letter = desk(group), stored_letter(database, "一")
    customer_id = stored_customer(database)
    open_for_letter(here, customer_id)

    with here.writing() as session:
        undo = letters.attach_letter(session, letter, customer_id)
    with here.writing() as session:
        letters.undo_letters(session, undo)

    recorded = text(
        "SELECT before -> 'customer_id', after -> 'customer_id' FROM audit_entry"
        " WHERE subject = 'letter' AND subject_id = :id AND action = 'update' ORDER BY id"
    )
    with database.reading() as session:
        told = session.execute(recorded, {"id": str(letter.letter_id)}).all()
    assert [tuple(row) for row in told] == [(None, customer_id), (customer_id, None)]


@ARRANGERS
def test_letter_does_not_go_to_a_customer_whose_card_is_shut(
    database: Database, desk: Desk, group: str
) -> None:
    here, letter = desk(group), stored_letter(database, "一")
    customer_id = stored_customer(database)

    with pytest.raises((RightMissing, ProgrammingError)), here.writing() as session:
        letters.attach_letter(session, letter, customer_id)


def test_scanner_cannot_open_a_restricted_customer_for_a_letter(
    database: Database, desk: Desk
) -> None:
    here, customer_id = desk(SCANNER), stored_customer(database, restricted=True)

    with pytest.raises(CardRestricted):
        open_for_letter(here, customer_id)


@ARRANGERS
def test_pages_are_laid_anew_and_that_is_recorded(
    database: Database, desk: Desk, group: str
) -> None:
    here, letter = desk(group), stored_letter(database, "一", "二", "三")

    with here.writing() as session:
        split = letters.split_letter(session, letter, 2)
    with here.writing() as session:
        letters.merge_letters(session, split.seen[1], split.seen[:1])

    last = split.seen[1].letter_id
    recorded = text(
        "SELECT before -> 'pages', after -> 'pages' FROM audit_entry WHERE login = :login"
        " AND before ? 'pages' AND subject_id = :id ORDER BY id DESC LIMIT 1"
    )
    with database.reading() as session, here.reading() as mine:
        login = mine.scalar(text("SELECT session_user"))
        told = session.execute(recorded, {"login": login, "id": str(last)}).one()
        assert words_of(session, last) == ["三", "一", "二"]
    assert [len(pages) for pages in told] == [1, 3]


def test_operator_thanks_for_a_letter_of_an_open_card(database: Database, desk: Desk) -> None:
    here, customer_id = desk(OPERATOR), stored_customer(database)
    letter = stored_letter(database, "一", customer_id=customer_id)
    open_for_letter(here, customer_id)

    with here.writing() as session:
        staff_id = session.scalar(text("SELECT my_staff_id()"))
        day = date(2026, 11, 22)
        undo = letters.thank_for_letter(
            session, letter, "お電話", staff_id=staff_id, thanked_on=day
        )
    with here.writing() as session:
        letters.undo_letters(session, undo)

    with database.reading() as session:
        assert seen_now(session, letter.letter_id).revision == letter.revision + 2


def test_operator_lays_no_pages_anew(database: Database, desk: Desk) -> None:
    here, letter = desk(OPERATOR), stored_letter(database, "一", "二")

    with pytest.raises((RightMissing, ProgrammingError)), here.writing() as session:
        letters.rotate_page(session, letter, 1, 90)


@ARRANGERS
def test_pages_of_a_shut_letter_are_not_taken(database: Database, desk: Desk, group: str) -> None:
    here, mine = desk(group), stored_letter(database, "一")
    shut = stored_letter(database, "秘", customer_id=stored_customer(database))
    wanted = (
        f'[{{"letter": {mine.letter_id}, "pages": []}},'
        f' {{"letter": {shut.letter_id}, "pages": []}}]'
    )

    with pytest.raises((RightMissing, ProgrammingError)), here.writing() as session:
        session.execute(text("SELECT arrange_letters(CAST(:wanted AS jsonb))"), {"wanted": wanted})


def test_page_is_not_moved_past_the_record(database: Database, desk: Desk) -> None:
    stored_letter(database, "一")

    with pytest.raises((RightMissing, InsufficientPrivilege)), desk(SCANNER).writing() as session:
        session.execute(update(DocumentPage).values(rotation_degrees=90))


def test_page_cannot_be_lost_by_laying_pages_anew(database: Database, desk: Desk) -> None:
    letter = stored_letter(database, "一", "二")
    wanted = f'[{{"letter": {letter.letter_id}, "pages": []}}]'

    with pytest.raises((RightMissing, ProgrammingError)), desk(SCANNER).writing() as session:
        session.execute(text("SELECT arrange_letters(CAST(:wanted AS jsonb))"), {"wanted": wanted})


def test_letter_that_another_emptied_is_not_brought_back(database: Database, desk: Desk) -> None:
    first, second = stored_letter(database, "一"), stored_letter(database, "二")
    with desk(SCANNER).writing() as session:
        undo = letters.merge_letters(session, first, [second])

    with pytest.raises((RightMissing, ProgrammingError)), desk(SCANNER).writing() as session:
        letters.undo_letters(session, undo)


def merge(desk: Database, into: SeenLetter, *others: SeenLetter) -> None:
    with desk.writing() as session:
        letters.merge_letters(session, into, others)


def test_two_who_merge_the_same_letters_wait_in_turn(database: Database, desk: Desk) -> None:
    one, other, third = (stored_letter(database, word) for word in "一二三")
    first, second = desk(SCANNER), desk(SCANNER)
    with ThreadPoolExecutor(2) as beside, psycopg.connect(database.dsn) as reader:
        reader.execute("SELECT FROM letter WHERE id = %s FOR SHARE", [third.letter_id])
        merging = beside.submit(merge, first, one, third, other)
        until_waiting(database.dsn)
        crossing = beside.submit(merge, second, other, one)
        until_waiting(database.dsn, 2)

    assert merging.exception() is None
    assert isinstance(crossing.exception(), RecordChanged)


def test_letter_is_merged_while_its_task_is_followed_by_another(
    database: Database, desk: Desk
) -> None:
    one, other = stored_letter(database, "一"), stored_letter(database, "二")
    scanner, supervisor = desk(SCANNER), desk(SUPERVISOR)
    task = NewTask(uuid4(), "返事", date(2026, 11, 24), letter_id=other.letter_id)
    again = NewTask(uuid4(), "もう一度", date(2026, 11, 30), kind="call_back")
    with supervisor.writing() as session:
        task_id = add_found_task(session, task)

    with ThreadPoolExecutor(1) as beside, supervisor.writing() as session:
        finish_task(session, task_id)
        merging = beside.submit(merge, scanner, one, other)
        until_waiting(database.dsn)
        add_found_task(session, again, after_task_id=task_id)

    assert merging.exception() is None


def test_letter_that_is_just_being_merged_gets_no_task(database: Database, desk: Desk) -> None:
    one, other = stored_letter(database, "一"), stored_letter(database, "二")
    supervisor = desk(SUPERVISOR)

    def adds() -> None:
        with supervisor.writing() as session:
            task = NewTask(uuid4(), "返事", date(2026, 11, 24), letter_id=other.letter_id)
            add_found_task(session, task)

    with ThreadPoolExecutor(1) as beside, desk(SCANNER).writing() as session:
        letters.merge_letters(session, one, [other])
        adding = beside.submit(adds)
        until_waiting(database.dsn)

    assert isinstance(adding.exception(), RecordGone)


def test_task_that_is_sent_again_is_there_though_its_letter_was_merged(
    database: Database, desk: Desk
) -> None:
    one, other = stored_letter(database, "一"), stored_letter(database, "二")
    task = NewTask(uuid4(), "返事", date(2026, 11, 24), letter_id=other.letter_id)
    supervisor = desk(SUPERVISOR)
    with supervisor.writing() as session:
        task_id = add_found_task(session, task)
    merge(desk(SCANNER), one, other)

    with supervisor.writing() as session:
        assert add_found_task(session, task) == task_id


def test_letter_whose_card_is_shut_while_it_is_parted_stays_whole(
    database: Database, desk: Desk
) -> None:
    here, customer_id = desk(SCANNER), stored_customer(database)
    letter = stored_letter(database, "一", "二", customer_id=customer_id)
    open_for_letter(here, customer_id)

    def parts() -> None:
        with here.writing() as session:
            letters.split_letter(session, letter, 1)

    with ThreadPoolExecutor(1) as beside, psycopg.connect(database.dsn) as supervisor:
        supervisor.execute("SELECT FROM document_page FOR UPDATE")
        parting = beside.submit(parts)
        until_waiting(database.dsn)
        supervisor.execute("UPDATE customer SET restricted = true WHERE id = %s", [customer_id])

    assert isinstance(parting.exception(), RightMissing)
    with database.reading() as session:
        assert words_of(session, letter.letter_id) == ["一", "二"]
