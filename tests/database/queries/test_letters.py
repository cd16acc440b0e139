from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from crm_desktop.actions.letters import SeenLetter, rotate_page, set_page_aside
from crm_desktop.actions.papers import quarantine
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.letters import (
    assigned_letters,
    letter_candidates,
    letter_in_inbox,
    page_previews,
    quarantined_content,
    quarantined_files,
    waiting_letters,
)
from crm_desktop.database.queries.opened_cards import see_that_open
from crm_desktop.database.roles import OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.letter_candidates import Clue
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.papers import PaperEmpty, TooManyLettersAsked
from tests.actions.letter_builders import TEXT, a_letter
from tests.builders import HOME, a_customer
from tests.conftest import LoginAt

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
Desk = Callable[..., Database]


@pytest.fixture
def desk(own_database: Database, login_at: LoginAt) -> Iterator[Desk]:
    """Return a maker of databases as a member of staff reaches this test's."""
    with ExitStack() as closing:
        yield lambda *groups: closing.enter_context(Database(login_at(own_database, *groups)))


def stored(database: Database, *pages: str, **facts: Any) -> SeenLetter:
    with database.writing() as session:
        return a_letter(session, *pages, **facts)


def test_longest_waiting_letter_comes_first(own_database: Database, desk: Desk) -> None:
    new = stored(own_database, "新", received_on=date(2026, 11, 21))
    old = stored(own_database, "旧", "裏", received_on=date(2026, 11, 2), source="複合機")

    with desk(SCANNER).reading() as session:
        waiting = waiting_letters(session)

    assert [one.letter_id for one in waiting] == [old.letter_id, new.letter_id]
    assert (waiting[0].page_count, waiting[0].source) == (2, "複合機")


def test_first_page_is_the_first_that_is_not_set_aside(own_database: Database) -> None:
    letter = stored(own_database, "白紙", "本文")
    with own_database.writing() as session:
        undo = set_page_aside(session, letter, 1, aside=True)
        rotate_page(session, undo.seen[0], 2, 90)

    with own_database.reading() as session:
        shown = letter_in_inbox(session, letter.letter_id)
        assert shown is not None
        pictures = page_previews(session, [(shown.sha256, shown.source_page)])

    assert list(pictures.values()) == ["本文".encode()]
    assert (shown.page_count, shown.rotation_degrees) == (1, 90)


def test_only_letters_of_opened_cards_are_told_as_assigned(
    own_database: Database, desk: Desk
) -> None:
    with own_database.writing() as session:
        open_one, shut_one = a_customer(session).id, a_customer(session, "﨑山 さくら").id
    mine = stored(own_database, "一", customer_id=open_one)
    stored(own_database, "二", customer_id=shut_one)
    here = desk(SCANNER)
    with here.asking() as session:
        see_that_open(session, open_one, OpeningReason.LETTER, None)

    with here.reading() as session:
        assigned = assigned_letters(session, LONG_AGO)

    assert [(one.letter_id, one.customer_name) for one in assigned] == [
        (mine.letter_id, "髙橋 美智子")
    ]


@pytest.mark.parametrize("group", [SCANNER, SUPERVISOR])
def test_candidates_come_with_why(own_database: Database, desk: Desk, group: str) -> None:
    letter = stored(own_database, "一", text=TEXT)
    with own_database.writing() as session:
        writer = a_customer(session, phones=(HOME,), postal_code="1600023").id
        namesake = a_customer(session).id
        a_customer(session, "山田 太郎", "ヤマダ タロウ")

    with desk(group).asking() as session:
        shown = letter_in_inbox(session, letter.letter_id)
        assert shown is not None
        found = letter_candidates(session, shown)

    assert [(one.customer_id, one.clues) for one in found] == [
        (writer, (Clue.PHONE, Clue.NAME, Clue.POSTAL)),
        (namesake, (Clue.NAME,)),
    ]


def test_code_alone_finds_the_customer(own_database: Database, desk: Desk) -> None:
    with own_database.writing() as session:
        whose = a_customer(session, code="C-000042").id
    letter = stored(own_database, "一", code_read="C-000042")

    with desk(SCANNER).asking() as session:
        shown = letter_in_inbox(session, letter.letter_id)
        assert shown is not None
        found = letter_candidates(session, shown)

    assert [(one.customer_id, one.clues) for one in found] == [(whose, (Clue.CODE,))]


def test_restricted_customer_is_no_candidate_by_number_or_place(
    own_database: Database, desk: Desk
) -> None:
    letter = stored(own_database, "一", text=TEXT)
    with own_database.writing() as session:
        a_customer(session, "﨑山 さくら", phones=(HOME,), postal_code="1600023", restricted=True)

    with desk(SCANNER).asking() as session:
        shown = letter_in_inbox(session, letter.letter_id)
        assert shown is not None
        assert letter_candidates(session, shown) == ()


def test_asking_is_recorded_and_limited(own_database: Database, desk: Desk) -> None:
    letter = stored(own_database, "一", text=TEXT)
    limit = text("INSERT INTO office_setting (key, value) VALUES ('letters_asked_per_hour', '2')")
    with own_database.writing() as session:
        session.execute(limit)

    with desk(SCANNER).asking() as session:
        shown = letter_in_inbox(session, letter.letter_id)
        assert shown is not None
        for _ in range(2):
            letter_candidates(session, shown)
        with pytest.raises(TooManyLettersAsked):
            letter_candidates(session, shown)

    recorded = text(
        "SELECT action FROM audit_entry WHERE subject = 'letter' AND after ? 'clues' ORDER BY id"
    )
    with own_database.reading() as session:
        assert list(session.scalars(recorded)) == ["search", "search", "refuse"]


def test_what_is_not_on_record_is_not_answered(own_database: Database, desk: Desk) -> None:
    letter = stored(own_database, "一", text=TEXT)
    ask = text('SELECT * FROM letter_candidates(:id, \'{"names": ["高橋美智子"]}\')')

    with pytest.raises(RightMissing), desk(SCANNER).asking() as session:
        session.execute(ask, {"id": letter.letter_id})


def test_operator_asks_for_no_candidates(own_database: Database, desk: Desk) -> None:
    letter = stored(own_database, "一", text=TEXT)

    with pytest.raises(RightMissing), desk(OPERATOR).asking() as session:
        shown = letter_in_inbox(session, letter.letter_id)
        assert shown is not None
        letter_candidates(session, shown)


def test_quarantined_files_are_told_with_what_they_were_refused_for(
    own_database: Database, desk: Desk
) -> None:
    here = desk(SCANNER)
    with here.writing() as session:
        file_id = quarantine(session, "空.pdf", "複合機", b"", PaperEmpty("空.pdf"))

    with here.reading() as session:
        (row,) = quarantined_files(session)
        assert quarantined_content(session, file_id) == b""

    assert (row.file_id, row.name, row.problem, row.kept) == (
        file_id,
        "空.pdf",
        "PaperEmpty",
        True,
    )
