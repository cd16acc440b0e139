"""A floor of desks that all follow the calls of one gateway: when each is told of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from crm_desktop.actions.staff import register_staff
from crm_desktop.app.own_server import sign_in_address
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from tests.benchmarks.cti_processes import (
    CpuWatch,
    running_exchange,
    running_gateway,
    server_processes,
)
from tests.benchmarks.measures import summary

FIRST_EXTENSION = 50_001
CROWDS = 4
RUSH_S = 0.05
Desk = tuple[str, str]


def crowd_of(server: EmbeddedServer, count: int) -> list[Desk]:
    """Return addresses and extensions of ``count`` operators; the same people each time."""
    extensions = [str(FIRST_EXTENSION + number) for number in range(count)]
    with Database(server.admin_url, pool_size=1) as database, database.writing() as session:
        for extension in extensions:
            register_staff(session, login=f"crowd_{extension}", name="計測", extension=extension)
    return [(sign_in_address(server, f"crowd_{one}"), one) for one in extensions]


def bench_desks(
    desks: Sequence[Desk], gateway_dsn: str, admin_url: str, *, seconds: float
) -> dict[str, Any]:
    """Ring 20 times a second, at one desk after the other; return what they were told and when."""
    count = int(seconds / RUSH_S)
    calls = [[f"080{number:08d}", desks[number % len(desks)][1]] for number in range(count)]
    plan = {"every_s": RUSH_S, "answered_after_s": 2.0, "ended_after_s": 6.0}
    with (
        _crowds(desks) as crowds,
        running_exchange(calls, **plan) as exchange,
        running_gateway(gateway_dsn, exchange.port) as gateway,
    ):
        sent: dict[tuple[str, str], float] = {}
        told = exchange.told()
        first = next(told)
        cpu = CpuWatch(
            gateway=lambda: [gateway.process_id],
            database=server_processes(admin_url),
            desks=lambda: [crowd.pid for crowd in crowds],
        )
        for said in [first, *told]:
            if "caller" in said:
                sent[f"+81{said['caller'][1:]}", said["extension"]] = said["at"]
        spent = cpu.spent_s()
        heard = [_what_was_told(crowd) for crowd in crowds]
    lasted_s = count * RUSH_S + plan["ended_after_s"]
    return {
        "desks": len(desks),
        **_figures(sent, heard),
        "cores": {name: round(s / lasted_s, 2) for name, s in spent.items()},
    }


def _figures(sent: dict[tuple[str, str], float], heard: list[dict[str, Any]]) -> dict[str, Any]:
    told = [tuple(one) for crowd in heard for one in crowd["told"]]
    times = Counter((caller, extension) for caller, extension, _id, _at in told)
    first: dict[tuple[str, str], float] = {}
    for caller, extension, _step_id, at in told:
        first[caller, extension] = min(at, first.get((caller, extension), at))
    return {
        "calls": len(sent),
        "lost": sum(call not in times for call in sent),
        "twice": sum(count > 1 for call, count in times.items() if call in sent),
        "written_to_told": summary(
            [1000 * (first[c] - at) for c, at in sent.items() if c in first]
        ),
        "questions": sum(crowd["questions"] for crowd in heard),
    }


@contextmanager
def _crowds(desks: Sequence[Desk]) -> Iterator[list[subprocess.Popen[str]]]:
    """Share the desks out to processes and wait until all follow."""
    script = str(Path(__file__).with_name("desk_crowd.py"))
    with ExitStack() as stack:
        crowds = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, script],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    env={**os.environ, "PYTHONUNBUFFERED": "1"},
                )
            )
            for _ in range(CROWDS)
        ]
        for number, crowd in enumerate(crowds):
            stack.callback(crowd.terminate)
            assert crowd.stdin is not None
            crowd.stdin.write(json.dumps(desks[number::CROWDS]) + "\n")
            crowd.stdin.flush()
        with ThreadPoolExecutor(CROWDS) as threads:
            ready = list(
                threads.map(lambda crowd: crowd.stdout and crowd.stdout.readline(), crowds)
            )
        if ready != ["ready\n"] * CROWDS:
            raise SystemExit("the desks could not follow the calls")
        yield crowds


def _what_was_told(crowd: subprocess.Popen[str]) -> dict[str, Any]:
    assert crowd.stdin is not None
    assert crowd.stdout is not None
    crowd.stdin.write("end\n")
    crowd.stdin.flush()
    told: dict[str, Any] = json.loads(crowd.stdout.readline())
    return told
