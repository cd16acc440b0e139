"""Keeps the pauses short that Python itself puts between a call and its card."""

from __future__ import annotations

import gc
import sys
from typing import Final

from PySide6.QtCore import QObject, QTimer

_SWITCH_INTERVAL_S: Final = 0.0005
"""How long a worker with its answer waits for a busy GUI thread at most (Python's own: 5 ms)."""

_LOOK_EVERY_MS: Final = 500
_MOST_OBJECTS: Final = (20_000, 20, 20)
"""New objects, and rounds of each generation, after which the next older one is collected."""


def keep_threads_lively() -> None:
    """Let threads change over ten times as often as Python does by itself."""
    sys.setswitchinterval(_SWITCH_INTERVAL_S)


def spare_what_is_loaded() -> None:
    """Never walk over the modules and tables of now again: with them a collection takes 100 ms."""
    gc.freeze()


def collect_soon() -> None:
    """Have all rubbish collected in a moment, on this thread: a desk that is gone is much of it."""
    QTimer.singleShot(_LOOK_EVERY_MS, gc.collect)


class Collections(QObject):
    """Has rubbish collected between two events of the GUI thread, and nowhere else.

    By itself Python collects on whichever thread makes an object too many. On a worker that would
    end widgets on a thread that is not theirs, which crashes; in the midst of a call's card it
    would be a pause; and while Qt ends one object, holding a lock, it would end others that want
    the same lock, and wait for ever.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Make it before the desk; it collects nothing before `start`."""
        super().__init__(parent)
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_EVERY_MS)
        self._looks.timeout.connect(self._look)
        self._python_collected = False

    def start(self) -> None:
        """Collect from now on, on this thread alone."""
        self._python_collected = gc.isenabled()
        gc.disable()
        self._looks.start()

    def stop(self) -> None:
        """Leave it to Python again, if it did so before.

        What came up meanwhile is collected now, or Python would do it at the very next object.
        """
        self._looks.stop()
        if self._python_collected:
            gc.collect(1)
            gc.enable()

    def _look(self) -> None:
        counts = gc.get_count()
        due = [n for n, most in enumerate(_MOST_OBJECTS) if counts[n] > most]
        if due and due[0] == 0:
            gc.collect(due[-1])
