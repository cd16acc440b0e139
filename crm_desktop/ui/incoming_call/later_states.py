"""Lets what follows from a call wait until the card of who calls is painted."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.ui.incoming_call.state import IncomingCallState

DELAY_MS = 40


class LaterStates(QObject):
    """Passes the newest state on after a moment, in which no worker competes with the painting."""

    changed = Signal(object)  # IncomingCallState

    def __init__(self, parent: QObject | None = None, *, delay_ms: int = DELAY_MS) -> None:
        super().__init__(parent)
        self._newest = IncomingCallState()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(lambda: self.changed.emit(self._newest))

    def on_state(self, state: IncomingCallState) -> None:
        """Take the next state; one that is overtaken is not passed on."""
        self._newest = state
        if not self._timer.isActive():
            self._timer.start()
