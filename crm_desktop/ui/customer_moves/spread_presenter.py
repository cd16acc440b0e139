"""Decides who gets whom: receivers, room, pins; runs the spread and lists who goes where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.customer_moves import ChosenTotals, StaffLoad
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.spread import Movable, SpreadWish
from crm_desktop.domain.stopping import Stopping
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.moving import NotAmongChosen, WorkStopped
from crm_desktop.ui.customer_moves.spread_reading import (
    LISTED,
    ReceiverRefused,
    make_preview,
    plain_code,
    read_wish,
)
from crm_desktop.ui.customer_moves.state import (
    LEFT,
    GoingRow,
    Preview,
    SpreadState,
    Task,
    TypedReceiver,
    Working,
)

WISHES: Final = ("by", "room_in", "households", "regions")


@dataclass(frozen=True, slots=True)
class SpreadWork:
    """What is asked of the database, off the GUI thread."""

    load_people: Callable[[], Sequence[StaffLoad]]
    load_customers: Callable[[CustomerFilter, Stopping], Sequence[Movable]]
    codes_of: Callable[[Sequence[int]], Mapping[int, str]]
    customer_with_code: Callable[[str], int | None]


class SpreadPresenter(QObject):
    """Reads the customers once for a filter; what is typed afterwards makes the preview stale."""

    changed = Signal(object)  # SpreadState
    move_wanted = Signal(object)  # SpreadState with a preview that holds
    failed = Signal(object)
    _progressed = Signal(int)

    def __init__(self, work: SpreadWork, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._state = SpreadState()
        self._customers: Sequence[Movable] | None = None
        self._stopping = Stopping()
        self._spreads = LatestOnly(jobs, self)
        self._lists = LatestOnly(jobs, self)
        self._progressed.connect(self._on_progress)

    @property
    def state(self) -> SpreadState:
        """What was shown last."""
        return self._state

    @property
    def has_typing(self) -> bool:
        """Whether a spread is being prepared."""
        return bool(self._state.receivers or self._state.pins)

    def begin(self, chosen: CustomerFilter, totals: ChosenTotals) -> None:
        """Share these customers out; who gets them and how stays as it was chosen, pins do not."""
        self.stop()
        self._customers = None
        kept = replace(SpreadState(), receivers=self._state.receivers, people=self._state.people)
        wished = {name: getattr(self._state, name) for name in WISHES}
        self._state = replace(kept, **wished)
        self._show(chosen=chosen, totals=totals)
        self.load_people()

    def forget(self) -> None:
        """Know that it was moved: nothing is prepared any more."""
        self.stop()
        self._customers = None
        self._state = SpreadState(people=self._state.people)
        self._show()

    def load_people(self) -> None:
        """Read anew who can get customers; who has left meanwhile gets none."""
        self._jobs.run(self, self._work.load_people, then=self._on_people, failed=self._on_failed)

    def give_to(self, staff_id: int, typed: TypedReceiver | None) -> None:
        """Let somebody get customers so, or (None) not at all."""
        receivers = {**self._state.receivers}
        if typed is None:
            receivers.pop(staff_id, None)
        else:
            receivers[staff_id] = typed
        self._change(receivers=receivers)

    def give_to_all(self, staff: Sequence[int]) -> None:
        """Let all of these get customers; nobody: let nobody get any."""
        receivers = {one: self._state.receivers.get(one, TypedReceiver()) for one in staff}
        self._change(receivers={**self._state.receivers, **receivers} if staff else {})

    def change(self, **wishes: Any) -> None:  # noqa: ANN401 - fields of the state
        """Share out in another way: ``by``, ``room_in``, ``households``, ``regions``."""
        self._change(**wishes)

    def preview(self) -> None:
        """Share out as it is wished for, and show what would come of it."""
        chosen = self._state.chosen
        if chosen is None:
            return
        state, customers = self._state, self._customers
        self._stopping.want()
        stopping = self._stopping = Stopping()
        task = Task.READING if customers is None else Task.SPREADING
        self._show(working=Working(task), error=None, refused=None)

        def work() -> tuple[Sequence[Movable], Preview]:
            read = customers
            if read is None:
                read = self._work.load_customers(chosen, stopping)
            return read, self._spread(read, read_wish(state, read), stopping)

        self._spreads.run(work, then=self._on_preview, failed=self._on_no_preview)

    def stop(self) -> None:
        """Give up reading or sharing out."""
        stopping = self._stopping
        stopping.want()
        if self._state.working is not None:
            self._jobs.run(self, stopping.stop, then=lambda _none: None, failed=self.failed.emit)
            self._spreads.forget()
            self._show(working=None)

    def show_person(self, staff_id: int | None) -> None:
        """List who goes to somebody; LEFT: for whom there is no room; None: nobody."""
        preview = self._state.preview
        self._show(shown=staff_id)
        if preview is None or staff_id is None:
            self._lists.forget()
            self._show(rows=(), more=0)
            return
        ids = preview.left[:LISTED] if staff_id == LEFT else preview.going.get(staff_id, ())
        self._list(ids)

    def find_code(self, code: str) -> None:
        """List the one customer with this code, if among those who are shared out."""
        preview, wanted = self._state.preview, plain_code(code)
        if preview is None or not wanted:
            return

        def then(customer_id: int | None) -> None:
            if customer_id is None or customer_id not in preview.staff_of:
                self._show(error=NotAmongChosen(wanted))
                return
            self._show(shown=None, error=None)
            self._list((customer_id,))

        self._lists.run(
            lambda: self._work.customer_with_code(wanted), then=then, failed=self._on_failed
        )

    def pin(self, customer_id: int, staff_id: int | None) -> None:
        """Let a customer go to just this person, or (None) to whomever it falls to."""
        pins = {**self._state.pins}
        pins.pop(customer_id, None)
        if staff_id is not None:
            pins[customer_id] = staff_id
        self._change(pins=pins)
        self.preview()

    def go_on(self) -> None:
        """Prepare the move, where the preview is of what is wished."""
        state = self._state
        if state.preview is not None and not state.stale and state.preview.moving:
            self.move_wanted.emit(state)

    def refuse(self, error: Exception) -> None:
        """Say why it cannot be moved so; who can get customers is read anew."""
        self._customers = None
        self._show(error=error, stale=True)
        self.load_people()

    def _spread(
        self, customers: Sequence[Movable], wish: SpreadWish, stopping: Stopping
    ) -> Preview:
        def progress(done: int) -> None:
            stopping.check()
            self._progressed.emit(done)

        return make_preview(customers, wish, progress)

    def _list(self, ids: Sequence[int]) -> None:
        self._lists.run(
            lambda: self._work.codes_of(ids) if ids else {},
            then=lambda codes: self._on_codes(ids, codes),
            failed=self._on_failed,
        )

    def _on_codes(self, ids: Sequence[int], codes: Mapping[int, str]) -> None:
        preview = self._state.preview
        if preview is None:
            return
        rows = [_row(preview, one, codes[one]) for one in ids if one in codes]
        rows.sort(key=lambda row: row.code)
        self._show(rows=tuple(rows), more=max(0, self._all_shown() - len(ids)))

    def _all_shown(self) -> int:
        preview, shown = self._state.preview, self._state.shown
        if preview is None or shown is None:
            return 0
        if shown == LEFT:
            return len(preview.left)
        return next((e.gets.customers for e in preview.effects if e.staff_id == shown), 0)

    def _on_people(self, people: Sequence[StaffLoad]) -> None:
        active = {one.staff_id for one in people if one.active}
        state = self._state
        receivers = {key: typed for key, typed in state.receivers.items() if key in active}
        pins = {key: staff_id for key, staff_id in state.pins.items() if staff_id in active}
        self._show(people=tuple(people))
        if receivers != state.receivers or pins != state.pins:
            stale = state.preview is not None
            self._show(receivers=receivers, pins=pins, stale=stale)

    def _on_progress(self, done: int) -> None:
        if self._state.working is not None:
            of = self._state.totals.customers
            self._show(working=Working(Task.SPREADING, done, max(of, done)))

    def _on_preview(self, found: tuple[Sequence[Movable], Preview]) -> None:
        self._customers, preview = found
        first = next(iter(preview.going), LEFT if preview.left else None)
        shown = self._state.shown
        keep = shown if shown in preview.going or (shown == LEFT and preview.left) else first
        self._show(working=None, preview=preview, stale=False)
        self.show_person(keep)

    def _on_no_preview(self, error: Exception) -> None:
        self._show(working=None)
        match error:
            case WorkStopped():
                return
            case ReceiverRefused():
                self._show(refused=error.staff_id, error=error.why)
            case _:
                self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, CrmError):
            self._show(error=error)
            return
        self.failed.emit(error)

    def _change(self, **changes: Any) -> None:  # noqa: ANN401 - fields of the state
        if all(getattr(self._state, name) == value for name, value in changes.items()):
            return
        if self._state.working is not None:
            self.stop()
        stale = self._state.preview is not None
        self._show(**changes, stale=stale, error=None, refused=None)

    def _show(self, **changes: Any) -> None:  # noqa: ANN401 - fields of the state
        self._state = replace(self._state, **changes)
        self.changed.emit(self._state)


def _row(preview: Preview, customer_id: int, code: str) -> GoingRow:
    place = preview.place_of.get(customer_id)
    return GoingRow(
        customer_id,
        code,
        preview.staff_of[customer_id],
        None if place is None else place.staff_id,
        None if place is None else place.reason,
        preview.yen_of[customer_id],
    )
