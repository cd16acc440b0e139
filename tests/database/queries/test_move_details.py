from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from sqlalchemy.orm import Session

from crm_desktop.actions.customer_moves import note_of_draft_by_code, undo_move
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer, CustomerAddress, Tag
from crm_desktop.database.queries.move_details import (
    MoveException,
    PeopleOfMove,
    codes_of,
    customer_with_code,
    filter_offers,
    move_exceptions,
    people_of_move,
)
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.errors.access import RightMissing
from tests.actions.assignments import customers_of, draft, moved, somebody
from tests.conftest import LoginOf


@pytest.fixture
def supervisors(login_of: LoginOf) -> Iterator[Callable[[], Database]]:
    with ExitStack() as closing:
        yield lambda: closing.enter_context(Database(login_of(SUPERVISOR), pool_size=1))


def code_of(database: Database, customer_id: int) -> str:
    with database.reading() as session:
        return session.get_one(Customer, customer_id).code


def test_draft_tells_whom_others_moved_since(
    database: Database, supervisors: Callable[[], Database]
) -> None:
    one, other, third = somebody(database), somebody(database, "﨑田 昭和"), somebody(database)
    ids = customers_of(database, one, 3)
    first, second = supervisors(), supervisors()
    move_id = draft(second, ids, third)
    moved(first, ids[:1], other)

    with second.reading() as session:
        assert move_exceptions(session, move_id) == [
            MoveException(code_of(database, ids[0]), "﨑田 昭和")
        ]
    with first.reading() as session:
        assert move_exceptions(session, move_id) == []  # a draft is its maker's


def test_move_that_was_taken_back_tells_who_stayed(
    database: Database, supervisors: Callable[[], Database]
) -> None:
    one, other, third = somebody(database), somebody(database), somebody(database, "髙橋 涼")
    ids = customers_of(database, one, 2)
    supervisor = supervisors()
    move_id = moved(supervisor, ids, other)
    moved(supervisor, ids[1:], third)
    with supervisor.writing() as session:
        undo_move(session, move_id)

    with supervisor.reading() as session:
        assert move_exceptions(session, move_id) == [
            MoveException(code_of(database, ids[1]), "髙橋 涼")
        ]


def test_people_of_a_move_are_told_by_name(
    database: Database, supervisors: Callable[[], Database]
) -> None:
    supervisor = supervisors()
    ids = customers_of(database, None, 2)
    move_id = moved(supervisor, ids, somebody(database, "ﾀﾅｶ 守"))

    with supervisor.reading() as session:
        assert people_of_move(session, move_id) == [PeopleOfMove("", "ﾀﾅｶ 守", 2)]


def test_code_is_found_in_small_letters_too(
    database: Database, supervisors: Callable[[], Database]
) -> None:
    (customer_id,) = customers_of(database, None, 1)
    code = code_of(database, customer_id)

    with supervisors().reading() as session:
        assert customer_with_code(session, code.lower()) == customer_id
        assert customer_with_code(session, "無い") is None
        assert codes_of(session, [customer_id, 0]) == {customer_id: code}


def test_note_is_for_customers_of_the_draft_alone(
    database: Database, supervisors: Callable[[], Database]
) -> None:
    supervisor = supervisors()
    ids = customers_of(database, None, 2)
    move_id = draft(supervisor, ids[:1], somebody(database))

    with supervisor.writing() as session:
        codes = [code_of(database, number) for number in ids]
        found = [note_of_draft_by_code(session, move_id, code, "耳が遠い") for code in codes]

    assert found == [ids[0], None]


def test_filter_offers_where_customers_live(own_database: Database, login_of: LoginOf) -> None:
    (customer_id,) = customers_of(own_database, None, 1)
    with own_database.writing() as session:
        session.add(Tag(label="新聞広告"))
        session.add(
            CustomerAddress(customer_id=customer_id, position=0, prefecture="東京都", city="新宿区")
        )

    with own_database.reading() as session:
        offers = filter_offers(session)

    assert offers.cities == (("東京都", "新宿区"),)
    assert [label for _id, label in offers.tags] == ["新聞広告"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda session: codes_of(session, [1]),
        lambda session: customer_with_code(session, "C-1"),
        lambda session: move_exceptions(session, 1),
        lambda session: people_of_move(session, 1),
        filter_offers,
    ],
)
def test_operators_are_told_nothing(login_of: LoginOf, ask: Callable[[Session], Any]) -> None:
    with (
        Database(login_of(OPERATOR), pool_size=1) as operator,
        pytest.raises(RightMissing),
        operator.reading() as session,
    ):
        ask(session)
