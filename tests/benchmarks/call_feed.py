"""From the moment an event is sent over HTTP to the signal of the call feed on the GUI thread.

``.venv/bin/python -m tests.benchmarks.call_feed`` prints n, p50, p95, p99 and max in ms; the
gateway and the sender are processes of their own.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from crm_desktop.actions.calls import CHANNEL
from crm_desktop.actions.staff import register_staff
from crm_desktop.app.own_server import sign_in_address
from crm_desktop.background.call_feed import CallFeed
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.notifications import Listener
from crm_desktop.database.preparation import make_ready
from crm_desktop.database.queries.calls import (
    CallsNow,
    CallStepRow,
    CallSteps,
    call_steps_after,
    calls_now,
)
from crm_desktop.database.roles import GATEWAY
from crm_desktop.domain.call import CallStage
from tests.benchmarks.measures import summary
from tests.benchmarks.pop import WARM_UP, gateway, ring

INTERVAL_S = 0.05
EXTENSION = "201"


def bench_call_feed(dsn: str, gateway_dsn: str, calls: int) -> dict[str, float]:
    """Ring ``calls`` times at 201 and return the times in ms; ``lost`` calls were never told."""
    application = QCoreApplication([])
    told_at: dict[str, float] = {}

    def note(step: CallStepRow) -> None:
        if step.stage is CallStage.RINGING and step.caller:
            told_at.setdefault(step.caller, time.monotonic())

    with Database(dsn) as database, gateway(gateway_dsn) as port:
        feed = _feed(database)
        feed.call_step.connect(note)
        feed.start()
        numbers = [f"+8190{10_000_000 + number}" for number in range(calls + WARM_UP)]
        sent_at = ring(application, port, numbers, every_s=INTERVAL_S)
        feed.stop()
    times = [1000 * (told_at[number] - at) for number, at in sent_at.items() if number in told_at]
    return {**summary(times[WARM_UP:]), "lost": len(sent_at) - len(times)}


def _feed(database: Database) -> CallFeed:
    def read_start() -> CallsNow:
        with database.reading() as session:
            return calls_now(session, EXTENSION)

    def read_after(step_id: int) -> CallSteps:
        with database.asking() as session:
            return call_steps_after(session, step_id)

    listen = partial(Listener, database.dsn, CHANNEL)
    return CallFeed(listen, read_start, read_after, cut=database.cut)


def main() -> None:
    """Measure on a new embedded PostgreSQL with its usual settings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=300)
    calls = parser.parse_args().calls
    with (
        tempfile.TemporaryDirectory(prefix="crm-bench-") as folder,
        EmbeddedServer(Path(folder)) as server,
    ):
        make_ready(server)
        with Database(server.admin_url) as database, database.writing() as session:
            register_staff(session, login="bench", name="計測", extension=EXTENSION)
        desk = sign_in_address(server, "bench")
        gateway_dsn = sign_in_address(server, "gateway", groups=(GATEWAY,))
        print(json.dumps(bench_call_feed(desk, gateway_dsn, calls)))


if __name__ == "__main__":
    main()
