"""PostgreSQL is killed again and again while desks save: nothing is lost, nothing doubled."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.counts import count
from tests.faults.crowd import Crowd, outcome, seated
from tests.faults.killable_server import KillableServer

DESKS = 20
PROCESSES = 4
REST_S = 0.2
LONGEST_PEACE_S = 2.0
DESKS_KILLED_EVERY = 4
"""After each so many kills of the server, some desks are killed as well."""


@dataclass(frozen=True, slots=True)
class Kill:
    """How long the server was away, and how long until all desks had saved something new."""

    server_s: float
    desks_s: float


@pytest.fixture
def server(short_folder: Path) -> Iterator[KillableServer]:
    """A PostgreSQL of this test's own."""
    server = KillableServer(short_folder / "cluster")
    server.start()
    try:
        yield server
    finally:
        server.remove()


def injected(server: KillableServer, crowd: Crowd, number: int) -> Kill:
    time.sleep(random.uniform(0, LONGEST_PEACE_S))
    began = time.monotonic()
    server.kill()
    if number % DESKS_KILLED_EVERY == 0:
        crowd.kill(number // DESKS_KILLED_EVERY % PROCESSES)
    server.start()
    server_s = time.monotonic() - began
    return Kill(server_s, crowd.wait_for_all(began))


def table(kills: list[Kill]) -> str:
    lines = ["kill  server back after s  all desks save after s"]
    lines += [f"{n:4}  {one.server_s:19.1f}  {one.desks_s:22.1f}" for n, one in enumerate(kills, 1)]
    after = sorted(one.desks_s for one in kills)
    lines.append(f"seconds until normal: p50 {after[len(after) // 2]:.1f}, longest {after[-1]:.1f}")
    return "\n".join(lines)


@pytest.mark.slow
def test_nothing_is_lost_or_doubled(server: KillableServer, tmp_path: Path) -> None:
    seats = seated(server, tmp_path, DESKS, REST_S)
    with Crowd(seats, PROCESSES) as crowd:
        crowd.wait_for_all(time.monotonic())
        numbers = range(1, count("CRM_SERVER_KILLS", usual=1, whole=100) + 1)
        kills = [injected(server, crowd, number) for number in numbers]
        crowd.finish()
        found = outcome(crowd.events(), server)

    print(table(kills))
    print(found)
    assert found.is_clean
    assert found.typed == found.acknowledged
