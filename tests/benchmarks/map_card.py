"""How long after the card is painted its home stands on the map, on a whole desk.

``python -m tests.benchmarks.map_card DSN ID…`` measures a desk in a process of its own.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

gc.disable()  # as crm_desktop/__main__.py does

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QSettings, QTimer  # noqa: E402
from PySide6.QtWidgets import QWidget  # noqa: E402

from crm_desktop.actions.demo_office import seed_demo_office  # noqa: E402
from crm_desktop.app.desk import open_application, open_program, show_desk  # noqa: E402
from crm_desktop.app.own_server import sign_in_address  # noqa: E402
from crm_desktop.app.program import Program  # noqa: E402
from crm_desktop.database.embedded import EmbeddedServer  # noqa: E402
from crm_desktop.database.engine import Database  # noqa: E402
from crm_desktop.database.preparation import make_ready  # noqa: E402
from crm_desktop.database.roles import OPERATOR, SUPERVISOR  # noqa: E402
from crm_desktop.domain.opening import OpeningReason  # noqa: E402
from crm_desktop.settings import DeskSettings  # noqa: E402
from tests.benchmarks.measures import summary  # noqa: E402

LOGIN = "tadokoro"
CUSTOMERS = 300
CARDS = 60
SIZE = (1366, 768)
_QUIET_MS = 1_500
_GIVE_UP_S = 40.0


def bench_map_card() -> dict[str, Any]:
    """Return figures of one desk on a small demo office; the window is not seen."""
    with (
        tempfile.TemporaryDirectory(prefix="crm-bench-map-") as folder,
        EmbeddedServer(Path(folder)) as server,
    ):
        make_ready(server)
        with Database(server.admin_url, pool_size=1, statement_timeout_ms=0) as database:
            now = datetime.now(UTC)
            with database.writing() as session:
                seed_demo_office(session, today=now.date(), now=now, customers=CUSTOMERS)
        return _run(sign_in_address(server, LOGIN, groups=(OPERATOR, SUPERVISOR)), folder)


def _run(dsn: str, folder: str) -> dict[str, Any]:
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        **os.environ,
        "XDG_CONFIG_HOME": folder,
    }
    ids = [str(customer_id) for customer_id in range(1, CARDS + 1)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.map_card", dsn, *ids],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


class Painted(QObject):
    """Remembers when ``watched`` was painted first since it was asked to."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.at_s: float | None = None
        self._is_wanted = False
        watched.installEventFilter(self)

    def want(self) -> None:
        self.at_s, self._is_wanted = None, True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self._is_wanted and event.type() is QEvent.Type.Paint:
            self._is_wanted, self.at_s = False, time.perf_counter()
        return False


class Measured:
    """A desk that opens one card after the other."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._painted = Painted(program.card_panel.body.viewport())

    def open_card(self, customer_id: int, *, map_shown: bool) -> tuple[float, float]:
        """Return ms until the card was painted, and from then until its pin was on the map."""
        cards: list[Any] = []
        self._program.card.changed.connect(cards.append)
        began = time.perf_counter()
        self._program.pages.open_customer(customer_id, OpeningReason.SEARCH)
        until(lambda: bool(cards) and cards[-1].card is not None)
        self._painted.want()
        until(lambda: self._painted.at_s is not None)
        painted_s = self._painted.at_s or began
        self._program.card.changed.disconnect(cards.append)
        if map_shown:
            until(lambda: self._is_pin_shown(customer_id))
        return (painted_s - began) * 1000, (time.perf_counter() - painted_s) * 1000

    def _is_pin_shown(self, customer_id: int) -> bool:
        parts = self._program.map.parts
        home = None if parts is None else parts.presenter.state.home
        if parts is None or home is None or home.customer_id != customer_id:
            return False
        has_places = parts.presenter.state.surroundings is not None
        return has_places and parts.panel.map.is_settled


class Beat(QObject):
    """Notices how long the window stands still."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest_ms = 0.0
        self._last_s = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(1)

    def _on_beat(self) -> None:
        now_s = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now_s - self._last_s) * 1000)
        self._last_s = now_s


def main(dsn: str, customer_ids: list[int]) -> None:
    """Print the figures as JSON."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    application, formats = open_application(DeskSettings("ja", "light"))
    program = open_program(dsn, DeskSettings(), formats)
    program.window.resize(*SIZE)
    show_desk(application, program)
    rest(_QUIET_MS)
    desk = Measured(program)
    half = len(customer_ids) // 2
    without = [desk.open_card(one, map_shown=False)[0] for one in customer_ids[:half]]
    program.map.switch.go_on()
    beat = Beat(program)
    _, cold_ms = desk.open_card(customer_ids[half], map_shown=True)
    longest_ms = beat.longest_ms
    rest(_QUIET_MS)
    warm = [desk.open_card(one, map_shown=True) for one in customer_ids[half + 1 :]]
    figures = {
        "card_painted_without_map_ms": summary(without),
        "card_painted_with_map_ms": summary([card_ms for card_ms, _ in warm]),
        "card_painted_to_pin_warm_ms": summary([pin_ms for _, pin_ms in warm]),
        "card_painted_to_pin_cold_ms": round(cold_ms),
        "longest_stand_still_cold_ms": round(longest_ms),
    }
    program.close()
    print(json.dumps(figures), flush=True)
    QCoreApplication.exit(0)


def until(is_so: Callable[[], bool]) -> None:
    """Let Qt work until it is so."""
    end_s = time.perf_counter() + _GIVE_UP_S
    while not is_so():
        if time.perf_counter() > end_s:
            raise TimeoutError
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def rest(milliseconds: int) -> None:
    """Let Qt work for some time."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1], [int(word) for word in sys.argv[2:]])
    else:
        print(json.dumps(bench_map_card(), indent=2))
