"""Knows how the link to the phone systems is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.call_sources import SourceStateRow
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.phone_link.state import PhoneLinkState, phone_link

LOOK_EVERY_MS: Final = 15_000
"""A gateway that has died tells nobody."""


class PhoneLinkPresenter(QObject):
    """Reads how the sources are when a gateway tells that this has changed, and now and then."""

    changed = Signal(object)  # PhoneLinkState
    failed = Signal(object)  # Exception

    def __init__(
        self,
        read: Callable[[], Sequence[SourceStateRow]],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """``read`` is called off the GUI thread."""
        super().__init__(parent)
        self._read = read
        self._reading = LatestOnly(jobs, self)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self.state = PhoneLinkState()

    def start(self) -> None:
        """Look now and from now on."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._reading.forget()

    def look(self) -> None:
        """Read how the sources are now."""
        self._reading.run(self._read, then=self._show, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        # That the database is away is said by whoever follows the calls.
        if not isinstance(error, CrmError):
            self.failed.emit(error)

    def _show(self, rows: Sequence[SourceStateRow]) -> None:
        self.state = phone_link(rows)
        self.changed.emit(self.state)
