"""What somebody opened on a day: figures for supervisors, and the cards only on record."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest

from crm_desktop.actions.calls import record_call_events
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.openings import PersonOpenings, openings_of_day
from crm_desktop.database.roles import ADMIN, ANALYST, EXPORTER, OPERATOR, SCANNER, SUPERVISOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.errors.access import RightMissing
from tests.builders import a_customer
from tests.conftest import LoginAt, SignedIn
from tests.today import japans_today

Connection = psycopg.Connection[Any]
DENIED = psycopg.errors.InsufficientPrivilege
READ = "SELECT customer_id, why FROM what_was_opened(%s, %s, NULL, NULL, %s)"
numbers = itertools.count(1)


def stored_customers(database: Database, count: int = 1, **facts: Any) -> list[int]:
    with database.writing() as session:
        return [a_customer(session, **facts).id for _number in range(count)]


def open_card(desk: Connection, customer_id: int, why: str = "search", call: Any = None) -> str:
    row = desk.execute("SELECT outcome FROM open_card(%s, %s, %s)", [customer_id, why, call])
    return str(row.fetchall()[0][0])


def ask(desk: Connection, login: str, day: date | None = None) -> str:
    row = desk.execute("SELECT openings_noted(%s, %s)", [login, day or japans_today()]).fetchone()
    return str(row[0]) if row else ""


def told(desk: Connection, login: str, day: date | None = None, most: int = 1000) -> list[Any]:
    assert ask(desk, login, day) == "noted"
    return desk.execute(READ, [login, day or japans_today(), most]).fetchall()


def people_of(dsn: str, day: date | None = None) -> dict[str, PersonOpenings]:
    with Database(dsn, pool_size=1) as desk, desk.reading() as session:
        return {
            one.name or one.login: one
            for one in openings_of_day(session, day or japans_today()).people
        }


def a_call(database: Database, caller: str, extension: str) -> int:
    """Record a call to ``extension`` that is being talked; the owner's word is trusted."""
    call = f"open{next(numbers)}"
    at = datetime.now(UTC)
    facts: dict[str, Any] = {"direction": CallDirection.IN, "caller": caller}
    with database.writing() as session:
        events = [
            CallEvent("pbx", call, CallStage.RINGING, at, extension=extension, **facts),
            CallEvent("pbx", call, CallStage.ANSWERED, at, extension=extension),
        ]
        record_call_events(session, events)
    with psycopg.connect(database.dsn) as owner:
        row = owner.execute("SELECT max(id) FROM call").fetchone()
        return int(row[0]) if row else 0


@pytest.fixture
def desk(own_database: Database, login_at: LoginAt) -> Any:
    """A connection of 﨑山, an operator at extension 201."""
    dsn = login_at(own_database, OPERATOR, name="﨑山 蓮", name_kana="サキヤマ", extension="201")
    with psycopg.connect(dsn, autocommit=True) as desk:
        yield desk


@pytest.fixture
def boss(own_database: Database, login_at: LoginAt) -> str:
    """The address of a supervisor."""
    return login_at(own_database, SUPERVISOR, name="佐伯 直子", name_kana="サエキ")


def test_openings_are_added_up_by_reason_and_cards_once(
    own_database: Database, desk: Connection, boss: str
) -> None:
    first, second = stored_customers(own_database, 2)
    for customer_id, why in ((first, "search"), (first, "list"), (second, "list")):
        open_card(desk, customer_id, why)

    one = people_of(boss)["﨑山 蓮"]

    assert (one.cards, one.uncalled) == (2, 2)
    assert (one.openings, one.reasons) == (3, (("list", 2), ("search", 1)))


def test_a_card_that_its_own_call_brought_is_not_among_the_uncalled(
    own_database: Database, desk: Connection, boss: str
) -> None:
    number = "+81353211111"
    (caller,) = stored_customers(own_database, phones=(number,))
    (other,) = stored_customers(own_database)
    call = a_call(own_database, number, "201")
    open_card(desk, caller, "call", call)
    open_card(desk, caller, "list")
    open_card(desk, other, "call", call)  # somebody else's call is no excuse

    one = people_of(boss)["﨑山 蓮"]

    assert (one.cards, one.uncalled, one.answered, one.unproven) == (2, 1, 1, 0)
    assert one.tally.calls == 1


