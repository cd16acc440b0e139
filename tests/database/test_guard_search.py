from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from crm_desktop.database.engine import ConnectionKind, Database, make_engine
from crm_desktop.database.models.call import Call
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.order import Order
from crm_desktop.database.queries.customers import FoundCustomer, customers_found
from crm_desktop.database.roles import ADMIN, ANALYST, GATEWAY, OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.errors.access import SearchedTooOften
from tests.builders import HOME, MOBILE, a_customer, an_order
from tests.conftest import LoginOf, SignedIn

Desk = Callable[..., Session]
NOTE = "SELECT outcome FROM search_noted(%s, %s)"
SEARCH = "SELECT name FROM customers_searched(%s, 50)"


@pytest.fixture
def desk(login_of: LoginOf) -> Iterator[Desk]:
    """Return a maker of sessions in which each statement is a transaction, as a desk asks."""
    with ExitStack() as closing:

        def desk(*groups: str, **columns: Any) -> Session:
            engine = make_engine(login_of(*groups, **columns), ConnectionKind(autocommit=True))
            closing.callback(engine.dispose)
            return closing.enter_context(Session(engine))

        yield desk


@pytest.fixture
def office(engine: Engine) -> Iterator[Session]:
    """A session of the owner's that may commit; there is nobody in the office after the test."""
    with Session(engine) as session:
        yield session
        session.rollback()
        session.execute(delete(Call))
        session.execute(delete(Order))
        session.execute(delete(Customer))
        session.commit()


def michiko(office: Session, **facts: Any) -> int:
    """Commit a customer of whom everything is known, and return the id."""
    facts.update(code="C-000007", birthday=date(1954, 3, 1))
    customer = a_customer(office, phones=(HOME, MOBILE), postal_code="1600023", **facts)
    customer.addresses[0].prefecture = "東京都"
    an_order(office, customer)
    office.commit()
    return customer.id


def records(database: Database, action: str) -> list[dict[str, Any]]:
    """Return what the last entries of an action say, newest first."""
    with psycopg.connect(database.dsn) as owner:
        rows = owner.execute(
            "SELECT after FROM audit_entry WHERE action = %s ORDER BY id DESC", [action]
        )
        return [after for (after,) in rows]


def test_operator_is_told_what_tells_people_apart(office: Session, desk: Desk) -> None:
    customer_id = michiko(office)

    (found,) = customers_found(desk(OPERATOR), "高橋")

    assert (found.customer_id, found.code, found.name) == (customer_id, "C-000007", "髙橋 美智子")
    assert (found.birthday, found.city, found.matched) == (date(1954, 3, 1), "新宿区", "name")
    assert found.last_ordered_at is not None
    assert (found.phone, found.phone_end) == ("", "1111")
    assert (found.postal_code, found.prefecture, found.restricted) == ("", "", False)


@pytest.mark.parametrize(
    ("words", "phone"),
    [
        ("090-1234-5678", MOBILE),
        ("０９０１２３４５６７８", MOBILE),
        ("0901234567", ""),
        ("5678", ""),
    ],
)
def test_number_is_told_whole_to_who_typed_it_whole(
    words: str, phone: str, office: Session, desk: Desk
) -> None:
    michiko(office)

    (found,) = customers_found(desk(OPERATOR), words)

    assert (found.phone, found.phone_end) == (phone, "5678")


