"""Reads which customers moves brought, and marks them as worked through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.ui.new_customers.state import NewCustomersReading, NewCustomersState


@dataclass(frozen=True, slots=True)
class NewCustomersWork:
    """What is asked and done, off the GUI thread; ``mark`` gets ids and whether they are known."""

    read: Callable[[], NewCustomersReading]
    mark: Callable[[Sequence[int], bool], None]


class NewCustomersPresenter(QObject):
    """Reads whenever it is told to; what was read before stays on the screen meanwhile."""

    changed = Signal(object)  # NewCustomersState
    marked = Signal()  # some were marked, or put back
    failed = Signal(object)  # Exception

    def __init__(self, work: NewCustomersWork, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._reading = LatestOnly(jobs, self)
        self._worked: tuple[int, ...] = ()
        self._state = NewCustomersState()

    def refresh(self) -> None:
        """Read anew."""
        self._reading.run(self._work.read, then=self._on_read, failed=self.failed.emit)

    def work_through(self, customer_ids: Sequence[int]) -> None:
        """Take customers off the list; `put_back` brings them again."""
        ids = tuple(customer_ids)
        if ids:
            self._mark(ids, worked=True)

    def put_back(self) -> None:
        """Bring back whom was marked last."""
        if self._worked:
            self._mark(self._worked, worked=False)

    def _mark(self, ids: tuple[int, ...], *, worked: bool) -> None:
        self._jobs.run(
            self,
            lambda: self._work.mark(ids, worked),
            then=lambda _nothing: self._on_marked(ids if worked else ()),
            failed=self.failed.emit,
        )

    def _on_marked(self, worked: tuple[int, ...]) -> None:
        self._worked = worked
        self.marked.emit()
        self.refresh()

    def _on_read(self, reading: NewCustomersReading) -> None:
        self._state = replace(self._state, reading=reading, worked=len(self._worked))
        self.changed.emit(self._state)
