"""What the guard costs the call feed: 200,000 calls with 500,000 legs, asked by each role.

``.venv/bin/python -m tests.benchmarks.call_rights`` prints the medians in ms of 200 questions
each, asked in turn by the owner, an operator and a supervisor; and of recording a ring.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

import psycopg

from crm_desktop.actions.calls import record_call_events
from crm_desktop.app.own_server import sign_in_address
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.preparation import make_ready
from crm_desktop.database.queries.calls import call_steps_after, calls_now, newest_call_step
from crm_desktop.database.roles import GATEWAY, OPERATOR, SUPERVISOR
from crm_desktop.domain.call import CallEvent, CallStage

TIMES, WARM_UP = 200, 20
HERE, ELSEWHERE = "201", "205"
READERS = ("owner", "operator", "supervisor")
_FILL = """
SET session_replication_role = replica;
INSERT INTO staff (login, name, extension)
SELECT 'op' || n, '担当' || n, (200 + n)::text FROM generate_series(1, 50) n;
INSERT INTO customer (code, name) SELECT 'C' || n, '髙橋' || n FROM generate_series(1, 100000) n;
INSERT INTO customer_phone (customer_id, number)
SELECT id, '+8190' || to_char(id, 'FM00000000') FROM customer;
INSERT INTO call (source, source_call_id, direction, caller, began_at, ended_at, result)
SELECT 'pbx', 'c' || n, 'in', '+8190' || to_char(1 + (n * 7919) % 100000, 'FM00000000'),
       at, at + interval '20 s', 'missed'
FROM generate_series(1, 200000) n, LATERAL (SELECT now() - make_interval(secs => (200001 - n) * 40)
                                            AS at) moment;
INSERT INTO call_leg (call_id, source_leg_id, extension, staff_id, rang_at, ended_at, outcome)
SELECT c.id, s.extension, s.extension, s.id, c.began_at, c.ended_at, 'missed'
FROM call c, generate_series(1, 2 + (c.id % 2)::integer) n
JOIN staff s ON true WHERE s.extension = (201 + (c.id * 3 + n * 17) % 50)::text;
INSERT INTO call_step (call_id, stage, extension, happened_at, recorded_at)
SELECT l.call_id, stage, l.extension, l.rang_at, l.rang_at
FROM call_leg l, unnest(ARRAY['ringing', 'ended']) stage ORDER BY l.call_id;
INSERT INTO opened_card (login, customer_id, expires_at)
SELECT 'op1', n, now() + interval '12 h' FROM generate_series(1, 500) n;
SET session_replication_role = origin;
VACUUM ANALYZE;
"""
_ids = count(1)


def bench_call_rights(databases: Mapping[str, Database]) -> dict[str, dict[str, float]]:
    """Return the medians by case and role; ``databases`` are those of `READERS` and ``gateway``."""
    cases: dict[str, list[CallEvent]] = {
        "nothing new": [],
        "a ring here": [_event(HERE)],
        "a ring elsewhere": [_event(ELSEWHERE)],
        "an end elsewhere": [_event("", CallStage.ENDED)],
        "100 rings elsewhere": [_event(ELSEWHERE) for _ in range(100)],
    }
    figures = {}
    for name, events in cases.items():
        with databases["gateway"].writing() as session:
            newest = newest_call_step(session)
            record_call_events(session, events)
        figures[name] = _medians({role: _following(databases[role], newest) for role in READERS})
    figures["calls now"] = _medians({role: _beginning(databases[role]) for role in READERS})
    figures["record a ring"] = _medians(
        {role: _recording(databases[role]) for role in ("owner", "gateway")}
    )
    return figures


def _event(extension: str, stage: CallStage = CallStage.RINGING) -> CallEvent:
    call_id, caller = f"bench {next(_ids)}", "+819000000001"
    now = datetime.now(UTC)
    return CallEvent("pbx", call_id, stage, now, extension=extension, caller=caller)


def _following(database: Database, newest: int) -> Callable[[], None]:
    def ask() -> None:
        with database.asking() as session:
            call_steps_after(session, newest)

    return ask


def _beginning(database: Database) -> Callable[[], None]:
    def ask() -> None:
        with database.reading() as session:
            calls_now(session, HERE)

    return ask


def _recording(database: Database) -> Callable[[], None]:
    def record() -> None:
        with database.writing() as session:
            record_call_events(session, [_event(ELSEWHERE)])

    return record


def _medians(work: Mapping[str, Callable[[], None]]) -> dict[str, float]:
    """Do each in turn, so that what else the machine does befalls all alike."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(WARM_UP + TIMES):
        for name, do in work.items():
            began = perf_counter()
            do()
            times[name].append(1000 * (perf_counter() - began))
    return {name: round(median(some[WARM_UP:]), 3) for name, some in times.items()}


def main() -> None:
    """Measure on a new embedded PostgreSQL with its usual settings."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="crm-bench-"))
        server = stack.enter_context(EmbeddedServer(Path(folder)))
        make_ready(server)
        with psycopg.connect(server.admin_url, autocommit=True) as connection:
            for statement in _FILL.split(";\n"):
                connection.execute(statement.encode())
        addresses = {
            "owner": server.admin_url,
            "operator": sign_in_address(server, "op1"),
            "supervisor": sign_in_address(server, "op2", (OPERATOR, SUPERVISOR)),
            "gateway": sign_in_address(server, "gateway", (GATEWAY,)),
        }
        databases = {role: stack.enter_context(Database(dsn)) for role, dsn in addresses.items()}
        for name, figures in bench_call_rights(databases).items():
            print(f"{name:20} {json.dumps(figures)}")


if __name__ == "__main__":
    main()
