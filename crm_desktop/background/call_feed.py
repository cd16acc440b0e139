"""Brings the steps of calls from the database to the GUI thread."""

from __future__ import annotations

import logging
import random
import re
import threading
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from crm_desktop.database.notifications import Listener
from crm_desktop.database.queries.calls import CallsNow, CallStepRow, CallSteps
from crm_desktop.errors.base import CrmError

log = logging.getLogger(__name__)

POLL_S: Final = 1.0
RETRY_DELAYS_S: Final = (0.1, 1.0, 2.0, 5.0, 10.0)
_STOP_WAIT_S: Final = 1.0
_STEP_ID: Final = re.compile(r"[0-9]{1,19}")


class CallFeed(QObject):
    """Follows the recorded steps of calls: none is lost over a lost connection, none comes twice.

    It begins with the steps at which the calls in progress stand, so a desk that starts during a
    call shows it. ``listen``, ``read_start`` and ``read_after`` (the oldest steps newer than an id,
    as many as fit one answer) are called on the feed's own thread.

    Anybody who has signed in may notify anything: what is heard says when to read, never what.
    """

    call_step = Signal(object)
    connected = Signal(bool)

    def __init__(
        self,
        listen: Callable[[], Listener],
        read_start: Callable[[], CallsNow],
        read_after: Callable[[int], CallSteps],
        parent: QObject | None = None,
    ) -> None:
        """Follow nothing yet."""
        super().__init__(parent)
        self._listen = listen
        self._read_start = read_start
        self._read_after = read_after
        self._newest: int | None = None
        self._listener: Listener | None = None
        self._is_connected: bool | None = None
        self._failures = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="call-feed", daemon=True)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def stop(self) -> None:
        """Stop following; nothing is emitted after it. Returns at once, or in 1 s at the most."""
        self._stop.set()
        if self._listener is not None:
            self._listener.wake()
        if self._thread.is_alive():
            self._thread.join(_STOP_WAIT_S)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._follow()
            except CrmError as error:
                self._wait_to_retry(error)
            except Exception as error:
                if not isValid(self):
                    return
                log.exception("call feed failed")
                self._wait_to_retry(error)

    def _follow(self) -> None:
        with self._listen() as listener:
            self._listener = listener
            self._catch_up()
            self._failures = 0
            self._tell_connected(connected=True)
            while not self._stop.is_set():
                if self._is_news(listener.wait(POLL_S)):
                    self._catch_up()

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

    def _wait_to_retry(self, error: Exception) -> None:
        if self._stop.is_set():
            return
        self._listener = None
        self._tell_connected(connected=False)
        longest = RETRY_DELAYS_S[min(self._failures, len(RETRY_DELAYS_S) - 1)]
        delay_s = longest * random.uniform(0.5, 1.0)  # noqa: S311 - spreads desks, no secret
        self._failures += 1
        log.warning("call feed lost (%s), next try in %.1f s", type(error).__name__, delay_s)
        self._stop.wait(delay_s)
