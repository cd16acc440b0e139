"""How many events a second one gateway stores, by AMI and by HTTP, and what they cost."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psycopg

from tests.benchmarks.cti_processes import (
    TOKEN,
    CpuWatch,
    RunningGateway,
    running_exchange,
    running_gateway,
    server_processes,
)
from tests.benchmarks.exchange_calls import MESSAGES

LONGEST_S = 300.0
_ENDED = """
SELECT count(*) FROM call
WHERE source = %s AND source_call_id = ANY(%s) AND ended_at IS NOT NULL
"""
_REPORTS = """
SELECT count(*) FROM call_report JOIN call ON call.id = call_report.call_id
WHERE source = %s AND source_call_id = ANY(%s)
"""


def bench_ami_flood(gateway_dsn: str, admin_url: str, calls: int) -> dict[str, Any]:
    """Let an exchange write ``calls`` as fast as the gateway takes them; it has one core."""
    planned = [[f"090{number:08d}", str(201 + number % 50)] for number in range(calls)]
    with (
        running_exchange(planned) as exchange,
        running_gateway(gateway_dsn, exchange.port) as gateway,
    ):
        gateway.on_one_core()
        told = exchange.told()
        begun = next(told)
        cpu = _watch(gateway, admin_url)
        ids = [f"{1_800_000_000 + begun['run']}.{2 * number}" for number in range(calls)]
        list(told)
        return _figures(admin_url, ("pbx", ids), begun["began_at"], cpu.spent_s) | {
            "messages": calls * MESSAGES
        }


def bench_http_flood(gateway_dsn: str, admin_url: str, calls: int) -> dict[str, Any]:
    """Push ``calls`` on 64 lines, each push when the one before is answered."""
    run = time.time_ns()
    with running_gateway(gateway_dsn) as gateway:
        gateway.on_one_core()
        pusher = str(Path(__file__).with_name("push_process.py"))
        line = [sys.executable, pusher, str(gateway.port), TOKEN, str(calls), str(run)]
        cpu = _watch(gateway, admin_url)
        done = subprocess.run(line, stdout=subprocess.PIPE, text=True, check=True)
        told = json.loads(done.stdout)
        ids = [f"{run}-{number}" for number in range(calls)]
        return _figures(admin_url, ("pushed", ids), told["began_at"], cpu.spent_s)


def _watch(gateway: RunningGateway, admin_url: str) -> CpuWatch:
    return CpuWatch(gateway=lambda: [gateway.process_id], database=server_processes(admin_url))


def _figures(
    admin_url: str,
    calls: tuple[str, Sequence[str]],
    began_at: float,
    spent_s: Callable[[], dict[str, float]],
) -> dict[str, Any]:
    """Wait until all calls have ended in the database; return what that took."""
    source, ids = calls
    with psycopg.connect(admin_url, autocommit=True) as connection:
        last = [source, [ids[-1]]]
        while connection.execute(_ENDED, last).fetchone() != (1,):
            time.sleep(0.02)
            if time.monotonic() > began_at + LONGEST_S:
                break
        took_s = time.monotonic() - began_at
        spent = spent_s()
        ended = _number(connection, _ENDED, source, ids)
        stored = _number(connection, _REPORTS, source, ids)
    return {
        "calls": len(ids),
        "not_ended": len(ids) - ended,
        "events": stored,
        "seconds": round(took_s, 2),
        "events_per_s": round(stored / took_s),
        "cpu_s": spent,
        "events_per_cpu_s": {name: round(stored / max(s, 0.01)) for name, s in spent.items()},
    }


def _number(connection: psycopg.Connection[Any], query: Any, source: str, ids: Any) -> int:
    row = connection.execute(query, [source, list(ids)]).fetchone()
    assert row is not None
    return int(row[0])
