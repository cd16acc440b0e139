"""Keeps the calls that wait in the queues of this desk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.waiting_calls import WaitingCall
from crm_desktop.ui.incoming_call.state import IncomingCallState

LOOK_EVERY_MS: Final = 2_000
QUEUES_EVERY_ROUNDS: Final = 150


class WaitingCalls(QObject):
    """Looks every two seconds while the desk is linked, and then only tells what changed.

    The queues of a desk are those of which calls have rung at its telephone within 30 days; a desk
    at which nothing has rung yet counts the calls of the whole office.
    """

    changed = Signal(object)  # tuple[datetime, ...]

    def __init__(
        self,
        calls_waiting: Callable[[], Sequence[WaitingCall]],
        my_queues: Callable[[], Collection[str]],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """Both are called off the GUI thread."""
        super().__init__(parent)
        self._calls_waiting = calls_waiting
        self._my_queues = my_queues
        self._jobs = jobs
        self._queues: frozenset[str] = frozenset()
        self._waiting: Sequence[WaitingCall] = ()
        self._by_line: set[int] = set()
        self._rounds = 0
        self._is_asking = False
        self._since: tuple[datetime, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Look while news of calls come in; without them nobody is known to wait."""
        if linked:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()
            self._tell(())

    def on_calls(self, state: IncomingCallState) -> None:
        """Know that a queue whose call is at this desk is one of its queues.

        Where a call came by a line alone, the queues are asked for at the next look.
        """
        coming = [call for call in state.calls if not call.outgoing]
        by_line = {call.call_id for call in coming if not call.queue}
        if by_line - self._by_line:
            self._rounds = 0
        self._by_line = by_line
        rung = {call.queue for call in coming if call.queue}
        if rung - self._queues:
            self._queues |= rung
            self._tell_mine()

    def look(self) -> None:
        """Ask who waits, unless that is being asked."""
        if self._is_asking:
            return
        self._is_asking = True
        with_queues = self._rounds % QUEUES_EVERY_ROUNDS == 0
        self._rounds += 1
        self._jobs.run(
            self,
            lambda: (self._calls_waiting(), self._my_queues() if with_queues else None),
            then=lambda answer: self._on_answer(*answer),
            failed=lambda _error: self._on_failed(),
        )

    def _on_answer(self, waiting: Sequence[WaitingCall], queues: Collection[str] | None) -> None:
        self._is_asking = False
        self._queues |= frozenset(queues or ())
        self._waiting = waiting
        self._tell_mine()

    def _on_failed(self) -> None:
        """Wait for the next look: that the database is away is told by the link."""
        self._is_asking = False
        self._rounds = 0

    def _tell_mine(self) -> None:
        mine = (call for call in self._waiting if not self._queues or call.queue in self._queues)
        if self._timer.isActive():
            self._tell(tuple(call.began_at for call in mine))

    def _tell(self, since: tuple[datetime, ...]) -> None:
        if since != self._since:
            self._since = since
            self.changed.emit(since)
