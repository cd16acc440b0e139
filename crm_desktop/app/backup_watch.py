"""Knows how backups go, for supervisors and administrators."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.backups import BackupsTold, backups_told
from crm_desktop.domain.backup_plan import days_overdue
from crm_desktop.errors.backups import BackupNeverMade, BackupOverdue
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.shared.clock import Clock

_FIRST_MS: Final = 900_000  # by then a night that was missed is made up for
_EVERY_MS: Final = 3_600_000


class BackupWatch(QObject):
    """Asks 15 minutes after its start, then once an hour; a database that is away is asked again.

    ``overdue`` says once that backups do not go well, until they do again.
    """

    told = Signal(object)  # BackupsTold | None
    overdue = Signal(object)  # CrmError

    def __init__(
        self, database: Database, jobs: Jobs, now: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._database = database
        self._jobs = jobs
        self._now = now
        self._was_overdue = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look now and then."""
        self._timer.start(_FIRST_MS)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Ask now."""
        self._timer.setInterval(_EVERY_MS)
        self._jobs.run(self, self._ask, then=self._tell, failed=self._on_failed)

    def _ask(self) -> BackupsTold | None:
        with self._database.asking() as session:
            return backups_told(session)

    def _tell(self, told: BackupsTold | None) -> None:
        self.told.emit(told)
        problem = _problem_of(told, self._now)
        if problem is not None and not self._was_overdue:
            self.overdue.emit(problem)
        self._was_overdue = problem is not None

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, CrmError):
            self.overdue.emit(error)


def _problem_of(told: BackupsTold | None, now: Clock) -> CrmError | None:
    if told is None or told.running:
        return None
    days = days_overdue(told.good_at, now())
    if days is None:
        return None
    return BackupOverdue(days) if days else BackupNeverMade()
