"""Calls whose every field is hostile, pushed over HTTP to the real gateway, ringing at a desk."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm_desktop.database.engine import Database
from crm_desktop.database.models.call import Call
from crm_desktop.telephony.gateway import Listening, gateway_on
from crm_desktop.ui.incoming_call.words import LONGEST_TOLD
from tests.hostile.conftest import HostileDesk
from tests.hostile.drawn_text import drawn, drawn_texts
from tests.hostile.hostile_texts import ENDLESS, MARKUP, MNEMONICS, MOVING, TEXTS, UNSTORABLE
from tests.telephony.gateways import TOKEN, push, running, send

PUSHED = {
    **{name: text for name, text in TEXTS.items() if not any(map(str.isdigit, text))},
    **UNSTORABLE,
    "endless": ENDLESS,
}
NUMBERS = count(1)


@pytest.fixture(scope="module")
def port(database: Database) -> Iterator[int]:
    with running(gateway_on(database, Listening({"pbx": TOKEN}, port=0))) as port:
        yield port


def ring(desk: HostileDesk, port: int, qtbot: QtBot, text: str) -> str:
    """Let a call of hostile fields ring at the desk; return the id of the call."""
    text = text[:2_000]  # more than a push may bring is refused as a whole
    call_id = f"{text[:200]} {next(NUMBERS)}"
    told = {"from": text, "to": text, "queue": text, "answeringNumber": text, text[:99]: text}
    status, answer = push(port, callId=call_id, user=["201", text], **told)
    assert (status, answer) == (200, {})
    qtbot.waitUntil(desk.program.window.incoming_call.isVisible)
    return call_id


def hang_up(desk: HostileDesk, port: int, qtbot: QtBot, call_id: str) -> None:
    assert push(port, event="hangup", callId=call_id, cause=call_id)[0] == 200
    qtbot.waitUntil(lambda: not desk.program.window.incoming_call.isVisible())


@pytest.mark.parametrize("name", PUSHED)
def test_band_stays_a_band(desk: HostileDesk, port: int, qtbot: QtBot, name: str) -> None:
    call_id = ring(desk, port, qtbot, PUSHED[name])

    window = desk.program.window
    for shown in (window.incoming_call, window.caller_page, window.call_list):
        assert not MOVING.search(drawn(shown))
        assert len(drawn(shown)) < 2_000
    for label in (window.incoming_call.number, window.incoming_call.line):
        assert len({text.y for text in drawn_texts(label)}) <= 1
        assert len(drawn(label)) <= LONGEST_TOLD + len("→ ")
    assert window.minimumSizeHint().width() <= 900
    hang_up(desk, port, qtbot, call_id)


@pytest.mark.parametrize("name", [*MARKUP, *MNEMONICS])
def test_caller_is_shown_and_read_out_as_told(
    desk: HostileDesk, port: int, qtbot: QtBot, name: str
) -> None:
    text = " ".join(TEXTS[name].split())
    call_id = ring(desk, port, qtbot, f"{text[:30]}!")

    window = desk.program.window
    told = f"{text[:30]}!"
    interface = QAccessible.queryAccessibleInterface(window.incoming_call.number)
    assert drawn(window.incoming_call.number) == told
    assert interface.text(QAccessible.Text.Name) == told
    assert drawn(window.incoming_call.line) == f"→ {told}"
    hang_up(desk, port, qtbot, call_id)


@pytest.mark.parametrize("name", [*MARKUP, *MNEMONICS, "right to left override", "long word"])
def test_known_caller_with_a_hostile_name_is_named_in_one_line(
    desk: HostileDesk, port: int, qtbot: QtBot, name: str
) -> None:
    number = f"0353-20-{list(TEXTS).index(name):04}"
    assert push(port, callId=f"known {name}", **{"from": number, "user": "201"})[0] == 200
    wanted = desk.customers[name]
    reason = desk.program.window.incoming_call.reason
    begins = f"Only {' '.join(TEXTS[name].split())[:2]}"
    qtbot.waitUntil(lambda: reason.isVisible() and reason.whole_text.startswith(begins))

    assert not MOVING.search(reason.whole_text)
    qtbot.waitUntil(lambda: desk.shown_customer() == wanted)
    hang_up(desk, port, qtbot, f"known {name}")


def test_what_is_stored_is_what_a_database_holds(
    desk: HostileDesk, port: int, qtbot: QtBot, database: Database
) -> None:
    call_id = ring(desk, port, qtbot, UNSTORABLE["zero"] + UNSTORABLE["half a character"])
    hang_up(desk, port, qtbot, call_id)

    with database.reading() as session:
        told = session.scalars(select(Call.caller_raw).where(Call.source == "pbx")).all()
    assert "山田 花子山田花子" in told


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("field", ["event", "direction"])
def test_refusal_repeats_nothing_of_what_was_told(port: int, name: str, field: str) -> None:
    status, answer = push(port, **{field: TEXTS[name]})

    assert status == 422
    assert sorted(answer) == ["action", "error"]
    assert TEXTS[name] not in str(answer)


def test_refused_kind_of_body_is_quoted_as_json(port: int) -> None:
    kind = "text/<b>&'x'"

    status, answer = send(port, "POST", f"/api/v1/cti/{TOKEN}", b"x", kind)

    assert status == 415
    assert answer["error"].startswith("Send application/json")


@pytest.mark.parametrize(
    "octets",
    [
        b"GET / HTTP/1.1\r\nX: a\x1b[2J\r\n\r\n",
        b"\x16\x03\x01\x02\x00 0312345678\r\n\r\n",
        b"GET /\x1b]0;x\x07 0312345678 HTTP/1.1\r\n\r\n",
        b"GET /x%0d%0aSet-Cookie:%20a HTTP/1.1\r\nConnection: close\r\n\r\n",
    ],
)
def test_answer_to_raw_octets_is_plain(port: int, octets: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(octets)
        answer = b"".join(iter(lambda: line.recv(65536), b""))

    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"Set-Cookie" not in head
    assert b"text/plain" in head or json.loads(body)["error"]
    assert b"<" not in body
    assert b"\x1b" not in answer


def test_healthy_after_all_of_it(port: int) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)

    line.request("GET", "/healthz")
    answer = line.getresponse()

    assert (answer.status, json.loads(answer.read())["status"]) == (200, "ok")
    line.close()
