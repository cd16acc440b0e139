from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete

from crm_desktop.actions.calls import record_call_event
from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call
from crm_desktop.database.queries.waiting_calls import calls_waiting, my_queues
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from tests.conftest import LoginOf

NOW = datetime.now(UTC)
Report = Callable[..., None]


@pytest.fixture
def report(database: Database) -> Iterator[Report]:
    def report(call_id: str, stage: CallStage = CallStage.RINGING, **facts: object) -> None:
        facts = {"direction": CallDirection.IN, "happened_at": NOW} | facts
        with database.writing() as session:
            record_call_event(session, CallEvent("pbx", call_id, stage, **facts))  # type: ignore[arg-type]

    yield report
    with database.writing() as session:
        session.execute(delete(Call))


@pytest.fixture
def desk(login_of: LoginOf) -> Iterator[Database]:
    with Database(login_of(OPERATOR, extension="201")) as desk:
        yield desk


def waiting(desk: Database) -> list[str]:
    with desk.reading() as session:
        return [call.queue for call in calls_waiting(session)]


def queues(desk: Database) -> frozenset[str]:
    with desk.reading() as session:
        return my_queues(session)


def test_calls_of_the_whole_office_wait_the_longest_first(desk: Database, report: Report) -> None:
    report("later", queue="修理")
    report("first", queue="受注", extension="305", happened_at=NOW - timedelta(seconds=48))

    assert waiting(desk) == ["受注", "修理"]


def test_answered_ended_and_outgoing_calls_do_not_wait(desk: Database, report: Report) -> None:
    for call_id, stage in (("a", CallStage.ANSWERED), ("e", CallStage.ENDED)):
        report(call_id, queue="受注", extension="305")
        report(call_id, stage, extension="305" if stage is CallStage.ANSWERED else "")
    report("out", direction=CallDirection.OUT, extension="305")

    assert waiting(desk) == []


def test_call_without_a_queue_waits_on_its_line(desk: Database, report: Report) -> None:
    report("direct", called_raw="0120555010")

    assert waiting(desk) == ["0120555010"]


def test_queues_are_mine_whose_calls_have_rung_here(desk: Database, report: Report) -> None:
    report("here", queue="受注", extension="201")
    report("there", queue="修理", extension="305")
    report("long ago", queue="苦情", extension="201", happened_at=NOW - timedelta(days=31))

    assert queues(desk) == {"受注"}
