"""Decides whom a filter means: counts as it changes, keeps filters, asks for a sample."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.customer_moves import (
    ChosenTotals,
    KeptFilter,
    SampledCustomer,
    StaffLoad,
)
from crm_desktop.database.queries.move_details import FilterOffers
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.stopping import Stopping
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.moving import WorkStopped
from crm_desktop.ui.customer_moves.filter_reading import read_filter, typed_filter
from crm_desktop.ui.customer_moves.state import FindState, TypedFilter

PAUSE_MS: Final = 300


@dataclass(frozen=True, slots=True)
class FindOffers:
    """What the form offers."""

    staff: Sequence[StaffLoad]
    offers: FilterOffers
    kept: Sequence[KeptFilter]


@dataclass(frozen=True, slots=True)
class FindWork:
    """What is asked of the database, off the GUI thread."""

    load: Callable[[], FindOffers]
    count: Callable[[CustomerFilter, Stopping], ChosenTotals]
    sample: Callable[[CustomerFilter, Stopping], Sequence[SampledCustomer]]
    save: Callable[[str, CustomerFilter], Sequence[KeptFilter]]
    delete: Callable[[int], Sequence[KeptFilter]]


class FindPresenter(QObject):
    """Counts once the form has been left alone for a moment; an older count is stopped."""

    changed = Signal(object)  # FindState
    spread_wanted = Signal(object, object)  # CustomerFilter, ChosenTotals
    failed = Signal(object)

    def __init__(self, work: FindWork, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._state = FindState()
        self._settled = TypedFilter()
        self._counts = LatestOnly(jobs, self)
        self._samples = LatestOnly(jobs, self)
        self._stopping = Stopping()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.count)

    @property
    def state(self) -> FindState:
        """What was shown last."""
        return self._state

    @property
    def has_typing(self) -> bool:
        """Whether a filter stands in the form that was neither saved nor used."""
        changed = self._state.typed not in (self._settled, TypedFilter())
        return changed or bool(self._state.name.strip())

    def load(self) -> None:
        """Read what the form offers, and count."""
        self._jobs.run(self, self._work.load, then=self._on_loaded, failed=self._on_failed)
        self._begin_count()

    def change(self, typed: TypedFilter) -> None:
        """Take what the form says now."""
        if typed == self._state.typed:
            return
        self._show(typed=typed, kept_id=None, sample=None, error=None)
        self._begin_count()

    def rename(self, name: str) -> None:
        """Take the name that the filter is to be saved under."""
        if name != self._state.name:
            self._show(name=name)

    def clear(self) -> None:
        """Mean everybody again."""
        self.change(TypedFilter())

    def count(self) -> None:
        """Count at once."""
        self._pause.stop()
        chosen = read_filter(self._state.typed).chosen
        if chosen is None:
            return
        self._stop_older()
        stopping = self._stopping = Stopping()
        self._show(counting=True, stopped=False)
        self._counts.run(
            lambda: self._work.count(chosen, stopping),
            then=lambda totals: self._show(totals=totals, counting=False),
            failed=self._on_not_counted,
        )

    def stop(self) -> None:
        """Give up counting, or the sample."""
        self._pause.stop()
        self._counts.forget()
        self._samples.forget()
        self._stop_older()
        self._show(counting=False, sampling=False, stopped=self._state.counting)

    def take_sample(self) -> None:
        """Show some of whom the filter means, by name; that is recorded as a search."""
        chosen = read_filter(self._state.typed).chosen
        if chosen is None or self._state.sampling:
            return
        stopping = self._stopping
        self._show(sampling=True, error=None)
        self._samples.run(
            lambda: self._work.sample(chosen, stopping),
            then=lambda rows: self._show(sample=tuple(rows), sampling=False),
            failed=self._on_no_sample,
        )

    def choose_kept(self, filter_id: int) -> None:
        """Put a saved filter into the form."""
        kept = next((one for one in self._state.kept if one.filter_id == filter_id), None)
        if kept is None:
            return
        self._settled = typed_filter(kept.chosen)
        self.change(self._settled)
        self._show(kept_id=filter_id)

    def save(self, name: str) -> None:
        """Keep the filter under a name; nothing happens without one."""
        chosen = read_filter(self._state.typed).chosen
        if chosen is not None and name.strip():
            typed = self._state.typed
            self._store(lambda: self._work.save(name.strip(), chosen), name.strip(), typed)

    def delete(self) -> None:
        """Forget the saved filter that is chosen; what stands in the form stays."""
        kept = next((one for one in self._state.kept if one.filter_id == self._state.kept_id), None)
        if kept is not None:
            self._show(deleted=kept, kept_id=None)
            self._store(lambda: self._work.delete(kept.filter_id))

    def bring_back(self) -> None:
        """Keep the filter again that was forgotten last."""
        kept = self._state.deleted
        if kept is not None:
            self._show(deleted=None)
            self._store(lambda: self._work.save(kept.name, kept.chosen), kept.name)

    def go_on(self) -> None:
        """Share out whom the filter means, if anybody."""
        state = self._state
        chosen = read_filter(state.typed).chosen
        if chosen is not None and state.totals is not None and state.totals.customers:
            self.spread_wanted.emit(chosen, state.totals)

    def settle(self) -> None:
        """Know that the filter was used: it keeps no call away any more."""
        self._settled = self._state.typed

    def _begin_count(self) -> None:
        refused = read_filter(self._state.typed).refused
        self._counts.forget()
        self._samples.forget()
        self._stop_older()
        told = {"totals": None, "sampling": False, "stopped": False}
        self._show(refused=refused, counting=not refused, **told)
        if refused:
            self._pause.stop()
        else:
            self._pause.start()

    def _stop_older(self) -> None:
        older, self._stopping = self._stopping, Stopping()
        older.want()
        self._jobs.run(self, older.stop, then=lambda _none: None, failed=self.failed.emit)

    def _store(
        self,
        work: Callable[[], Sequence[KeptFilter]],
        name: str = "",
        settled: TypedFilter | None = None,
    ) -> None:
        def then(kept: Sequence[KeptFilter]) -> None:
            chosen = next((one.filter_id for one in kept if one.name == name), None)
            if settled is not None:
                self._settled = settled
                if self._state.name.strip() == name:
                    self._show(name="")
            kept_id = chosen if name else self._state.kept_id
            self._show(kept=tuple(kept), kept_id=kept_id, error=None)

        self._jobs.run(self, work, then=then, failed=self._on_failed)

    def _on_loaded(self, found: FindOffers) -> None:
        self._show(staff=tuple(found.staff), offers=found.offers, kept=tuple(found.kept))

    def _on_not_counted(self, error: Exception) -> None:
        self._show(counting=False, stopped=isinstance(error, WorkStopped))
        if not isinstance(error, WorkStopped):
            self._on_failed(error)

    def _on_no_sample(self, error: Exception) -> None:
        self._show(sampling=False)
        if not isinstance(error, WorkStopped):
            self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, CrmError):
            self._show(error=error)
            return
        self.failed.emit(error)

    def _show(self, **changes: Any) -> None:  # noqa: ANN401 - fields of the state
        self._state = replace(self._state, **changes)
        self.changed.emit(self._state)
