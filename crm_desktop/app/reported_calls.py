"""Records calls that are reported on this PC; the feed brings them back like all others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy.orm import Session

from crm_desktop.actions.call_notices import ReportingDesk, record_call_notice
from crm_desktop.actions.forgotten_calls import LongestCall, close_own_forgotten_calls
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.domain.call_notice import CallNotice
from crm_desktop.ui.shared.clock import Clock

log = logging.getLogger(__name__)

CLOSE_EVERY_MS: Final = 60_000


class ReportedCalls(QObject):
    """Writes what `SingleInstance.call_reported` tells, one after the other.

    From the first report on it also closes those of them of which no end is ever reported: an
    office without a gateway has nobody else to do it.
    """

    failed = Signal(object)

    def __init__(
        self,
        database: Database,
        jobs: Jobs,
        *,
        desk: ReportingDesk,
        now: Clock,
        parent: QObject | None = None,
    ) -> None:
        """A report that names no telephone is of the one at ``desk``."""
        super().__init__(parent)
        self._database = database
        self._jobs = jobs
        self._desk = desk
        self._now = now
        self._closing = QTimer(self, interval=CLOSE_EVERY_MS)
        self._closing.timeout.connect(self.close_forgotten)

    def record(self, notice: CallNotice) -> None:
        """Store ``notice`` in the background."""
        at = self._now()
        self._closing.start()
        self._write(
            lambda session: record_call_notice(session, notice, self._desk, at=at),
            failed=self.failed.emit,
        )

    def close_forgotten(self) -> None:
        """End, in the background, the calls of which this desk never reported the end."""
        at = self._now()
        self._write(
            lambda session: close_own_forgotten_calls(session, at=at, longest=LongestCall()),
            failed=lambda error: log.info("calls not closed: %s", type(error).__name__),
        )

    def _write(
        self, action: Callable[[Session], object], *, failed: Callable[[Exception], None]
    ) -> None:
        def work() -> None:
            with self._database.writing() as session:
                action(session)

        self._jobs.run(self, work, then=lambda _done: None, failed=failed)