def test_a_call_named_later_does_not_whitewash_a_card(
    own_database: Database, desk: Connection, boss: str
) -> None:
    (wanted,) = stored_customers(own_database)
    open_card(desk, wanted, "search")
    open_card(desk, wanted, "call", 7)

    assert people_of(boss)["﨑山 蓮"].uncalled == 1


def test_calls_that_only_a_desk_told_of_prove_nothing(
    own_database: Database, desk: Connection, boss: str
) -> None:
    a_call(own_database, "+819000000001", "201")
    with psycopg.connect(own_database.dsn, autocommit=True) as owner:
        owner.execute("UPDATE call SET reported_by = %s", [desk.info.user])

    one = people_of(boss)["﨑山 蓮"]

    assert (one.answered, one.unproven, one.tally.calls) == (1, 1, 0)


def test_refusals_searches_and_questions_are_counted_apart(
    own_database: Database, desk: Connection, boss: str
) -> None:
    (hidden,) = stored_customers(own_database, restricted=True)
    assert open_card(desk, hidden) == "restricted"
    desk.execute("SELECT search_noted('{}', '髙橋')")
    desk.execute("SELECT history_noted(%s)", [hidden])
    with psycopg.connect(boss, autocommit=True) as asking:
        ask(asking, desk.info.user)

    people = people_of(boss)

    assert (people["﨑山 蓮"].refused, people["﨑山 蓮"].searches) == (1, 1)
    assert (people["﨑山 蓮"].cards, people["佐伯 直子"].questions) == (0, 1)


def test_people_stand_by_name_and_who_did_nothing_is_not_there(
    own_database: Database, desk: Connection, boss: str, login_at: LoginAt
) -> None:
    login_at(own_database, OPERATOR, name="静 一", name_kana="イチ")
    (wanted,) = stored_customers(own_database)
    open_card(desk, wanted)
    with psycopg.connect(boss, autocommit=True) as saeki:
        open_card(saeki, wanted)

    assert list(people_of(boss)) == ["佐伯 直子", "﨑山 蓮"]
    assert people_of(boss, japans_today() - timedelta(days=1)) == {}


def test_what_was_opened_is_told_newest_first_with_code_and_name(
    own_database: Database, desk: Connection, boss: str
) -> None:
    (wanted,) = stored_customers(own_database, name="髙橋 美智子")
    (hidden,) = stored_customers(own_database, restricted=True)
    open_card(desk, wanted, "task")
    open_card(desk, hidden, "list")

    with psycopg.connect(boss, autocommit=True) as asking:
        ask(asking, desk.info.user)
        rows = asking.execute(
            "SELECT action, customer_id, name, why, what FROM what_was_opened(%s, %s, NULL, NULL,"
            " 10)",
            [desk.info.user, japans_today()],
        ).fetchall()

    assert [row[:2] for row in rows] == [("refuse", hidden), ("open", wanted)]
    assert rows[0][3:] == ("list", "restricted")
    assert rows[1][2:] == ("髙橋 美智子", "task", "")


def test_the_question_itself_is_on_record(
    own_database: Database, desk: Connection, boss: str
) -> None:
    with psycopg.connect(boss, autocommit=True) as asking:
        told(asking, desk.info.user)
    with psycopg.connect(own_database.dsn) as owner:
        rows = owner.execute(
            "SELECT subject_id FROM audit_entry WHERE action = 'history' AND subject = 'openings'"
        ).fetchall()

    assert rows == [(f"{desk.info.user} {japans_today()}",)]


def test_pages_follow_each_other_without_gap_or_double(
    own_database: Database, desk: Connection, boss: str
) -> None:
    wanted = stored_customers(own_database, 5)
    for customer_id in wanted:
        open_card(desk, customer_id)

    seen: list[int] = []
    with psycopg.connect(boss, autocommit=True) as asking:
        ask(asking, desk.info.user)
        last: tuple[Any, ...] = (None, None)
        while rows := asking.execute(
            "SELECT customer_id, happened_at, entry_id FROM what_was_opened(%s, %s, %s, %s, 2)",
            [desk.info.user, japans_today(), *last],
        ).fetchall():
            seen += [row[0] for row in rows]
            last = rows[-1][1:]

    assert seen == wanted[::-1]


