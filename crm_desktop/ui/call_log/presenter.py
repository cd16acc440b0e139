"""Decides which calls the log shows, and keeps them as they are in the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.call_log import PAGE, CallNote, Colleague, LoggedCall
from crm_desktop.domain.call_filter import CallFilter
from crm_desktop.ui.call_log.state import (
    FLOOR_SPANS,
    CallLogState,
    CallLogView,
    CallSpan,
    SpanKind,
)

STEPS_GATHERED_MS: Final = 500
"""A floor has many steps a second; they are read together, so seldom at most."""


@dataclass(frozen=True, slots=True)
class CallsWanted:
    """A page of calls of the days ``first_on`` to ``last_on``; ``before`` is where it begins."""

    floor: bool
    first_on: date
    last_on: date
    filter: CallFilter
    before: LoggedCall | None = None


@dataclass(frozen=True, slots=True)
class CallLogWork:
    """What is asked of the database, off the GUI thread; pages hold `PAGE` calls."""

    read_calls: Callable[[CallsWanted], Sequence[LoggedCall]]
    read_notes: Callable[[int], Sequence[CallNote]]
    read_colleagues: Callable[[], Sequence[Colleague]]


class CallLogPresenter(QObject):
    """Reads while the page is on the screen; what was read before stays meanwhile.

    ``missed_stale`` asks for the missed callers to be read again: they are the home page's.
    """

    changed = Signal(object)  # CallLogState
    missed_stale = Signal()
    failed = Signal(object)  # Exception

    def __init__(
        self,
        work: CallLogWork,
        jobs: Jobs,
        *,
        offers_floor: bool,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._today = today
        self._on_screen = False
        self._newest = LatestOnly(jobs, self)
        self._older = LatestOnly(jobs, self)
        self._notes = LatestOnly(jobs, self)
        self._colleagues = LatestOnly(jobs, self)
        self._reading_older = False
        self._spans = {CallLogView.FLOOR: CallSpan(SpanKind.TWO_DAYS)}
        self._state = CallLogState(today(), offers_floor=offers_floor)
        self._steps = QTimer(self)
        self._steps.setSingleShot(True)
        self._steps.setInterval(STEPS_GATHERED_MS)
        self._steps.timeout.connect(self.refresh)

    @property
    def state(self) -> CallLogState:
        """The page as it was shown last."""
        return self._state

    def on_screen(self, shown: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Read when the page comes to the screen; follow calls no longer when it goes."""
        self._on_screen = shown
        if shown:
            self.refresh()
        else:
            self._steps.stop()

    def on_call_step(self, _step: object) -> None:
        """Know that something happened in a call."""
        if self._on_screen and not self._steps.isActive():
            self._steps.start()

    def choose_view(self, view: CallLogView) -> None:
        """Show other people's calls; each view has its own days."""
        state = self._state
        if view is CallLogView.FLOOR and not state.offers_floor:
            return
        self._spans[state.view] = state.span
        span = self._spans.get(view, CallSpan())
        wanted = replace(state.filter, staff_id=None, queue="")
        self._begin(replace(state, view=view, span=span, filter=wanted))
        if view is CallLogView.FLOOR:
            self._read_colleagues()

    def show_floor(self, wanted: CallFilter) -> None:
        """Show some of everybody's calls of today; nothing where the floor is not offered."""
        if self._state.offers_floor:
            span = CallSpan(SpanKind.TODAY)
            self._begin(replace(self._state, view=CallLogView.FLOOR, span=span, filter=wanted))
            self._read_colleagues()

    def choose_span(self, span: CallSpan) -> None:
        """Show the calls of other days."""
        if self._state.view is not CallLogView.FLOOR or span.kind in FLOOR_SPANS:
            self._begin(replace(self._state, span=span))

    def filter_calls(self, wanted: CallFilter) -> None:
        """Show only some calls."""
        self._begin(replace(self._state, filter=wanted))

    def refresh(self) -> None:
        """Read the newest page anew; older ones that were read stay below it."""
        if self._state.view is CallLogView.MISSED:
            self.missed_stale.emit()
            return
        self._show(replace(self._state, today=self._today()))
        wanted = self._wanted()
        self._newest.run(
            lambda: self._work.read_calls(wanted),
            then=self._on_newest,
            failed=self._on_failed,
        )

    def read_older(self) -> None:
        """Read the page behind the last row, if there is one."""
        state = self._state
        if not state.more or self._reading_older or not state.rows:
            return
        self._reading_older = True
        last = state.rows[-1]
        wanted = replace(self._wanted(), before=last)
        self._older.run(
            lambda: self._work.read_calls(wanted),
            then=lambda older: self._on_older(older, last.call_id),
            failed=self._on_older_failed,
        )

    def choose_call(self, call_id: int) -> None:
        """Show the details of a call that is among the rows."""
        chosen = next((row for row in self._state.rows if row.call_id == call_id), None)
        if chosen is None or chosen == self._state.chosen:
            return
        self._show(replace(self._state, chosen=chosen, notes=None))
        self._read_notes(call_id)

    def _begin(self, state: CallLogState) -> None:
        """Show other calls, from the newest on; the rows stay until the others have come."""
        if state == self._state:
            return
        self._older.forget()
        self._reading_older = False
        self._show(replace(state, loaded=False, failed=False, more=False))
        self.refresh()

    def _on_newest(self, newest: Sequence[LoggedCall]) -> None:
        state = self._state
        held = state.rows if state.loaded else ()
        rows, full = with_newest(newest, held), len(newest) >= PAGE
        more = full and (state.more or len(rows) == len(newest))
        chosen = self._still_chosen(rows)
        notes = state.notes if chosen is not None else None
        self._show(
            replace(
                state,
                rows=rows,
                more=more,
                loaded=True,
                failed=False,
                chosen=chosen,
                notes=notes,
            )
        )
        if chosen is not None:
            self._read_notes(chosen.call_id)

    def _on_older(self, older: Sequence[LoggedCall], behind: int) -> None:
        self._reading_older = False
        rows = self._state.rows
        if rows and rows[-1].call_id == behind:
            more = len(older) >= PAGE
            self._show(replace(self._state, rows=(*rows, *older), more=more))

    def _on_older_failed(self, error: Exception) -> None:
        self._reading_older = False
        self.failed.emit(error)

    def _on_failed(self, error: Exception) -> None:
        first_time = not self._state.failed
        self._show(replace(self._state, failed=True))
        if first_time:
            self.failed.emit(error)

    def _read_notes(self, call_id: int) -> None:
        self._notes.run(
            lambda: self._work.read_notes(call_id),
            then=lambda notes: self._show(replace(self._state, notes=tuple(notes))),
            failed=self.failed.emit,
        )

    def _read_colleagues(self) -> None:
        self._colleagues.run(
            self._work.read_colleagues,
            then=lambda people: self._show(replace(self._state, colleagues=tuple(people))),
            failed=self.failed.emit,
        )

    def _still_chosen(self, rows: Sequence[LoggedCall]) -> LoggedCall | None:
        chosen = self._state.chosen
        if chosen is None:
            return None
        return next((row for row in rows if row.call_id == chosen.call_id), None)

    def _wanted(self) -> CallsWanted:
        state = self._state
        first_on, last_on = state.span.days(state.today)
        return CallsWanted(state.view is CallLogView.FLOOR, first_on, last_on, state.filter)

    def _show(self, state: CallLogState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def with_newest(newest: Sequence[LoggedCall], held: Sequence[LoggedCall]) -> tuple[LoggedCall, ...]:
    """Return the page ``newest`` with those of ``held`` that are older than all of it.

    A page that is not full holds all there is. Where nothing of it was held before, calls may lie
    between that nobody has read: then it stands alone.
    """
    known = {row.call_id for row in held}
    if len(newest) < PAGE or not any(row.call_id in known for row in newest):
        return tuple(newest)
    end = _place(newest[-1])
    return (*newest, *(row for row in held if _place(row) < end))


def _place(row: LoggedCall) -> tuple[object, int]:
    return row.began_at, row.call_id
