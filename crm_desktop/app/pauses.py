"""Keeps the pauses short that Python itself puts between a call and its card."""

from __future__ import annotations

import gc
import sys
from typing import Final

_SWITCH_INTERVAL_S: Final = 0.0005
"""How long a worker with its answer waits for a busy GUI thread at most (Python's own: 5 ms)."""

_YOUNG_OBJECTS: Final = 20_000


def keep_threads_lively() -> None:
    """Let threads change over ten times as often as Python does by itself."""
    sys.setswitchinterval(_SWITCH_INTERVAL_S)


def keep_collections_short() -> None:
    """Collect from now on, but never again what the start has made: it lives as long as the desk.

    A full collection that walks over the modules, tables and widgets takes some 50 ms.
    """
    gc.freeze()
    gc.enable()
    gc.set_threshold(_YOUNG_OBJECTS, 20, 20)
