from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call, CallLeg
from crm_desktop.database.models.staff import Staff
from crm_desktop.domain.call import CallEvent, CallResult
from crm_desktop.domain.extension import ExtensionDirectory
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.telephony.gateway import Gateway, Listening, gateway_on
from crm_desktop.telephony.office import Office
from tests.telephony.gateways import TOKEN, push, running, send

WIRE = sorted((Path(__file__).parent.parent / "wire" / "zammad").glob("*.http"))
PATH = f"/api/v1/cti/{TOKEN}"
ON_ANY_PORT = Listening({"pbx": TOKEN, "second": "another-token"}, port=0)


@dataclass
class Receiver:
    """A gateway without a database: keeps what it was given, or fails as told."""

    received: list[CallEvent]
    error: Exception | None = None

    def store(self, events: Any) -> None:
        if self.error is not None:
            raise self.error
        self.received.extend(events)

    def gateway(self) -> Gateway:
        office = Office(self.store, ExtensionDirectory, lambda: None, lambda: self.error is None)
        return Gateway(ON_ANY_PORT, office)


@pytest.fixture
def receiver() -> Receiver:
    return Receiver([])


@pytest.fixture
def port(receiver: Receiver) -> Iterator[int]:
    with running(receiver.gateway()) as port:
        yield port


@pytest.fixture(scope="module")
def office(database: Database) -> Iterator[int]:
    with database.writing() as session:
        session.add(Staff(login="tadokoro", name="田所 由美", extension="201"))
        session.add(Staff(login="saeki", name="佐伯 﨑子", extension="202"))
    with running(gateway_on(database, ON_ANY_PORT)) as port:
        yield port


@pytest.mark.parametrize("recorded", WIRE, ids=lambda file: file.stem)
def test_call_of_every_sender_is_understood(
    office: int, database: Database, recorded: Path
) -> None:
    with database.writing() as session:
        session.execute(delete(Call))

    statuses = _statuses_of(office, recorded.read_bytes().replace(b"TOKEN", TOKEN.encode()))

    assert set(statuses) == {200}
    with database.reading() as session:
        call = session.scalars(select(Call)).one()
        legs = {leg.extension: leg.answered_at for leg in session.scalars(select(CallLeg))}
        assert (call.caller, call.result) == ("+81312345678", CallResult.ANSWERED)
        assert legs["202"] is not None
        assert not any(at for extension, at in legs.items() if extension != "202")


def test_event_is_stored_when_the_answer_comes(office: int, database: Database) -> None:
    assert push(office, callId="stored?", user="201") == (200, {})

    with database.reading() as session:
        assert session.scalars(select(Call).where(Call.source_call_id == "stored?")).one()


def test_each_source_has_its_own_calls(receiver: Receiver, port: int) -> None:
    push(port)
    push(port, token="another-token")

    assert [event.source for event in receiver.received] == ["pbx", "second"]


def test_wrong_token_is_refused_and_logged_without_it(
    receiver: Receiver, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    answers = [push(port, token=guess)[0] for guess in ("guess-1", "guess-2")]

    assert answers == [403, 403]
    assert receiver.received == []
    logged = [record.getMessage() for record in caplog.records if "token" in record.getMessage()]
    assert logged == ["1 requests with a wrong token, last from 127.0.0.1"]


@pytest.mark.parametrize(
    ("method", "path", "body", "content_type", "status"),
    [
        ("GET", PATH, b"", "application/json", 405),
        ("PUT", PATH, b"{}", "application/json", 405),
        ("POST", PATH, b"{", "application/json", 400),
        ("POST", PATH, b"<call/>", "text/xml", 415),
        ("POST", PATH, b"{}", "application/json", 422),
        ("POST", PATH, b'{"x": "' + b"x" * 70_000 + b'"}', "application/json", 413),
        ("POST", "/api/v1/cti/", b"{}", "application/json", 404),
        ("GET", "/", b"", "application/json", 404),
    ],
)
def test_mistakes_are_answered_with_a_sentence(
    port: int, method: str, path: str, body: bytes, content_type: str, status: int
) -> None:
    got, answer = send(port, method, path, body, content_type)

    assert got == status
    assert answer["error"].endswith(".")


def test_body_that_does_not_come_is_not_waited_for(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_desktop.telephony.gateway.READ_TIMEOUT_S", 0.1)
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\n"

    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(head.encode() + b"event=")

        assert line.recv(1000).startswith(b"HTTP/1.1 408 ")


def test_unknown_direction_is_named_as_zammad_does(port: int) -> None:
    status, answer = push(port, direction="sideways")

    assert (status, answer["action"]) == (422, "invalid_direction")


def test_fields_may_stand_in_the_url(receiver: Receiver, port: int) -> None:
    path = f"{PATH}?event=newCall&direction=in&callId=9&from=+81312345678&user=201"

    assert send(port, "POST", path)[0] == 200
    assert receiver.received[0].caller == "+81312345678"


def test_without_a_database_the_sender_is_asked_to_come_again(
    receiver: Receiver, port: int
) -> None:
    receiver.error = DatabaseUnreachable()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    told = {"event": "newCall", "direction": "in", "callId": "1"}

    line.request("POST", PATH, json.dumps(told), {"Content-Type": "application/json"})
    answer = line.getresponse()

    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    assert "send it again" in json.loads(answer.read())["error"]
    line.close()


def test_health_tells_of_the_database(receiver: Receiver, port: int) -> None:
    well = send(port, "GET", "/healthz")
    receiver.error = DatabaseUnreachable()
    ill = send(port, "GET", "/healthz")

    assert (well[0], well[1]["status"], well[1]["last_event_at"]) == (200, "ok", {})
    assert (ill[0], ill[1]["status"]) == (503, "database away")


def test_health_tells_of_each_source_when_it_last_told_something(port: int) -> None:
    push(port, **{"from": "0355550182"})

    health = send(port, "GET", "/healthz")[1]

    assert list(health["last_event_at"]) == ["pbx"]
    assert (health["alive"], health["spooled"], health["spooled_since"]) == (True, 0, None)
    assert "5555" not in json.dumps(health)


def test_event_that_cannot_be_stored_does_not_stop_the_others(
    receiver: Receiver, port: int
) -> None:
    receiver.error = ZeroDivisionError("a bug with 0312345678 in it")
    broken = push(port)[0]
    receiver.error = None

    assert (broken, push(port)[0]) == (500, 200)


def _statuses_of(port: int, octets: bytes) -> list[int]:
    """Send requests as they are, all at once on one connection; return the statuses."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(octets)
        expected, received = octets.count(b"POST /"), b""
        while received.count(b"\r\n\r\n{}") < expected:
            chunk = line.recv(65536)
            assert chunk, received
            received += chunk
    return [int(part[:3]) for part in received.split(b"HTTP/1.1 ")[1:]]
