"""Decides what is said of the connection to the database. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.connection.state import ConnectionState, Link
from crm_desktop.ui.shared.clock import Clock

PATIENCE_MS: Final = 1_000
"""A line that is back by then was never lost to whoever sits here."""
SAID_MS: Final = 6_000


class ConnectionPresenter(QObject):
    """Follows the link, the savings that wait for it, and whether the database still fits."""

    changed = Signal(object)  # ConnectionState
    failed = Signal(object)  # Exception

    def __init__(
        self,
        check: Callable[[], CrmError | None],
        jobs: Jobs,
        *,
        now: Clock,
        patience_ms: int = PATIENCE_MS,
        said_ms: int = SAID_MS,
        parent: QObject | None = None,
    ) -> None:
        """``check``, off the GUI thread, says why the database is of no use, None when it is."""
        super().__init__(parent)
        self._check = check
        self._checking = LatestOnly(jobs, self)
        self._now = now
        self._lost_at: datetime | None = None
        self.state = ConnectionState()
        self._patience = _timer(self, patience_ms, self._on_lost)
        self._said = _timer(self, said_ms, self._on_said)

    @property
    def is_linked(self) -> bool:
        """Whether the database can be reached, as far as is known."""
        return self._lost_at is None

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Know whether the database can be reached."""
        if linked:
            self._on_back()
        elif self._lost_at is None:
            self._lost_at = self._now()
            self._checking.forget()
            self._patience.start()

    def on_trouble(self, error: Exception) -> None:
        """Know why the last try to connect failed; said when somebody must do something."""
        expected = error if isinstance(error, CrmError) else None
        away = isinstance(error, DatabaseUnreachable)
        self._show(replace(self.state, problem=None if away else expected))

    def on_waiting(self, waiting: int) -> None:
        """Know how many savings wait."""
        self._show(replace(self.state, waiting=waiting))

    def on_went_in(self) -> None:
        """Know that a saving that waited is done; while it is lost, one was under way yet."""
        if self.state.link is not Link.LOST:
            self._show(replace(self.state, went_in=self.state.went_in + 1))
            self._said.start()

    def _on_back(self) -> None:
        was_told = self.state.link is Link.LOST
        was_lost, self._lost_at = self._lost_at is not None, None
        self._patience.stop()
        if was_told:
            state = replace(self.state, link=Link.BACK, lost_at=None, went_in=0, problem=None)
            self._show(state)
            self._said.start()
        if was_lost:
            self._checking.run(self._check, then=self._on_checked, failed=self._on_unchecked)

    def _on_lost(self) -> None:
        self._said.stop()
        state = replace(self.state, link=Link.LOST, lost_at=self._lost_at, went_in=0)
        self._show(state)

    def _on_said(self) -> None:
        self._show(replace(self.state, link=Link.FINE, went_in=0))

    def _on_checked(self, problem: CrmError | None) -> None:
        self._show(replace(self.state, problem=problem))

    def _on_unchecked(self, error: Exception) -> None:
        if not isinstance(error, CrmError):
            self.failed.emit(error)

    def _show(self, state: ConnectionState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)


def _timer(owner: QObject, after_ms: int, then: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(then)
    return timer
