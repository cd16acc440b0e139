"""Records calls that are reported on this PC; the feed brings them back like all others."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.call_notices import record_call_notice
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.domain.call_notice import CallNotice
from crm_desktop.ui.shared.clock import Clock


class ReportedCalls(QObject):
    """Writes what `SingleInstance.call_reported` tells, one after the other."""

    failed = Signal(object)

    def __init__(
        self,
        database: Database,
        jobs: Jobs,
        *,
        own_extension: str,
        now: Clock,
        parent: QObject | None = None,
    ) -> None:
        """A report that names no telephone is of ``own_extension``."""
        super().__init__(parent)
        self._database = database
        self._jobs = jobs
        self._own_extension = own_extension
        self._now = now

    def record(self, notice: CallNotice) -> None:
        """Store ``notice`` in the background."""
        at = self._now()
        self._jobs.run(
            self,
            lambda: self._store(notice, at),
            then=lambda _steps: None,
            failed=self.failed.emit,
        )

    def _store(self, notice: CallNotice, at: datetime) -> list[int]:
        with self._database.writing() as session:
            return record_call_notice(session, notice, own_extension=self._own_extension, at=at)
