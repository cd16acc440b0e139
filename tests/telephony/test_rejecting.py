from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree as ET

import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.models.unwanted_caller import UnwantedCaller
from crm_desktop.domain.call import CallEndedBy, CallResult
from tests.telephony.senders import call_of, exchange, pushing_to, rang

NUISANCE = "0355550666"
NEW = {"event": "newCall", "to": "201", "direction": "in"}


@pytest.fixture(scope="module", autouse=True)
def office(database: Database) -> None:
    with database.writing() as session:
        session.add(Staff(login="tadokoro", name="田所 由美", extension="201"))
        session.add(UnwantedCaller(pattern="+81355550666", reason="無言電話", action="reject"))
        session.add(UnwantedCaller(pattern="+81120*", reason="営業", action="warn"))


@contextmanager
def answered(database: Database, dialect: str, caller: str, call_id: str) -> Iterator[str]:
    """Push one new call and yield what the sender is told."""
    with pushing_to(database, dialect, dialect=dialect) as port:
        yield exchange(port, {**NEW, "from": caller, "callId": call_id})[2]


def test_zammads_sender_is_told_to_reject(database: Database) -> None:
    with answered(database, "zammad", NUISANCE, "z1") as told:
        assert json.loads(told) == {"action": "reject"}

    call = call_of(database, "z1")
    assert (call.result, call.ended_by) == (CallResult.REJECTED, CallEndedBy.PBX)
    assert rang(database, "z1") == {}


def test_sipgate_is_told_to_reject(database: Database) -> None:
    with answered(database, "sipgate", NUISANCE, "s1") as told:
        verb = ET.fromstring(told).find("Reject")

    assert verb is not None
    assert verb.attrib == {"reason": "rejected"}
    assert call_of(database, "s1").result is CallResult.REJECTED


@pytest.mark.parametrize("caller", ["0120555999", "0355550667", "anonymous"])
def test_warned_of_and_welcome_callers_ring(database: Database, caller: str) -> None:
    with answered(database, "zammad", caller, f"r-{caller}") as told:
        assert json.loads(told) == {}

    assert rang(database, f"r-{caller}") == {"201": False}


def test_call_that_goes_out_to_them_is_not_rejected(database: Database) -> None:
    with pushing_to(database, "zammad", dialect="zammad") as port:
        out = {"event": "newCall", "direction": "out", "callId": "o1"}
        told = exchange(port, {**out, "from": "201", "to": NUISANCE})[2]

    assert "reject" not in told
