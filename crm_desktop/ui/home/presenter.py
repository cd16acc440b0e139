"""Reads what waits to be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.ui.home.state import HomeRows, HomeState

_REFRESH_MS = 60_000


class HomePresenter(QObject):
    """Reads at the start, each minute, and whenever it is told that something changed."""

    changed = Signal(object)  # HomeState
    failed = Signal(object)  # Exception

    def __init__(
        self,
        read_rows: Callable[[date], HomeRows],
        jobs: Jobs,
        *,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        """Read with ``read_rows(today)``, which is called off the GUI thread."""
        super().__init__(parent)
        self._read_rows = read_rows
        self._today = today
        self._reading = LatestOnly(jobs, self)
        self._state = HomeState(today())
        self._minutes = QTimer(self)
        self._minutes.setInterval(_REFRESH_MS)
        self._minutes.timeout.connect(self.refresh)

    def start(self) -> None:
        """Read now, and from now on each minute."""
        self._minutes.start()
        self.refresh()

    def refresh(self) -> None:
        """Read anew; what was read before stays on the screen meanwhile."""
        today = self._today()
        self._reading.run(
            lambda: self._read_rows(today),
            then=lambda rows: self._show(HomeState(today, rows, loaded=True)),
            failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        first_time = not self._state.failed
        self._show(replace(self._state, failed=True))
        if first_time:
            self.failed.emit(error)

    def _show(self, state: HomeState) -> None:
        self._state = state
        self.changed.emit(state)
