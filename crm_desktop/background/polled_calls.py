"""Asks something on this PC again and again, off the GUI thread, which calls it knows of."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from crm_desktop.domain.call_notice import CallNotice
from crm_desktop.errors.base import CrmError

log = logging.getLogger(__name__)

_STOP_WAIT_S: Final = 1.0


class Polled(Protocol):
    """What can be asked for calls; all of it happens on one thread."""

    def poll(self) -> list[CallNotice]:
        """Return the calls since the last time, oldest first, or raise a `CrmError`."""

    def close(self) -> None:
        """Give back what is held."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: between two polls, after a failed one, and until a failure is told."""

    every_s: float = 0.25
    retry_s: float = 2.0
    patience_s: float = 10.0


class PolledCalls(QObject):
    """One way in which calls are reported, polled on a thread of its own between start and stop.

    ``failed`` tells of a trouble once, when it has lasted; ``recovered`` that this one is over.
    """

    call_reported = Signal(object)  # CallNotice
    failed = Signal(object)  # Exception
    recovered = Signal(object)  # the Exception of which failed told

    def __init__(
        self,
        name: str,
        make: Callable[[], Polled],
        pace: Pace | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Ask nothing yet; ``make`` is called on the thread, at each start."""
        super().__init__(parent)
        self._name = name
        self._make = make
        self._pace = pace or Pace()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to ask; nothing when it has begun."""
        if self._thread is not None:
            return
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(self._stop,), name=self._name, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Ask no more; returns at once, or in 1 s when something hangs, which is left alone."""
        thread, self._thread = self._thread, None
        self._stop.set()
        if thread is not None:
            thread.join(_STOP_WAIT_S)

    def _run(self, stop: threading.Event) -> None:
        polled = self._make()
        trouble = _Trouble(self._pace.patience_s)
        while not stop.is_set():
            error = self._ask(polled, stop)
            told = trouble.told
            trouble.note(error, time.monotonic())
            if trouble.told is not told:
                tell = self.failed.emit if told is None else self.recovered.emit
                self._emit(tell, told or trouble.told, stop)
            stop.wait(self._pace.every_s if error is None else self._pace.retry_s)
        polled.close()

    def _ask(self, polled: Polled, stop: threading.Event) -> Exception | None:
        try:
            notices = polled.poll()
        except CrmError as error:
            return error
        except Exception as error:
            log.exception("%s failed", self._name)
            return error
        for notice in notices:
            self._emit(self.call_reported.emit, notice, stop)
        return None

    def _emit(self, emit: Callable[[object], object], what: object, stop: threading.Event) -> None:
        if not stop.is_set() and isValid(self):
            emit(what)


class _Trouble:
    """Since when something fails; ``told`` is its error once it has lasted, None before."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self._since: float | None = None
        self.told: Exception | None = None

    def note(self, error: Exception | None, now: float) -> None:
        """Take note of how the last try ended."""
        if error is None:
            self._since = self.told = None
            return
        self._since = now if self._since is None else self._since
        if self.told is None and now - self._since >= self._patience_s:
            self.told = error
