"""What the top bar says of this desk: ready, ringing, talking, after the call."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.top_bar.state import DeskStatus, TopBarState

_STATUS = {
    CallPhase.TALKING: DeskStatus.TALKING,
    CallPhase.RINGING: DeskStatus.RINGING,
    CallPhase.ENDED: DeskStatus.AFTER_CALL,
}


class DeskStatusKeeper(QObject):
    """Works the state out of the calls, and keeps since when it has been so."""

    changed = Signal(object)  # TopBarState

    def __init__(self, now: Clock, parent: QObject | None = None) -> None:
        """Begin ready, now."""
        super().__init__(parent)
        self._now = now
        self._state = TopBarState(status_since=now())

    def tell(self) -> None:
        """Tell the state as it is, for those who have just begun to listen."""
        self.changed.emit(self._state)

    def on_calls(self, calls: IncomingCallState) -> None:
        """Follow the calls: talking outweighs ringing, ringing outweighs what is over."""
        call = _weightiest(calls.calls)
        status = DeskStatus.READY if call is None else _STATUS[call.phase]
        since = self._state.status_since
        if status is not self._state.status:
            since = self._now() if call is None else call.since
        self._show(
            replace(
                self._state,
                status=status,
                status_since=since,
                waiting_since=calls.waiting_since,
            )
        )

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Know whether news of calls come in."""
        self._show(replace(self._state, linked=linked))

    def _show(self, state: TopBarState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def _weightiest(calls: tuple[DeskCall, ...]) -> DeskCall | None:
    order = list(_STATUS)
    return min(calls, key=lambda call: order.index(call.phase), default=None)
