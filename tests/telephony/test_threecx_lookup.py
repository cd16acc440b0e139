from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import delete, select

from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call
from crm_desktop.database.roles import GATEWAY
from crm_desktop.domain.call import CallDirection, CallEvent, CallResult
from crm_desktop.domain.call_notice import read_link
from crm_desktop.domain.call_state import call_from_events
from crm_desktop.domain.extension import ExtensionDirectory
from crm_desktop.resources import resource
from crm_desktop.telephony.sender_words import TIME_DOUBTED
from crm_desktop.telephony.source import EventRefused, Reception
from crm_desktop.telephony.threecx_lookup import MOST_REMEMBERED, ThreeCxCalls
from tests.builders import a_customer
from tests.conftest import LoginOf
from tests.telephony.senders import exchange, pushing_to

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
ALONE, SHARED, NOBODYS = "+819012345678", "+81353211111", "+819099999999"
FORM = "%Y-%m-%dT%H:%M:%SZ"


@pytest.fixture
def port(database: Database, login_of: LoginOf) -> Iterator[int]:
    with database.writing() as session:
        session.execute(delete(Call))
        a_customer(session, "髙橋 美智子", phones=(ALONE,))
        a_customer(session, "﨑山 恵", phones=(SHARED,))
        a_customer(session, "﨑山 健", phones=(SHARED,))
    dsn = login_of(GATEWAY)
    with Database(dsn) as own, pushing_to(own, "3cx", dialect="3cx") as port:
        yield port


def contacts(port: int, number: str) -> Any:
    status, _kind, text = exchange(port, {"number": number}, method="GET")
    assert status == 200
    return json.loads(text)["contacts"]


def test_question_is_a_ringing_call_and_is_answered_once_stored(
    database: Database, port: int
) -> None:
    (contact,) = contacts(port, "09012345678")

    assert set(contact) == {"id", "url"}
    assert read_link(contact["url"]).caller_raw == ALONE
    with database.reading() as session:
        call = session.scalars(select(Call)).one()
        assert (call.caller, call.ended_at) == (ALONE, None)


def test_shared_number_is_nobodys_id(port: int) -> None:
    (contact,) = contacts(port, SHARED)

    assert contact["id"] == SHARED


@pytest.mark.parametrize("number", [NOBODYS, "anonymous", "髙橋 様"])
def test_who_is_not_known_is_no_contact(port: int, number: str) -> None:
    assert contacts(port, number) == []


def test_each_telephone_asks_of_the_same_call_and_its_report_ends_it(
    database: Database, port: int
) -> None:
    for _telephone in range(3):
        contacts(port, ALONE)
    now = f"{datetime.now(UTC):{FORM}}"
    told = {"number": ALONE, "agent": "201", "duration": "0", "start": now, "end": now}

    assert exchange(port, {**told, "calltype": "Inbound"})[0] == 200

    with database.reading() as session:
        assert session.scalars(select(Call.result)).all() == [CallResult.ANSWERED]


def read(calls: ThreeCxCalls, at: Any = NOW, **fields: str) -> list[CallEvent]:
    reception = Reception("3cx", at, ExtensionDirectory())
    return calls.read({name: [text] for name, text in fields.items()}, reception)


def report(kind: str, **fields: str) -> dict[str, str]:
    start, end = (f"{NOW - timedelta(minutes=ago):{FORM}}" for ago in (10, 1))
    return {"number": ALONE, "calltype": kind, "start": start, "end": end, **fields}


@pytest.mark.parametrize(
    ("kind", "direction", "result"),
    [
        ("Inbound", CallDirection.IN, CallResult.ANSWERED),
        ("Missed", CallDirection.IN, CallResult.MISSED),
        ("Outbound", CallDirection.OUT, CallResult.ANSWERED),
        ("Notanswered", CallDirection.OUT, CallResult.MISSED),
    ],
)
def test_report_of_a_call_that_was_not_asked_for_is_the_whole_call(
    kind: str, direction: CallDirection, result: CallResult
) -> None:
    call = call_from_events(read(ThreeCxCalls(), **report(kind, agent="201", duration="00:05:00")))

    assert (call.direction, call.result) == (direction, result)
    assert (call.began_at, call.ended_at) == (
        NOW - timedelta(minutes=10),
        NOW - timedelta(minutes=1),
    )
    answered_at = NOW - timedelta(minutes=6) if result is CallResult.ANSWERED else None
    assert call.answered_at == answered_at


def test_number_that_calls_again_later_is_another_call() -> None:
    calls = ThreeCxCalls()

    ids = {read(calls, NOW + timedelta(minutes=5 * n), number=ALONE)[0].call_id for n in range(3)}

    assert len(ids) == 3


def test_only_the_newest_questions_are_remembered() -> None:
    calls = ThreeCxCalls()
    for n in range(MOST_REMEMBERED + 5):
        read(calls, number=f"0901{n:07}")

    assert len(calls._asked) == MOST_REMEMBERED


@pytest.mark.parametrize("told", ["1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "soon"])
def test_times_far_off_are_replaced_and_marked(told: str) -> None:
    events = read(ThreeCxCalls(), **report("Missed", start=told, end=told))

    assert {event.happened_at for event in events} == {NOW}
    assert events[0].raw[TIME_DOUBTED] == told


@pytest.mark.parametrize("duration", ["", "x", "9" * 50, "-5", "1:2:3:4:5:6"])
def test_any_duration_is_borne(duration: str) -> None:
    assert len(read(ThreeCxCalls(), **report("Inbound", duration=duration))) == 3


@pytest.mark.parametrize("fields", [{}, {"number": ""}, {"number": ALONE, "calltype": "Chat"}])
def test_what_is_no_call_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(EventRefused):
        read(ThreeCxCalls(), **fields)


def test_template_asks_and_reports_in_our_words() -> None:
    template = ET.parse(resource("3cx", "crm_desktop.xml")).getroot()

    scenarios = {one.get("Id"): one for one in template.iter("Scenario")}
    (question,) = scenarios[""].iter("Request")
    assert question.get("Url") == "[Address]?number=[Number]"
    keys = [value.get("Key") for value in scenarios["ReportCall"].iter("Value")]
    assert keys == ["number", "calltype", "agent", "duration", "start", "end"]
