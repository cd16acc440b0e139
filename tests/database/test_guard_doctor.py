"""Calls that are made up: what a desk may make up, and that they count nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from crm_desktop.actions.calls import record_call_event
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.calls import call_steps_after
from crm_desktop.database.queries.missed_calls import missed_calls
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.fake_call import DOCTOR, NUMBER, FakeCall, FakeDesk, end_of, fake_call
from crm_desktop.errors.access import RightMissing
from tests.builders import a_customer
from tests.conftest import LoginAt

NOW = datetime.now(UTC)


class Desk:
    """An operator at 7001 who makes up calls."""

    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self.login = str(conninfo_to_dict(dsn)["user"])
        self.database = Database(dsn)
        self.made = 0

    def make_up(
        self,
        kind: FakeCall,
        extension: str = "7001",
        *,
        login: str = "",
        number: str = NUMBER,
    ) -> list[CallEvent]:
        self.made += 1
        began_at = NOW - timedelta(minutes=30 - self.made)
        desk = FakeDesk(login or self.login, extension, number)
        steps = fake_call(kind, desk, key=f"k{self.made}", began_at=began_at)
        for step in steps:
            with self.database.writing() as session:
                record_call_event(session, step.event)
        return [step.event for step in steps]

    def missed(self) -> list[str | None]:
        with self.database.asking() as session:
            return [row.caller for row in missed_calls(session, since=NOW - timedelta(days=1))]


@pytest.fixture
def desk(own_database: Database, login_at: LoginAt) -> Iterator[Desk]:
    desk = Desk(login_at(own_database, OPERATOR, extension="7001"))
    yield desk
    desk.database.close()


@pytest.mark.parametrize("kind", list(FakeCall))
def test_each_kind_is_recorded_whole_and_marked(
    kind: FakeCall, desk: Desk, own_database: Database
) -> None:
    desk.make_up(kind)

    with psycopg.connect(own_database.dsn) as owner:
        rows = owner.execute(
            "SELECT source, ended_at IS NOT NULL, reported_by, line_name || called_raw FROM call"
        ).fetchall()
    assert rows == [(DOCTOR, True, desk.login, "TEST")]


@pytest.mark.parametrize("kind", list(FakeCall))
def test_each_kind_rings_at_the_own_telephone(kind: FakeCall, desk: Desk) -> None:
    desk.make_up(kind)

    with desk.database.asking() as session:
        steps = call_steps_after(session, 0).rows
    rang = [step for step in steps if step.stage is CallStage.RINGING and step.extension]
    assert [step.extension for step in rang] == ["7001"]
    assert (rang[0].no_number_reason == "withheld") is (kind is FakeCall.WITHHELD)


def test_call_that_is_put_down_early_is_over(desk: Desk) -> None:
    steps = fake_call(FakeCall.RINGING, FakeDesk(desk.login, "7001"), key="early", began_at=NOW)

    for event in (steps[0].event, end_of(steps, after_s=2.5)):
        with desk.database.writing() as session:
            record_call_event(session, event)

    with desk.database.asking() as session:
        (last,) = call_steps_after(session, 0).rows[-1:]
    assert (last.stage, last.happened_at) == (CallStage.ENDED, NOW + timedelta(seconds=2.5))


def test_made_up_call_is_no_missed_call(desk: Desk) -> None:
    desk.make_up(FakeCall.MISSED)

    assert desk.missed() == []


def test_made_up_talk_takes_no_real_caller_off_the_list(desk: Desk, own_database: Database) -> None:
    for stage in (CallStage.RINGING, CallStage.ENDED):
        real = CallEvent("pbx", "c1", stage, NOW - timedelta(hours=1), caller="+81355550182")
        with own_database.writing() as session:
            record_call_event(session, real)

    desk.make_up(FakeCall.ANSWERED, number="0355550182")

    assert desk.missed() == ["+81355550182"]


def test_made_up_call_opens_no_card_and_makes_nobody_the_first_guess(
    desk: Desk, own_database: Database
) -> None:
    with own_database.writing() as session:
        customer = a_customer(session, phones=("+81355550182",), restricted=True).id
    desk.make_up(FakeCall.ANSWERED, number="0355550182")
    with psycopg.connect(desk.dsn, autocommit=True) as operator:
        row = operator.execute("SELECT id FROM call").fetchone()
        assert row is not None
        opened = operator.execute(
            "SELECT * FROM open_card(%s::bigint, 'call', %s::bigint)", [customer, row[0]]
        ).fetchall()
        seen = operator.execute("SELECT count(*) FROM customer").fetchone()
        with pytest.raises(errors.InsufficientPrivilege):
            operator.execute("SELECT remember_caller('+81355550182', %s::bigint)", [customer])

    assert "opened" not in str(opened)
    assert seen == (0,)


@pytest.mark.parametrize(
    ("extension", "login"), [("7002", ""), ("7001", "somebody"), ("", "somebody")]
)
def test_nothing_is_made_up_for_somebody_else(extension: str, login: str, desk: Desk) -> None:
    with pytest.raises(RightMissing):
        desk.make_up(FakeCall.RINGING, extension, login=login)