def test_scanner_is_told_whose_letter_it_may_be(office: Session, desk: Desk) -> None:
    customer_id = michiko(office)

    assert customers_found(desk(SCANNER), "高橋") == [
        FoundCustomer(
            customer_id, "C-000007", "髙橋 美智子", "タカハシ ミチコ", None, "", "", None, "name",
            postal_code="1600023", prefecture="東京都",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["090-1234-5678", "5678", "J0000", "ABC-77"])
def test_scanner_finds_nobody_by_telephone_or_order(
    words: str, office: Session, desk: Desk
) -> None:
    customer = a_customer(office, phones=(MOBILE,))
    an_order(office, customer, number="J000042", shop="eccube", shop_order_number="ABC-7781")
    office.commit()

    assert customers_found(desk(SCANNER), words) == []
    assert len(customers_found(desk(OPERATOR), words)) == 1


def test_operator_who_also_scans_is_told_what_operators_are(office: Session, desk: Desk) -> None:
    michiko(office)

    (found,) = customers_found(desk(OPERATOR, SCANNER), "5678")

    assert (found.phone_end, found.city, found.postal_code) == ("5678", "新宿区", "")


@pytest.mark.parametrize("group", [OPERATOR, SCANNER])
def test_restricted_customer_has_a_name_and_nothing_else(
    group: str, office: Session, desk: Desk
) -> None:
    customer_id = michiko(office, restricted=True)

    assert customers_found(desk(group), "高橋") == [
        FoundCustomer(
            customer_id, "C-000007", "髙橋 美智子", "タカハシ ミチコ", None, "", "", None, "name",
            restricted=True,
        )
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["090-1234-5678", "5678", "160-0023", "J00"])
def test_restricted_customer_is_not_found_by_what_is_not_told(
    words: str, office: Session, desk: Desk
) -> None:
    michiko(office, restricted=True)

    assert customers_found(desk(OPERATOR), words) == []


def test_supervisor_sees_who_a_restricted_customer_is(office: Session, desk: Desk) -> None:
    michiko(office, restricted=True)

    (found,) = customers_found(desk(SUPERVISOR), "5678")

    assert (found.phone_end, found.city, found.restricted) == ("5678", "新宿区", True)


@pytest.mark.parametrize("most", [50, 51, 2**31 - 1, None])
def test_no_more_than_fifty_rows_come_back(
    most: int | None, office: Session, signed_in: SignedIn
) -> None:
    for _ in range(55):
        a_customer(office)
    office.commit()
    asker = signed_in(OPERATOR)
    asker.execute(NOTE, ['{"name": "高橋"}', "高橋"])

    rows = asker.execute(
        "SELECT * FROM customers_searched(%s, %s::integer)", ['{"name": "高橋"}', most]
    )

    assert len(rows.fetchall()) == 50


@pytest.mark.parametrize("most", [0, -1, -(2**31)])
def test_fewer_than_none_are_none(most: int, office: Session, signed_in: SignedIn) -> None:
    michiko(office)
    asker = signed_in(OPERATOR)
    asker.execute(NOTE, ['{"name": "高橋"}', "高橋"])

    rows = asker.execute('SELECT * FROM customers_searched(\'{"name": "高橋"}\', %s)', [most])

    assert rows.fetchall() == []


def test_search_is_recorded_with_the_words_and_what_they_meant(
    database: Database, desk: Desk
) -> None:
    customers_found(desk(OPERATOR), " 髙橋　みち ")

    assert records(database, "search")[0] == {
        "words": "髙橋　みち",
        "terms": {"name": "高橋ミチ", "family_name": "高橋", "given_kana": "ミチ"},
    }


@pytest.mark.parametrize("words", ["", "　", "\0", "\ud800"])
def test_what_cannot_be_searched_for_is_not_recorded(
    words: str, database: Database, desk: Desk
) -> None:
    before = len(records(database, "search"))

    assert customers_found(desk(OPERATOR), words) == []
    assert len(records(database, "search")) == before


@pytest.mark.parametrize(
    "words",
    ["高橋\0", "高橋\ud800", "高橋\uffff", "高橋" + "子" * 10_000, "高橋'\"\\%_;--", "高橋𠮷"],
)
def test_no_text_breaks_the_search_or_the_record(
    words: str, database: Database, desk: Desk
) -> None:
    customers_found(desk(OPERATOR), words)

    recorded = records(database, "search")[0]["words"]
    assert recorded.startswith("高橋")
    assert len(recorded) <= 100


@pytest.mark.parametrize("words", ["%", "_", "高%", "高_", "'", "\\", "' OR true --", "100%"])
def test_signs_of_sql_and_of_patterns_find_nobody(words: str, office: Session, desk: Desk) -> None:
    michiko(office)

    assert customers_found(desk(OPERATOR), words) == []


def test_what_is_not_on_record_is_not_answered(office: Session, signed_in: SignedIn) -> None:
    michiko(office)

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(OPERATOR).execute(SEARCH, ['{"name": "高橋"}'])


def test_answer_is_to_what_was_recorded_not_to_something_else(
    office: Session, signed_in: SignedIn
) -> None:
    michiko(office)
    asker = signed_in(OPERATOR)
    asker.execute(NOTE, ['{"name": "佐藤"}', "佐藤"])

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        asker.execute(SEARCH, ['{"name": "高橋"}'])


def test_somebody_elses_record_answers_nothing(office: Session, signed_in: SignedIn) -> None:
    michiko(office)
    signed_in(OPERATOR).execute(NOTE, ['{"name": "高橋"}', "高橋"])

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(OPERATOR).execute(SEARCH, ['{"name": "高橋"}'])


@pytest.mark.parametrize(
    "begin", ["BEGIN", "BEGIN; SAVEPOINT a", "BEGIN ISOLATION LEVEL SERIALIZABLE"]
)
def test_record_that_could_be_rolled_back_answers_nothing(
    begin: str, office: Session, signed_in: SignedIn
) -> None:
    michiko(office)
    asker = signed_in(OPERATOR)
    asker.execute(begin.encode())
    asker.execute(NOTE, ['{"name": "高橋"}', "高橋"])

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        asker.execute(SEARCH, ['{"name": "高橋"}'])


def test_record_in_the_same_statement_answers_nothing(office: Session, signed_in: SignedIn) -> None:
    michiko(office)

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(OPERATOR).execute("""
            WITH noted AS MATERIALIZED (SELECT outcome FROM search_noted('{"name": "高橋"}', ''))
            SELECT s.name FROM noted, LATERAL customers_searched('{"name": "高橋"}', 50) s
             WHERE noted.outcome = 'noted'
        """)


@contextmanager
def hourly_limit(database: Database, limit: int) -> Iterator[None]:
    """Allow so many searches within the block."""
    with psycopg.connect(database.dsn, autocommit=True) as owner:
        owner.execute(
            "INSERT INTO office_setting (key, value) VALUES ('searches_per_hour', %s)",
            [json.dumps(limit)],
        )
        yield
        owner.execute("DELETE FROM office_setting WHERE key = 'searches_per_hour'")


def test_who_searches_too_often_is_refused_and_that_is_recorded(
    database: Database, office: Session, desk: Desk
) -> None:
    michiko(office)
    asker = desk(OPERATOR)
    with hourly_limit(database, 2):
        for _ in range(2):
            assert len(customers_found(asker, "高橋")) == 1
        with pytest.raises(SearchedTooOften) as refused:
            customers_found(asker, "高橋 美智子")

    assert refused.value.hourly_limit == 2
    assert records(database, "refuse")[0]["what"] == "too_many"
    assert records(database, "refuse")[0]["words"] == "高橋 美智子"


def test_searches_of_others_do_not_count(database: Database, desk: Desk) -> None:
    with hourly_limit(database, 1):
        customers_found(desk(OPERATOR), "高橋")
        customers_found(desk(OPERATOR), "高橋")


@pytest.mark.parametrize("columns", [{"password_due": True}, {"active": False}])
def test_who_may_not_work_yet_or_any_more_is_refused(
    columns: dict[str, bool], office: Session, signed_in: SignedIn
) -> None:
    michiko(office)
    asker = signed_in(OPERATOR, **columns)
    asker.execute(NOTE, ['{"name": "高橋"}', "高橋"])

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        asker.execute(SEARCH, ['{"name": "高橋"}'])


@pytest.mark.parametrize("group", [ADMIN, ANALYST, GATEWAY])
def test_groups_without_customers_search_for_none(group: str, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(group).execute(NOTE, ['{"name": "高橋"}', "高橋"])


@pytest.mark.parametrize(
    "terms",
    ["{}", "[]", '{"name": null}', '{"name": ""}', '{"codes": []}', '{"codes": ["", null]}',
     '{"phone_start": ""}', '{"nothing": "高橋"}', '{"name": ["高橋"]}'],
)  # fmt: skip
def test_terms_of_ones_own_making_find_nobody(
    terms: str, office: Session, signed_in: SignedIn
) -> None:
    michiko(office)
    asker = signed_in(OPERATOR)
    try:
        asker.execute(NOTE, [terms, ""])
        rows = asker.execute(SEARCH, [terms]).fetchall()
    except psycopg.errors.DataError:
        rows = []

    assert rows == []


@pytest.mark.parametrize(
    "function", ["search_is_noted('{}')", "search_meant('{}')", "caller_is_mine('+8190', 1)"]
)
def test_inner_functions_are_nobodys_to_call(function: str, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(OPERATOR, SUPERVISOR, SCANNER).execute(f"SELECT {function}".encode())
