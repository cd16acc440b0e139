"""Knows whether this PC's clock goes with that of the office's server: notes are dated by it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.server_check import server_clock
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import ClockWrong
from crm_desktop.ui.shared.clock import Clock, utc_now

TOLERANCE: Final = timedelta(minutes=2)
_FIRST_MS: Final = 5_000  # the calls and the home page come first
_EVERY_MS: Final = 600_000


class ClockWatch(QObject):
    """Asks soon after each connection, then every ten minutes.

    ``wrong`` says once that the clock is off, ``right`` takes the same error back.
    """

    looked = Signal()
    wrong = Signal(object)  # ClockWrong
    right = Signal(object)  # the ClockWrong that was said
    failed = Signal(object)  # Exception

    def __init__(
        self, database: Database, jobs: Jobs, now: Clock = utc_now, parent: QObject | None = None
    ) -> None:
        """Ask nothing before `start`; ``now`` is the clock that is looked at."""
        super().__init__(parent)
        self._database = database
        self._jobs = jobs
        self._now = now
        self._said: ClockWrong | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look in a moment, and now and then."""
        self._timer.start(_FIRST_MS)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Ask now; a database that is away is asked when it is back."""
        self._timer.setInterval(_EVERY_MS)
        self._jobs.run(self, self._ask, then=self._tell, failed=self._on_failed)

    def _ask(self) -> tuple[datetime, datetime]:
        """Return both clocks at one moment: ours half-way between the question and its answer."""
        asked_at = self._now()
        with self._database.asking() as session:
            there = server_clock(session)
        return asked_at + (self._now() - asked_at) / 2, there

    def _tell(self, clocks: tuple[datetime, datetime]) -> None:
        here, there = clocks
        is_wrong = abs(here - there) > TOLERANCE
        if is_wrong and self._said is None:
            self._said = ClockWrong(here, there)
            self.wrong.emit(self._said)
        elif not is_wrong and self._said is not None:
            self.right.emit(self._said)
            self._said = None
        self.looked.emit()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, CrmError):
            self.failed.emit(error)
