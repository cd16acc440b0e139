"""Waits a moment for who calls, so that caller and card are painted once, together."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.ui.incoming_call.state import IncomingCallState, Lookup

PATIENCE_MS = 40


class SettledStates(QObject):
    """Passes states on; one that still searches only when it is not answered in `PATIENCE_MS`.

    The database answers in a few milliseconds. Painting "searching" first would take longer than
    the answer, and the card would come later for it.
    """

    changed = Signal(object)  # IncomingCallState

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = IncomingCallState()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(lambda: self.changed.emit(self._waiting))

    def on_state(self, state: IncomingCallState) -> None:
        """Take the next state."""
        searching = state.front is not None and state.front.lookup is Lookup.SEARCHING
        if not searching:
            self._timer.stop()
            self.changed.emit(state)
            return
        self._waiting = state
        if not self._timer.isActive():
            self._timer.start()
