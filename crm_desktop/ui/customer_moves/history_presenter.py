"""Decides what is shown of the moves that were made and planned; takes them back, gives them up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.customer_moves import MoveUndone
from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.customer_moves import MoveRow
from crm_desktop.database.queries.move_details import MoveException, PeopleOfMove
from crm_desktop.domain.stopping import Stopping
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.customer_moves.state import (
    HistoryQuestion,
    HistoryState,
    Task,
    Working,
)

UNDO_FOR: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class HistoryWork:
    """What is asked of the database, off the GUI thread."""

    load: Callable[[], Sequence[MoveRow]]
    details: Callable[[int], tuple[Sequence[PeopleOfMove], Sequence[MoveException]]]
    undo: Callable[[int, Stopping], MoveUndone]
    drop: Callable[[int], None]


class HistoryPresenter(QObject):
    """One move is chosen; what is done to it is asked for first."""

    changed = Signal(object)  # HistoryState
    done = Signal()  # customers changed hands
    failed = Signal(object)

    def __init__(
        self,
        work: HistoryWork,
        jobs: Jobs,
        *,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._now = now
        self._state = HistoryState()
        self._stopping = Stopping()
        self._reading = LatestOnly(jobs, self)
        self._details = LatestOnly(jobs, self)

    @property
    def state(self) -> HistoryState:
        """What was shown last."""
        return self._state

    def load(self) -> None:
        """Read the moves anew; the chosen one stays so."""
        self._reading.run(self._work.load, then=self._on_loaded, failed=self._on_failed)

    def choose(self, move_id: int) -> None:
        """Show who went from whom to whom in one move."""
        chosen = next((one for one in self._state.moves if one.move_id == move_id), None)
        if chosen is None or chosen == self._state.chosen:
            return
        self._show(chosen=chosen, people=(), exceptions=(), asked=None, undone=None, error=None)
        self._read_details(move_id)

    def ask(self, question: HistoryQuestion) -> None:
        """Ask before something is done to the chosen move."""
        if self._state.chosen is not None and self._state.working is None:
            self._show(asked=question, error=None)

    def no(self) -> None:
        """Do nothing."""
        self._show(asked=None)

    def yes(self) -> None:
        """Do what was asked for."""
        chosen, asked = self._state.chosen, self._state.asked
        if chosen is None or asked is None or self._state.working is not None:
            return
        self._show(asked=None)
        if asked is HistoryQuestion.DROP:
            self._jobs.run(
                self,
                lambda: self._work.drop(chosen.move_id),
                then=lambda _none: self.load(),
                failed=self._on_not_done,
            )
            return
        stopping = self._stopping = Stopping()
        self._show(working=Working(Task.UNDOING))
        self._jobs.run(
            self,
            lambda: self._work.undo(chosen.move_id, stopping),
            then=self._on_undone,
            failed=self._on_not_done,
        )

    def stop(self) -> None:
        """Give up taking back; then all stay where they are."""
        working = self._state.working
        if working is not None:
            stopping = self._stopping
            stopping.want()
            self._show(working=replace(working, stopping=True))
            self._jobs.run(self, stopping.stop, then=lambda _none: None, failed=self.failed.emit)

    def _read_details(self, move_id: int) -> None:
        self._details.run(
            lambda: self._work.details(move_id),
            then=lambda found: self._show(people=tuple(found[0]), exceptions=tuple(found[1])),
            failed=self._on_failed,
        )

    def _on_loaded(self, moves: Sequence[MoveRow]) -> None:
        chosen = self._state.chosen
        same = next((one for one in moves if chosen and one.move_id == chosen.move_id), None)
        self._show(moves=tuple(moves), loaded=True, chosen=same)
        if same is not None and same != chosen:
            self._read_details(same.move_id)
        elif same is None and moves:
            self.choose(moves[0].move_id)

    def _on_undone(self, undone: MoveUndone) -> None:
        self._show(working=None, undone=undone)
        self.load()
        self.done.emit()

    def _on_not_done(self, error: Exception) -> None:
        self._show(working=None)
        self._on_failed(error)
        self.load()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, CrmError):
            self._show(error=error)
            return
        self.failed.emit(error)

    def _show(self, **changes: Any) -> None:  # noqa: ANN401 - fields of the state
        self._state = replace(self._state, **changes)
        self.changed.emit(self._state)
