"""Reads what one person opened on a day, page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.openings import OpenedCard, PersonOpenings
from crm_desktop.ui.openings.state import PAGE_ROWS, OpenedState

ReadOpened = Callable[[str, date, OpenedCard | None, int], tuple[OpenedCard, ...]]


class OpenedCardsPresenter(QObject):
    """Each page is asked for anew, which the database records."""

    changed = Signal(object)  # OpenedState
    failed = Signal(object)  # Exception

    def __init__(self, read: ReadOpened, jobs: Jobs, parent: QObject | None = None) -> None:
        """Read with ``read(login, day, before, most)``, which is called off the GUI thread."""
        super().__init__(parent)
        self._read = read
        self._newest = LatestOnly(jobs, self)
        self._state = OpenedState()

    def show_person(self, person: PersonOpenings, day: date) -> None:
        """Ask what ``person`` opened on ``day``."""
        self._show(OpenedState(person, day))
        self._read_page(person, day)

    def show_older(self) -> None:
        """Ask for the next page; nothing while one is read, or where there are no more."""
        state = self._state
        if state.person and state.day and state.has_more and not state.reading:
            self._read_page(state.person, state.day)

    def _read_page(self, person: PersonOpenings, day: date) -> None:
        before = self._state.cards[-1] if self._state.cards else None
        self._show(replace(self._state, reading=True, failed=False))
        self._newest.run(
            lambda: self._read(person.login, day, before, PAGE_ROWS),
            then=self._on_page,
            failed=self._on_failed,
        )

    def _on_page(self, page: tuple[OpenedCard, ...]) -> None:
        self._show(
            replace(
                self._state,
                cards=self._state.cards + page,
                has_more=len(page) == PAGE_ROWS,
                reading=False,
            )
        )

    def _on_failed(self, error: Exception) -> None:
        self._show(replace(self._state, reading=False, failed=True))
        self.failed.emit(error)

    def _show(self, state: OpenedState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