def test_a_thousand_is_the_most(own_database: Database, desk: Connection, boss: str) -> None:
    with psycopg.connect(own_database.dsn, autocommit=True) as owner:
        owner.execute(
            "INSERT INTO audit_entry (chain, place, happened_at, login, action, subject,"
            " customer_id, after, digest) SELECT 'x', n, now(), %s, 'open', 'customer', n,"
            """ '{"why": "list"}', '' FROM generate_series(1, 1003) n""",
            [desk.info.user],
        )

    with psycopg.connect(boss, autocommit=True) as asking:
        assert len(told(asking, desk.info.user, most=5_000)) == 1_000


@pytest.mark.parametrize("group", [OPERATOR, SCANNER, ADMIN])
def test_nobody_else_asks_and_the_try_is_recorded(
    group: str, database: Database, signed_in: SignedIn
) -> None:
    desk = signed_in(group)

    assert ask(desk, "saeki") == "not_allowed"
    for statement in (
        READ % ("'saeki'", "current_date", 9),
        "SELECT * FROM openings_of_day(now())",
    ):
        with pytest.raises(DENIED):
            desk.execute(statement.replace("now()", "current_date").encode())
    with psycopg.connect(database.dsn) as owner:
        refused = owner.execute(
            "SELECT after FROM audit_entry WHERE login = %s AND action = 'refuse'", [desk.info.user]
        )
        assert refused.fetchall() == [({"what": "not_allowed", "why": "history"},)]


@pytest.mark.parametrize("group", [EXPORTER, ANALYST])
def test_whoever_takes_figures_out_may_not_even_ask(group: str, signed_in: SignedIn) -> None:
    with pytest.raises(DENIED):
        ask(signed_in(group), "saeki")


@pytest.mark.parametrize(
    ("columns", "outcome"),
    [({"active": False}, "not_staff"), ({"password_due": True}, "password_due")],
)
def test_supervisor_who_may_not_work_is_told_nothing(
    columns: dict[str, bool], outcome: str, signed_in: SignedIn
) -> None:
    boss = signed_in(SUPERVISOR, **columns)

    assert ask(boss, "saeki") == outcome
    with pytest.raises(DENIED):
        boss.execute(READ, ["saeki", japans_today(), 9])
    with pytest.raises(DENIED):
        boss.execute("SELECT * FROM openings_of_day(current_date)")


def test_without_a_question_on_record_nothing_is_told(signed_in: SignedIn) -> None:
    boss = signed_in(SUPERVISOR)

    for whose, day in (("saeki", japans_today()), (None, japans_today()), ("saeki", None)):
        with pytest.raises(DENIED):
            boss.execute(READ, [whose, day, 9])


def test_a_question_opens_no_other_day_and_nobody_else(signed_in: SignedIn) -> None:
    boss = signed_in(SUPERVISOR)
    assert ask(boss, "saeki") == "noted"

    for whose, day in (("saeki", japans_today() - timedelta(days=1)), ("tadokoro", japans_today())):
        with pytest.raises(DENIED):
            boss.execute(READ, [whose, day, 9])
    with pytest.raises(DENIED):
        signed_in(SUPERVISOR).execute(READ, ["saeki", japans_today(), 9])


def test_a_question_that_could_be_rolled_back_is_not_answered(signed_in: SignedIn) -> None:
    boss = signed_in(SUPERVISOR)

    with pytest.raises(DENIED), boss.transaction():
        ask(boss, "saeki")
        boss.execute(READ, ["saeki", japans_today(), 9])
    with pytest.raises(DENIED), boss.transaction():
        with boss.transaction():
            ask(boss, "saeki")
        boss.execute(READ, ["saeki", japans_today(), 9])


def test_a_question_about_a_card_opens_no_persons_day(signed_in: SignedIn) -> None:
    boss = signed_in(SUPERVISOR)
    boss.execute("SELECT history_noted(1)")

    with pytest.raises(DENIED):
        boss.execute(READ, ["saeki", japans_today(), 9])


def test_figures_of_a_desk_that_may_not_are_an_error_of_ours(
    own_database: Database, login_at: LoginAt
) -> None:
    with pytest.raises(RightMissing):
        people_of(login_at(own_database, OPERATOR))
