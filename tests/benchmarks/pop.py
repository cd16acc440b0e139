"""From the moment an event is sent over HTTP to the moment the card has been painted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from sqlalchemy import text

from crm_desktop.app.desk import open_application, open_program, show_desk
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.settings import DeskSettings
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.incoming_call.state import CallPhase, IncomingCallState
from tests.benchmarks.measures import summary

INTERVAL_S = 0.3
WARM_UP = 20
TOKEN = "bench"


class PaintWatch(QObject):
    """Notes when the card of a call has been painted: after the update that follows its state."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.painted_at: dict[str, float] = {}
        self._waiting: str | None = None
        self._is_over = False
        self._window = program.window
        self._go_home = program.pages.go_home
        program.card.changed.connect(self._on_card)
        program.calls.changed.connect(self._on_calls)
        program.window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            self._waiting is not None
            and watched is self._window
            and event.type() is QEvent.Type.UpdateRequest
        ):
            number, self._waiting = self._waiting, None
            QTimer.singleShot(0, lambda: self._note(number))
        return False

    def _on_card(self, state: CustomerCardState) -> None:
        if state.card is not None:
            self._waiting = state.card.phones[0].number

    def _on_calls(self, state: IncomingCallState) -> None:
        """Do what an operator does after a call: finish, which leads back to the home page."""
        was_over = self._is_over
        self._is_over = state.front is not None and state.front.phase is CallPhase.ENDED
        if self._is_over and not was_over:
            QTimer.singleShot(0, self._finish)

    def _finish(self) -> None:
        """Go home unless the next call has come to the front meanwhile."""
        if self._is_over:
            self._go_home()

    def _note(self, number: str) -> None:
        self.painted_at[number] = time.monotonic()


def bench_pop(dsn: str, gateway_dsn: str, numbers: list[str]) -> dict[str, float]:
    """Ring once for each number, each the only one of one customer; return the times in ms."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application, formats = open_application(DeskSettings("ja", "light", "201"))
    program = open_program(dsn, DeskSettings(extension="201"), formats)
    watch = PaintWatch(program)
    program.window.resize(1366, 768)
    show_desk(application, program)
    try:
        with gateway(gateway_dsn) as port:
            sent_at = ring(application, port, numbers, every_s=INTERVAL_S)
    finally:
        program.close()
    times = [
        1000 * (watch.painted_at[number] - at)
        for number, at in sent_at.items()
        if number in watch.painted_at
    ]
    missing = len(sent_at) - len(times)
    return {**summary(times[WARM_UP:]), "not_painted": missing}


def numbers_of_one(database: Database, count: int) -> list[str]:
    """Return ``count`` first numbers of customers that nobody shares, spread over the office."""
    statement = text("""
        WITH picked AS (
            SELECT DISTINCT 1 + floor(random() * (SELECT max(id) FROM customer))::bigint AS id
            FROM generate_series(1, :count * 3)
        )
        SELECT phone.number
        FROM picked JOIN customer_phone AS phone ON phone.customer_id = picked.id
        WHERE phone.position = 0
          AND NOT EXISTS (
              SELECT FROM customer_phone AS other
              WHERE other.number = phone.number AND other.customer_id <> phone.customer_id
          )
        LIMIT :count
    """)
    with database.asking() as session:
        return list(session.scalars(statement, {"count": count}))


@contextmanager
def gateway(dsn: str) -> Iterator[int]:
    """Run the gateway as a process of its own; yield its port."""
    environment = {
        **os.environ,
        "CRM_DESKTOP_DATABASE_DSN": dsn,
        "CRM_DESKTOP_GATEWAY_TOKEN_PBX": TOKEN,
    }
    line = [sys.executable, "-m", "crm_desktop", "gateway", "--port", "0"]
    with subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        try:
            yield int(said.split(":")[1].split()[0])
        finally:
            process.terminate()


def ring(
    application: QCoreApplication, port: int, numbers: list[str], *, every_s: float
) -> dict[str, float]:
    """Let a process of its own push a call from each number; return when (monotonic) each went.

    Runs the event loop of ``application`` until all are sent.
    """
    sender = Path(__file__).with_name("call_sender.py")
    line = [sys.executable, str(sender), str(port), TOKEN, str(every_s)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as calls:
        assert calls.stdin is not None
        assert calls.stdout is not None
        json.dump(numbers, calls.stdin)
        calls.stdin.close()
        ending = QTimer()
        ending.timeout.connect(lambda: application.quit() if calls.poll() is not None else None)
        ending.start(200)
        application.exec()
        sent = [json.loads(said) for said in calls.stdout]
    return {call["number"]: call["sent_at"] for call in sent}
