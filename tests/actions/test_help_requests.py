"""Help while talking, on a real database: who may ask, who is told what, and how it ends."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import text

from crm_desktop.actions.help_requests import (
    HelpWish,
    WhisperWish,
    ask_for_help,
    end_help,
    help_over,
    whisper,
    whisper_channel,
    whispers_seen,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.help_requests import help_asked, whispers_for_me
from crm_desktop.database.roles import ANALYST, OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import RecordGone
from crm_desktop.errors.help import HelpEnded, HelpOver
from tests.builders import a_customer
from tests.conftest import LoginOf

Desk = Callable[..., Database]


@pytest.fixture
def desk(login_of: LoginOf) -> Iterator[Desk]:
    """Return a maker of databases as a member of staff reaches them."""
    with ExitStack() as closing:
        yield lambda *groups, **columns: closing.enter_context(
            Database(login_of(*groups, **columns), pool_size=1)
        )


@pytest.fixture
def operator(desk: Desk) -> Database:
    return desk(OPERATOR, name="佐伯 千鶴")


@pytest.fixture
def supervisor(desk: Desk) -> Database:
    return desk(SUPERVISOR, name="田所 紀代美")


@pytest.fixture
def customer_id(database: Database, operator: Database) -> int:
    """The customer whose card the operator has open."""
    with database.writing() as session:
        customer_id = a_customer(session, "髙橋 﨑").id
    opened(operator, customer_id)
    return customer_id


def opened(desk: Database, customer_id: int) -> None:
    with desk.asking() as session:
        session.execute(text("SELECT open_card(:id, 'help')"), {"id": customer_id})


def my_id(desk: Database) -> int:
    with desk.asking() as session:
        return session.scalar(text("SELECT my_staff_id()")) or 0


def asks(desk: Database, customer_id: int, word: str = "", operation: UUID | None = None) -> UUID:
    wish = HelpWish(operation or uuid4(), customer_id, word=word)
    with desk.writing() as session:
        ask_for_help(session, wish)
    return wish.operation_id


def waiting(desk: Database) -> list[tuple[str, int, str, str]]:
    with desk.reading() as session:
        return [
            (one.staff_name, one.customer_id, one.customer_name, one.word)
            for one in help_asked(session)
        ]


def whispers(desk: Database, to: Database, customer_id: int, body: str = "返金できます") -> UUID:
    wish = WhisperWish(uuid4(), my_id(to), customer_id, body)
    with desk.writing() as session:
        whisper(session, wish)
    return wish.operation_id


def heard(desk: Database) -> list[tuple[str, str]]:
    with desk.reading() as session:
        return [(one.from_name, one.body) for one in whispers_for_me(session)]


def test_supervisor_sees_who_asks_but_no_name_before_the_card_is_opened(
    operator: Database, supervisor: Database, customer_id: int
) -> None:
    asks(operator, customer_id, "返品のことで")
    assert waiting(supervisor) == [("佐伯 千鶴", customer_id, "", "返品のことで")]

    opened(supervisor, customer_id)

    assert waiting(supervisor) == [("佐伯 千鶴", customer_id, "髙橋 﨑", "返品のことで")]


def test_asking_again_adds_the_word_and_is_one_request(
    operator: Database, supervisor: Database, customer_id: int
) -> None:
    operation = asks(operator, customer_id)
    asks(operator, customer_id, "返品", operation)
    asks(operator, customer_id, "", operation)

    assert waiting(supervisor) == [("佐伯 千鶴", customer_id, "", "返品")]


def test_whoever_asks_anew_asks_no_longer_what_was_before(
    operator: Database, supervisor: Database, customer_id: int
) -> None:
    asks(operator, customer_id, "一")
    asks(operator, customer_id, "二")

    assert [one[3] for one in waiting(supervisor)] == ["二"]


def test_nobody_asks_about_a_card_that_is_not_open(desk: Desk, customer_id: int) -> None:
    with pytest.raises(RecordGone):
        asks(desk(OPERATOR), customer_id)


def test_request_that_ended_is_not_taken_up_by_a_late_repetition(
    operator: Database, supervisor: Database, customer_id: int
) -> None:
    operation = asks(operator, customer_id)
    with operator.writing() as session:
        end_help(session, operation)

    with pytest.raises(HelpEnded):
        asks(operator, customer_id, "遅れて", operation)

    assert waiting(supervisor) == []


def test_word_for_a_request_that_was_asked_anew_elsewhere_does_not_count_as_said(
    operator: Database, supervisor: Database, customer_id: int
) -> None:
    operation = asks(operator, customer_id)
    asks(operator, customer_id, "二台目の机から")

    with pytest.raises(HelpEnded):
        asks(operator, customer_id, "返品のこと", operation)

    assert [one[3] for one in waiting(supervisor)] == ["二台目の机から"]


def test_nobody_ends_what_a_colleague_asked(
    operator: Database, desk: Desk, supervisor: Database, customer_id: int
) -> None:
    operation = asks(operator, customer_id)
    with desk(OPERATOR).writing() as session:
        end_help(session, operation)
        help_over(session, customer_id)

    assert len(waiting(supervisor)) == 1


def test_whisper_reaches_whoever_asked_and_nobody_else(
    operator: Database, desk: Desk, supervisor: Database, customer_id: int
) -> None:
    asks(operator, customer_id)
    whispers(supervisor, operator, customer_id)

    assert heard(operator) == [("田所 紀代美", "返金できます")]
    assert heard(desk(OPERATOR)) == []


def test_same_whisper_twice_is_one(
    operator: Database, supervisor: Database, customer_id: int
) -> None:
    asks(operator, customer_id)
    wish = WhisperWish(uuid4(), my_id(operator), customer_id, "返金できます")
    for _ in range(2):
        with supervisor.writing() as session:
            whisper(session, wish)

    assert len(heard(operator)) == 1


def test_what_is_put_away_stays_away(
    operator: Database, desk: Desk, supervisor: Database, customer_id: int
) -> None:
    asks(operator, customer_id)
    whispers(supervisor, operator, customer_id)
    with operator.reading() as session:
        (one,) = whispers_for_me(session)

    with desk(OPERATOR).writing() as session:
        whispers_seen(session, [one.whisper_id])
    assert len(heard(operator)) == 1
    with operator.writing() as session:
        whispers_seen(session, [one.whisper_id])

    assert heard(operator) == []


def test_closing_the_card_ends_request_and_whispers(
    operator: Database, supervisor: Database, customer_id: int
) -> None:
    asks(operator, customer_id)
    whispers(supervisor, operator, customer_id)

    with operator.writing() as session:
        help_over(session, customer_id)

    assert (waiting(supervisor), heard(operator)) == ([], [])
    with pytest.raises(HelpOver):
        whispers(supervisor, operator, customer_id)


def test_nothing_is_whispered_to_who_has_left(
    database: Database, operator: Database, supervisor: Database, customer_id: int
) -> None:
    asks(operator, customer_id)
    to = my_id(operator)
    with database.writing() as session:
        session.get_one(Staff, to).active = False

    with pytest.raises(HelpOver), supervisor.writing() as session:
        whisper(session, WhisperWish(uuid4(), to, customer_id, "もしもし"))
    assert waiting(supervisor) == []


def test_desk_that_broke_down_waits_no_longer(
    database: Database, supervisor: Database, login_of: LoginOf
) -> None:
    with database.writing() as session:
        customer_id = a_customer(session).id
    with Database(login_of(OPERATOR), pool_size=1) as operator:
        opened(operator, customer_id)
        asks(operator, customer_id)
        assert len(waiting(supervisor)) == 1

    until = time.monotonic() + 60  # the server takes a moment to part with a session
    while waiting(supervisor) and time.monotonic() < until:
        time.sleep(0.02)

    assert waiting(supervisor) == []


@pytest.mark.parametrize("group", [OPERATOR, SCANNER, ANALYST])
def test_only_supervisors_see_who_asks_and_whisper(
    group: str, desk: Desk, operator: Database, customer_id: int
) -> None:
    asks(operator, customer_id)
    other = desk(group)

    with pytest.raises(RightMissing):
        waiting(other)
    with pytest.raises(RightMissing), other.writing() as session:
        whisper(session, WhisperWish(uuid4(), 1, customer_id, "もしもし"))


@pytest.mark.parametrize("table", ["help_request", "whisper_note"])
def test_nobody_reads_the_tables_themselves(
    table: str, operator: Database, supervisor: Database
) -> None:
    for desk in (operator, supervisor):
        with pytest.raises(RightMissing), desk.reading() as session:
            session.execute(text(f"SELECT * FROM {table}"))


def test_notifications_carry_no_words(
    database: Database, operator: Database, supervisor: Database, customer_id: int
) -> None:
    channel = whisper_channel(my_id(operator))
    with psycopg.connect(database.dsn, autocommit=True) as listening:
        listening.execute(f'LISTEN help_asked; LISTEN "{channel}"')
        asks(operator, customer_id, "返品のこと")
        whispers(supervisor, operator, customer_id)
        told = [(one.channel, one.payload) for one in listening.notifies(timeout=60, stop_after=2)]

    assert [name for name, _payload in told] == ["help_asked", channel]
    assert all(payload.isdigit() for _name, payload in told)
