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


class Collections(QObject):
    """Has rubbish collected between two events of the GUI thread, and nowhere else.

    By itself Python collects on whichever thread makes an object too many. On a worker that would
    end widgets on a thread that is not theirs, which crashes; in the midst of a call's card it
    would be a pause. What the start has made lives as long as the desk and is never walked over
    again: with its modules, tables and widgets a full collection takes some 50 ms.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Change nothing before `start`."""
        super().__init__(parent)
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_EVERY_MS)
        self._looks.timeout.connect(self._look)

    def start(self) -> None:
        """Collect from now on, on this thread alone."""
        gc.freeze()
        gc.disable()
        self._looks.start()

    def stop(self) -> None:
        """Leave it to Python again; another desk of this process takes it back at once."""
        self._looks.stop()
        gc.enable()

    def _look(self) -> None:
        gc.disable()
        counts = gc.get_count()
        due = [n for n, most in enumerate(_MOST_OBJECTS) if counts[n] > most]
        if due and due[0] == 0:
            gc.collect(due[-1])
