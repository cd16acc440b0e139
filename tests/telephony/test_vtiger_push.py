from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import select

from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import CallReport
from crm_desktop.domain.call import CallDirection, CallResult
from crm_desktop.telephony.dialect import Push
from crm_desktop.telephony.vtiger_push import check_signature
from tests.telephony.senders import SECRET, call_of, exchange, pushing_to, rang

START = {"callstatus": "StartApp", "callerIdNumber": "0312345678", "vtigersignature": SECRET}


@pytest.fixture(scope="module")
def port(database: Database) -> Iterator[int]:
    with pushing_to(database, "bridge", dialect="vtiger") as port:
        yield port


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_call_from_ringing_to_its_end(database: Database, port: int, method: str) -> None:
    for told in (
        {"to": "201"},
        {"callstatus": "DialAnswer", "callerid1": "0312345678", "callerid2": "201"},
        {"callstatus": "Record", "recordinglink": "https://pbx.example/1.wav"},
        {"callstatus": "Hangup", "causetxt": "null"},
        {"callstatus": "Hangup", "causetxt": "Normal Clearing"},
    ):
        assert exchange(port, {**START, **told, "callUUID": method}, method=method)[0] == 200

    call = call_of(database, method)
    assert (call.caller, call.result) == ("+81312345678", CallResult.ANSWERED)
    assert rang(database, method) == {"201": True}


def test_channel_that_ends_does_not_end_the_call(database: Database, port: int) -> None:
    exchange(port, {**START, "callUUID": "leg"})
    exchange(port, {**START, "callUUID": "leg", "callstatus": "Hangup", "causetxt": "null"})

    assert call_of(database, "leg").ended_at is None


def test_call_from_a_telephone_of_the_office_goes_out(database: Database, port: int) -> None:
    exchange(port, {**START, "callUUID": "out", "callerIdNumber": "201", "to": "09012345678"})

    call = call_of(database, "out")
    assert (call.direction, call.caller) == (CallDirection.OUT, "+819012345678")


@pytest.mark.parametrize(
    ("cause", "result"),
    [
        ("User busy", CallResult.BUSY),
        ("Call Rejected", CallResult.REJECTED),
        ("NO ANSWER", CallResult.MISSED),
        ("Normal Clearing", CallResult.MISSED),
        ("Unallocated (unassigned) number", CallResult.UNREACHABLE),
    ],
)
def test_cause_says_how_it_came_out(
    database: Database, port: int, cause: str, result: CallResult
) -> None:
    exchange(port, {**START, "callUUID": cause})
    exchange(port, {**START, "callUUID": cause, "callstatus": "Hangup", "causetxt": cause})

    assert call_of(database, cause).result is result


def test_call_that_comes_in_may_go_on(port: int) -> None:
    _status, kind, text = exchange(port, {**START, "callUUID": "on"})

    assert kind == "application/xml"
    assert ET.fromstring(text).findtext("Dial/Authentication") == "Success"


@pytest.mark.parametrize("given", ["", "54321", "秘密"])
def test_wrong_secret_is_refused(port: int, given: str) -> None:
    assert exchange(port, {**START, "callUUID": "x", "vtigersignature": given})[0] == 403


def test_without_a_secret_the_token_is_enough() -> None:
    check_signature("", Push({}, b"", {}))


def test_secret_is_not_kept(database: Database, port: int) -> None:
    exchange(port, {**START, "callUUID": "kept"})

    with database.reading() as session:
        assert "vtigersignature" not in str(session.scalars(select(CallReport.raw)).all())
