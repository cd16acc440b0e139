"""Reads what waits to be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.background.outbox import Form
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.ui.home.state import HomeRows, HomeState

_REFRESH_MS = 60_000
_SOON_MS = 1_000  # many changes at once are read once


@dataclass(frozen=True, slots=True)
class MissedCallWork:
    """What is done with missed calls: ``settle`` has them taken off the list in their turn.

    ``unsettle`` puts them back, off the GUI thread.
    """

    settle: Callable[[Sequence[int], MissedCallSettled, Form], None]
    unsettle: Callable[[Sequence[int]], None]


class HomePresenter(QObject):
    """Reads at the start, each minute, and whenever it is told that something changed."""

    changed = Signal(object)  # HomeState
    failed = Signal(object)  # Exception

    def __init__(
        self,
        read_rows: Callable[[date], HomeRows],
        missed: MissedCallWork,
        jobs: Jobs,
        *,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        """Read with ``read_rows(today)``, which is called off the GUI thread."""
        super().__init__(parent)
        self._read_rows = read_rows
        self._missed = missed
        self._jobs = jobs
        self._settled: tuple[int, ...] = ()
        self._today = today
        self._reading = LatestOnly(jobs, self)
        self._state = HomeState(today())
        self._minutes = QTimer(self)
        self._minutes.setInterval(_REFRESH_MS)
        self._minutes.timeout.connect(self.refresh)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.refresh)

    def start(self) -> None:
        """Read now, and from now on each minute."""
        self._minutes.start()
        self.refresh()

    def refresh(self) -> None:
        """Read anew; what was read before stays on the screen meanwhile."""
        today = self._today()
        self._reading.run(
            lambda: self._read_rows(today),
            then=lambda rows: self._show(
                HomeState(today, rows, loaded=True, settled=len(self._settled))
            ),
            failed=self._on_failed,
        )

    def refresh_soon(self) -> None:
        """Read anew within a second, once for whatever is told meanwhile."""
        if not self._soon.isActive():
            self._soon.start()

    def settle(self, call_ids: Sequence[int], why: MissedCallSettled) -> None:
        """Take missed calls off the list; `put_back` brings them again.

        While not connected they stay on it until that can be told.
        """
        form = Form(
            self,
            then=lambda _nothing: self._on_settled(tuple(call_ids)),
            refused=self.failed.emit,
            waits=lambda: None,
        )
        self._missed.settle(call_ids, why, form)

    def put_back(self) -> None:
        """Bring back what was taken off last."""
        settled = self._settled
        self._jobs.run(
            self,
            lambda: self._missed.unsettle(settled),
            then=lambda _nothing: self._on_settled(()),
            failed=self.failed.emit,
        )

    def _on_settled(self, call_ids: tuple[int, ...]) -> None:
        self._settled = call_ids
        self.refresh()

    def _on_failed(self, error: Exception) -> None:
        first_time = not self._state.failed
        self._show(replace(self._state, failed=True))
        if first_time:
            self.failed.emit(error)

    def _show(self, state: HomeState) -> None:
        self._state = state
        self.changed.emit(state)
