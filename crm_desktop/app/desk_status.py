"""What the top bar says of this desk: ready, ringing, talking, after the call, away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.domain.availability import Availability
from crm_desktop.ui.availability.state import AvailabilityState
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.top_bar.state import DeskStatus, TopBarState

_OF_PERSON = {
    Availability.READY: DeskStatus.READY,
    Availability.AFTER_CALL: DeskStatus.AFTER_CALL,
    Availability.AWAY: DeskStatus.AWAY,
    Availability.SIGNED_OUT: DeskStatus.NONE,
}


class DeskStatusKeeper(QObject):
    """Works the state out of the calls and of what the person says.

    Talking and calling outweigh what is said; a call that rings outweighs ready alone, so that the
    time of the after-call work goes on.
    """

    changed = Signal(object)  # TopBarState

    def __init__(self, now: Clock, parent: QObject | None = None) -> None:
        """Begin with nobody."""
        super().__init__(parent)
        self._calls = IncomingCallState()
        self._person = AvailabilityState(Availability.SIGNED_OUT, now())
        self._state = TopBarState(DeskStatus.NONE)

    def tell(self) -> None:
        """Tell the state as it is, for those who have just begun to listen."""
        self.changed.emit(self._state)

    def on_calls(self, calls: IncomingCallState) -> None:
        """Follow the calls."""
        self._calls = calls
        self._work_out()

    def on_availability(self, person: AvailabilityState) -> None:
        """Follow what the person says."""
        self._person = person
        self._work_out()

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Know whether news of calls come in."""
        self._show(replace(self._state, linked=linked))

    def _work_out(self) -> None:
        person = self._person
        talking = _first_in(CallPhase.TALKING, self._calls)
        calling = _first_in(CallPhase.CALLING, self._calls)
        ringing = _first_in(CallPhase.RINGING, self._calls)
        status, since = _OF_PERSON[person.state], person.since
        if talking is not None:
            status, since = DeskStatus.TALKING, talking.since
        elif calling is not None:
            status, since = DeskStatus.CALLING, calling.since
        elif ringing is not None and status in {DeskStatus.READY, DeskStatus.NONE}:
            status, since = DeskStatus.RINGING, ringing.since
        self._show(
            replace(
                self._state,
                status=status,
                status_since=None if status is DeskStatus.NONE else since,
                away_reason=person.reason,
                after_call_s=person.rules.after_call_s,
                waiting_since=self._calls.waiting_since,
            )
        )

    def _show(self, state: TopBarState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def _first_in(phase: CallPhase, calls: IncomingCallState) -> DeskCall | None:
    return next((call for call in calls.calls if call.phase is phase), None)
