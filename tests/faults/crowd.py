"""Simulated desks in a few processes, what their ledgers say, and what the database holds."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg
from cryptography.fernet import Fernet

from crm_desktop.database.engine import Database
from crm_desktop.domain.draft import DraftKind
from tests.builders import a_customer
from tests.faults.killable_server import KillableServer
from tests.faults.simulated_desk import Seat
from tests.faults.typed_work import stored_notes, stored_orders

CUSTOMERS = 60
FINISHED_WITHIN_S = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of all that was typed; each number from ``lost`` on should be 0.

    ``orders`` are those of the acknowledged that are orders, the others are notes. One is lost,
    too, that is not stored as it was typed: an order with its lines, its sums and its payment.
    ``drafts_left`` lie about though they are saved.
    """

    typed: int
    acknowledged: int
    orders: int
    lost: int
    doubled: int
    drafts_lost: int
    drafts_left: int
    refused: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, doubled or refused."""
        drafts = self.drafts_lost + self.drafts_left
        return not (self.lost or self.doubled or drafts or self.refused)


class Crowd:
    """Desks in processes that can be killed one by one; killed ones begin anew."""

    def __init__(self, seats: Sequence[Seat], processes: int) -> None:
        """Share the seats out among so many processes."""
        self._seats = list(seats)
        self._shares = [self._seats[n::processes] for n in range(processes)]
        self._running: list[subprocess.Popen[str]] = []

    def __enter__(self) -> Crowd:
        """Start all of them; they are at work soon."""
        self._running = [_started(share) for share in self._shares]
        return self

    def __exit__(self, *_: object) -> None:
        """End what runs still."""
        for process in self._running:
            process.kill()
            process.communicate()

    def kill(self, number: int) -> None:
        """Kill -9 one process with its desks and start it anew."""
        self._running[number].kill()
        self._running[number].communicate()
        self._running[number] = _started(self._shares[number])

    def finish(self) -> None:
        """Let each desk finish its saving and leave."""
        for process in self._running:
            process.communicate(timeout=FINISHED_WITHIN_S)
            assert process.returncode == 0

    def events(self) -> list[dict[str, Any]]:
        """Return all lines of all ledgers; the last of a killed desk may be cut off."""
        return [event for seat in self._seats for event in _lines(Path(seat.folder))]

    def wait_for_all(self, since: float, timeout_s: float = 60) -> float:
        """Return the seconds from ``since`` until each desk has saved something begun later."""
        until = time.monotonic() + timeout_s
        while time.monotonic() < until:
            firsts = [_first_saved(Path(seat.folder), since) for seat in self._seats]
            if all(first is not None for first in firsts):
                return max(first for first in firsts if first is not None) - since
            time.sleep(0.05)
        raise TimeoutError("not all desks work again")


def seated(server: KillableServer, folder: Path, desks: int, rest_s: float) -> list[Seat]:
    """Return seats of new members of staff, each with customers of their own."""
    with Database(server.server.admin_url) as database, database.writing() as session:
        ids = [[a_customer(session).id for _ in range(CUSTOMERS)] for _ in range(desks)]
    key = Fernet.generate_key().decode()
    return [
        Seat(server.person(f"desk{n}"), f"desk{n}", str(folder / f"desk{n}"), key, ids[n], rest_s)
        for n in range(desks)
    ]


class Owned(Protocol):
    """What can be looked into, past all rules of access."""

    def owner(self) -> psycopg.Connection[tuple[object, ...]]:
        """Return a connection of the superuser, in autocommit."""


def outcome(events: Sequence[dict[str, Any]], server: Owned) -> Outcome:
    """Compare what desks were told with what is stored, once all have finished."""
    typed = {event["operation"] for event in events if event["event"] == "typed"}
    said = [event for event in events if event["event"] == "acknowledged"]
    told = {event["operation"]: event["hash"] for event in said}
    with server.owner() as owner:
        rows = stored_notes(owner) + stored_orders(owner)
        tasks = owner.execute("SELECT note_id FROM task").fetchall()
    stored = Counter(hashed for _operation, hashed in rows)
    follow_ups = Counter(note for (note,) in tasks)
    return Outcome(
        typed=len(typed),
        acknowledged=len(told),
        orders=len({event["operation"] for event in said if event["kind"] == DraftKind.ORDER}),
        lost=len(set(told.items()) - set(rows)),
        doubled=sum(n - 1 for n in (*stored.values(), *follow_ups.values())),
        drafts_lost=len(typed - told.keys()),
        drafts_left=sum(event["event"] == "left behind" for event in events),
        refused=sum(event["event"] in ("refused", "broke") for event in events),
    )


def _started(seats: Sequence[Seat]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.simulated_desk"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps([asdict(seat) for seat in seats]) + "\n")
    process.stdin.flush()
    return process


def _lines(folder: Path) -> Iterator[dict[str, Any]]:
    ledger = folder / "ledger.jsonl"
    if not ledger.exists():
        return
    for line in ledger.read_text(encoding="utf-8").splitlines():
        if line.endswith("}"):
            yield json.loads(line)


def _first_saved(folder: Path, since: float) -> float | None:
    typed: set[str] = set()
    for event in _lines(folder):
        assert event["event"] not in {"broke", "refused"}, event
        if event["at"] <= since:
            continue
        if event["event"] == "typed":
            typed.add(event["operation"])
        elif event["event"] == "acknowledged" and event["operation"] in typed:
            return float(event["at"])
    return None
