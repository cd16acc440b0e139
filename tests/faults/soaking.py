"""An office at work at a hundredfold speed: calls, desks without windows, one real desk."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crm_desktop.actions.calls import record_call_event
from crm_desktop.database.engine import Database
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from tests.faults.killable_server import KillableServer
from tests.faults.scripted_desk import ScriptedDesk

SPEED = 100
CALLS_AN_HOUR_AND_DESK = 12
RING_S, TALK_S = 0.2, 0.8


@dataclass
class Telephones:
    """A stream of calls to many telephones, as a gateway stores it."""

    dsn: str
    extensions: list[str]
    callers: list[str]
    calls: int = 0
    problems: list[str] = field(default_factory=list)

    @contextmanager
    def ringing(self, threads: int = 24) -> Iterator[None]:
        """Let it ring until the block ends; calls that have begun end."""
        stop = threading.Event()
        pause_s = 3600 / SPEED / CALLS_AN_HOUR_AND_DESK / len(self.extensions) * threads
        running = [
            threading.Thread(target=self._ring, args=[stop, pause_s, f"soak-{number}"])
            for number in range(threads)
        ]
        for thread in running:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in running:
                thread.join()

    def _ring(self, stop: threading.Event, pause_s: float, name: str) -> None:
        chance = random.Random(name)
        with Database(self.dsn, pool_size=1) as database:
            while not stop.is_set():
                began = time.monotonic()
                try:
                    self._one_call(database, chance, name, stop)
                except Exception as error:  # noqa: BLE001 - told at the end
                    self.problems.append(repr(error))
                stop.wait(max(0.0, pause_s - (time.monotonic() - began)))

    def _one_call(
        self, database: Database, chance: random.Random, name: str, stop: threading.Event
    ) -> None:
        self.calls += 1
        call_id, extension = f"{name}-{time.monotonic_ns()}", chance.choice(self.extensions)
        caller = chance.choice(self.callers)
        for stage, lasts_s in (
            (CallStage.RINGING, RING_S),
            (CallStage.ANSWERED, TALK_S),
            (CallStage.ENDED, 0.0),
        ):
            event = CallEvent(
                "soak",
                call_id,
                stage,
                datetime.now(UTC),
                direction=CallDirection.IN,
                extension=extension,
                caller=caller,
                called_raw="0120000000",
            )
            with database.writing() as session:
                record_call_event(session, event)
            stop.wait(lasts_s)


def work_at(desk: ScriptedDesk, customers: list[int], until: float) -> Iterator[dict[str, float]]:
    """Serve one customer after the other at a real desk; yield now and then what it weighs."""
    weighed_at, served = 0.0, 0
    while time.monotonic() < until:
        customer_id = customers[served % len(customers)]
        served += 1
        _serve(desk, customer_id, served)
        if time.monotonic() - weighed_at > 10:
            weighed_at = time.monotonic()
            yield {**desk.do("weigh"), "served": served, "at": weighed_at}


def _serve(desk: ScriptedDesk, customer_id: int, served: int) -> None:
    """Write a note on a call that came, else on the customer's card; save it, and finish.

    A call may take the screen at any moment.
    """
    if not desk.do("next"):
        desk.do(f"open {customer_id}")
    if _comes(desk, lambda state: state["card"] is not None):
        desk.do(f"type {served}件目。髙橋様、来週でよい。")
        desk.do("category")
        desk.do("save")
        _comes(desk, lambda state: not state["unsaved"])
        desk.do("finish")
    else:
        desk.do("home")
    time.sleep(0.3)


def _comes(desk: ScriptedDesk, until: Callable[[dict[str, object]], object]) -> bool:
    give_up_at = time.monotonic() + 10
    while time.monotonic() < give_up_at:
        if until(desk.do("state")):
            return True
        time.sleep(0.05)
    return False


def table_rows(server: KillableServer) -> dict[str, int]:
    """Return how many rows each table holds, the queue's included."""
    with server.owner() as owner:
        names = owner.execute(
            "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind = 'r' AND n.nspname IN ('public', 'procrastinate')"
        ).fetchall()
        counts: dict[str, int] = {}
        for (name,) in names:
            row = owner.execute(f"SELECT count(*) FROM {name}").fetchone()
            assert row is not None
            counts[str(name).removeprefix("public.")] = int(str(row[0]))
    return counts
