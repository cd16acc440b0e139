"""Who dials, by the settings of desk and office: the database is real, and so are the rights."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from crm_desktop.actions.dialling import DialWish
from crm_desktop.app.dial_questions import OfficeDialling
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.dial_requests import DIALLING_PROGRAM, DialProgress
from crm_desktop.database.roles import GATEWAY, OPERATOR
from crm_desktop.domain.dial_request import DialProblem, DialState, NumberShown
from crm_desktop.errors.dialling import NotDialled
from crm_desktop.ui.dialling.presenter import StartedDialling
from tests.builders import a_customer
from tests.conftest import LoginOf
from tests.telephony.test_dial_url import telephone_system

numbers = itertools.count(1)
PLACED = DialProgress(DialState.PLACED)


@pytest.fixture
def desk(login_of: LoginOf) -> Iterator[tuple[Database, str]]:
    extension = f"3{next(numbers):05}"
    with Database(login_of(OPERATOR, extension=extension)) as desk:
        yield desk, extension


@pytest.fixture(autouse=True)
def office(database: Database) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database.dsn, autocommit=True) as office:
        yield office
        office.execute("DELETE FROM office_setting")


def settle(office: psycopg.Connection, key: str, value: str) -> None:
    office.execute("INSERT INTO office_setting VALUES (%s, %s)", [key, Jsonb(value)])


def wish(number: str = "+81353211111", **more: object) -> DialWish:
    return DialWish(uuid4(), number, **more)  # type: ignore[arg-type]


def test_without_an_exchange_this_pc_dials(desk: tuple[Database, str]) -> None:
    started = OfficeDialling(*desk, "").dial(wish(number_shown=NumberShown.HIDDEN))

    assert (started.link, started.is_followed) == ("tel:1840353211111", False)


def test_exchange_dials_where_one_is_there(desk: tuple[Database, str], login_of: LoginOf) -> None:
    dialling = OfficeDialling(*desk, "")

    with psycopg.connect(login_of(GATEWAY), application_name=DIALLING_PROGRAM):
        started = dialling.dial(wish())

    assert (started.link, started.is_followed) == ("", True)
    assert dialling.progress(started.request_id).state is DialState.ASKED


def test_desk_may_be_set_to_another_kind_of_link(
    desk: tuple[Database, str], office: psycopg.Connection
) -> None:
    settle(office, "outside_prefix", "0")

    started = OfficeDialling(*desk, "callto").dial(wish("+12125550123"))

    assert started.link == "callto:001012125550123"


def test_desk_without_a_telephone_has_no_exchange_dial(login_of: LoginOf) -> None:
    with (
        Database(login_of(OPERATOR)) as desk,
        pytest.raises(NotDialled) as refused,
    ):
        OfficeDialling(desk, "", "exchange").dial(wish())

    assert refused.value.problem == DialProblem.NO_TELEPHONE


def test_address_of_the_office_dials(
    desk: tuple[Database, str], office: psycopg.Connection
) -> None:
    dialling = OfficeDialling(*desk, "url")
    with telephone_system(204) as (address, asked):
        settle(office, "dial_url", f"{address}/{{extension}}/{{number}}")
        started = dialling.dial(wish())

    assert asked == [f"/{desk[1]}/0353211111"]
    assert (started, dialling.progress(started.request_id)) == (
        StartedDialling(started.request_id),
        PLACED,
    )


def test_refusal_of_the_address_is_recorded(
    desk: tuple[Database, str], office: psycopg.Connection
) -> None:
    with telephone_system(500) as (address, _asked):
        settle(office, "dial_url", f"{address}/{{number}}")
        with pytest.raises(NotDialled):
            OfficeDialling(*desk, "url").dial(wish("+81353219999"))

    found = office.execute("SELECT problem FROM dial_request WHERE number = '+81353219999'")
    assert found.fetchall() == [("url_refused",)]


def test_bad_address_dials_and_records_nothing(
    desk: tuple[Database, str], office: psycopg.Connection
) -> None:
    settle(office, "dial_url", "ftp://pbx.example/{number}")

    with pytest.raises(NotDialled):
        OfficeDialling(*desk, "url").dial(wish("+81353218888"))

    found = office.execute("SELECT FROM dial_request WHERE number = '+81353218888'")
    assert found.fetchall() == []


def test_card_of_a_missed_caller_is_opened_before_it_is_dialled_for(
    desk: tuple[Database, str], database: Database
) -> None:
    with database.writing() as session:
        customer_id = a_customer(session, "﨑山 タミ", "サキヤマ タミ").id

    started = OfficeDialling(*desk, "tel").dial(wish(customer_id=customer_id))

    assert started.link == "tel:0353211111"


def test_what_came_of_a_link_is_recorded(desk: tuple[Database, str]) -> None:
    dialling = OfficeDialling(*desk, "tel")
    started = dialling.dial(wish())

    assert dialling.settle(started.request_id, None) == PLACED
