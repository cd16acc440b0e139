from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import psycopg
import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.customer_card import customer_card
from crm_desktop.database.queries.opened_cards import CallerAnswer, open_caller, open_card
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.access import CardRestricted, PasswordDue, StaffUnknown
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import RecordGone
from tests.builders import a_customer, an_order
from tests.conftest import LoginAt, LoginOf

DeskOf = Callable[..., Database]


@pytest.fixture
def desk_of(login_of: LoginOf) -> Iterator[DeskOf]:
    """Return a maker of the program's own way to the file's database, as a member of staff."""
    with ExitStack() as desks:
        yield lambda *groups, **columns: desks.enter_context(
            Database(login_of(*groups, **columns), pool_size=1)
        )


def stored(database: Database, number: str = "", **facts: Any) -> int:
    with database.writing() as session:
        customer = a_customer(session, phones=(number,) if number else (), **facts)
        an_order(session, customer)
        return customer.id


def test_opened_card_is_the_whole_card(database: Database, desk_of: DeskOf) -> None:
    wanted = stored(database, "+819077770001")
    with desk_of(OPERATOR).asking() as session:
        card = open_card(session, wanted, OpeningReason.SEARCH)

    assert (card.customer_id, len(card.orders), len(card.phones)) == (wanted, 1, 1)
    assert (card.opening.opened_in_hour, card.opening.hourly_limit) == (1, 90)


def test_card_is_read_only_after_it_was_opened(database: Database, desk_of: DeskOf) -> None:
    wanted = stored(database)
    desk = desk_of(OPERATOR)
    with desk.asking() as session, pytest.raises(RecordGone):
        customer_card(session, wanted)
    with desk.asking() as session:
        open_card(session, wanted, OpeningReason.TASK)

        assert customer_card(session, wanted).customer_id == wanted


@pytest.mark.parametrize(
    ("staff", "facts", "refusal"),
    [
        ({}, {"restricted": True}, CardRestricted),
        ({"password_due": True}, {}, PasswordDue),
        ({"active": False}, {}, StaffUnknown),
    ],
)
def test_card_that_stays_shut_says_why(
    staff: dict[str, bool],
    facts: dict[str, Any],
    refusal: type[CrmError],
    database: Database,
    desk_of: DeskOf,
) -> None:
    wanted = stored(database, **facts)
    with desk_of(OPERATOR, **staff).asking() as session, pytest.raises(refusal):
        open_card(session, wanted, OpeningReason.SEARCH)


def test_refusal_stays_on_record(database: Database, desk_of: DeskOf) -> None:
    wanted = stored(database, restricted=True)
    with desk_of(OPERATOR).asking() as session, pytest.raises(CardRestricted):
        open_card(session, wanted, OpeningReason.SEARCH)
    with psycopg.connect(database.dsn) as owner:
        row = owner.execute(
            "SELECT after ->> 'what' FROM audit_entry WHERE action = 'refuse' AND customer_id = %s",
            [wanted],
        ).fetchone()

    assert row == ("restricted",)


def test_customer_who_is_gone_is_told(desk_of: DeskOf) -> None:
    with desk_of(OPERATOR).asking() as session, pytest.raises(RecordGone):
        open_card(session, 404_404, OpeningReason.LIST)


SHUT_THE_FIRST_TIME = """
CREATE SEQUENCE times;
GRANT USAGE ON SEQUENCE times TO PUBLIC;
CREATE FUNCTION shut_the_first_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF nextval('times') = 1 THEN
        NEW.expires_at := now() - interval '1 second';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER shut BEFORE INSERT OR UPDATE ON opened_card
    FOR EACH ROW EXECUTE FUNCTION shut_the_first_time();
"""


@pytest.fixture
def shut_between(own_database: Database, login_at: LoginAt) -> Iterator[tuple[Database, int]]:
    """A desk whose first card has run out when it is read, as when the server's clock is set."""
    wanted = stored(own_database, "+819077770009")
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute(SHUT_THE_FIRST_TIME)
    with Database(login_at(own_database, OPERATOR), pool_size=1) as desk:
        yield desk, wanted


def test_card_that_ran_out_before_it_was_read_is_opened_again(
    shut_between: tuple[Database, int],
) -> None:
    desk, wanted = shut_between
    with desk.asking() as session:
        assert open_card(session, wanted, OpeningReason.SEARCH).customer_id == wanted


def test_card_of_a_caller_that_ran_out_before_it_was_read_is_opened_again(
    shut_between: tuple[Database, int],
) -> None:
    desk, wanted = shut_between
    with desk.asking() as session:
        card = open_caller(session, "+819077770009", None).card

    assert card is not None
    assert card.customer_id == wanted


def test_number_of_one_person_gives_the_whole_card(database: Database, desk_of: DeskOf) -> None:
    wanted = stored(database, "+819077770002")
    with desk_of(OPERATOR).asking() as session:
        answer = open_caller(session, "+819077770002", None)

    assert answer.card is not None
    assert (answer.card.customer_id, answer.matches) == (wanted, ())


def test_number_of_a_family_gives_the_people(database: Database, desk_of: DeskOf) -> None:
    family = {stored(database, "+819077770003") for _ in range(2)}
    with desk_of(OPERATOR).asking() as session:
        answer = open_caller(session, "+819077770003", None)

    assert answer.card is None
    assert {match.customer_id for match in answer.matches} == family


def test_open_card_of_one_in_a_family_is_not_taken_for_the_caller(
    database: Database, desk_of: DeskOf
) -> None:
    one, _other = (stored(database, "+819077770004") for _ in range(2))
    desk = desk_of(SUPERVISOR)
    with desk.asking() as session:
        open_card(session, one, OpeningReason.SEARCH)

        assert open_caller(session, "+819077770004", None).card is None


def test_number_of_nobody_gives_nothing(desk_of: DeskOf) -> None:
    with desk_of(OPERATOR).asking() as session:
        assert open_caller(session, "+819077779999", None) == CallerAnswer()


def test_merged_customer_does_not_make_a_family(database: Database, desk_of: DeskOf) -> None:
    kept = stored(database, "+819077770005")
    stored(database, "+819077770005", merged_into_id=kept)
    with desk_of(OPERATOR).asking() as session:
        answer = open_caller(session, "+819077770005", None)

    assert answer.card is not None
    assert answer.card.customer_id == kept
