"""Decides which day's openings are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.openings import OpeningsOfDay, PersonOpenings
from crm_desktop.ui.openings.state import OpeningsState, rows_of


class OpeningsPresenter(QObject):
    """Figures are read when the page comes to the screen and when a day is chosen."""

    changed = Signal(object)  # OpeningsState
    cards_wanted = Signal(object, object)  # PersonOpenings, date
    failed = Signal(object)  # Exception

    def __init__(
        self,
        read: Callable[[date], OpeningsOfDay],
        jobs: Jobs,
        *,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        """Read with ``read(day)``, which is called off the GUI thread."""
        super().__init__(parent)
        self._read = read
        self._newest = LatestOnly(jobs, self)
        self._today = today
        self._state = OpeningsState(today(), today())

    @property
    def state(self) -> OpeningsState:
        """The page as it was shown last."""
        return self._state

    def on_screen(self, shown: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Read when the page comes to the screen; today's figures follow midnight."""
        if shown:
            stays_today = self._state.day == self._state.today
            self._state = replace(self._state, today=self._today())
            self._read_day(self._state.today if stays_today else self._state.day)

    def choose_day(self, day: date) -> None:
        """Show another day, today at the latest."""
        self._state = replace(self._state, today=self._today())
        day = min(day, self._state.today)
        if day == self._state.day and self._state.rows is not None:
            self._show(self._state)
            return
        self._read_day(day)

    def move_days(self, days: int) -> None:
        """Show the day before (−1) or after (+1)."""
        self.choose_day(self._state.day + timedelta(days=days))

    def choose_person(self, login: str) -> None:
        """Say more about one person, "" for nobody."""
        self._show(replace(self._state, login=login))

    def open_person(self) -> None:
        """Ask for what the chosen person opened, when they opened or were refused anything."""
        chosen = self._state.chosen
        if chosen is not None and _has_cards(chosen.person):
            self.cards_wanted.emit(chosen.person, self._state.day)

    def _read_day(self, day: date) -> None:
        rows = self._state.rows if day == self._state.day else None
        self._show(replace(self._state, day=day, rows=rows, reading=True, failed=False))
        self._newest.run(
            lambda: self._read(day),
            then=self._on_read,
            failed=self._on_failed,
        )

    def _on_read(self, answer: OpeningsOfDay) -> None:
        rows = rows_of(answer)
        logins = [row.person.login for row in rows]
        login = self._state.login if self._state.login in logins else next(iter(logins), "")
        self._show(replace(self._state, rows=rows, rule=answer.rule, login=login, reading=False))

    def _on_failed(self, error: Exception) -> None:
        self._show(replace(self._state, reading=False, failed=True))
        self.failed.emit(error)

    def _show(self, state: OpeningsState) -> None:
        self._state = state
        self.changed.emit(state)


def _has_cards(person: PersonOpenings) -> bool:
    return bool(person.cards or person.refused)
