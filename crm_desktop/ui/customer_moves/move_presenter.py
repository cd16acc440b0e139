"""Decides how a spread becomes a move: drafted, noted, asked for, done or planned, undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.customer_moves import MoveDone, MoveUndone, MoveWish
from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.move_details import MoveException, PeopleOfMove
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.spread import Placed
from crm_desktop.domain.stopping import Stopping
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.moving import (
    CustomersMovedMeanwhile,
    NotAmongChosen,
    ReceiverLeft,
)
from crm_desktop.ui.customer_moves.move_reading import read_move
from crm_desktop.ui.customer_moves.spread_reading import plain_code, wish_of
from crm_desktop.ui.customer_moves.state import (
    MoveState,
    MoveStep,
    SpreadState,
    Task,
    TypedMove,
    Working,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be stored before anybody moves; the same operation twice is one draft."""

    operation_id: UUID
    chosen: CustomerFilter
    shared_by: Mapping[str, Any]
    placed: Sequence[Placed]


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was stored: how many will go, and who to whom."""

    move_id: int
    customers: int
    people: Sequence[PeopleOfMove]


@dataclass(frozen=True, slots=True)
class MoveWork:
    """What is asked of the database, off the GUI thread; drafting tells how many are stored."""

    draft: Callable[[Draft, Callable[[int], None], Stopping], Drafted]
    drop: Callable[[int], None]
    note: Callable[[int, str, str], int | None]
    move: Callable[[int, MoveWish, bool, Stopping], MoveDone]
    plan: Callable[[int, MoveWish, date], None]
    undo: Callable[[int, Stopping], MoveUndone]
    exceptions: Callable[[int], Sequence[MoveException]]


class MovePresenter(QObject):
    """One draft at a time; nobody moves before it was asked for twice."""

    changed = Signal(object)  # MoveState
    done = Signal()  # moved, planned or taken back
    respread_wanted = Signal(object)  # why it cannot be moved as it was shared out
    failed = Signal(object)
    _progressed = Signal(int)

    def __init__(
        self,
        work: MoveWork,
        jobs: Jobs,
        *,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._today = today
        self._state = MoveState()
        self._move_id: int | None = None
        self._stopping = Stopping()
        self._drafts = LatestOnly(jobs, self)
        self._progressed.connect(self._on_progress)

    @property
    def state(self) -> MoveState:
        """What was shown last."""
        return self._state

    @property
    def has_typing(self) -> bool:
        """Whether a move is prepared with words that are not kept yet."""
        open_yet = self._state.step in {MoveStep.READY, MoveStep.ASKED, MoveStep.CONFLICT}
        return self._state.working is not None or (
            open_yet
            and bool(self._state.typed.note or self._state.typed.words or self._state.notes)
        )

    def begin(self, shared: SpreadState) -> None:
        """Store who would go to whom; what is typed of the move stays."""
        preview, chosen = shared.preview, shared.chosen
        if preview is None or chosen is None:
            return
        self._forget_draft()
        stopping = self._stopping = Stopping()
        self._state = MoveState(typed=self._state.typed)
        self._show(working=Working(Task.STORING, 0, len(preview.placed)))
        draft = Draft(uuid4(), chosen, wish_of(shared), preview.placed)

        def progress(stored: int) -> None:
            stopping.check()
            self._progressed.emit(stored)

        self._drafts.run(
            lambda: self._work.draft(draft, progress, stopping),
            then=lambda stored: self._on_drafted(stored, preview.moving),
            failed=self._on_not_drafted,
        )

    def change(self, typed: TypedMove) -> None:
        """Take what the form says now."""
        step = self._state.step
        ready = MoveStep.READY if step is MoveStep.ASKED else step
        self._show(typed=typed, step=ready, error=None)

    def note_customer(self, code: str, note: str) -> None:
        """Write something down for whoever gets one customer; "" takes it back."""
        move_id, wanted = self._move_id, plain_code(code)
        if move_id is None or not wanted:
            return

        def then(customer_id: int | None) -> None:
            if customer_id is None:
                self._show(error=NotAmongChosen(wanted))
                return
            typed, state = _noted(self._state.typed, wanted, note), self._state
            self._show(typed=typed, notes=_with(state.notes, wanted, note), error=None)

        self._jobs.run(
            self,
            lambda: self._work.note(move_id, wanted, note.strip()),
            then=then,
            failed=self._on_failed,
        )

    def ask(self) -> None:
        """Ask whether to do what the form says, if it can be read."""
        try:
            read_move(self._state.typed, self._today())
        except CrmError as error:
            self._show(error=error)
            return
        if self._state.step is MoveStep.READY and self._state.working is None:
            self._show(step=MoveStep.ASKED, error=None)

    def back(self) -> None:
        """Not yet."""
        if self._state.step in {MoveStep.ASKED, MoveStep.CONFLICT}:
            self._show(step=MoveStep.READY, exceptions=(), changed=0)

    def move(self) -> None:
        """Do it, or plan it."""
        if self._state.step is MoveStep.ASKED:
            self._move(leave_changed=False)

    def move_others(self) -> None:
        """Do it without those whom others have moved meanwhile."""
        if self._state.step is MoveStep.CONFLICT:
            self._move(leave_changed=True)

    def undo(self) -> None:
        """Take back what was just done."""
        move_id = self._move_id
        if move_id is None or self._state.step is not MoveStep.DONE:
            return
        stopping = self._stopping = Stopping()
        self._show(working=Working(Task.UNDOING), error=None)

        def work() -> tuple[MoveUndone, Sequence[MoveException]]:
            undone = self._work.undo(move_id, stopping)
            return undone, self._work.exceptions(move_id) if undone.kept else ()

        self._jobs.run(self, work, then=self._on_undone, failed=self._on_failed)

    def stop(self) -> None:
        """Give up what is being done; nothing of it stays."""
        working = self._state.working
        if working is None:
            return
        stopping = self._stopping
        stopping.want()
        self._show(working=replace(working, stopping=True))
        self._jobs.run(self, stopping.stop, then=lambda _none: None, failed=self.failed.emit)

    def _move(self, *, leave_changed: bool) -> None:
        move_id = self._move_id
        if move_id is None or self._state.working is not None:
            return
        wish, from_day = read_move(self._state.typed, self._today())
        stopping = self._stopping = Stopping()
        self._show(working=Working(Task.MOVING), error=None)
        if from_day is not None:
            self._jobs.run(
                self,
                lambda: self._work.plan(move_id, wish, from_day),
                then=lambda _none: self._on_planned(),
                failed=self._on_failed,
            )
            return
        self._jobs.run(
            self,
            lambda: self._work.move(move_id, wish, leave_changed, stopping),
            then=self._on_moved,
            failed=self._on_not_moved,
        )

    def _forget_draft(self) -> None:
        self._drafts.forget()
        self._stopping.want()
        unused = {MoveStep.READY, MoveStep.ASKED, MoveStep.CONFLICT}
        move_id, self._move_id = self._move_id, None
        if move_id is not None and self._state.step in unused:
            self._jobs.run(
                self,
                lambda: self._work.drop(move_id),
                then=lambda _none: None,
                failed=self._on_failed,
            )

    def _on_drafted(self, stored: Drafted, expected: int) -> None:
        self._move_id = stored.move_id
        self._show(
            step=MoveStep.READY,
            customers=stored.customers,
            people=tuple(stored.people),
            unlike_preview=stored.customers != expected,
            working=None,
        )
        for code, note in self._state.typed.notes:
            self.note_customer(code, note)

    def _on_not_drafted(self, error: Exception) -> None:
        self._state = MoveState(typed=self._state.typed)
        self._show()
        self.respread_wanted.emit(error)

    def _on_moved(self, result: MoveDone) -> None:
        self._show(step=MoveStep.DONE, result=result, working=None, typed=TypedMove(), notes=())
        self.done.emit()

    def _on_planned(self) -> None:
        self._show(step=MoveStep.PLANNED, working=None)
        self._show(typed=TypedMove(), notes=())
        self.done.emit()

    def _on_undone(self, answer: tuple[MoveUndone, Sequence[MoveException]]) -> None:
        undone, kept = answer
        self._show(step=MoveStep.UNDONE, undone=undone, exceptions=tuple(kept), working=None)
        self.done.emit()

    def _on_not_moved(self, error: Exception) -> None:
        match error:
            case CustomersMovedMeanwhile():
                self._show(step=MoveStep.CONFLICT, changed=error.changed, working=None)
                self._read_exceptions()
            case ReceiverLeft():
                self._show(step=MoveStep.READY, working=None)
                self.respread_wanted.emit(error)
            case _:
                self._show(step=MoveStep.READY)
                self._on_failed(error)

    def _read_exceptions(self) -> None:
        move_id = self._move_id
        if move_id is not None:
            self._jobs.run(
                self,
                lambda: self._work.exceptions(move_id),
                then=lambda rows: self._show(exceptions=tuple(rows)),
                failed=self._on_failed,
            )

    def _on_progress(self, stored: int) -> None:
        working = self._state.working
        if working is not None and working.task is Task.STORING:
            self._show(working=replace(working, done=stored))

    def _on_failed(self, error: Exception) -> None:
        self._show(working=None)
        if isinstance(error, CrmError):
            self._show(error=error)
            return
        self.failed.emit(error)

    def _show(self, **changes: Any) -> None:  # noqa: ANN401 - fields of the state
        self._state = replace(self._state, **changes)
        self.changed.emit(self._state)


_Notes = tuple[tuple[str, str], ...]


def _noted(typed: TypedMove, code: str, note: str) -> TypedMove:
    """Return what is typed once a note is written down: other words stay in their field."""
    written = plain_code(typed.code) == code and typed.words.strip() == note.strip()
    words = "" if written else typed.words
    return replace(typed, words=words, notes=_with(typed.notes, code, note))


def _with(notes: _Notes, code: str, note: str) -> _Notes:
    """Return ``notes`` with another one about a customer, "" for none."""
    others = tuple(one for one in notes if one[0] != code)
    return (*others, (code, note.strip())) if note.strip() else others
