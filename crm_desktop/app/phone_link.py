"""Tells whoever sits here how the link to the phone systems is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.call_sources import CHANNEL
from crm_desktop.app.backup_watch import BackupWatch
from crm_desktop.app.doctor import Doctor
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.notifications import Listener
from crm_desktop.database.queries.call_sources import SourceStateRow, call_sources
from crm_desktop.database.roles import ADMIN, OPERATOR, SUPERVISOR
from crm_desktop.domain.availability import CHANNEL as AVAILABILITY
from crm_desktop.domain.floor import CHANNEL as FLOOR
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.error_display import ErrorDisplay
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.phone_link.presenter import PhoneLinkPresenter
from crm_desktop.ui.phone_link.state import PhoneLinkState

if TYPE_CHECKING:
    from crm_desktop.app.program import DeskPlace

_READS = frozenset({OPERATOR, SUPERVISOR, ADMIN})
_ACTS = frozenset({SUPERVISOR, ADMIN})


class PhoneLink(QObject):
    """A quiet mark for operators; for who can act also each problem, once, in the window's bar."""

    noticed = Signal(str)
    floor_noticed = Signal(str)  # to supervisors: somebody's availability or the figures changed

    def __init__(
        self,
        window: MainWindow,
        place: DeskPlace,
        database: Database,
        jobs: Jobs,
        errors: ErrorDisplay,
    ) -> None:
        """Look at nothing before `start`."""
        super().__init__(window)
        groups = place.staff.groups
        self._reads = bool(groups & _READS)
        self._acts = bool(groups & _ACTS)
        self._supervises = SUPERVISOR in groups
        self._database = database
        self._errors = errors
        self._told: CrmError | None = None
        self._heard: dict[str, Callable[[str], None]] = {}
        self.presenter = PhoneLinkPresenter(self._sources, jobs, self)
        self.doctor = Doctor(window, place, database, jobs, self.presenter)
        self.backups = BackupWatch(database, jobs, place.now, self)
        self.backups.overdue.connect(errors.show)
        self.backups.told.connect(self.doctor.on_backups)
        self.doctor.opened.connect(self._look_at_backups)
        mark = window.top_bar.link
        self.presenter.changed.connect(mark.show_state)
        self.presenter.changed.connect(self._tell)
        self.presenter.failed.connect(errors.show)
        self.noticed.connect(self.presenter.look)
        self.doctor.failed.connect(errors.show)
        mark.clicked.connect(self.doctor.open)
        if self._acts:
            mark.explain()

    def listener(self, channel: str) -> Listener:
        """Return what hears ``channel``, and on the same line when to look at the sources.

        And, for supervisors, at the floor.
        """
        also = {CHANNEL: self.noticed.emit} if self._reads else {}
        if self._supervises:
            also |= dict.fromkeys((AVAILABILITY, FLOOR), self.floor_noticed.emit)
        return Listener(
            self._database.dsn, channel, also=also | self._heard, lines=self._database.lines
        )

    def hear(self, channel: str, heard: Callable[[str], None]) -> None:
        """Have the same line hear ``channel`` from its next connection on.

        ``heard`` gets each text, not on the GUI thread.
        """
        self._heard[channel] = heard

    def start(self) -> None:
        """Follow the sources, where this person may know of them."""
        if self._reads:
            self.presenter.start()
        if self._acts:
            self.backups.start()

    def stop(self) -> None:
        """Follow them no more."""
        self.presenter.stop()
        self.backups.stop()

    def close(self) -> None:
        """End what the doctor does, too."""
        self.stop()
        self.doctor.close()

    def _look_at_backups(self) -> None:
        if self._acts:
            self.backups.look()

    def _sources(self) -> list[SourceStateRow]:
        with self._database.asking() as session:
            return call_sources(session)

    def _tell(self, state: PhoneLinkState) -> None:
        worst = next(iter(state.problems), None) if self._acts else None
        if _is_same(worst, self._told):
            return
        if self._told is not None:
            self._errors.take_back(self._told)
        self._told = worst
        if worst is not None:
            self._errors.show(worst)


def _is_same(one: CrmError | None, other: CrmError | None) -> bool:
    """Tell whether two problems are one: how many seconds or events it is by now does not count."""
    return (type(one), getattr(one, "source", "")) == (type(other), getattr(other, "source", ""))
