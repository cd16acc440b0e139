"""Decides how a pin is corrected: moved, kept, taken back. Knows no widget."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs
from crm_desktop.domain.home import Home
from crm_desktop.domain.position import Position
from crm_desktop.errors.database import RecordChanged
from crm_desktop.errors.map import BadPosition
from crm_desktop.ui.address_map.state import PinState

MIDDLE_OF_JAPAN: Final = Position(36.0, 138.0)
_METRES_PER_DEGREE: Final = 111_195.0


@dataclass(frozen=True, slots=True)
class PinWork:
    """What is done to pins; each is called off the GUI thread with the address as it was seen.

    ``move`` and ``release`` return the address as it is stored then; ``read`` as it is now.
    """

    move: Callable[[Home, Position], Home]
    release: Callable[[Home], Home]
    read: Callable[[Home], Home]


class PinCorrection(QObject):
    """The pin of one address at a time; ``home_changed`` tells it as it is stored now."""

    changed = Signal(object)  # PinState
    home_changed = Signal(object)  # Home
    failed = Signal(object)

    def __init__(self, work: PinWork, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._home: Home | None = None
        self._before: Home | None = None
        self._state = PinState()

    @property
    def state(self) -> PinState:
        """What was shown last."""
        return self._state

    @property
    def has_typing(self) -> bool:
        """Whether the pin was moved and is not kept yet."""
        draft, home = self._state.draft, self._home
        return draft is not None and home is not None and draft != home.position

    def show_home(self, home: Home | None) -> None:
        """Be about this address; a correction of another one, not kept, is over."""
        is_same = home is not None and self._is_same(home)
        self._home = home
        if not is_same:
            self._before = None
            self._show(PinState())

    def begin(self) -> None:
        """Let the pin be moved, from where it is; of an unknown home, from the middle of Japan."""
        if self._home is not None and not self._state.is_correcting and not self._state.is_saving:
            self._show(PinState(self._home.position or MIDDLE_OF_JAPAN))

    def move_to(self, latitude: float, longitude: float) -> None:
        """Put the pin there; nothing is stored before it is kept."""
        if self._home is None or self._state.is_saving:
            return
        try:
            draft = Position(latitude, longitude)
        except BadPosition as error:
            self._show(replace(self._state, error=error))
            return
        self._show(PinState(draft))

    def nudge(self, east_m: float, north_m: float) -> None:
        """Move the pin by so many metres."""
        draft = self._state.draft
        if draft is not None:
            wide = _METRES_PER_DEGREE * math.cos(math.radians(draft.latitude))
            self.move_to(
                draft.latitude + north_m / _METRES_PER_DEGREE, draft.longitude + east_m / wide
            )

    def keep(self) -> None:
        """Store where the pin stands; over what somebody else did only if that was shown."""
        home, draft = self._state.theirs or self._home, self._state.draft
        if home is None or draft is None or self._state.is_saving:
            return
        before = self._home
        self._run(lambda: self._work.move(home, draft), before)

    def cancel(self) -> bool:
        """Put the pin back where it was; tell whether it was being corrected."""
        was_correcting = self._state.is_correcting and not self._state.is_saving
        if was_correcting:
            theirs = self._state.theirs
            self._show(PinState())
            if theirs is not None:
                self._take(theirs)
        return was_correcting

    def undo(self) -> None:
        """Take back what was kept last."""
        before, home = self._before, self._home
        if before is None or home is None or not self._state.can_undo:
            return
        position = before.position if before.is_pinned else None
        if position is None:
            self._run(lambda: self._work.release(home), None)
        else:
            self._run(lambda: self._work.move(home, position), None)

    def release(self) -> None:
        """Go by the address again, not by the pin that a person set."""
        home = self._home
        if home is not None and home.is_pinned and not self._state.is_saving:
            self._run(lambda: self._work.release(home), home)

    def _run(self, work: Callable[[], Home], before: Home | None) -> None:
        home = self._home
        if home is None:
            return
        self._show(replace(self._state, is_saving=True, can_undo=False, error=None))
        self._jobs.run(
            self,
            work,
            then=lambda stored: self._on_stored(stored, before),
            failed=lambda error: self._on_failed(error, home),
        )

    def _on_stored(self, stored: Home, before: Home | None) -> None:
        if self._is_same(stored):
            self._before = before
            self._take(stored)
            self._show(PinState(can_undo=before is not None))

    def _on_failed(self, error: Exception, home: Home) -> None:
        if self._is_same(home):
            self._show(replace(self._state, is_saving=False, error=error))
        if not (isinstance(error, RecordChanged) and self._is_same(home)):
            self.failed.emit(error)
            return
        self._jobs.run(
            self,
            lambda: self._work.read(home),
            then=self._on_theirs,
            failed=self.failed.emit,
        )

    def _on_theirs(self, theirs: Home) -> None:
        if not self._is_same(theirs):
            return
        if self._state.is_correcting:
            self._show(replace(self._state, theirs=theirs, error=None))
        else:
            self._take(theirs)

    def _take(self, home: Home) -> None:
        self._home = home
        self.home_changed.emit(home)

    def _is_same(self, home: Home) -> bool:
        return self._home is not None and self._home.address_id == home.address_id

    def _show(self, state: PinState) -> None:
        self._state = state
        self.changed.emit(state)
