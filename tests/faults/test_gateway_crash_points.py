"""The gateway is killed at each step between a push and its call in the database.

An exchange sends again what was not answered. Afterwards each call must be there once, with each
of its steps once, and a desk that listens must have been told of the newest.
"""

from __future__ import annotations

import http.client
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from crm_desktop.actions.calls import CHANNEL
from crm_desktop.app.own_server import sign_in_address
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.preparation import make_ready
from crm_desktop.database.roles import GATEWAY
from tests.conftest import FAST_AND_LOSSY
from tests.faults.crash_points import TIMES, Outcome, soon_and_later
from tests.faults.proxy import Proxy, proxy
from tests.heard import heard_until_now
from tests.telephony.gateways import TOKEN, TOKEN_VARIABLE, push

ROOT = Path(__file__).resolve().parents[2]
EVENTS = ("newCall", "answer", "hangup")
CALLS = 3
TELEPHONY = "crm_desktop.telephony"
STORING = [
    f"{TELEPHONY}.recorder:Recorder.record:before",
    f"{TELEPHONY}.office:record_call_events:after:2",
    f"{TELEPHONY}.office:_store:after:2",
    f"{TELEPHONY}.gateway:Gateway._on_push:before:2",
    f"{TELEPHONY}.office:_store:before:2",
    f"{TELEPHONY}.recorder:Recorder.record:after:2",
    f"{TELEPHONY}.gateway:_told:after:2",
]
SPOOLING = [
    f"{TELEPHONY}.spool:Spool.keep:after:2",
    f"{TELEPHONY}.office:_store:after",
    f"{TELEPHONY}.spool:Spool.forget_oldest:before",
    f"{TELEPHONY}.spool:Spool.keep:before",
    f"{TELEPHONY}.spool:_write:before",
    f"{TELEPHONY}.spool:_write:after:2",
    f"{TELEPHONY}.spool:Spool._append:after:2",
    f"{TELEPHONY}.spool:Spool.oldest:after",
    f"{TELEPHONY}.spool:Spool.forget_oldest:after",
]


class Office:
    """A PostgreSQL of this file alone, the gateway's way to it, and a desk that listens."""

    def __init__(self, server: EmbeddedServer, line: Proxy) -> None:
        self.line = line
        self.dsn = line.dsn(sign_in_address(server, "gateway", groups=(GATEWAY,)))
        self.owner = psycopg.connect(server.admin_url, autocommit=True)
        self.owner.execute(f"LISTEN {CHANNEL}")
        self.told = 0
        self.whole = (0, 0, 0)

    def counts(self, prefix: str) -> tuple[int, int, int]:
        """Return how many calls there are of ids that begin so, reports and steps of theirs."""
        row = self.owner.execute(
            "SELECT count(*),"
            " sum((SELECT count(*) FROM call_report r WHERE r.call_id = c.id))::int,"
            " sum((SELECT count(*) FROM call_step s WHERE s.call_id = c.id))::int"
            " FROM call c WHERE source_call_id LIKE %s",
            [f"{prefix}-%"],
        ).fetchone()
        return (row[0], row[1] or 0, row[2] or 0) if row else (0, 0, 0)

    def newest_told(self) -> bool:
        """Whether the newest step is one of those that were notified."""
        self.told = max(self.told, *map(int, heard_until_now(self.owner)), 0)
        row = self.owner.execute("SELECT max(id) FROM call_step").fetchone()
        return row is not None and row[0] == self.told


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    folder = Path(tempfile.mkdtemp(prefix="E-gw-"))
    server = EmbeddedServer(folder, settings=FAST_AND_LOSSY)
    with server, proxy((make_ready(server), server.admin_url)[1]) as line:
        office = Office(server, line)
        office.whole = undisturbed(office, folder)
        yield office
        office.owner.close()
    shutil.rmtree(folder)


