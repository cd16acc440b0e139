"""Gathers what the left column shows from those who know it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.ui.call_list.state import CallListState, RecentCustomer
from crm_desktop.ui.incoming_call.aid import CallAids
from crm_desktop.ui.incoming_call.state import IncomingCallState

MOST_RECENT = 9


class CallListPresenter(QObject):
    """Keeps one state of calls, counts and recent customers."""

    changed = Signal(object)  # CallListState

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = CallListState()

    def on_calls(self, calls: IncomingCallState) -> None:
        """Show the calls of this desk."""
        front = None if calls.front is None else calls.front.call_id
        self._show(replace(self._state, calls=calls.calls, front_call_id=front))

    def on_aids(self, aids: CallAids) -> None:
        """Mark the calls of unwanted callers."""
        unwanted = frozenset(call_id for call_id, aid in aids.items() if aid.unwanted)
        self._show(replace(self._state, unwanted=unwanted))

    def on_counts(self, *, missed: int, tasks_today: int, tasks_late: int) -> None:
        """Show how much waits in the lists of the home page."""
        self._show(
            replace(self._state, missed=missed, tasks_today=tasks_today, tasks_late=tasks_late)
        )

    def on_new_customers(self, count: int) -> None:
        """Show how many customers that a move brought are to be worked through."""
        self._show(replace(self._state, new_customers=count))

    def on_customer_opened(self, customer: RecentCustomer) -> None:
        """Put the customer at the top of the recent ones; each stands there once."""
        others = [c for c in self._state.recent if c.customer_id != customer.customer_id]
        recent = (customer, *others)[:MOST_RECENT]
        self._show(replace(self._state, recent=recent, open_customer_id=customer.customer_id))

    def on_customer_closed(self) -> None:
        """Know that no card is open."""
        self._show(replace(self._state, open_customer_id=None))

    def _show(self, state: CallListState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
