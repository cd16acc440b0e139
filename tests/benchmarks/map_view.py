"""How fast a home is on the map, how long the window stands still for it, what it takes of memory.

``python -m tests.benchmarks.map_view`` measures a desk in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psutil
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from crm_desktop.app.pauses import Collections, keep_threads_lively
from crm_desktop.domain.position import Position
from crm_desktop.ui.address_map.map_view import MapPlace, MapView
from tests.benchmarks.measures import summary
from tests.ui.address_map.map_desk import MapDesk, map_desk, pause, until

HOMES = 100
STARTS = 3
BEAT_MS = 1
STREET = 0.0015
"""Degrees between two places to pay."""


def bench_map_view() -> dict[str, Any]:
    """Return what several fresh desks measured of themselves, each in a process of its own."""
    runs = [_run() for _ in range(STARTS)]
    return {
        "homes": HOMES,
        "cold_ms": summary([run["cold_ms"] for run in runs]),
        "longest_block_ms": summary([run["longest_block_ms"] for run in runs]),
        "drawn_ms": summary([time_ms for run in runs for time_ms in run["drawn_ms"]]),
        "warm_ms": summary([time_ms for run in runs for time_ms in run["warm_ms"]]),
        "memory_mb": runs[0]["memory_mb"],
    }


def _run() -> dict[str, Any]:
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        **os.environ,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.map_view"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _measured(desk: MapDesk) -> dict[str, Any]:
    """Return one desk's figures: the first home, with the engine to begin, then many more."""
    collections = Collections(desk.window)
    collections.start()
    pause(300)
    memory = {"before": _memory_mb()}
    with _blocks_ms() as blocks:
        began = time.perf_counter()
        desk.show(_view(0))
        cold_ms = _since(began)
    memory["map shown"] = _memory_mb()
    drawn, warm = [], []
    for number in range(1, HOMES + 1):
        began = time.perf_counter()
        desk.map.show_home(_view(number))
        desk.map.repaint()
        drawn.append(_since(began))
        until(desk.has_web_map)
        warm.append(_since(began))
        pause(20)
    memory[f"after {HOMES} homes"] = _memory_mb()
    return {
        "cold_ms": cold_ms,
        "longest_block_ms": max(blocks),
        "drawn_ms": drawn,
        "warm_ms": warm,
        "memory_mb": memory,
    }


def _view(number: int) -> MapView:
    home = Position(34.0 + number * 0.02, 134.0 + number * 0.03)
    places = tuple(
        MapPlace(
            one,
            f"〒郵便局 {one}",
            "徒歩3分",
            replace(home, latitude=home.latitude + one * STREET),
        )
        for one in range(1, 6)
    )
    return MapView(number + 1, home, 250, f"髙橋市﨑町{number}番地", places=places)


@contextmanager
def _blocks_ms() -> Iterator[list[float]]:
    """Collect how late a timer of a millisecond is: so long the window stood still."""
    late: list[float] = []
    last = [time.perf_counter()]

    def beat() -> None:
        late.append(_since(last[0]) - BEAT_MS)
        last[0] = time.perf_counter()

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(BEAT_MS)
    yield late
    timer.stop()


def _memory_mb() -> int:
    """Return the proportional memory of this process and all its children."""
    own = psutil.Process()
    processes = [own, *own.children(recursive=True)]
    pss: int = sum(process.memory_full_info().pss for process in processes)
    return pss >> 20


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    keep_threads_lively()
    QApplication(["crm-desktop"])
    with map_desk() as shown:
        figures = _measured(shown)
    print(json.dumps(figures))
