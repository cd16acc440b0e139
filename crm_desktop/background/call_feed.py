"""Brings the steps of calls from the database to the GUI thread."""

from __future__ import annotations

import logging
import random
import re
import threading
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from crm_desktop.database.notifications import Listener
from crm_desktop.database.queries.calls import CallsNow, CallStepRow, CallSteps
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseUnreachable

log = logging.getLogger(__name__)

POLL_S: Final = 1.0
PACE_S: Final = 1.0
"""Between the beginnings of two tries to reach a server that is away."""
REFUSED_DELAYS_S: Final = (1.0, 2.0, 5.0, 10.0)
"""Between tries at a server that answers and refuses."""
SILENCE_S: Final = 5.0
"""How long an answer may take before the line counts as lost."""
_SETTING_UP_S: Final = 20.0  # several round trips, over a slow line too
_WATCH_MS: Final = 1_000
_STEP_ID: Final = re.compile(r"[0-9]{1,19}")


class CallFeed(QObject):
    """Follows the recorded steps of calls: none is lost over a lost connection, none comes twice.

    It begins with the steps at which the calls in progress stand, so a desk that starts during a
    call shows it. ``listen``, ``read_start`` and ``read_after`` (the oldest steps newer than an id,
    as many as fit one answer) are called on the feed's own thread.

    It asks each second at least, which is the heartbeat of the line: when no answer comes for
    ``SILENCE_S``, ``cut`` is called, on the GUI thread, to end all connections, and it begins anew.

    Anybody who has signed in may notify anything: what is heard says when to read, never what.
    """

    call_step = Signal(object)
    connected = Signal(bool)
    refused = Signal(object)  # CrmError: why the last try to connect failed

    def __init__(
        self,
        listen: Callable[[], Listener],
        read_start: Callable[[], CallsNow],
        read_after: Callable[[int], CallSteps],
        *,
        cut: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        """Follow nothing yet."""
        super().__init__(parent)
        self._listen = listen
        self._read_start = read_start
        self._read_after = read_after
        self._cut = cut
        self._newest: int | None = None
        self._listener: Listener | None = None
        self._is_connected: bool | None = None
        self._failures = 0
        self._answer_due: float | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="call-feed", daemon=True)
        self._watch = QTimer(self)
        self._watch.setInterval(_WATCH_MS)
        self._watch.timeout.connect(self._end_silence)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()
        self._watch.start()

    def look(self) -> None:
        """Ask at once whether the line is as it was; for whoever has found it broken."""
        if (listener := self._listener) is not None:
            listener.wake()

    def stop(self) -> None:
        """Stop following; returns at once. The line is closed when it ``is_running`` no more."""
        self._stop.set()
        self._watch.stop()
        self.look()

    @property
    def is_running(self) -> bool:
        """Whether its thread is at work."""
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                self._follow()
            except CrmError as error:
                self._wait_to_retry(error, began)
            except Exception as error:
                if not isValid(self):
                    return
                log.exception("call feed failed")
                self._wait_to_retry(error, began)

    def _follow(self) -> None:
        self._expect_answer(_SETTING_UP_S)
        with self._listen() as listener:
            self._listener = listener
            self._expect_answer(_SETTING_UP_S)
            self._catch_up()
            self._failures = 0
            self._tell_connected(connected=True)
            while not self._stop.is_set():
                self._expect_answer(POLL_S + SILENCE_S)
                heard = listener.wait(POLL_S)
                self._expect_answer(SILENCE_S)
                if self._is_news(heard):
                    self._catch_up()

    def _expect_answer(self, within_s: float) -> None:
        self._answer_due = time.monotonic() + within_s

    def _end_silence(self) -> None:
        due = self._answer_due
        if due is not None and time.monotonic() > due:
            log.warning("no answer from the database for too long: its connections are cut")
            self._expect_answer(SILENCE_S)
            self._cut()

    def _is_news(self, heard: list[str]) -> bool:
        """Tell whether to read: after silence too, should a notification ever be lost."""
        ids = [int(text) for text in heard if _STEP_ID.fullmatch(text)]
        return not ids or self._newest is None or max(ids) > self._newest

    def _catch_up(self) -> None:
        if self._newest is None:
            start = self._read_start()
            self._newest = start.newest_step_id
            self._tell(start.in_progress)
        while not self._stop.is_set():
            steps = self._read_after(self._newest)
            self._expect_answer(SILENCE_S)
            self._newest = steps.followed_to
            self._tell(steps.rows)
            if not steps.more:
                return

    def _tell(self, rows: tuple[CallStepRow, ...]) -> None:
        for row in rows:
            if not self._stop.is_set():
                self.call_step.emit(row)

    def _tell_connected(self, *, connected: bool) -> None:
        if connected is not self._is_connected and not self._stop.is_set():
            self._is_connected = connected
            self.connected.emit(connected)

    def _wait_to_retry(self, error: Exception, began: float) -> None:
        self._listener = self._answer_due = None
        if self._stop.is_set():
            return
        self._tell_connected(connected=False)
        if isinstance(error, CrmError):
            self.refused.emit(error)
        delay_s = self._delay_s(error, time.monotonic() - began)
        self._failures += 1
        log.warning("call feed lost (%s), next try in %.1f s", type(error).__name__, delay_s)
        self._stop.wait(delay_s)

    def _delay_s(self, error: Exception, lasted_s: float) -> float:
        """Return how long to wait: not all desks of an office at once, none too often."""
        spread = random.uniform(0.7, 1.3)  # noqa: S311 - spreads desks, no secret
        if isinstance(error, DatabaseUnreachable):
            return max(0.1, PACE_S - lasted_s) * spread
        return REFUSED_DELAYS_S[min(self._failures, len(REFUSED_DELAYS_S) - 1)] * spread
