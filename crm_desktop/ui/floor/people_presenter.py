"""Decides of which days and people figures are shown, and has them taken out where one may."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.floor import LONGEST_RANGE_DAYS, PersonDay
from crm_desktop.ui.floor.state import Grouping, Measure, PeopleState


@dataclass(frozen=True, slots=True)
class PeopleWork:
    """What is asked of the database, off the GUI thread.

    ``export`` takes reason, first and last day and the file, and returns the rows written.
    """

    read: Callable[[date, date], Sequence[PersonDay]]
    export: Callable[[str, date, date, Path], int]


class FloorPeoplePresenter(QObject):
    """Figures of people are read when the page comes to the screen and when days are chosen.

    ``reasoned`` tells the reason of a file that is written and on record.
    """

    changed = Signal(object)  # PeopleState
    exported = Signal(int, object)  # rows, Path
    reasoned = Signal(str)
    failed = Signal(object)  # Exception

    def __init__(
        self,
        work: PeopleWork,
        jobs: Jobs,
        *,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._newest = LatestOnly(jobs, self)
        self._today = today
        day = today()
        self._state = PeopleState(day, day, day)

    @property
    def state(self) -> PeopleState:
        """The page as it was shown last."""
        return self._state

    def on_screen(self, shown: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Read when the page comes to the screen."""
        if shown:
            self.refresh()

    def choose_days(self, first_on: date, last_on: date) -> None:
        """Show other days, in either order; the last 93 of them where there are more."""
        first, last = sorted((first_on, last_on))
        earliest = last - timedelta(days=LONGEST_RANGE_DAYS - 1)
        self._show(replace(self._state, first_on=max(first, earliest), last_on=last))
        self.refresh()

    def choose_grouping(self, grouping: Grouping) -> None:
        """Let rows stand for people, for days or for both."""
        self._show(replace(self._state, grouping=grouping))

    def choose_measure(self, measure: Measure) -> None:
        """Draw something else."""
        self._show(replace(self._state, measure=measure))

    def choose_person(self, staff_id: int | None) -> None:
        """Show one person's figures, or everybody's."""
        self._show(replace(self._state, staff_id=staff_id))

    def refresh(self) -> None:
        """Read the figures anew; those shown stay meanwhile."""
        self._show(replace(self._state, today=self._today(), reading=True))
        first, last = self._state.first_on, self._state.last_on
        self._newest.run(
            lambda: tuple(self._work.read(first, last)),
            then=lambda rows: self._show(replace(self._state, rows=rows, reading=False)),
            failed=self._on_failed,
        )

    def export(self, reason: str, file: Path) -> None:
        """Write the figures of the days shown to ``file``, everybody's; the database records it."""
        if self._state.exporting:
            return
        first, last = self._state.first_on, self._state.last_on
        self._show(replace(self._state, exporting=True))
        self._jobs.run(
            self,
            lambda: self._work.export(reason, first, last, file),
            then=lambda rows: self._on_exported(rows, file, reason),
            failed=self._on_export_failed,
        )

    def _on_exported(self, rows: int, file: Path, reason: str) -> None:
        self._show(replace(self._state, exporting=False))
        self.reasoned.emit(reason)
        self.exported.emit(rows, file)

    def _on_export_failed(self, error: Exception) -> None:
        self._show(replace(self._state, exporting=False))
        self.failed.emit(error)

    def _on_failed(self, error: Exception) -> None:
        self._show(replace(self._state, reading=False))
        self.failed.emit(error)

    def _show(self, state: PeopleState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
