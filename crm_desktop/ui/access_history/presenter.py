"""Reads who looked at a card, and narrows it down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.access_history import CardLook
from crm_desktop.ui.access_history.state import AccessHistoryState, LookKind


class AccessHistoryPresenter(QObject):
    """Each `show_customer` asks anew, which the database records."""

    changed = Signal(object)  # AccessHistoryState
    failed = Signal(object)  # Exception

    def __init__(
        self,
        read_looks: Callable[[int], tuple[CardLook, ...]],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """Read with ``read_looks(customer_id)``, which is called off the GUI thread."""
        super().__init__(parent)
        self._read_looks = read_looks
        self._reading = LatestOnly(jobs, self)
        self._state = AccessHistoryState()

    def show_customer(self, customer_id: int, name: str) -> None:
        """Ask who looked at the card of ``customer_id``; the filters begin anew."""
        self._show(AccessHistoryState(customer_id, name, loading=True))
        self._reading.run(
            lambda: self._read_looks(customer_id),
            then=lambda looks: self._show(replace(self._state, looks=looks, loading=False)),
            failed=self._on_failed,
        )

    def choose_person(self, login: str) -> None:
        """Show what ``login`` did, everybody's for ""."""
        self._show(replace(self._state, login=login))

    def choose_kind(self, kind: LookKind | None) -> None:
        """Show one kind of entries, all for None."""
        self._show(replace(self._state, kind=kind))

    def _on_failed(self, error: Exception) -> None:
        self._show(replace(self._state, loading=False, failed=True))
        self.failed.emit(error)

    def _show(self, state: AccessHistoryState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
