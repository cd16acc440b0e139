"""Keeps the wall as the floor is: reads when something is told, lets the clocks run meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.floor import FloorReading
from crm_desktop.domain.floor import alarms
from crm_desktop.ui.floor.state import FloorState
from crm_desktop.ui.shared.clock import Clock

LEAST_PAUSE_MS: Final = 1_000
MOST_PAUSE_MS: Final = 10_000
_SHARE: Final = 10
"""The pause after a reading is ten times what it took, so that a wall is a small load for a large
office; never less than a second."""


class FloorPresenter(QObject):
    """Reads only while the wall is looked at, at most once a second, never without news.

    ``ticked`` brings the server's time each second, for clocks that run on their own; whether
    somebody has waited too long is found by it as well.
    """

    changed = Signal(object)  # FloorState
    ticked = Signal(object)  # datetime
    failed = Signal(object)  # Exception

    def __init__(
        self,
        read: Callable[[date], FloorReading],
        jobs: Jobs,
        *,
        now: Clock,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        """``read`` is called off the GUI thread, with the day of which the figures are wanted."""
        super().__init__(parent)
        self._read = read
        self._now = now
        self._today = today
        self._newest = LatestOnly(jobs, self)
        self._state = FloorState(today())
        self._on_screen = False
        self._is_reading = False
        self._stale = False
        self._took = QElapsedTimer()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._on_pause_over)
        self._clock = QTimer(self)
        self._clock.setInterval(1_000)
        self._clock.timeout.connect(self.tick)

    @property
    def state(self) -> FloorState:
        """The wall as it was shown last."""
        return self._state

    @property
    def server_now(self) -> datetime:
        """The time by the server's clock, as far as it is known."""
        return self._now() + self._state.skew

    def on_screen(self, shown: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Read when the wall comes to the screen; rest while it is not looked at."""
        self._on_screen = shown
        if shown:
            self._clock.start()
            self.on_news()
        else:
            self._clock.stop()

    def on_news(self, *_told: object) -> None:
        """Know that something happened on the floor, whatever it was."""
        self._stale = True
        if self._on_screen and not self._is_reading and not self._pause.isActive():
            self._begin()

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Know whether news come in; what was missed meanwhile is read at once."""
        self._show(replace(self._state, live=linked))
        if linked:
            self._pause.stop()
            self.on_news()

    def tick(self) -> None:
        """Let a second pass."""
        at = self.server_now
        if self._today() != self._state.today:
            self.on_news()
        self._show(self._worried(self._state))
        self.ticked.emit(at)

    def _begin(self) -> None:
        self._stale, self._is_reading = False, True
        day = self._today()
        self._took.start()
        self._newest.run(
            lambda: self._read(day),
            then=lambda reading: self._on_reading(day, reading),
            failed=self._on_failed,
        )

    def _on_reading(self, day: date, reading: FloorReading) -> None:
        skew = reading.at - self._now()
        state = replace(self._state, today=day, reading=reading, skew=skew, failed=False)
        self._rest(min(max(LEAST_PAUSE_MS, _SHARE * self._took.elapsed()), MOST_PAUSE_MS))
        self._show(self._worried(state))

    def _on_failed(self, error: Exception) -> None:
        """Tell the first time; try again after a while, or as soon as the link is back."""
        first_time = not self._state.failed
        self._stale = True
        self._rest(MOST_PAUSE_MS)
        self._show(replace(self._state, failed=True))
        if first_time:
            self.failed.emit(error)

    def _rest(self, pause_ms: int) -> None:
        self._is_reading = False
        self._pause.start(pause_ms)

    def _on_pause_over(self) -> None:
        if self._stale and self._on_screen:
            self._begin()

    def _worried(self, state: FloorState) -> FloorState:
        if state.reading is None:
            return state
        found = alarms(
            state.waiting,
            state.reading.missed,
            state.reading.limits,
            at=self._now() + state.skew,
        )
        return replace(state, alarms=found)

    def _show(self, state: FloorState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
