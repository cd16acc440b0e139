"""Half of all customers change hands while twenty desks read cards."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from threading import Thread
from typing import Any, Final
from uuid import uuid4

import psycopg

from crm_desktop.actions.customer_moves import MoveWish, draft_move, move_customers, undo_move
from crm_desktop.database.bulk_load import lift_time_limits
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.customer_moves import customers_to_spread, totals_of
from crm_desktop.database.queries.opened_cards import open_card
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.domain.spread import Receiver, SpreadWish, spread
from tests.benchmarks.measures import summary

BEFORE_AND_AFTER_S: Final = 10.0
THINKS_S: Final = 0.2
SEED: Final = 20261122

# When a card was asked for (seconds since 1970) and how long it took (ms).
Reading = tuple[float, float]


def bench_reassign(
    admin_url: str, supervisor: str, desks: Sequence[str], receivers: Sequence[int]
) -> dict[str, Any]:
    """Move every second customer to ``receivers`` (ids of staff) and back; seconds of each step.

    ``supervisor`` and ``desks`` are addresses. The desks open a random card each 0.2 s, in a
    process of their own: ``cards_ms`` tells how long that took before, during and after.
    """
    chosen = CustomerFilter(staff=tuple(_givers(admin_url, receivers)))
    with _reading_desks(desks, _most(admin_url)) as readings, Database(supervisor) as database:
        time.sleep(BEFORE_AND_AFTER_S)
        moving = _Moving(database, chosen)
        moving.draft(receivers)
        moving.move()
        moving.undo()
        time.sleep(BEFORE_AND_AFTER_S)
    return moving.counts | {
        "seconds": {name: round(until - since, 2) for name, (since, until) in moving.steps.items()},
        "cards_ms": _by_phase(readings, moving.steps),
    }


class _Moving:
    """A supervisor at work: when each step began and ended (seconds since 1970)."""

    def __init__(self, database: Database, chosen: CustomerFilter) -> None:
        self.steps: dict[str, tuple[float, float]] = {}
        self.counts: dict[str, int] = {}
        self._database = database
        self._chosen = chosen
        self._move_id = 0

    def draft(self, receivers: Sequence[int]) -> None:
        """Count, read, share out and draft."""
        with self._timed("count"), self._database.reading() as session:
            self.counts["customers"] = totals_of(session, self._chosen).customers
        with self._timed("read_to_spread"), self._database.reading() as session:
            lift_time_limits(session)
            customers = customers_to_spread(session, self._chosen)
        with self._timed("spread"):
            shared = spread(customers, SpreadWish(tuple(map(Receiver, receivers))))
        with self._timed("draft"), self._database.writing() as session:
            lift_time_limits(session)
            self._move_id = draft_move(session, uuid4(), self._chosen, {}, shared.placed)

    def move(self) -> None:
        """Do the draft."""
        with self._timed("move"), self._database.writing() as session:
            lift_time_limits(session)
            done = move_customers(session, self._move_id, MoveWish())
        self.counts["moved"] = done.customers

    def undo(self) -> None:
        """Take it back."""
        with self._timed("undo"), self._database.writing() as session:
            lift_time_limits(session)
            self.counts["back"] = undo_move(session, self._move_id).back

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        began = time.time()
        yield
        self.steps[name] = (began, time.time())


def _by_phase(readings: Sequence[Reading], steps: dict[str, tuple[float, float]]) -> dict[str, Any]:
    phases = {
        "before": (0.0, steps["count"][0]),
        "while_drafting": (steps["count"][0], steps["draft"][1]),
        "while_moving": steps["move"],
        "while_undoing": steps["undo"],
        "after": (steps["undo"][1], float("inf")),
    }
    return {
        name: summary([took for at, took in readings if since <= at < until])
        for name, (since, until) in phases.items()
    }


def _givers(admin_url: str, receivers: Sequence[int]) -> list[int]:
    """Return staff, the busiest first, until they look after half of all customers."""
    with psycopg.connect(admin_url) as connection:
        rows = connection.execute(
            "SELECT staff_id, count(*) FROM customer_assignment"
            " WHERE staff_id IS NOT NULL AND staff_id <> ALL (%s) GROUP BY 1 ORDER BY 2 DESC, 1",
            [list(receivers)],
        ).fetchall()
        (everybody,) = connection.execute("SELECT count(*) FROM customer").fetchone() or (0,)
    givers: list[int] = []
    for staff_id, customers in rows:
        if everybody > 0:
            givers.append(staff_id)
            everybody -= 2 * customers
    return givers


def _most(admin_url: str) -> int:
    with psycopg.connect(admin_url) as connection:
        (most,) = connection.execute("SELECT max(id) FROM customer").fetchone() or (0,)
    return int(most)


@contextmanager
def _reading_desks(desks: Sequence[str], most: int) -> Iterator[list[Reading]]:
    """Let ``desks`` read in another process; the list is filled when they have stopped."""
    context = get_context("spawn")
    stop, found = context.Event(), context.Queue()
    process = context.Process(target=read_cards, args=(list(desks), most, stop, found), daemon=True)
    process.start()
    readings: list[Reading] = []
    try:
        yield readings
    finally:
        stop.set()
        readings += found.get(timeout=60)
        process.join()


def read_cards(desks: Sequence[str], most: int, stop: Event, found: Queue[list[Reading]]) -> None:
    """Read until ``stop``; then hand over what was measured."""
    readings: list[Reading] = []
    threads = [
        Thread(target=_read_at, args=(address, place, most, stop, readings))
        for place, address in enumerate(desks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.put(readings)


def _read_at(address: str, place: int, most: int, stop: Event, readings: list[Reading]) -> None:
    draw = random.Random(SEED + place)
    with ExitStack() as stack:
        database = stack.enter_context(Database(address, pool_size=1))
        while not stop.wait(draw.uniform(0.5, 1.5) * THINKS_S):
            at, began = time.time(), time.perf_counter()
            with database.asking() as session:
                open_card(session, draw.randint(1, most), OpeningReason.SEARCH)
            readings.append((at, (time.perf_counter() - began) * 1000))
