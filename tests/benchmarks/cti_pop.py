"""From AMI bytes written to a socket to the painted card, stage by stage."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from PySide6.QtCore import QCoreApplication, QTimer

from crm_desktop.app.desk import open_application, open_program, show_desk
from crm_desktop.app.program import Program
from crm_desktop.database.queries.calls import CallStepRow
from crm_desktop.domain.call import CallStage
from crm_desktop.settings import DeskSettings
from tests.benchmarks.cti_processes import (
    CpuWatch,
    ExchangeProcess,
    running_exchange,
    running_gateway,
    server_processes,
)
from tests.benchmarks.measures import summary
from tests.benchmarks.pop import INTERVAL_S, WARM_UP, PaintWatch

EXTENSION = "201"
_STORED = """
SELECT call.caller, extract(epoch FROM pg_xact_commit_timestamp(step.xmin))::float8
FROM call_step AS step JOIN call ON call.id = step.call_id
WHERE step.stage = 'ringing' AND step.extension = %s AND call.source_call_id LIKE %s
"""


@dataclass
class Moments:
    """When what happened to the call from a number (E.164), in seconds of the monotonic clock."""

    sent: dict[str, float] = field(default_factory=dict)
    stored: dict[str, float] = field(default_factory=dict)
    told: dict[str, float] = field(default_factory=dict)
    read: dict[str, float] = field(default_factory=dict)
    painted: dict[str, float] = field(default_factory=dict)


def bench_cti_pop(dsn: str, gateway_dsn: str, admin_url: str, numbers: list[str]) -> dict[str, Any]:
    """Ring once from each number, each the only one of one customer; return the times in ms.

    The stages are: bytes written → stored (the transaction is over), stored → told on the desk's
    GUI thread, told → the customer's card is there, card → painted.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application, formats = open_application(DeskSettings("ja", "light", EXTENSION))
    program = open_program(dsn, DeskSettings(extension=EXTENSION), formats)
    moments = _watched(program)
    watch = PaintWatch(program)
    program.window.resize(1366, 768)
    show_desk(application, program)
    calls = [(f"0{number[3:]}", EXTENSION) for number in numbers]
    thirds = {"answered_after_s": INTERVAL_S / 3, "ended_after_s": INTERVAL_S * 2 / 3}
    try:
        with (
            running_exchange(calls, every_s=INTERVAL_S, **thirds) as exchange,
            running_gateway(gateway_dsn, exchange.port) as gateway,
        ):
            cpu = CpuWatch(
                desk=lambda: [os.getpid()],
                gateway=lambda: [gateway.process_id],
                database=server_processes(admin_url),
            )
            run = _follow(application, exchange, moments)
            spent = cpu.spent_s()
    finally:
        program.close()
    moments.painted = watch.painted_at
    moments.stored = _stored(admin_url, run)
    return {**_figures(moments), "cpu_s": spent}


def _watched(program: Program) -> Moments:
    moments = Moments()

    def on_step(step: CallStepRow) -> None:
        if step.stage is CallStage.RINGING and step.extension == EXTENSION and step.caller:
            moments.told.setdefault(step.caller, time.monotonic())

    def on_card(state: Any) -> None:
        if state.card is not None:
            moments.read.setdefault(state.card.phones[0].number, time.monotonic())

    program.feed.call_step.connect(on_step)
    program.card.changed.connect(on_card)
    return moments


def _follow(application: QCoreApplication, exchange: ExchangeProcess, moments: Moments) -> int:
    """Run the event loop until all calls have ended; note when each was sent."""
    runs: list[int] = []

    def listen() -> None:
        for said in exchange.told():
            if "caller" in said:
                moments.sent[f"+81{said['caller'][1:]}"] = said["at"]
            else:
                runs.append(said["run"])

    listener = threading.Thread(target=listen)
    listener.start()
    ending = QTimer()
    ending.timeout.connect(lambda: None if listener.is_alive() else application.quit())
    ending.start(200)
    application.exec()
    return runs[0]


def _stored(admin_url: str, run: int) -> dict[str, float]:
    """Return when each was stored; empty where the server does not keep it."""
    clocks_apart_s = time.time() - time.monotonic()
    with psycopg.connect(admin_url) as connection:
        kept = connection.execute("SHOW track_commit_timestamp").fetchone()
        if kept != ("on",):
            return {}
        rows = connection.execute(_STORED, [EXTENSION, f"{1_800_000_000 + run}.%"])
        return {caller: at - clocks_apart_s for caller, at in rows}


def _figures(moments: Moments) -> dict[str, Any]:
    painted = _between(moments.sent, moments.painted)
    return {
        "written_to_painted": summary(painted),
        "written_to_stored": summary(_between(moments.sent, moments.stored)),
        "stored_to_told": summary(_between(moments.stored, moments.told)),
        "told_to_card": summary(_between(moments.told, moments.read)),
        "card_to_painted": summary(_between(moments.read, moments.painted)),
        "not_painted": len(moments.sent) - len(painted) - WARM_UP,
    }


def _between(earlier: Mapping[str, float], later: Mapping[str, float]) -> Sequence[float]:
    times = [1000 * (later[number] - at) for number, at in earlier.items() if number in later]
    return times[WARM_UP:]
