"""Keeps what a person said of themselves until it is stored, in its order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.actions.availability import AvailabilitySaid
from crm_desktop.background.jobs import Jobs
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.base import CrmError

Store = Callable[[AvailabilitySaid], None]


class KeptChanges(QObject):
    """One at a time is on its way; while the database is away all wait and are tried again.

    ``failed`` tells what no second try would help: the change is let go.
    """

    failed = Signal(object)

    def __init__(
        self, store: Store, jobs: Jobs, *, retry_ms: int = 5_000, parent: QObject | None = None
    ) -> None:
        """``store`` is called off the GUI thread and stores the same change once only."""
        super().__init__(parent)
        self._store = store
        self._jobs = jobs
        self._waiting: deque[AvailabilitySaid] = deque()
        self._is_sending = False
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(retry_ms)
        self._retry.timeout.connect(self.send)

    @property
    def waiting(self) -> tuple[AvailabilitySaid, ...]:
        """What is not known to be stored, the oldest first."""
        return tuple(self._waiting)

    def add(self, said: AvailabilitySaid) -> None:
        """Store ``said`` after what was said before."""
        self._waiting.append(said)
        self.send()

    def send(self) -> None:
        """Try now to store what waits."""
        if self._is_sending or not self._waiting:
            return
        self._is_sending = True
        self._retry.stop()
        said = self._waiting[0]
        self._jobs.run(
            self,
            lambda: self._store(said),
            then=lambda _nothing: self._go_on(),
            failed=self._on_failed,
        )

    def _go_on(self) -> None:
        self._is_sending = False
        self._waiting.popleft()
        self.send()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, RightMissing) or not isinstance(error, CrmError):
            self.failed.emit(error)
            self._go_on()
            return
        self._is_sending = False
        self._retry.start()
