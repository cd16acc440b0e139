"""Ctrl+C that is heeded between two pieces of work.

An exception in the midst of one may come out as another: the drivers of folders and databases have
places that catch all of them.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event


@contextmanager
def told_to_stop(answer: str) -> Iterator[Event]:
    """Yield what Ctrl+C sets, which is answered with a line; the second is as it was before."""
    stop = Event()
    before = signal.getsignal(signal.SIGINT)

    def on_interrupt(*_: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)
        print(answer, file=sys.stderr, flush=True)

    signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
