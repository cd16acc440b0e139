"""Decides whether the person at the desk can take calls, by what they say and what calls do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.actions.availability import AvailabilitySaid
from crm_desktop.actions.notes import WrittenNote
from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.domain.availability import Availability
from crm_desktop.ui.availability.kept_changes import KeptChanges, Store
from crm_desktop.ui.availability.state import AvailabilityRules, AvailabilityState, CategoryOwed
from crm_desktop.ui.incoming_call.state import CallPhase, IncomingCallState
from crm_desktop.ui.shared.clock import Clock

_READY: Final = (Availability.READY, "")


@dataclass(frozen=True, slots=True)
class AvailabilityWork:
    """What is asked and told of the database; all of it off the GUI thread."""

    load_rules: Callable[[], AvailabilityRules]
    store: Store


class AvailabilityPresenter(QObject):
    """Begins with `start`, ends with `leave`; says nothing of the person before and after.

    Whoever was away when they took a call is away again after its work. Ready is refused with
    ``category_owed`` as long as a note of the calls since lacks the category the office wants.
    """

    changed = Signal(object)  # AvailabilityState
    category_owed = Signal(object)  # CategoryOwed
    failed = Signal(object)

    def __init__(
        self,
        work: AvailabilityWork,
        jobs: Jobs,
        *,
        now: Clock,
        may_end: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """``may_end`` tells whether nothing typed would be left unsaved by being ready."""
        super().__init__(parent)
        self._now = now
        self._may_end = may_end
        self._load_rules = work.load_rules
        self._rules = LatestOnly(jobs, self)
        self._state = AvailabilityState(Availability.SIGNED_OUT, now())
        self._afterwards = _READY
        self._is_here = False
        self._is_idle = False
        self._left_in_work = False
        self._talking: set[int] = set()
        self._talked: set[int] = set()
        self._notes: dict[int, WrittenNote] = {}
        self._written: int | None = None  # the call whose note is on the screen
        self._has_categories = False
        self.kept = KeptChanges(work.store, jobs, parent=self)
        self.kept.failed.connect(self.failed)
        self._look = QTimer(self)
        self._look.setInterval(1000)
        self._look.timeout.connect(self.look)

    @property
    def state(self) -> AvailabilityState:
        """How the person is."""
        return self._state

    @property
    def is_looking(self) -> bool:
        """Whether the end of the work is waited for."""
        return self._look.isActive()

    def start(self) -> None:
        """Begin as the office has settled: ready or away; whoever left in their work is in it."""
        self._is_here = True
        self._rules.run(self._load_rules, then=self._begin, failed=self._begin_unsettled)

    def be_ready(self) -> None:
        """Take calls, unless a category is owed."""
        owed = self._owed()
        if owed is not None:
            self.category_owed.emit(owed)
            return
        self._forget_talked()
        self._say(*_READY)

    def be_away(self, reason: str = "") -> None:
        """Take no calls, for a reason in the office's words."""
        self._say(Availability.AWAY, reason)

    def be_after_call(self) -> None:
        """Take no calls: there is something left to be written."""
        self._afterwards = _READY
        self._say(Availability.AFTER_CALL)

    def toggle(self) -> None:
        """Go from ready to away, and from anything else to ready."""
        if self._state.state is Availability.READY:
            self.be_away()
        else:
            self.be_ready()

    def finish(self) -> None:
        """End the after-call work: be as before the call. Nothing in any other state."""
        if self._state.state is not Availability.AFTER_CALL:
            return
        state, reason = self._afterwards
        if state is Availability.AWAY and self._owed() is None:
            self._forget_talked()
            self.be_away(reason)
        else:
            self.be_ready()

    def may_finish(self, note: WrittenNote) -> bool:
        """Tell whether the contact of ``note`` may be ended; asks for the category if not."""
        if not self._lacks_category(note):
            return True
        self.category_owed.emit(CategoryOwed(note.customer_id, note.call_id or 0))
        return False

    def leave(self) -> None:
        """Sign out: somebody else may sit down here. Work that is left is there at the return."""
        self._rules.forget()
        self._talking.clear()
        self._left_in_work = self._state.state is Availability.AFTER_CALL
        self._say(Availability.SIGNED_OUT)
        self._is_here = False

    def on_calls(self, calls: IncomingCallState) -> None:
        """Begin after-call work when the last call that is talked in ends."""
        talking = {call.call_id for call in calls.calls if call.phase is CallPhase.TALKING}
        ended = self._talking - talking
        self._talking = talking
        self._talked |= ended
        self._forget_notes({call.call_id for call in calls.calls})
        if ended and not talking:
            call_id = max(ended)
            ends = (call.since for call in calls.calls if call.call_id == call_id)
            self._begin_work(call_id, next(ends, self._now()))

    def on_note(self, note: WrittenNote | None) -> None:
        """Know what is written of a call, and with which category."""
        self._written = None if note is None else note.call_id
        if note is not None and note.call_id is not None:
            self._notes[note.call_id] = note

    def on_categories(self, categories: Sequence[object]) -> None:
        """Know whether there is a category to choose at all."""
        self._has_categories = bool(categories)

    def on_idle(self) -> None:
        """Be away once nobody has touched the desk for long."""
        if self._state.state is Availability.READY:
            self.be_away()
            self._is_idle = True

    def on_touched(self) -> None:
        """Be ready again, if it was only `on_idle` that said otherwise."""
        if self._is_idle:
            self.be_ready()

    def look(self) -> None:
        """End the work whose time is over, where the office wants it; the timer calls this."""
        rules, passed = self._state.rules, self._now() - self._state.since
        is_over = rules.after_call_s > 0 and passed.total_seconds() >= rules.after_call_s
        if is_over and not self._talking and self._may_end() and self._owed() is None:
            self.finish()

    def _begin(self, rules: AvailabilityRules) -> None:
        self._state = replace(self._state, rules=rules)
        if self._left_in_work:
            self._say(Availability.AFTER_CALL)
        elif rules.starts_away:
            self._say(Availability.AWAY)
        else:
            self._say(*_READY)

    def _begin_unsettled(self, error: Exception) -> None:
        self.failed.emit(error)
        self._begin(self._state.rules)

    def _begin_work(self, call_id: int, ended_at: datetime) -> None:
        if self._state.state is not Availability.AFTER_CALL:
            self._afterwards = (self._state.state, self._state.reason)
        since = max(self._state.since, min(ended_at, self._now()))
        self._say(Availability.AFTER_CALL, call_id=call_id, since=since)

    def _forget_talked(self) -> None:
        for call_id in self._talked:
            self._notes.pop(call_id, None)
        self._talked.clear()

    def _forget_notes(self, here: set[int]) -> None:
        """Forget the notes of calls of which no category will be asked for."""
        wanted = here | self._talked | {self._written}
        self._notes = {call_id: note for call_id, note in self._notes.items() if call_id in wanted}

    def _owed(self) -> CategoryOwed | None:
        lacking = (note for note in self._notes.values() if self._lacks_category(note))
        note = next(lacking, None)
        return None if note is None else CategoryOwed(note.customer_id, note.call_id or 0)

    def _lacks_category(self, note: WrittenNote) -> bool:
        wanted = self._state.rules.category_required and self._has_categories
        return wanted and note.category_id is None and note.call_id in self._talked

    def _say(
        self,
        state: Availability,
        reason: str = "",
        *,
        call_id: int | None = None,
        since: datetime | None = None,
    ) -> None:
        if not self._is_here:
            return
        if (state, reason) == (self._state.state, self._state.reason) and call_id is None:
            self.changed.emit(self._state)
            return
        self._is_idle = False
        at = since or self._now()
        self._state = replace(self._state, state=state, since=at, reason=reason)
        ends_itself = self._state.rules.ends_itself and state is Availability.AFTER_CALL
        self._look.start() if ends_itself else self._look.stop()
        self.changed.emit(self._state)
        self.kept.add(AvailabilitySaid(state, at, reason, call_id))
