"""Run in a process of its own: loses the web engine in the way that is asked for, as JSON."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.address_map.map_desk import SHINJUKU, AskedSources, MapDesk, map_desk, pause, until


def missing(desk: MapDesk) -> None:
    """A library of the engine is not installed."""
    sys.modules["PySide6.QtWebEngineCore"] = None  # type: ignore[assignment]
    desk.map.show_home(SHINJUKU)


def unusable(desk: MapDesk) -> None:
    """The engine ends its process: as root without being told to do without a sandbox."""
    desk.map.show_home(SHINJUKU)


def killed(desk: MapDesk) -> None:
    """The process that draws the page is gone."""
    desk.show(SHINJUKU)
    os.kill(desk.web._web.page().renderProcessPid(), signal.SIGKILL)


def silent(desk: MapDesk) -> None:
    """The page is there but its script never answers."""
    desk.map.show_home(SHINJUKU)
    until(lambda: desk.web is not None)
    desk.web._desk.blockSignals(True)
    desk.web._late.setInterval(500)
    desk.web._late.start()


def pending(desk: MapDesk) -> None:
    """The process is gone while slow tiles are on their way: their answers come to nobody."""
    done = threading.Event()
    desk.asked.tile = lambda: (done.wait(80), None)[1]
    desk.show(replace(SHINJUKU, subject_id=2, is_online=True))
    until(lambda: len(desk.asked.tiles) >= 4)
    os.kill(desk.web._web.page().renderProcessPid(), signal.SIGKILL)
    until(lambda: bool(desk.faults))
    pause(50)
    done.set()
    pause(200)


def quit_early(desk: MapDesk) -> None:
    """The desk is left while the page loads."""
    desk.map.show_home(SHINJUKU)
    until(lambda: desk.web is not None)
    pause(20)


def quit_late(desk: MapDesk) -> None:
    """The desk is left with the map on the screen."""
    desk.show(SHINJUKU)


LOSSES: dict[str, Callable[[MapDesk], None]] = {
    loss.__name__: loss for loss in (missing, unusable, killed, pending, silent)
}
ENDS: dict[str, Callable[[MapDesk], None]] = {end.__name__: end for end in (quit_early, quit_late)}


def leave(name: str) -> None:
    """End as the desk does: the loop ends, and nothing of the window is deleted before."""
    application = QApplication(["crm-desktop"])
    desk = MapDesk(AskedSources())
    ENDS[name](desk)
    QTimer.singleShot(0, application.quit)
    application.exec()
    for jobs in desk.lanes:
        jobs.close()
    print("left", end="")


def lose(name: str) -> None:
    """Print what the map says after the loss, and whether it still shows the home."""
    with map_desk() as desk:
        LOSSES[name](desk)
        until(lambda: bool(desk.faults))
        drawn = desk.map._drawn
        notes = [label.text() for label in drawn.findChildren(QLabel) if label.isVisible()]
        seen = {"faults": desk.faults, "drawn": drawn.isVisible(), "notes": notes}
        desk.field.insert("髙橋")
        seen["typed"] = desk.field.text()
    print(json.dumps(seen))


if __name__ == "__main__":
    (leave if sys.argv[1] in ENDS else lose)(sys.argv[1])