class Exchange:
    """Pushes calls to a gateway that dies, and sends again what was not answered."""

    def __init__(self, office: Office, folder: Path, step: str) -> None:
        self.office = office
        self.folder = folder
        self.deaths = 0
        what = ["tests.faults.dying_process", step] if step else ["crm_desktop"]
        self.start(*what, "gateway")

    def start(self, *what: str) -> None:
        """Start a gateway and wait until it listens, or has died."""
        environment = os.environ | {
            TOKEN_VARIABLE: TOKEN,
            "XDG_CONFIG_HOME": str(self.folder),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        line = ["--port", "0", "--dsn", self.office.dsn, "--spool", str(self.folder / "spool")]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *what, *line],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout is not None
        told = self.process.stdout.readline()
        self.port = int(told.split(":")[1].split()[0]) if told else 0

    def see_death(self) -> None:
        """Start an ordinary gateway when the other one has died."""
        assert self.process.wait(30) == -signal.SIGKILL
        self.deaths += 1
        self.end()
        self.start("crm_desktop", "gateway")

    def tell(self, call: str, event: str) -> None:
        """Push until the gateway says that it has it."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                told = push(self.port, event=event, callId=call, user=["201"], to="0120555315")
            except (OSError, http.client.HTTPException):
                self.see_death()
                continue
            if told[0] == 200:
                return
            time.sleep(0.1)
        raise AssertionError(call)

    def until(self, fact: Callable[[], bool]) -> None:
        """Wait for ``fact``; a gateway that dies meanwhile is started anew."""
        deadline = time.monotonic() + 60
        while not fact():
            assert time.monotonic() < deadline
            if self.process.poll() is not None:
                self.see_death()
            time.sleep(0.1)

    def end(self) -> None:
        """End the gateway."""
        self.process.kill()
        self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()


def crash(office: Office, folder: Path, step: str, *, spools: bool) -> tuple[int, int]:
    """Let calls come in while a gateway dies at ``step``; return how much is lost and doubled."""
    prefix = secrets.token_hex(4)
    exchange = Exchange(office, folder, step)
    try:
        if spools:
            office.line.cut()
        tell_calls(exchange, prefix)
        office.line.pass_on()
        exchange.until(lambda: exchange.deaths == 1)
        exchange.until(lambda: reached(office, prefix))
        exchange.until(lambda: not list((folder / "spool").glob("*.calls")))
        time.sleep(1)  # what might still be doubled
        found = office.counts(prefix)
        assert office.newest_told()
    finally:
        office.line.pass_on()
        exchange.end()
    pairs = list(zip(office.whole, found, strict=True))
    lost = sum(max(wanted - there, 0) for wanted, there in pairs)
    # What an exchange says again, and without an id, is kept as it was heard: as two reports.
    calls, _reports, steps = pairs
    return lost, sum(max(there - wanted, 0) for wanted, there in (calls, steps))


def tell_calls(exchange: Exchange, prefix: str) -> None:
    for call in range(CALLS):
        for event in EVENTS:
            exchange.tell(f"{prefix}-{call}", event)


def reached(office: Office, prefix: str) -> bool:
    found = office.counts(prefix)
    return all(there >= wanted for wanted, there in zip(office.whole, found, strict=True))


def undisturbed(office: Office, folder: Path) -> tuple[int, int, int]:
    """Return what there is of the same calls where nothing dies."""
    exchange = Exchange(office, folder, "")
    tell_calls(exchange, "quiet")
    exchange.end()
    return office.counts("quiet")


def crash_often(office: Office, tmp_path: Path, step: str, *, spools: bool) -> Outcome:
    outcome = Outcome(("spool: " if spools else "") + step)
    for number in range(TIMES):
        folder = tmp_path / str(number)
        folder.mkdir()
        lost, doubled = crash(office, folder, step, spools=spools)
        outcome.times += 1
        outcome.lost += lost
        outcome.doubled += doubled
    outcome.tell()
    return outcome


@pytest.mark.parametrize("step", soon_and_later(STORING, 2))
def test_gateway_killed_while_it_stores(office: Office, tmp_path: Path, step: str) -> None:
    outcome = crash_often(office, tmp_path, step, spools=False)

    assert (outcome.times, outcome.lost, outcome.doubled) == (TIMES, 0, 0)


@pytest.mark.parametrize("step", soon_and_later(SPOOLING, 2))
def test_gateway_killed_while_it_spools(office: Office, tmp_path: Path, step: str) -> None:
    outcome = crash_often(office, tmp_path, step, spools=True)

    assert (outcome.times, outcome.lost, outcome.doubled) == (TIMES, 0, 0)
