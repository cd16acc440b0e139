"""Real gateways and a real PostgreSQL, each of which dies at bad moments."""

from __future__ import annotations

import random
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from typing import Any

import psycopg
import pytest

from crm_desktop.app.own_server import sign_in_address
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.preparation import make_ready
from crm_desktop.database.roles import GATEWAY
from tests.conftest import FAST_AND_LOSSY
from tests.telephony.gateways import gateway_process, push, send, wait_until_stored

EVENTS = ("newCall", "answer", "hangup")


class OwnOffice:
    """A PostgreSQL of this file alone, with the gateway's login."""

    def __init__(self, server: EmbeddedServer) -> None:
        self.server = server
        make_ready(server)
        self.dsn = sign_in_address(server, "gateway", groups=(GATEWAY,))

    def counts(self, prefix: str) -> tuple[int, ...]:
        """Return how many calls, reports and steps there are of ids that begin so."""
        asked = "SELECT count(DISTINCT call.id), count(other.id) FROM call LEFT JOIN {} AS other \
ON other.call_id = call.id WHERE source_call_id LIKE %s"
        with psycopg.connect(self.server.admin_url) as owner:
            rows = [
                owner.execute(asked.format(table), [f"{prefix}-%"]).fetchone() or ()
                for table in ("call_report", "call_step")
            ]
        return (*rows[0], rows[1][1])


@pytest.fixture(scope="module")
def office() -> Iterator[OwnOffice]:
    folder = Path(tempfile.mkdtemp(prefix="crm-out-"))
    server = EmbeddedServer(folder, settings=FAST_AND_LOSSY)
    server.start()
    try:
        yield OwnOffice(server)
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("CRM_DESKTOP_DATA_FOLDER", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return tmp_path / "gateway-spool"


def push_calls(port: int, prefix: str, numbers: range) -> list[int]:
    """Push whole calls one after the other; return the statuses."""
    return [
        push(port, event=event, callId=f"{prefix}-{number}", user=["201"], to="0120555315")[0]
        for number in numbers
        for event in EVENTS
    ]


def until(fact: Callable[[], Any]) -> None:
    deadline = time.monotonic() + 60
    while not fact():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def health(port: int) -> dict[str, Any]:
    return send(port, "GET", "/healthz")[1]


def test_events_of_an_outage_are_all_there_afterwards_and_once(
    office: OwnOffice, spool: Path
) -> None:
    with gateway_process(office.dsn) as (port, _process):
        statuses = push_calls(port, "out", range(10))
        office.server.stop()
        statuses += push_calls(port, "out", range(10, 20))
        away = health(port)
        office.server.start()
        statuses += push_calls(port, "out", range(20, 30))
        until(lambda: health(port)["spooled"] == 0)

    assert set(statuses) == {200}
    assert (away["status"], away["spooled"]) == ("database away", 30)
    assert office.counts("out") == (30, 90, 120)
    assert [file.name for file in spool.iterdir()] == ["lock"]


def test_database_that_goes_and_comes_under_load_costs_nothing(
    office: OwnOffice, spool: Path
) -> None:
    with gateway_process(office.dsn) as (port, _process), ThreadPoolExecutor(4) as senders:
        pushed = [senders.submit(push_calls, port, f"load-{n}", range(60)) for n in range(4)]
        for _ in range(2):
            time.sleep(0.2)
            office.server.stop()
            time.sleep(0.2)
            office.server.start()
        statuses = {status for one in pushed for status in one.result()}
        until(lambda: health(port)["spooled"] == 0)

    assert statuses == {200}
    assert office.counts("load") == (240, 720, 960)


def test_what_a_killed_gateway_had_confirmed_is_stored_by_the_next(
    office: OwnOffice, spool: Path
) -> None:
    office.server.stop()
    try:
        with gateway_process(office.dsn) as (port, process):
            confirmed = push_calls(port, "kill", range(40))
            process.kill()
    finally:
        office.server.start()
    for delay_s in (0.0, 0.02, 0.05):
        with gateway_process(office.dsn) as (_port, process):
            time.sleep(delay_s)
            process.kill()
    with gateway_process(office.dsn) as (port, _process):
        until(lambda: health(port)["spooled"] == 0)

    assert set(confirmed) == {200}
    assert office.counts("kill") == (40, 120, 160)


def test_gateway_that_is_killed_again_and_again_loses_nothing_it_confirmed(
    office: OwnOffice, spool: Path
) -> None:
    moments = random.Random(4)
    confirmed = 0
    for life in range(4):
        with gateway_process(office.dsn) as (port, process):
            if life % 2:
                office.server.stop()
            killer = threading.Timer(moments.uniform(0.05, 0.4), process.kill)
            killer.start()
            confirmed = pushed_until_death(port, first=confirmed)
            killer.join()
        if life % 2:
            office.server.start()
    with gateway_process(office.dsn) as (port, _process):
        until(lambda: health(port)["spooled"] == 0)

    calls, reports, _steps = office.counts("again")
    assert confirmed <= calls == reports <= confirmed + 4


def pushed_until_death(port: int, *, first: int) -> int:
    """Push new calls, each again until it is confirmed; return the number of the next."""
    number = first
    while True:
        try:
            number += push(port, callId=f"again-{number}", user=["201"])[0] == 200
        except (OSError, HTTPException):
            return number


def test_gateway_that_is_told_to_stop_keeps_what_the_database_cannot_take(
    office: OwnOffice, spool: Path
) -> None:
    office.server.stop()
    try:
        with gateway_process(office.dsn) as (port, process):
            statuses = push_calls(port, "stop", range(5))
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
    finally:
        office.server.start()
    with gateway_process(office.dsn) as (port, _process):
        until(lambda: health(port)["spooled"] == 0)

    assert set(statuses) == {200}
    assert office.counts("stop") == (5, 15, 20)


def test_sender_is_told_that_the_spool_is_full_and_nothing_else_is_lost(
    office: OwnOffice, spool: Path
) -> None:
    with gateway_process(office.dsn, "--spool-mb", "0") as (port, _process):
        office.server.stop()
        status, answer = push(port, callId="full-1")
        office.server.start()
        until(lambda: push(port, callId="full-2")[0] == 200)

    assert (status, answer["action"]) == (503, "spool_full")
    assert office.counts("full")[0] == 1


def test_two_gateways_write_once_what_both_are_told(
    office: OwnOffice, tmp_path: Path, spool: Path
) -> None:
    with (
        gateway_process(office.dsn, "--spool", str(tmp_path / "a")) as (one, _),
        gateway_process(office.dsn, "--spool", str(tmp_path / "b")) as (other, _),
        ThreadPoolExecutor(2) as senders,
    ):
        pushed = [senders.submit(push_calls, port, "both", range(100)) for port in (one, other)]
        statuses = {status for each in pushed for status in each.result()}
        wait_until_stored(one)
        wait_until_stored(other)

    assert statuses == {200}
    assert office.counts("both") == (100, 300, 400)
