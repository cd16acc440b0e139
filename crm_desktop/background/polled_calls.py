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

    ``failed`` tells of a trouble once, when it has lasted, and again only after it was over.
    """

    call_reported = Signal(object)  # CallNotice
    failed = Signal(object)  # Exception

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
            if trouble.is_to_be_told(error, time.monotonic()) and error is not None:
                self._emit(self.failed.emit, error, stop)
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
    """Since when something fails, and whether that was told."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self._since: float | None = None
        self._is_told = False

    def is_to_be_told(self, error: Exception | None, now: float) -> bool:
        """Take note of how the last try ended."""
        if error is None:
            self._since, self._is_told = None, False
            return False
        self._since = now if self._since is None else self._since
        is_due = not self._is_told and now - self._since >= self._patience_s
        self._is_told = self._is_told or is_due
        return is_due
